import { tTwoSided } from '../special/distributions.ts';
import { normalQuantile } from '../special/normal.ts';
import { midranks } from './ranks.ts';
import { mean } from './summary.ts';
import type { TestResult } from './test-result.ts';

function correlation(x: ArrayLike<number>, y: ArrayLike<number>): number {
  if (x.length !== y.length) throw new RangeError(`correlation: ${x.length} and ${y.length} values`);
  if (x.length < 3) throw new RangeError(`correlation: ${x.length} pairs`);
  const mx = mean(x);
  const my = mean(y);
  let [xx, xy, yy] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    const dx = x[i]! - mx;
    const dy = y[i]! - my;
    xx += dx * dx;
    xy += dx * dy;
    yy += dy * dy;
  }
  return Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)));
}

/**
 * Pearson's correlation: t statistic, and an interval through Fisher's z (null below four pairs).
 *
 * @throws {RangeError} lengths differ or fewer than three pairs
 * @oracle R cor.test
 */
export function pearson(x: ArrayLike<number>, y: ArrayLike<number>, level = 0.95): TestResult {
  const n = x.length;
  const r = correlation(x, y);
  const df = n - 2;
  const statistic = Math.sqrt(df) * (r / Math.sqrt(1 - r * r));
  const half = normalQuantile((1 + level) / 2) / Math.sqrt(n - 3);
  const z = Math.atanh(r);
  const confInt: [number, number] | null = n > 3 ? [Math.tanh(z - half), Math.tanh(z + half)] : null;
  return { statistic, df: [df], p: Math.min(1, tTwoSided(statistic, df)), estimate: [r], confInt };
}

/**
 * Spearman's rank correlation, p by the t approximation; the statistic is the sum of squared rank differences.
 *
 * @throws {RangeError} lengths differ or fewer than three pairs
 * @oracle R cor.test(method = "spearman", exact = FALSE)
 */
export function spearman(x: ArrayLike<number>, y: ArrayLike<number>): TestResult {
  const n = x.length;
  const r = correlation(midranks(x).ranks, midranks(y).ranks);
  const statistic = ((n * n * n - n) * (1 - r)) / 6;
  const t = r / Math.sqrt((1 - r * r) / (n - 2));
  return { statistic, df: null, p: Math.min(1, tTwoSided(t, n - 2)), estimate: [r], confInt: null };
}
