import { solveSymmetric } from '../linear-algebra/matrix.ts';
import { type Sorted, sorted, wholeSpan } from '../order/sorted.ts';
import { rowsByCode, take } from '../response/groups.ts';
import { chiSquareUpper } from '../special/distributions.ts';
import { RankSums } from './rank-sums.ts';

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

/**
 * Adds rows in ascending time to the sums.
 *
 * @param marks  2 group + (1 if the row has the event), by row
 * @param entry  the rows in ascending order of their late entry, when they enter late
 */
function addSorted(sums: RankSums, { order, values }: Sorted, marks: ArrayLike<number>, entry?: Sorted): void {
  const { risk, events } = sums;
  const n = order.length;
  const left = new Float64Array(risk.length);
  let atRisk = 0;
  let entered = 0;
  if (!entry) {
    for (let r = 0; r < n; r++) risk[marks[order[r]!]! >> 1]! += 1;
    atRisk = n;
  }
  for (let r = 0; r < n; ) {
    const t = values[r]!;
    if (entry) {
      for (; entered < n && entry.values[entered]! < t; entered++, atRisk++) {
        risk[marks[entry.order[entered]!]! >> 1]! += 1;
      }
    }
    let d = 0;
    const from = r;
    for (; r < n && values[r] === t; r++) {
      const mark = marks[order[r]!]!;
      const died = mark & 1;
      left[mark >> 1]! += 1;
      events[mark >> 1]! += died;
      d += died;
    }
    if (d > 0) sums.add(d, atRisk);
    atRisk -= r - from;
    for (let g = 0; g < risk.length; g++) {
      risk[g]! -= left[g]!;
      left[g] = 0;
    }
  }
}

/** Adds whole days from their counts, which need no sort; false for times that are not. */
function addDays(sums: RankSums, time: Float64Array, marks: ArrayLike<number>): boolean {
  const n = time.length;
  const { risk, events } = sums;
  const kinds = 2 * risk.length;
  const { least, span } = wholeSpan(time);
  if (!(span * kinds <= 4 * n + 65536)) return false;
  const counts = new Int32Array(span * kinds);
  for (let i = 0; i < n; i++) {
    counts[(time[i]! - least) * kinds + marks[i]!]!++;
    risk[marks[i]! >> 1]!++;
  }
  let atRisk = n;
  for (let at = 0; at < counts.length; at += kinds) {
    let d = 0;
    for (let g = 0; g < risk.length; g++) {
      events[g] = counts[at + 2 * g + 1]!;
      d += events[g]!;
    }
    if (d > 0) sums.add(d, atRisk);
    for (let g = 0; g < risk.length; g++) {
      const left = counts[at + 2 * g]! + counts[at + 2 * g + 1]!;
      risk[g]! -= left;
      atRisk -= left;
    }
  }
  return true;
}

export interface LogRankOptions {
  readonly rho?: number;
  /** 0-based: the test compares groups within each. */
  readonly strata?: Int32Array | undefined;
  /** Late entry: a row is at risk on (start, time]. */
  readonly start?: Float64Array | undefined;
}

/**
 * The G^rho test of equal hazards in several groups, stratified or not: rho 0 is the log-rank test, 1 Peto and Peto's
 * modification of Gehan and Wilcoxon.
 *
 * @param time    length n
 * @param status  1 = event, 0 = censored
 * @param group   0..G-1 for each row
 * @throws {RangeError} lengths differ or n = 0
 * @source Mantel N. Cancer Chemother Rep 1966;50:163-170; Harrington DP, Fleming TR. Biometrika 1982;69:553-566
 * @oracle R survival::survdiff
 */
export function logRank(
  time: Float64Array,
  status: Float64Array,
  group: Int32Array,
  { rho = 0, strata, start }: LogRankOptions = {},
): LogRank {
  const n = time.length;
  if (n === 0 || status.length !== n || group.length !== n) {
    throw new RangeError(`logRank: ${n} times, ${status.length} events, ${group.length} groups`);
  }
  let groups = 0;
  for (let i = 0; i < n; i++) groups = Math.max(groups, group[i]! + 1);
  const sums = new RankSums(groups, rho);
  // Bytes where they suffice: the marks are read in random order.
  const marks = groups <= 128 ? new Uint8Array(n) : new Int32Array(n);
  const counts = new Int32Array(groups);
  for (let i = 0; i < n; i++) {
    marks[i] = 2 * group[i]! + (status[i]! > 0 ? 1 : 0);
    counts[group[i]!]!++;
  }
  if (strata) {
    for (const rows of rowsByCode(strata)) {
      const own = rows.map((i) => marks[i]!);
      sums.restart();
      addSorted(sums, sorted(take(time, rows)), own, start && sorted(take(start, rows)));
    }
  } else if (start || !addDays(sums, time, marks)) addSorted(sums, sorted(time), marks, start && sorted(start));

  const compared = Array.from({ length: groups }, (_, g) => g).filter((g) => sums.expected[g]! > 0);
  const [, ...rest] = compared;
  const difference = rest.map((g) => sums.observed[g]! - sums.expected[g]!);
  const variance = rest.flatMap((g) => rest.map((h) => sums.variance[g * groups + h]!));
  const solved = solveSymmetric(variance, rest.length, difference);
  const chiSquare = difference.reduce((sum, u, g) => sum + u * solved[g]!, 0);
  const df = Math.max(0, compared.length - 1);
  const { observed, expected } = sums;
  return { n: counts, observed, expected, variance: sums.variance, chiSquare, df, p: chiSquareUpper(chiSquare, df) };
}
