import { betaI } from './beta.ts';
import { gammaP, gammaQ } from './gamma.ts';
import { normalQuantile } from './normal.ts';

/** Upper tail of the chi-square distribution: P(X > x). With 0 degrees of freedom X is 0. */
export function chiSquareUpper(x: number, df: number): number {
  if (Number.isNaN(x)) return Number.NaN;
  if (df === 0) return x < 0 ? 1 : x === 0 ? 1 : 0;
  return gammaQ(df / 2, x / 2);
}

/** Distribution function of the chi-square distribution. */
const chiSquareCdf = (x: number, df: number): number => gammaP(df / 2, x / 2);

/** Distribution function of Student's t, or its upper tail. */
export function tCdf(x: number, df: number, upper = false): number {
  if (Number.isNaN(x) || Number.isNaN(df)) return Number.NaN;
  const square = x * x;
  const half = betaI(df / 2, 0.5, df / (df + square), square / (df + square)) / 2;
  return x > 0 === upper ? half : 1 - half;
}

/** Two-sided p of a t statistic. */
export const tTwoSided = (x: number, df: number): number =>
  betaI(df / 2, 0.5, df / (df + x * x), (x * x) / (df + x * x));

/** Upper tail of Fisher's F: P(X > x). */
export function fUpper(x: number, df1: number, df2: number): number {
  if (x <= 0) return 1;
  const sum = df2 + df1 * x;
  return betaI(df2 / 2, df1 / 2, df2 / sum, (df1 * x) / sum);
}

/**
 * The x with cdf(x) = p for an increasing cdf, by bisection with secant steps, to the last digits.
 *
 * @param low, high  a bracket; `high` is doubled until it brackets
 */
function invert(cdf: (x: number) => number, p: number, low: number, high: number): number {
  while (cdf(high) < p && high < 1e300) {
    low = high;
    high = high * 2 + 1;
  }
  for (let k = 0; k < 400; k++) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (cdf(middle) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Quantile of Student's t. */
export function tQuantile(p: number, df: number): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN;
  if (p === 0.5) return 0;
  if (p === 0 || p === 1) return p === 0 ? -Infinity : Infinity;
  if (df > 1e10) return normalQuantile(p);
  const tail = Math.min(p, 1 - p);
  const x = invert((t) => -tCdf(t, df, true), -tail, 0, 2);
  return p < 0.5 ? -x : x;
}

/** Quantile of the chi-square distribution. */
export const chiSquareQuantile = (p: number, df: number): number =>
  p > 0.5
    ? invert((x) => -chiSquareUpper(x, df), -(1 - p), 0, df + 10)
    : invert((x) => chiSquareCdf(x, df), p, 0, df + 10);

/** Quantile of Fisher's F. */
export const fQuantile = (p: number, df1: number, df2: number): number =>
  invert((x) => -fUpper(x, df1, df2), -(1 - p), 0, 10);

/** Quantile of the beta distribution. */
export function betaQuantile(p: number, a: number, b: number): number {
  if (p <= 0 || p >= 1) return p <= 0 ? 0 : 1;
  return invert((x) => betaI(a, b, x), p, 0, 1);
}
