import type { Code, Fact } from '@linea/facts';
import { hasDisease } from '../myeloma/baseline.ts';
import {
  type Application,
  codeOf,
  codesOf,
  happenings,
  numberOf,
  type Patient,
  type Sourced,
  sourced,
  unknownInput,
  valued,
} from '../patient/patient.ts';
import { CRITERIA_ITEMS, type CriteriaItem } from './classification.ts';
import { beyondLimit } from './serology.ts';

const ANA: Readonly<Record<string, boolean>> = { positive: true, negative: false };

const NEPHRITIS: Readonly<Record<string, readonly CriteriaItem[]>> = {
  '2': ['classIIorVNephritis'],
  '5': ['classIIorVNephritis'],
  '3': ['classIIINephritis'],
  '4': ['classIVNephritis'],
  '3+5': ['classIIINephritis', 'classIIorVNephritis'],
  '4+5': ['classIVNephritis', 'classIIorVNephritis'],
};

/** Lymphodepletion and what follows lower cells and change serology: items are read before it. */
const before = (of: Patient, code: Code): readonly Fact[] => {
  const starts = [...happenings(of, 'ld.start'), ...happenings(of, 'inf.date')].map((fact) => of.span(fact).start);
  const limit = starts.length > 0 ? Math.min(...starts) : Infinity;
  return valued(of, code).filter((fact) => of.span(fact).end < limit);
};

/** What laboratory and biopsy show whatever was ticked: complement, anti-dsDNA, class of nephritis. */
function measuredItems(of: Patient): ReadonlyMap<CriteriaItem, readonly Fact[]> {
  const found = new Map<CriteriaItem, readonly Fact[]>();
  const add = (item: CriteriaItem, facts: readonly Fact[]) => {
    if (facts.length > 0) found.set(item, facts);
  };
  add(
    'lowC3',
    before(of, 'lab.c3').filter((fact) => beyondLimit(fact, 'low') === true),
  );
  add(
    'lowC4',
    before(of, 'lab.c4').filter((fact) => beyondLimit(fact, 'low') === true),
  );
  add(
    'antiDsDna',
    before(of, 'lab.dsdna').filter((fact) => beyondLimit(fact, 'high') === true),
  );
  for (const fact of valued(of, 'sle.nephritisClass'))
    for (const item of NEPHRITIS[codeOf(fact) ?? ''] ?? []) add(item, [fact]);
  return found;
}

/** Once a patient with lupus: the items ticked, those measured, and those that nobody assessed. */
export const classificationApplications = (of: Patient): readonly Application[] =>
  hasDisease(of, 'SLE') ? of.memo('lupus classification', () => classificationOf(of)) : [];

function classificationOf(of: Patient): readonly Application[] {
  const ana = valued(of, 'sle.ana').at(-1);
  const ticked = valued(of, 'sle.criteriaItems').at(-1);
  const notAssessed = valued(of, 'sle.criteriaNotAssessed').at(-1);
  const [present, open] = [new Set(codesOf(ticked) ?? []), new Set(codesOf(notAssessed) ?? [])];
  const measuredHere = measuredItems(of);
  const answered = notAssessed !== undefined;
  const stateOf = (item: CriteriaItem): boolean | null => {
    if (present.has(item) || measuredHere.has(item)) return true;
    return open.has(item) || !answered ? null : false;
  };
  const facts = [
    ...(ticked ? [ticked] : []),
    ...(notAssessed ? [notAssessed] : []),
    ...[...measuredHere.values()].flat(),
  ];
  const items: Sourced =
    facts.length > 0
      ? sourced(Object.fromEntries(CRITERIA_ITEMS.map((item) => [item, stateOf(item)])), facts, 'sle.criteriaItems')
      : unknownInput('sle.criteriaItems');
  const total = valued(of, 'sle.acrEularScore').at(-1);
  const value = numberOf(total);
  return [
    {
      inputs: {
        anaAtLeast1in80: ana ? sourced(ANA[codeOf(ana) ?? ''] ?? null, [ana]) : unknownInput('sle.ana'),
        items,
      },
      ...(total && value !== undefined ? { stated: { value, fact: total.id, field: 'points' } } : {}),
    },
  ];
}
