import { tQuantile, tTwoSided } from '@linea/survival';

/** An estimate with its interval. */
export interface Interval {
  readonly estimate: number;
  readonly se: number;
  readonly lower: number;
  readonly upper: number;
}

/** A difference with its test. */
export interface Difference extends Interval {
  readonly p: number;
}

/**
 * Mean over splits whose training sets overlap, with an interval that allows for it: the variance of the mean is
 * (1 / m + test / train) times that of the splits.
 *
 * @param values        one per split; NaN is left out
 * @param testOverTrain size of a test part over that of its training part; 1 / (k - 1) for k parts
 * @source Nadeau C, Bengio Y. Mach Learn 2003;52:239-281
 */
export function correctedMean(values: readonly number[], testOverTrain: number, level = 0.95): Interval {
  const own = values.filter((v) => !Number.isNaN(v));
  const m = own.length;
  const estimate = own.reduce((sum, v) => sum + v, 0) / m;
  const variance = own.reduce((sum, v) => sum + (v - estimate) ** 2, 0) / (m - 1);
  const se = Math.sqrt((1 / m + testOverTrain) * variance);
  const half = tQuantile(1 - (1 - level) / 2, m - 1) * se;
  return { estimate, se, lower: estimate - half, upper: estimate + half };
}

/**
 * The difference of two models on the same splits, paired and corrected in the same way, with a two-sided test of none.
 * One split alone, or none that can be judged, has no test.
 */
export function correctedDifference(
  a: readonly number[],
  b: readonly number[],
  testOverTrain: number,
  level = 0.95,
): Difference {
  const differences = a.map((v, k) => v - b[k]!);
  const found = correctedMean(differences, testOverTrain, level);
  const df = differences.filter((v) => !Number.isNaN(v)).length - 1;
  return {
    ...found,
    p: df > 0 ? (found.se > 0 ? tTwoSided(found.estimate / found.se, df) : found.estimate === 0 ? 1 : 0) : Number.NaN,
  };
}
