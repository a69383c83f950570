import type { Code, Fact } from '@linea/facts';
import { sizeOf } from '../general/size-of.ts';
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

/** What laboratory and biopsy show whatever was ticked: complement, antibodies, class of nephritis. */
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
  add(
    'antiSm',
    before(of, 'lab.sm').filter((fact) => codeOf(fact) === 'positive'),
  );
  add(
    'antiphospholipid',
    before(of, 'lab.apl').filter((fact) => codesOf(fact)?.some((one) => APL.includes(one))),
  );
  for (const fact of valued(of, 'sle.nephritisClass'))
    for (const item of NEPHRITIS[codeOf(fact) ?? ''] ?? []) add(item, [fact]);
  return found;
}

/** Lupus anticoagulant and anti-beta2GP1; of anticardiolipin the list does not say whether it was moderate or high. */
const APL: readonly string[] = ['la', 'ab2gpi'];

/** Signs that may have another explanation: what was measured speaks where nobody went through the list. */
const MEASURED: readonly (readonly [item: CriteriaItem, code: Code, isMet: (size: number) => boolean])[] = [
  ['leukopenia', 'lab.wbc', (size) => size < 4],
  ['thrombocytopenia', 'lab.plt', (size) => size < 100],
  ['proteinuria', 'lab.proteinuria24', (size) => size > 0.5],
];

/** The measurements that meet an item, whatever their comparator allows. */
function measuredSigns(of: Patient): ReadonlyMap<CriteriaItem, readonly Fact[]> {
  const rows = MEASURED.map(([item, code, isMet]): readonly [CriteriaItem, readonly Fact[]] => {
    const open = isMet(0) ? '>' : '<';
    const met = before(of, code).filter((fact) => {
      const { value, qualifiers } = fact;
      const isOpen = value?.kind !== 'number' || value.comparator?.startsWith(open);
      return !qualifiers?.spurious && !isOpen && isMet(sizeOf(fact));
    });
    return [item, met];
  });
  return new Map(rows.filter(([, facts]) => facts.length > 0));
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
  const isOpen = (item: CriteriaItem): boolean => open.has(item) || !answered;
  const signs = new Map([...measuredSigns(of)].filter(([item]) => !present.has(item) && isOpen(item)));
  const stateOf = (item: CriteriaItem): boolean | null => {
    if (present.has(item) || measuredHere.has(item) || signs.has(item)) return true;
    return isOpen(item) ? null : false;
  };
  const facts = [
    ...(ticked ? [ticked] : []),
    ...(notAssessed ? [notAssessed] : []),
    ...[...measuredHere.values(), ...signs.values()].flat(),
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
