import {
  above,
  all,
  any,
  atLeast,
  below,
  type Choice,
  type Condition,
  choice,
  count,
  flag,
  type Interval,
  is,
  type Measured,
  never,
  quantity,
  type Reader,
} from '../engine/index.ts';
import { ifRecorded } from './reported.ts';

const TOXICITIES = ['platelets', 'anc', 'hb', 'sodium', 'nausea', 'fatigue', 'weightLoss'] as const;
export type Toxicity = (typeof TOXICITIES)[number];

/** The finding of each toxicity as a number: counts, vomits a day, per cent of weight lost. A bare number is in these units. */
const VALUES: Readonly<Record<Toxicity, Reader<Measured>>> = {
  platelets: quantity('10*9/L', { count: true, bare: true, plausible: [0, 3000] }),
  anc: quantity('10*9/L', { count: true, bare: true, plausible: [0, 500] }),
  hb: quantity('g/dL', { bare: true, plausible: [0, 25] }),
  sodium: quantity('mmol/L', { bare: true, plausible: [80, 200], factors: { 'meq/L': 1 } }),
  nausea: count([0, 100]),
  fatigue: count([0, 100]),
  weightLoss: quantity('%', { bare: true, plausible: [0, 100] }),
};

/** CTCAE v5 grades of the laboratory toxicities as the numbers they allow; grade 1 is open towards normal. */
const GRADES: Partial<Readonly<Record<Toxicity, Readonly<Record<number, Interval>>>>> = {
  platelets: { 1: { low: 75, high: 3000 }, 2: { low: 50, high: 75, highOpen: true }, 3: { low: 25, high: 50, highOpen: true }, 4: { low: 0, high: 25, highOpen: true } },
  anc: { 1: { low: 1.5, high: 500 }, 2: { low: 1, high: 1.5, highOpen: true }, 3: { low: 0.5, high: 1, highOpen: true }, 4: { low: 0, high: 0.5, highOpen: true } },
  hb: { 1: { low: 10, high: 25 }, 2: { low: 8, high: 10, highOpen: true }, 3: { low: 0, high: 8, highOpen: true } },
  sodium: { 1: { low: 130, high: 200 }, 2: { low: 125, high: 129 }, 3: { low: 120, high: 129 }, 4: { low: 80, high: 120, highOpen: true } },
  weightLoss: { 1: { low: 5, high: 10, highOpen: true }, 2: { low: 10, high: 20, highOpen: true }, 3: { low: 20, high: 100 } },
}; // biome-ignore format: a table

/** `value` read as the number of every toxicity: which one is meant stands in another input. */
function finding(): Reader<Readonly<Record<Toxicity, Measured>>> {
  return {
    help: 'number, or { value, unit }',
    read(raw, name) {
      const read = TOXICITIES.map((toxicity) => [toxicity, VALUES[toxicity].read(raw, name)] as const);
      const unusable = read.every(([, { issues }]) => issues.length > 0);
      return {
        input: Object.fromEntries(read.map(([toxicity, { input }]) => [toxicity, input])) as Record<Toxicity, Measured>,
        issues: unusable ? (read[0]?.[1].issues ?? []) : [],
      };
    },
  };
}

const SAME: Readonly<Record<string, Toxicity>> = {
  thrombocytopenia: 'platelets', neutropenia: 'anc', anaemia: 'hb', hyponatraemia: 'sodium', vomiting: 'nausea', 'weight-loss': 'weightLoss',
}; // biome-ignore format: a table

/** One of the toxicities of the table; any other word is `unlisted`, which the table does not answer. */
function toxicity(): Reader<Choice<Toxicity> & { readonly unlisted: boolean }> {
  const listed = choice(TOXICITIES, SAME);
  return {
    ...listed,
    read(raw, name) {
      const { input, issues } = listed.read(raw, name);
      const unlisted = issues.length > 0 && typeof raw === 'string';
      return { input: { ...input, unlisted }, issues: unlisted ? [] : issues };
    },
  };
}

