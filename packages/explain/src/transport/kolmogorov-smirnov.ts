/** Largest distance of two distribution functions, with its p value. */
export interface KolmogorovSmirnov {
  /** 0 to 1. */
  readonly distance: number;
  /** Asymptotic, two-sided. */
  readonly p: number;
}

/**
 * Two-sample Kolmogorov-Smirnov test.
 *
 * @param a, b  values, none missing, each at least one
 * @throws {RangeError} an empty sample
 * @source Smirnov N. Ann Math Stat 1948;19:279-281
 * @oracle R ks.test(exact = FALSE)
 *
 * With ties (few distinct values) the p value is too large: it errs towards no difference.
 */
export function kolmogorovSmirnov(a: ArrayLike<number>, b: ArrayLike<number>): KolmogorovSmirnov {
  const [n, m] = [a.length, b.length];
  if (n === 0 || m === 0) throw new RangeError(`kolmogorovSmirnov: samples of ${n} and ${m}`);
  const [x, y] = [Float64Array.from(a).sort(), Float64Array.from(b).sort()];
  let [i, j, distance] = [0, 0, 0];
  while (i < n && j < m) {
    const value = Math.min(x[i]!, y[j]!);
    while (i < n && x[i] === value) i++;
    while (j < m && y[j] === value) j++;
    distance = Math.max(distance, Math.abs(i / n - j / m));
  }
  return { distance, p: smirnovP(distance, n, m) };
}

/** p value of a distance between samples of n and m. */
export const smirnovP = (distance: number, n: number, m: number): number =>
  upperTail(distance * Math.sqrt((n * m) / (n + m)));

/** Kolmogorov's distribution beyond z: an alternating series, or its theta transform where that converges faster. */
function upperTail(z: number): number {
  if (z <= 0) return 1;
  let sum = 0;
  if (z < 1) {
    for (let k = 1; k <= 9; k += 2) sum += Math.exp((-k * k * Math.PI * Math.PI) / (8 * z * z));
    return Math.min(1, Math.max(0, 1 - (Math.sqrt(2 * Math.PI) / z) * sum));
  }
  for (let k = 1; k <= 20; k++) sum += (k % 2 === 1 ? 2 : -2) * Math.exp(-2 * k * k * z * z);
  return Math.min(1, Math.max(0, sum));
}
