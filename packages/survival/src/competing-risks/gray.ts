import { solve } from '../linear-algebra/solve.ts';
import { timeBlocks } from '../order/ascending.ts';
import { addStratum } from './gray-stratum.ts';

export interface GrayTest {
  /** Chi-square statistic; NaN when the covariance of the scores is singular. */
  readonly statistic: number;
  readonly df: number;
  /** Score of each group but the last. */
  readonly score: Float64Array;
  /** Their covariance, (groups - 1) x (groups - 1). */
  readonly variance: Float64Array;
}

/**
 * Gray's test of equal cumulative incidence of one cause between groups.
 *
 * @param time    follow-up, length n
 * @param status  0 = censored, 1 = the cause of interest, 2 = any other cause
 * @param group   0..groups-1
 * @param stratum 0..strata-1: scores and variances are summed over strata; default one stratum
 * @param rho     weight (1 - F(t-))^rho; 0 weighs all times alike
 * @throws {RangeError} lengths differ or fewer than two groups
 * @source Gray RJ. Ann Stat 1988;16:1141-1154
 * @oracle R cmprsk::cuminc
 */
export function grayTest(
  time: ArrayLike<number>,
  status: ArrayLike<number>,
  group: ArrayLike<number>,
  groups: number,
  options: { stratum?: ArrayLike<number>; strata?: number; rho?: number } = {},
): GrayTest {
  const n = time.length;
  if (status.length !== n || group.length !== n) throw new RangeError('grayTest: lengths differ');
  if (groups < 2) throw new RangeError(`grayTest: ${groups} group`);
  const strata = options.strata ?? 1;
  const df = groups - 1;
  const score = new Float64Array(df);
  const variance = new Float64Array(df * df);
  const { order } = timeBlocks(time);
  const rows: number[][] = Array.from({ length: strata }, () => []);
  for (const i of order) rows[options.stratum?.[i] ?? 0]!.push(i);
  for (const stratum of rows) addStratum(stratum, time, status, group, groups, options.rho ?? 0, score, variance);
  const solved = solve(variance, df, score);
  let statistic = solved === undefined ? Number.NaN : 0;
  if (solved !== undefined) for (let i = 0; i < df; i++) statistic += score[i]! * solved[i]!;
  return { statistic, df, score, variance };
}