export const readers = {
  currentDose: quantity('mg', { bare: true, plausible: [0, 200] }),
  toxicity: toxicity(),
  value: finding(),
  grade: count([0, 5]),
  bleeding: flag(),
  fever: flag(),
  durationDays: quantity('d', { bare: true, plausible: [0, 3650] }),
  malnutrition: ifRecorded(flag()),
};

interface Given {
  readonly value: Readonly<Record<Toxicity, Measured>>;
  readonly grade: Measured;
  readonly bleeding: Choice<'true' | 'false'>;
  readonly fever: Choice<'true' | 'false'>;
  readonly durationDays: Measured;
  readonly malnutrition: Choice<'true' | 'false'>;
}

const wholeGrade = ({ grade }: Given): number | null =>
  grade.given && grade.range.low === grade.range.high ? grade.range.low : null;

/** The number of a laboratory toxicity: as measured, else what its CTCAE grade allows. */
function measuredBy(given: Given, toxicity: Toxicity): Measured {
  const value = given.value[toxicity];
  const grade = wholeGrade(given);
  const range = grade === null ? undefined : GRADES[toxicity]?.[grade];
  return value.given || !range ? value : { ...value, range, given: true };
}

/** What the label says of a toxicity: when to reduce at once, when to interrupt first. Neither: maintain. */
export interface LabelRow {
  readonly reduce: Condition;
  readonly interrupt: Condition;
  /** A finding that the table does not list, and that is worse than what it lists. */
  readonly outside?: boolean;
}

/** The table of the label. Bleeding and fever, unknown, are never taken as absent. */
export const LABEL: Readonly<Record<Toxicity, (given: Given) => LabelRow>> = {
  platelets: (given) => {
    const platelets = measuredBy(given, 'platelets');
    const triggered = all(atLeast(platelets, 25), below(platelets, 75));
    const bleeds = is(given.bleeding, 'true');
    return {
      reduce: all(triggered, is(given.bleeding, 'false')),
      interrupt: any(below(platelets, 25), all(triggered, bleeds)),
    };
  },
  anc: (given) => {
    const anc = measuredBy(given, 'anc');
    const triggered = all(atLeast(anc, 0.5), (path) => !above(anc, 1)(path));
    return {
      reduce: all(triggered, is(given.fever, 'false')),
      interrupt: any(below(anc, 0.5), all(triggered, is(given.fever, 'true'))),
    };
  },
  hb: (given) => ({
    reduce: below(measuredBy(given, 'hb'), 8),
    interrupt: never,
    outside: wholeGrade(given) === 4 && !given.value.hb.given,
  }),
  sodium: (given) => ({ reduce: never, interrupt: (path) => !above(measuredBy(given, 'sodium'), 130)(path) }),
  nausea: (given) => ({
    reduce: never,
    interrupt: any(
      given.value.nausea.given ? atLeast(given.value.nausea, 6) : never,
      given.grade.given || !given.value.nausea.given ? atLeast(upTo(given.grade, 3), 3) : never,
    ),
    outside: (wholeGrade(given) ?? 0) > 3,
  }),
  fatigue: (given) => {
    const grade = upTo(given.grade, 3);
    return {
      reduce: never,
      interrupt: any(atLeast(grade, 3), all(atLeast(grade, 2), above(given.durationDays, 7))),
      outside: (wholeGrade(given) ?? 0) > 3,
    };
  },
  weightLoss: (given) => {
    const lost = measuredBy(given, 'weightLoss');
    const open = lost.given ? lost : { ...lost, range: { low: 0, high: 20, highOpen: true } };
    const malnourished = given.malnutrition.given ? is(given.malnutrition, 'true') : never;
    return {
      reduce: never,
      interrupt: any(atLeast(open, 10), malnourished),
      outside: lost.given && lost.range.low >= 20,
    };
  },
};

/** An unknown grade of a toxicity that has no grade above `most`. */
const upTo = (grade: Measured, most: number): Measured =>
  grade.given ? grade : { ...grade, range: { low: 0, high: most } };
