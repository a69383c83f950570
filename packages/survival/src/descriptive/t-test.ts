import { tQuantile, tTwoSided } from '../special/distributions.ts';
import { mean, variance } from './summary.ts';
import type { TestResult } from './test-result.ts';

/**
 * Student's t test of two means: Welch's by default, pooled with `equalVariances`.
 *
 * @throws {RangeError} fewer than two values in a sample (Welch), or no spread at all
 * @source Welch BL. Biometrika 1947;34:28-35
 * @oracle R t.test
 */
export function tTest(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  options: { equalVariances?: boolean; level?: number } = {},
): TestResult {
  const [na, nb] = [a.length, b.length];
  const [ma, mb] = [mean(a), mean(b)];
  const [va, vb] = [na > 1 ? variance(a) : 0, nb > 1 ? variance(b) : 0];
  let df: number;
  let se: number;
  if (options.equalVariances === true) {
    df = na + nb - 2;
    if (na < 1 || nb < 1 || df < 1) throw new RangeError(`tTest: ${na} and ${nb} values`);
    const pooled = ((na - 1) * va + (nb - 1) * vb) / df;
    se = Math.sqrt(pooled * (1 / na + 1 / nb));
  } else {
    if (na < 2 || nb < 2) throw new RangeError(`tTest: ${na} and ${nb} values`);
    const [ea, eb] = [va / na, vb / nb];
    se = Math.sqrt(ea + eb);
    df = (ea + eb) ** 2 / (ea ** 2 / (na - 1) + eb ** 2 / (nb - 1));
  }
  if (se < 10 * Number.EPSILON * Math.max(Math.abs(ma), Math.abs(mb))) throw new RangeError('tTest: constant values');
  const statistic = (ma - mb) / se;
  const half = tQuantile(1 - (1 - (options.level ?? 0.95)) / 2, df) * se;
  return {
    statistic,
    df: [df],
    p: tTwoSided(statistic, df),
    estimate: [ma, mb],
    confInt: [ma - mb - half, ma - mb + half],
  };
}
