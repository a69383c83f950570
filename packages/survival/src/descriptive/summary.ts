/** Arithmetic mean, of two passes. */
export function mean(x: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i]!;
  const first = sum / x.length;
  if (!Number.isFinite(first)) return first;
  let rest = 0;
  for (let i = 0; i < x.length; i++) rest += x[i]! - first;
  return first + rest / x.length;
}

/** Variance with divisor n - 1; NaN for fewer than two values. */
export function variance(x: ArrayLike<number>): number {
  const m = mean(x);
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += (x[i]! - m) ** 2;
  return x.length < 2 ? Number.NaN : sum / (x.length - 1);
}

export const standardDeviation = (x: ArrayLike<number>): number => Math.sqrt(variance(x));

/**
 * Sample quantiles, linear between order statistics (type 7 of Hyndman and Fan, R's default).
 *
 * @param x      n >= 1 values, none missing
 * @param probs  each in [0, 1]
 * @throws {RangeError} no values, or a probability outside [0, 1]
 * @source Hyndman RJ, Fan Y. Am Stat 1996;50:361-365
 * @oracle R quantile(type = 7)
 */
export function quantiles(x: ArrayLike<number>, probs: readonly number[]): number[] {
  if (x.length === 0) throw new RangeError('quantiles: no values');
  const sorted = Float64Array.from(x).sort();
  return probs.map((p) => {
    if (!(p >= 0 && p <= 1)) throw new RangeError(`quantiles: probability ${p}`);
    const h = (x.length - 1) * p;
    const low = Math.floor(h + 4 * Number.EPSILON);
    const rest = h - low;
    const at = sorted[low]!;
    return rest < 1e-12 || low + 1 >= x.length ? at : at + rest * (sorted[low + 1]! - at);
  });
}

/**
 * Standardised difference of two groups: difference of means over the root of the mean of the two variances.
 *
 * @source Austin PC. Stat Med 2009;28:3083-3107
 */
export const standardisedDifference = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  (mean(a) - mean(b)) / Math.sqrt((variance(a) + variance(b)) / 2);
