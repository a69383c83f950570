import { solveSymmetric } from '../linear-algebra/matrix.ts';
import { ascending } from '../order/ascending.ts';
import { rowsByCode } from '../response/groups.ts';
import { chiSquareUpper } from '../special/distributions.ts';

/** Sums of one test over its strata; groups are 0..G-1. */
export interface LogRank {
  /** Rows in each group. */
  readonly n: Int32Array;
  /** Weighted events observed and expected in each group. */
  readonly observed: Float64Array;
  readonly expected: Float64Array;
  /** Variance of observed - expected, G x G. */
  readonly variance: Float64Array;
  readonly chiSquare: number;
  /** Groups with any expected event, less one. */
  readonly df: number;
  readonly p: number;
}

interface Sums {
  readonly observed: Float64Array;
  readonly expected: Float64Array;
  readonly variance: Float64Array;
}

/**
 * Adds one stratum to the sums: forwards for S(t-)^rho, with the numbers at risk counted down.
 *
 * @param order  its rows, ascending in time
 * @param marks  2 group + (1 if the row has the event), by row
 */
function addStratum(sums: Sums, time: Float64Array, marks: Int32Array, order: Int32Array, rho: number): void {
  const { observed, expected, variance } = sums;
  const groups = observed.length;
  const risk = new Float64Array(groups);
  const left = new Float64Array(groups);
  const events = new Float64Array(groups);
  for (let r = 0; r < order.length; r++) risk[marks[order[r]!]! >> 1]! += 1;
  let survival = 1;
  let t = order.length > 0 ? time[order[0]!]! : 0;
  for (let r = 0; r < order.length; ) {
    const n = order.length - r;
    let d = 0;
    let here = t;
    while (here === t) {
      const mark = marks[order[r]!]!;
      left[mark >> 1]! += 1;
      if ((mark & 1) === 1) {
        events[mark >> 1]! += 1;
        d++;
      }
      r++;
      here = r < order.length ? time[order[r]!]! : Number.NaN;
    }
    t = here;
    if (d > 0) {
      const weight = rho === 0 ? 1 : survival ** rho;
      const spread = n > 1 ? (weight * weight * d * (n - d)) / (n * (n - 1)) : 0;
      const share = (weight * d) / n;
      for (let g = 0; g < groups; g++) {
        const own = risk[g]!;
        if (own === 0) continue;
        observed[g]! += weight * events[g]!;
        expected[g]! += share * own;
        variance[g * groups + g]! += spread * own;
        const part = (spread * own) / n;
        for (let h = 0; h < groups; h++) variance[g * groups + h]! -= part * risk[h]!;
        events[g] = 0;
      }
      survival *= (n - d) / n;
    }
    for (let g = 0; g < groups; g++) {
      risk[g]! -= left[g]!;
      left[g] = 0;
    }
  }
}

/**
 * The G^rho test of equal hazards in several groups, stratified or not: rho 0 is the log-rank test, 1 Peto and Peto's
 * modification of Gehan and Wilcoxon.
 *
 * @param time    length n
 * @param status  1 = event, 0 = censored
 * @param group   0..G-1 for each row
 * @param options `rho`; `strata`, 0-based: the test compares groups within each; `order`: rows ascending in time, when known
 * @throws {RangeError} lengths differ or n = 0
 * @source Mantel N. Cancer Chemother Rep 1966;50:163-170; Harrington DP, Fleming TR. Biometrika 1982;69:553-566
 * @oracle R survival::survdiff
 */
export function logRank(
  time: Float64Array,
  status: Float64Array,
  group: Int32Array,
  options: {
    readonly rho?: number;
    readonly strata?: Int32Array | undefined;
    readonly order?: Int32Array | undefined;
  } = {},
): LogRank {
  const n = time.length;
  if (n === 0 || status.length !== n || group.length !== n) {
    throw new RangeError(`logRank: ${n} times, ${status.length} events, ${group.length} groups`);
  }
  const groups = group.reduce((a, b) => Math.max(a, b), -1) + 1;
  const sums: Sums = {
    observed: new Float64Array(groups),
    expected: new Float64Array(groups),
    variance: new Float64Array(groups * groups),
  };
  const order = options.order ?? ascending(time);
  const marks = new Int32Array(n);
  for (let i = 0; i < n; i++) marks[i] = 2 * group[i]! + (status[i]! > 0 ? 1 : 0);
  const { strata, rho = 0 } = options;
  if (strata) {
    const ordered = order.map((i) => strata[i]!);
    for (const positions of rowsByCode(ordered))
      addStratum(
        sums,
        time,
        marks,
        positions.map((r) => order[r]!),
        rho,
      );
  } else addStratum(sums, time, marks, order, rho);
  const counts = new Int32Array(groups);
  for (const g of group) counts[g]! += 1;
  const compared = Array.from({ length: groups }, (_, g) => g).filter((g) => sums.expected[g]! > 0);
  const [, ...rest] = compared;
  const difference = rest.map((g) => sums.observed[g]! - sums.expected[g]!);
  const variance = rest.flatMap((g) => rest.map((h) => sums.variance[g * groups + h]!));
  const solved = solveSymmetric(variance, rest.length, difference);
  const chiSquare = difference.reduce((sum, u, g) => sum + u * solved[g]!, 0);
  const df = Math.max(0, compared.length - 1);
  return { n: counts, ...sums, chiSquare, df, p: chiSquareUpper(chiSquare, df) };
}
