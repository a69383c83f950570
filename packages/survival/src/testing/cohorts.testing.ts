import fc from 'fast-check';

/** A row of a small cohort with many ties: what breaks an estimator first. */
export interface Row {
  readonly time: number;
  readonly event: number;
  readonly x: number;
  readonly z: number;
  readonly group: number;
  readonly weight: number;
}

const row = fc.record({
  time: fc.integer({ min: 1, max: 12 }),
  event: fc.integer({ min: 0, max: 1 }),
  x: fc.integer({ min: -2, max: 3 }),
  z: fc.integer({ min: 0, max: 20 }).map((v) => v / 4),
  group: fc.integer({ min: 0, max: 2 }),
  weight: fc.integer({ min: 1, max: 3 }),
});

/** Cohorts of some rows. */
export const anyCohort = (min = 2, max = 25): fc.Arbitrary<Row[]> => fc.array(row, { minLength: min, maxLength: max });

export const column = (rows: readonly Row[], key: keyof Row): Float64Array => Float64Array.from(rows, (r) => r[key]);

/** Each row as often as its weight says. */
export const repeated = (rows: readonly Row[]): Row[] => rows.flatMap((r) => Array.from({ length: r.weight }, () => r));
