import { type Code, type Fact, type Span, spanOf } from '@linea/facts';
import { hasDisease } from '../myeloma/baseline.ts';
import {
  codeOf,
  codesOf,
  dateSpan,
  numberOf,
  type Patient,
  plainDate,
  type Sourced,
  sourced,
  unknownInput,
  valued,
} from '../patient/patient.ts';
import { SLEDAI_ITEMS, type SledaiItem } from './items.ts';

/** One assessment of activity: what was recorded together. */
export interface Visit {
  readonly span: Span;
  readonly facts: readonly Fact[];
  readonly about: Readonly<Record<string, string | number>>;
  readonly windowDays: number;
  /** Present and due to lupus, not present, or unknown (field-map 6). */
  readonly items: Readonly<Record<SledaiItem, boolean | null>>;
}

export const inVisit = (facts: readonly Fact[], code: Code): Fact | undefined =>
  facts.find((fact) => fact.code === code && fact.value !== undefined);

const lists = (facts: readonly Fact[], code: Code): ReadonlySet<string> => new Set(codesOf(inVisit(facts, code)) ?? []);

/** What the four lists of a visit say of each item. */
function itemsOf(facts: readonly Fact[]): Visit['items'] {
  const [present, notAssessed, notAttributed, unclear] = [
    lists(facts, 'sledai.items'),
    lists(facts, 'sledai.notAssessed'),
    lists(facts, 'sledai.notAttributed'),
    lists(facts, 'sledai.attributionUnknown'),
  ];
  // A total tells that the list of items is whole; without the list only a total of 0 says what was not there.
  const total = inVisit(facts, 'sledai.total');
  const whole = total !== undefined && (inVisit(facts, 'sledai.items') !== undefined || numberOf(total) === 0);
  const complete = inVisit(facts, 'sledai.notAssessed') !== undefined || present.has('none') || whole;
  const stateOf = (item: SledaiItem): boolean | null => {
    if (notAttributed.has(item)) return false;
    if (unclear.has(item) || notAssessed.has(item)) return null;
    return present.has(item) ? true : complete ? false : null;
  };
  return Object.fromEntries(SLEDAI_ITEMS.map((item) => [item, stateOf(item)])) as Visit['items'];
}

const VISIT_CODES: readonly Code[] = [
  'sledai.items',
  'sledai.notAssessed',
  'sledai.notAttributed',
  'sledai.attributionUnknown',
  'sledai.jointCount',
  'sledai.total',
  'sledai.pga',
  'sledai.response',
  'sledai.gcDose',
  'sledai.ckd',
];

/** The assessments of activity by SLEDAI-2K, in order of time; SELENA-SLEDAI is another instrument. */
export const visitsOf = (of: Patient): readonly Visit[] =>
  of.memo('lupus visits', () => {
    if (!hasDisease(of, 'SLE')) return [];
    const events = [...new Set(VISIT_CODES.flatMap((code) => of.byCode(code)).map(({ event }) => event))];
    return events
      .map((event) => of.byEvent(event))
      .filter((facts) => codeOf(inVisit(facts, 'sledai.version')) !== 'selena')
      .map((facts): Visit => {
        const date = facts.find(({ code }) => code === 'sledai.date') ?? (facts[0] as Fact);
        const span = dateSpan(of, date);
        const days = numberOf(inVisit(facts, 'sledai.windowDays'));
        return {
          span,
          facts,
          about: { date: plainDate(span) },
          windowDays: days === 10 ? 10 : 30,
          items: itemsOf(facts),
        };
      })
      .sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  });

const LISTS: readonly Code[] = [
  'sledai.items',
  'sledai.notAssessed',
  'sledai.notAttributed',
  'sledai.attributionUnknown',
];

/** The facts that say of each item whether it was there. */
export const listsOf = ({ facts }: Visit): readonly Fact[] =>
  facts.filter(({ code, value }) => LISTS.includes(code) && value !== undefined);

/** The items of a visit as the record of inputs `items.seizure`, ... */
export function itemInputs(visit: Visit): Readonly<Record<string, Sourced>> {
  const facts = listsOf(visit);
  return Object.fromEntries(
    SLEDAI_ITEMS.map((item) => {
      const value = visit.items[item];
      return [`items.${item}`, value === null ? unknownInput('sledai.items') : sourced(value, facts, 'sledai.items')];
    }),
  );
}

/** The measurements of a code in the window of a visit, its first day and that of the visit included. */
export function inWindowOf(of: Patient, visit: Visit, code: Code): readonly Fact[] {
  const window = spanOf(visit.span.start - visit.windowDays, visit.span.end);
  return valued(of, code).filter(
    (fact) => !fact.qualifiers?.spurious && of.span(fact).start >= window.start && of.span(fact).end <= window.end,
  );
}
