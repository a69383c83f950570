import { waldStatistic } from '../linear-algebra/matrix.ts';
import { sandwich } from '../linear-algebra/sandwich.ts';
import { type Sorted, sorted, wholeSpan } from '../order/sorted.ts';
import { rowsByCode, take } from '../response/groups.ts';
import { chiSquareUpper } from '../special/distributions.ts';
import { RankSums } from './rank-sums.ts';
import { influenceOnRanks } from './robust-variance.ts';

/** Sums of one test over its strata; groups are 0..G-1. With weights, of weighted rows. */
export interface LogRank {
  /** Rows in each group. */
  readonly n: Int32Array;
  /** Weighted events observed and expected in each group. */
  readonly observed: Float64Array;
  readonly expected: Float64Array;
  /** Variance of observed - expected, G x G. */
  readonly variance: Float64Array;
  /** NaN, as p, when no event happened while groups could be compared. */
  readonly chiSquare: number;
  /** Groups with any expected event, less one. */
  readonly df: number;
  readonly p: number;
}

/**
 * Adds rows in ascending time to the sums.
 *
 * @param marks  2 group + (1 if the row has the event), by row
 * @param entry   the rows in ascending order of their late entry, when they enter late
 * @param weight  by row; default 1
 */
function addSorted(
  sums: RankSums,
  { order, values }: Sorted,
  marks: ArrayLike<number>,
  entry?: Sorted,
  weight?: ArrayLike<number>,
): void {
  const { risk, events } = sums;
  const n = order.length;
  const left = new Float64Array(risk.length);
  const w = (i: number): number => (weight === undefined ? 1 : weight[i]!);
  let atRisk = 0;
  let entered = 0;
  if (!entry) {
    for (let i = 0; i < n; i++) {
      risk[marks[i]! >> 1]! += w(i);
      atRisk += w(i);
    }
  }
  for (let r = 0; r < n; ) {
    const t = values[r]!;
    if (entry) {
      for (; entered < n && entry.values[entered]! < t; entered++) {
        const i = entry.order[entered]!;
        risk[marks[i]! >> 1]! += w(i);
        atRisk += w(i);
      }
    }
    let d = 0;
    let leaving = 0;
    for (; r < n && values[r] === t; r++) {
      const i = order[r]!;
      const mark = marks[i]!;
      const died = (mark & 1) * w(i);
      left[mark >> 1]! += w(i);
      leaving += w(i);
      events[mark >> 1]! += died;
      d += died;
    }
    if (d > 0) sums.add(d, atRisk);
    atRisk -= leaving;
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
  /** Of each row, at least 0: whole numbers count rows; others, and `cluster`, bring the sandwich variance. */
  readonly weights?: Float64Array | undefined;
  /** 0-based group of rows that belong together. */
  readonly cluster?: Int32Array | undefined;
}

/**
 * The G^rho test of equal hazards in several groups, stratified or not: rho 0 is the log-rank test, 1 Peto and Peto's
 * modification of Gehan and Wilcoxon.
 *
 * @param time    length n
 * @param status  1 = event, 0 = censored
 * @param group   0..G-1 for each row
 * @throws {RangeError} lengths differ or n = 0
 * @source Mantel N. Cancer Chemother Rep 1966;50:163-170; Harrington DP, Fleming TR. Biometrika 1982;69:553-566;
 *   Xie J, Liu C. Stat Med 2005;24:3089-3110 (weights)
 * @oracle R survival::survdiff; with late entry coxph(ties = "exact")$score, with weights coxph(ties = "breslow")$rscore
 */
export function logRank(
  time: Float64Array,
  status: Float64Array,
  group: Int32Array,
  { rho = 0, strata, start, weights, cluster }: LogRankOptions = {},
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
  const robust = cluster !== undefined || (weights?.some((w) => w !== Math.floor(w)) ?? false);
  const influence = robust ? new Float64Array(n * groups) : undefined;
  if (strata || weights || influence) {
    for (const rows of strata ? rowsByCode(strata) : [Int32Array.from({ length: n }, (_, i) => i)]) {
      const [by, entry] = [sorted(take(time, rows)), start && sorted(take(start, rows))];
      const weight = weights && take(weights, rows);
      sums.restart();
      addSorted(sums, by, rows.map((i) => marks[i]!), entry, weight); // biome-ignore format: short
      if (!influence) continue;
      const own = influenceOnRanks({
        by, entry, groups, rho, event: take(status, rows), group: rows.map((i) => group[i]!),
        weight: weight ?? new Float64Array(rows.length).fill(1),
      }); // biome-ignore format: a list
      rows.forEach((i, r) => {
        influence.set(own.subarray(r * groups, (r + 1) * groups), i * groups);
      });
    }
  } else if (start || !addDays(sums, time, marks)) addSorted(sums, sorted(time), marks, start && sorted(start));
  const variances = influence ? sandwich(influence, groups, weights, cluster) : sums.variance;

  const compared = Array.from({ length: groups }, (_, g) => g).filter((g) => sums.expected[g]! > 0);
  const [, ...rest] = compared;
  const difference = rest.map((g) => sums.observed[g]! - sums.expected[g]!);
  const variance = rest.flatMap((g) => rest.map((h) => variances[g * groups + h]!));
  const df = Math.max(0, compared.length - 1);
  const test = waldStatistic(variance, df, difference);
  const chiSquare = df > 0 && test.df > 0 ? test.statistic : Number.NaN;
  const { observed, expected } = sums;
  return { n: counts, observed, expected, variance: variances, chiSquare, df, p: chiSquareUpper(chiSquare, df) };
}
