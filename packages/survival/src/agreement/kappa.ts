import { normalQuantile } from '../special/normal.ts';

/** What a disagreement of categories i and j of k costs: any alike, by |i - j|, or by its square. */
export const KAPPA_WEIGHTS = ['none', 'linear', 'quadratic'] as const;
export type KappaWeights = (typeof KAPPA_WEIGHTS)[number];

export interface Kappa {
  /** In [-1, 1]; NaN where chance alone agrees always: both raters know one category. */
  readonly kappa: number;
  /** Large-sample standard error, and the interval by the normal distribution, not cut at 1. */
  readonly se: number;
  readonly lower: number;
  readonly upper: number;
  /** Weighted proportions of agreement, as seen and as two independent raters with these margins would have it. */
  readonly observed: number;
  readonly expected: number;
  readonly n: number;
}

/** How much a pair of categories agrees, in [0, 1]. */
function weight(weights: KappaWeights, i: number, j: number, k: number): number {
  if (weights === 'none' || k < 2) return i === j ? 1 : 0;
  const apart = Math.abs(i - j) / (k - 1);
  return 1 - (weights === 'linear' ? apart : apart * apart);
}

/**
 * Cohen's kappa of two raters over ordered categories, weighted or not.
 *
 * @param table  counts, k x k: rows the first rater, columns the second, categories in ascending order; a sum of at least 1
 * @param weights  `none`, `linear` (Cicchetti-Allison) or `quadratic` (Fleiss-Cohen)
 * @throws {RangeError} a table that is not square, or holds anything but counts, or nothing
 * @source Cohen J. Psychol Bull 1968;70:213-220; standard error: Fleiss JL, Cohen J, Everitt BS. Psychol Bull 1969;72:323-327
 * @oracle R vcd::Kappa, oracle/survival/kappa.R
 */
export function kappa(table: readonly (readonly number[])[], weights: KappaWeights = 'linear', level = 0.95): Kappa {
  const k = table.length;
  const isCount = (x: number): boolean => Number.isFinite(x) && x >= 0;
  const n = table.flat().reduce((sum, count) => sum + count, 0);
  if (k === 0 || !(n > 0) || !table.every((row) => row.length === k && row.every(isCount)))
    throw new RangeError(`kappa: a table of ${k} rows with a sum of ${n}`);

  const proportion = (i: number, j: number): number => (table[i]?.[j] ?? 0) / n;
  const of = Array.from({ length: k }, (_, index) => index);
  const sum = (f: (index: number) => number): number => of.reduce((all, index) => all + f(index), 0);
  const rows = of.map((i) => sum((j) => proportion(i, j)));
  const columns = of.map((j) => sum((i) => proportion(i, j)));
  const w = (i: number, j: number): number => weight(weights, i, j, k);
  const observed = sum((i) => sum((j) => w(i, j) * proportion(i, j)));
  const expected = sum((i) => sum((j) => w(i, j) * (rows[i] ?? 0) * (columns[j] ?? 0)));
  const beyond = 1 - expected;

  /** The mean weight of a category of one rater over the margin of the other. */
  const rowWeight = of.map((i) => sum((j) => w(i, j) * (columns[j] ?? 0)));
  const columnWeight = of.map((j) => sum((i) => w(i, j) * (rows[i] ?? 0)));
  const spread = sum((i) =>
    sum((j) => {
      const term = w(i, j) * beyond - ((rowWeight[i] ?? 0) + (columnWeight[j] ?? 0)) * (1 - observed);
      return proportion(i, j) * term * term;
    }),
  );
  const centre = observed * expected - 2 * expected + observed;
  const estimate = (observed - expected) / beyond;
  const se = Math.sqrt(Math.max(0, spread - centre * centre)) / (beyond * beyond * Math.sqrt(n));
  const half = normalQuantile(1 - (1 - level) / 2) * se;
  return { kappa: estimate, se, lower: estimate - half, upper: estimate + half, observed, expected, n };
}
