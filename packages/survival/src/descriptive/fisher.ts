import { brentRoot } from '../special/brent-root.ts';
import { logGamma } from '../special/gamma.ts';
import { fisherLargerTable } from './fisher-larger.ts';
import type { TestResult } from './test-result.ts';

/**
 * Fisher's exact test of a table of counts. Two-sided: all tables with these margins that are no likelier than the one
 * seen. A 2 x 2 table also gets the conditional maximum likelihood estimate of the odds ratio with its exact interval.
 *
 * @param table  rows of counts, at least 2 x 2 with no empty row or column
 * @returns undefined when a table larger than 2 x 2 is too large to enumerate
 * @throws {RangeError} a table smaller than 2 x 2
 * @source Fisher RA. J R Stat Soc 1935;98:39-54
 * @oracle R fisher.test
 *
 * Roots are found to R's tolerance (1e-4 on the odds ratio or its inverse), so that the digits are R's.
 */
export function fisherTest(table: readonly (readonly number[])[], level = 0.95): TestResult | undefined {
  const columns = table[0]?.length ?? 0;
  if (table.length < 2 || columns < 2) throw new RangeError(`fisherTest: a table of ${table.length} x ${columns}`);
  if (table.length > 2 || columns > 2) {
    const p = fisherLargerTable(table);
    return p === undefined ? undefined : { statistic: null, df: null, p, estimate: null, confInt: null };
  }
  const [[x = 0, b = 0] = [], [c = 0, d = 0] = []] = table;
  return twoByTwo(x, b, c, d, level);
}

function twoByTwo(x: number, b: number, c: number, d: number, level: number): TestResult {
  const m = x + c;
  const n = b + d;
  const k = x + b;
  const low = Math.max(0, k - n);
  const high = Math.min(k, m);
  const size = high - low + 1;
  const logDensity = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    const v = low + i;
    logDensity[i] = -logGamma(v + 1) - logGamma(m - v + 1) - logGamma(k - v + 1) - logGamma(n - k + v + 1);
  }
  const density = new Float64Array(size);
  /** Distribution of the first cell when the odds ratio is `odds`, into `density`. */
  const at = (odds: number): Float64Array => {
    const logOdds = Math.log(odds);
    let largest = -Infinity;
    for (let i = 0; i < size; i++) {
      density[i] = logDensity[i]! + logOdds * (low + i);
      largest = Math.max(largest, density[i]!);
    }
    let sum = 0;
    for (let i = 0; i < size; i++) {
      density[i] = Math.exp(density[i]! - largest);
      sum += density[i]!;
    }
    for (let i = 0; i < size; i++) density[i]! /= sum;
    return density;
  };
  const expectation = (odds: number): number => {
    if (odds === 0) return low;
    if (odds === Infinity) return high;
    let sum = 0;
    at(odds).forEach((p, i) => {
      sum += p * (low + i);
    });
    return sum;
  };
  /** P(first cell <= x), or >= x, when the odds ratio is `odds`. */
  const tail = (odds: number, upper: boolean): number => {
    if (odds === 0) return upper ? (x <= low ? 1 : 0) : x >= low ? 1 : 0;
    if (odds === Infinity) return upper ? (x <= high ? 1 : 0) : x >= high ? 1 : 0;
    let sum = 0;
    at(odds).forEach((p, i) => {
      if (upper ? low + i >= x : low + i <= x) sum += p;
    });
    return sum;
  };
  /** Where f(odds) = target, f monotone: in [0, 1], or as the inverse. */
  const where = (f: (odds: number) => number, target: number, rising: boolean): number => {
    const one = f(1);
    if (one === target) return 1;
    return one > target === rising
      ? brentRoot((t) => f(t) - target, 0, 1)
      : 1 / brentRoot((t) => f(1 / t) - target, Number.EPSILON, 1);
  };

  const seen = at(1)[x - low]! * (1 + 1e-7);
  let p = 0;
  for (const value of density) if (value <= seen) p += value;
  const alpha = (1 - level) / 2;
  const estimate = x === low ? 0 : x === high ? Infinity : where(expectation, x, true);
  const lower = x === low ? 0 : where((odds) => tail(odds, true), alpha, true);
  const upper = x === high ? Infinity : where((odds) => tail(odds, false), alpha, false);
  return { statistic: null, df: null, p: Math.min(1, p), estimate: [estimate], confInt: [lower, upper] };
}
