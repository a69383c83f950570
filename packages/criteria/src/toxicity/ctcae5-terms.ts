import {
  atMostTimes,
  falls,
  from,
  fromTimes,
  over,
  overTimes,
  type Row,
  rises,
  risesTimes,
  transfusion,
  under,
  underTimes,
  withSymptoms,
} from './ctcae5-rows.ts';

/** One laboratory term of CTCAE: its unit, its rows, and how its numbers come. */
export interface Term {
  readonly unit: string;
  /** Outside is implausible: unknown with `rejected:value`. */
  readonly plausible: readonly [number, number];
  /** Where laboratories put their limit, roughly: tells in which unit a limit without unit was written. */
  readonly usualLimit: readonly [number, number];
  readonly count?: boolean;
  /** Canonical units per unit that needs the analyte to convert. */
  readonly factors?: Readonly<Record<string, number>>;
  readonly rows: readonly Row[];
  /** Limits printed for another unit that is no exact conversion: graded as the laboratory reported it. */
  readonly printed?: Readonly<Record<string, readonly Row[]>>;
  /** The column of an abnormal baseline, and on which side of the limit a baseline is abnormal. */
  readonly abnormal?: { readonly rows: readonly Row[]; readonly beyond: 'uln' | 'lln' };
  /** Its rows stand in two columns, multiples of the ULN and of the baseline, and the higher grade counts. */
  readonly besideBaseline?: boolean;
  /** Total calcium is graded after correction for albumin. */
  readonly correctedForAlbumin?: boolean;
}

const cellsPerMicrolitre = (usualLimit: readonly [number, number], rows: readonly Row[]): Term => ({
  unit: '/uL',
  count: true,
  plausible: [0, 3_000_000],
  usualLimit,
  rows,
});
const enzyme = (usualLimit: readonly [number, number], rows: readonly Row[], abnormal?: readonly Row[]): Term => ({
  unit: 'U/L', factors: { '[IU]/L': 1 }, plausible: [0, 1_000_000], usualLimit, rows, ...(abnormal ? { abnormal: { rows: abnormal, beyond: 'uln' } } : {}),
}); // biome-ignore format: one thought
const electrolyte = (usualLimit: readonly [number, number], rows: readonly Row[]): Term => ({
  unit: 'mmol/L',
  factors: { 'meq/L': 1 },
  plausible: [0, 300],
  usualLimit,
  rows,
});

/** Multiples of an abnormal baseline; grade 1 begins at `first`. */
const timesBaseline = (first: Row, ...times: readonly [number, number, number]): readonly Row[] => [
  [4, overTimes(times[2], 'baseline')],
  [3, overTimes(times[1], 'baseline')],
  [2, overTimes(times[0], 'baseline')],
  first,
];

const transaminase = enzyme(
  [15, 150],
  risesTimes('uln', 3, 5, 20),
  timesBaseline([1, fromTimes(1.5, 'baseline')], 3, 5, 20),
);
const cholestasis = enzyme(
  [15, 600],
  risesTimes('uln', 2.5, 5, 20),
  timesBaseline([1, fromTimes(2, 'baseline')], 2.5, 5, 20),
);

const calcium = {
  unit: 'mg/dL',
  plausible: [0, 40],
  usualLimit: [7, 13],
  factors: { 'mmol/L': 1 / 0.2495 },
  correctedForAlbumin: true,
} as const;
const ionisedCalcium = {
  unit: 'mmol/L',
  plausible: [0, 10],
  usualLimit: [0.8, 1.6],
  factors: { 'mg/dL': 0.2495 },
} as const;
const sodium = [110, 170] as const;
const potassium = [2, 8] as const;

/**
 * The laboratory terms of CTCAE 5.0 (toxicity.md 5), rows from grade 4 down. Not in the table: grade 4 of anaemia and of
 * hypoalbuminaemia (clinical only) and of INR. Haemoglobin in mmol/L has its own printed limits (6.2, 4.9).
 */
