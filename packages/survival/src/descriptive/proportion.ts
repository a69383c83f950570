import { betaI } from '../special/beta.ts';
import { betaQuantile } from '../special/distributions.ts';
import { logGamma } from '../special/gamma.ts';
import { normalQuantile } from '../special/normal.ts';
import type { TestResult } from './test-result.ts';

const logChoose = (n: number, k: number): number => logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);

/** P(X <= k) for X binomial(n, p), or the upper tail P(X > k). */
function binomialCdf(k: number, n: number, p: number, upper = false): number {
  if (k < 0) return upper ? 1 : 0;
  if (k >= n) return upper ? 0 : 1;
  return upper ? betaI(k + 1, n - k, p, 1 - p) : betaI(n - k, k + 1, 1 - p, p);
}

/**
 * Exact test of a proportion, with the Clopper-Pearson interval. Two-sided p: all outcomes no likelier than the one seen.
 *
 * @param x  successes, 0..n
 * @param n  trials, >= 1
 * @param expected  proportion under the null hypothesis, in (0, 1); default 1/2
 * @throws {RangeError} x or n out of range
 * @source Clopper CJ, Pearson ES. Biometrika 1934;26:404-413
 * @oracle R binom.test
 */
export function exactProportion(x: number, n: number, expected = 0.5, level = 0.95): TestResult {
  if (!(n >= 1 && x >= 0 && x <= n)) throw new RangeError(`exactProportion: ${x} of ${n}`);
  const logDensity = (k: number): number => logChoose(n, k) + k * Math.log(expected) + (n - k) * Math.log1p(-expected);
  const asRare = logDensity(x) + Math.log1p(1e-7);
  const middle = n * expected;
  let p = 1;
  if (x < middle) {
    let count = 0;
    for (let k = Math.ceil(middle); k <= n; k++) if (logDensity(k) <= asRare) count++;
    p = binomialCdf(x, n, expected) + binomialCdf(n - count, n, expected, true);
  } else if (x > middle) {
    let count = 0;
    for (let k = 0; k <= Math.floor(middle); k++) if (logDensity(k) <= asRare) count++;
    p = binomialCdf(count - 1, n, expected) + binomialCdf(x - 1, n, expected, true);
  }
  const tail = (1 - level) / 2;
  const lower = x === 0 ? 0 : betaQuantile(tail, x, n - x + 1);
  const upper = x === n ? 1 : betaQuantile(1 - tail, x + 1, n - x);
  return { statistic: x, df: [n], p: Math.min(1, p), estimate: [x / n], confInt: [lower, upper] };
}

/**
 * Wilson's score interval of a proportion.
 *
 * @throws {RangeError} x or n out of range
 * @source Wilson EB. J Am Stat Assoc 1927;22:209-212
 */
export function wilsonInterval(x: number, n: number, level = 0.95): [number, number] {
  if (!(n >= 1 && x >= 0 && x <= n)) throw new RangeError(`wilsonInterval: ${x} of ${n}`);
  const z = normalQuantile(1 - (1 - level) / 2);
  const p = x / n;
  const centre = p + (z * z) / (2 * n);
  const half = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  const scale = 1 + (z * z) / n;
  return [(centre - half) / scale, (centre + half) / scale];
}
