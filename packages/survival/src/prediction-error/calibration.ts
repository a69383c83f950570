import { mean, quantiles } from '../descriptive/summary.ts';
import { observedRisk } from './observed-risk.ts';

export interface CalibrationGroup {
  readonly group: number;
  readonly n: number;
  readonly meanPredicted: number;
  readonly observed: number;
  /** NaN while nothing or everything has happened in the group. */
  readonly lower: number;
  readonly upper: number;
}

export interface Calibration {
  readonly time: number;
  readonly groups: readonly CalibrationGroup[];
  readonly observed: number;
  readonly meanPredicted: number;
  /** Observed over expected. */
  readonly ratio: number;
}

/**
 * Calibration of predicted risks at one time: observed risk in groups of predicted risk: 1 - Kaplan-Meier
 * or, where causes compete, the cumulative incidence. Within a group that is what inverse weights by the group's own curve of
 * censoring would give.
 *
 * @param status  0 = censored, 1 = the event of interest, 2 = another cause
 * @param risk    predicted probability of the event by t, length n
 * @param groups  how many, cut at type 7 quantiles, each closed on the right; equal cut points are merged
 * @throws {RangeError} n = 0 or lengths differ
 */
export function calibration(
  time: ArrayLike<number>,
  status: ArrayLike<number>,
  risk: ArrayLike<number>,
  t: number,
  groups = 5,
): Calibration {
  const n = time.length;
  if (n === 0 || status.length !== n || risk.length !== n) {
    throw new RangeError(`calibration: ${n} times, ${status.length} statuses, ${risk.length} risks`);
  }
  const probs = Array.from({ length: groups + 1 }, (_, k) => k / groups);
  const cuts = quantiles(risk, probs).filter((cut, k, all) => k === 0 || cut !== all[k - 1]);
  const members: number[][] = Array.from({ length: Math.max(1, cuts.length - 1) }, () => []);
  for (let i = 0; i < n; i++) {
    let k = 0;
    while (k < members.length - 1 && risk[i]! > cuts[k + 1]!) k++;
    members[k]!.push(i);
  }
  const everyone = Array.from({ length: n }, (_, i) => i);
  const observed = observedRisk(time, status, everyone, t).risk;
  const meanPredicted = mean(risk);
  return {
    time: t,
    groups: members.flatMap((rows, k) => {
      if (rows.length === 0) return [];
      const { risk: seen, lower, upper } = observedRisk(time, status, rows, t);
      const predicted = mean(rows.map((i) => risk[i]!));
      return [{ group: k + 1, n: rows.length, meanPredicted: predicted, observed: seen, lower, upper }];
    }),
    observed,
    meanPredicted,
    ratio: observed / meanPredicted,
  };
}