export const TERMS = {
  neutrophilDecreased: cellsPerMicrolitre([800, 4000], falls(1500, 1000, 500)),
  plateletDecreased: { unit: '10*9/L', count: true, plausible: [0, 3000], usualLimit: [80, 250], rows: falls(75, 50, 25) },
  anaemia: {
    unit: 'g/dL', plausible: [0, 25], usualLimit: [8, 20], factors: { 'mmol/L': 1.6114 },
    rows: [[3, transfusion], ...falls(10, 8)],
    printed: { 'mmol/L': [[3, transfusion], ...falls(6.2, 4.9)] },
  },
  wbcDecreased: cellsPerMicrolitre([2000, 8000], falls(3000, 2000, 1000)),
  lymphocyteDecreased: cellsPerMicrolitre([400, 3000], falls(800, 500, 200)),
  cd4Decreased: cellsPerMicrolitre([200, 1500], falls(500, 200, 50)),
  altIncreased: transaminase,
  astIncreased: transaminase,
  alpIncreased: cholestasis,
  ggtIncreased: cholestasis,
  bilirubinIncreased: {
    unit: 'mg/dL', plausible: [0, 100], usualLimit: [0.2, 3], factors: { 'umol/L': 1 / 17.1 },
    rows: risesTimes('uln', 1.5, 3, 10),
    abnormal: { rows: timesBaseline([1, overTimes(1, 'baseline')], 1.5, 3, 10), beyond: 'uln' },
  },
  creatinineIncreased: {
    unit: 'mg/dL', plausible: [0, 100], usualLimit: [0.2, 4], factors: { 'umol/L': 1 / 88.4 }, besideBaseline: true,
    rows: [
      [4, overTimes(6, 'uln')],
      [3, overTimes(3, 'uln')], [3, overTimes(3, 'baseline')],
      [2, overTimes(1.5, 'uln')], [2, overTimes(1.5, 'baseline')],
      [1, over('uln')],
    ],
  },
  hyponatraemia: electrolyte(sodium, [[4, under(120)], [3, under(125)], [3, withSymptoms(under(130))], [2, under(130)], [1, under('lln')]]),
  hypernatraemia: electrolyte(sodium, rises(150, 155, 160)),
  hypokalaemia: electrolyte(potassium, [[4, under(2.5)], [3, under(3)], [2, withSymptoms(under('lln'))], [1, under('lln')]]),
  hyperkalaemia: electrolyte(potassium, rises(5.5, 6, 7)),
  hypocalcaemia: { ...calcium, rows: falls(8, 7, 6), printed: { 'mmol/L': falls(2, 1.75, 1.5) } },
  hypercalcaemia: { ...calcium, rows: rises(11.5, 12.5, 13.5), printed: { 'mmol/L': rises(2.9, 3.1, 3.4) } },
  ionisedCalciumLow: { ...ionisedCalcium, rows: falls(1, 0.9, 0.8) },
  ionisedCalciumHigh: { ...ionisedCalcium, rows: rises(1.5, 1.6, 1.8) },
  hypomagnesaemia: {
    unit: 'mg/dL', plausible: [0, 50], usualLimit: [1, 4], factors: { 'mmol/L': 2.4305 },
    rows: falls(1.2, 0.9, 0.7), printed: { 'mmol/L': falls(0.5, 0.4, 0.3) },
  },
  hypoalbuminaemia: { unit: 'g/dL', plausible: [0, 10], usualLimit: [2, 6], rows: falls(3, 2) },
  hypoglycaemia: { unit: 'mg/dL', plausible: [0, 5000], usualLimit: [40, 200], factors: { 'mmol/L': 18.02 }, rows: falls(55, 40, 30) },
  fibrinogenDecreased: {
    unit: 'mg/dL', plausible: [0, 5000], usualLimit: [80, 500],
    rows: [[4, under(50)], [4, underTimes(0.25, 'lln')], [3, underTimes(0.5, 'lln')], [2, underTimes(0.75, 'lln')], [1, under('lln')]],
    abnormal: {
      beyond: 'lln',
      rows: [[4, under(50)], [4, atMostTimes(0.25, 'baseline')], [3, atMostTimes(0.5, 'baseline')], [2, atMostTimes(0.75, 'baseline')], [1, underTimes(1, 'baseline')]],
    },
  },
  inrIncreased: { unit: '1', plausible: [0, 100], usualLimit: [0.8, 1.5], rows: [[3, over(2.5)], [2, over(1.5)], [1, over(1.2)]] },
  apttProlonged: {
    unit: 's', plausible: [0, 1000], usualLimit: [15, 80], factors: { sec: 1, seconds: 1 },
    rows: [[3, overTimes(2.5, 'uln')], [3, withSymptoms(over('uln'))], [2, overTimes(1.5, 'uln')], [1, over('uln')]],
  },
  lipaseIncreased: enzyme([10, 600], [
    [4, withSymptoms(overTimes(5, 'uln'))],
    [3, overTimes(5, 'uln')], [3, withSymptoms(overTimes(2, 'uln'))],
    [2, overTimes(1.5, 'uln')],
    [1, over('uln')],
  ]),
  hypertriglyceridaemia: {
    unit: 'mg/dL', plausible: [0, 50_000], usualLimit: [50, 400], factors: { 'mmol/L': 88.57 },
    rows: [[4, over(1000)], [3, over(500)], [2, over(300)], [1, from(150)]],
  },
} as const satisfies Readonly<Record<string, Term>>; // biome-ignore format: the table of toxicity.md 5

export type TermName = keyof typeof TERMS;

/** Other names of the terms: those of myeloma.md 8.4, and American spelling. */
const ALSO: Readonly<Record<string, TermName>> = {
  platelets: 'plateletDecreased', plt: 'plateletDecreased', anc: 'neutrophilDecreased', hb: 'anaemia', sodium: 'hyponatraemia', anemia: 'anaemia',
  hyponatremia: 'hyponatraemia', hypernatremia: 'hypernatraemia', hypokalemia: 'hypokalaemia', hyperkalemia: 'hyperkalaemia',
  hypocalcemia: 'hypocalcaemia', hypercalcemia: 'hypercalcaemia', hypomagnesemia: 'hypomagnesaemia', hypoalbuminemia: 'hypoalbuminaemia',
  hypoglycemia: 'hypoglycaemia', hypertriglyceridemia: 'hypertriglyceridaemia', ionizedCalciumLow: 'ionisedCalciumLow',
  ionizedCalciumHigh: 'ionisedCalciumHigh', ionisedCaLow: 'ionisedCalciumLow', ionisedCaHigh: 'ionisedCalciumHigh',
}; // biome-ignore format: a table

export const TERM_NAMES = Object.keys(TERMS) as readonly TermName[];

/** The term of a name; undefined when there is none. */
export const termName = (name: unknown): TermName | undefined =>
  TERM_NAMES.find((term) => term === name) ??
  (typeof name === 'string' && Object.hasOwn(ALSO, name) ? ALSO[name] : undefined);
