import { observedRisk } from './observed-risk.ts';

export interface NetBenefit {
  readonly threshold: number;
  /** Patients whose predicted risk reaches the threshold. */
  readonly treated: number;
  readonly netBenefit: number;
  /** Of treating everyone; of treating no one it is zero. */
  readonly treatAll: number;
}

/**
 * Decision curve at time t: net benefit of treating where the predicted risk reaches each threshold.
 *
 * @param status      0 = censored, 1 = the event of interest, 2 = another cause
 * @param risk        predicted probability of the event by t, length n
 * @param thresholds  each in (0, 1)
 * @throws {RangeError} n = 0, lengths differ, or a threshold out of range
 * @source Vickers AJ et al. BMC Med Inform Decis Mak 2008;8:53: the event rate among the treated is 1 - Kaplan-Meier or,
 *   where causes compete, the cumulative incidence, those who had another event counting as treated in vain
 */
export function decisionCurve(
  time: ArrayLike<number>,
  status: ArrayLike<number>,
  risk: ArrayLike<number>,
  t: number,
  thresholds: readonly number[],
): NetBenefit[] {
  const n = time.length;
  if (n === 0 || status.length !== n || risk.length !== n) {
    throw new RangeError(`decisionCurve: ${n} times, ${status.length} statuses, ${risk.length} risks`);
  }
  const rows = Array.from({ length: n }, (_, i) => i);
  const rate = (treated: readonly number[]): number =>
    treated.length === 0 ? 0 : observedRisk(time, status, treated, t).risk;
  const benefit = (events: number, others: number, threshold: number): number =>
    events - others * (threshold / (1 - threshold));
  const overall = rate(rows);
  return thresholds.map((threshold) => {
    if (!(threshold > 0 && threshold < 1)) throw new RangeError(`decisionCurve: threshold ${threshold}`);
    const treated = rows.filter((i) => risk[i]! >= threshold);
    const share = treated.length / n;
    const among = rate(treated);
    return {
      threshold,
      treated: treated.length,
      netBenefit: benefit(among * share, (1 - among) * share, threshold),
      treatAll: benefit(overall, 1 - overall, threshold),
    };
  });
}
