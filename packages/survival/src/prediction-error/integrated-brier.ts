import { censoringAt, censoringOf } from './censoring.ts';

/**
 * Graf's Brier score at each time of a grid and its integral: trapezoid over the grid, divided by the last time.
 *
 * @param time      follow-up, length n
 * @param status    0 = censored, 1 = the event of interest, 2 = another cause
 * @param survival  predicted survival (one minus the predicted risk where causes compete), one vector of length n per time
 * @param times     the grid, ascending
 * @throws {RangeError} lengths differ
 * @source Graf E et al. Stat Med 1999;18:2529-2545
 *
 * Whoever had another event by t has not had the one of interest, and weighs as its time says. G is the plain Kaplan-Meier curve of censoring (events and censorings of one time at risk together), taken at T- for
 * events and at t for those followed on.
 */
export function integratedBrier(
  time: ArrayLike<number>,
  status: ArrayLike<number>,
  survival: readonly ArrayLike<number>[],
  times: readonly number[],
): { times: readonly number[]; brier: number[]; ibs: number } {
  const n = time.length;
  if (survival.length !== times.length) {
    throw new RangeError(`integratedBrier: ${survival.length} predictions for ${times.length} times`);
  }
  const g = censoringOf(time, (i) => status[i] === 0, 'together');
  const brier = times.map((t, k) => {
    const s = survival[k]!;
    if (s.length !== n) throw new RangeError(`integratedBrier: ${s.length} predictions for ${n} rows`);
    const atT = censoringAt(g, t);
    let sum = 0;
    for (let i = 0; i < n; i++) {
      if (time[i]! > t) sum += (1 - s[i]!) ** 2 / atT;
      else if (status[i] !== 0) sum += (status[i] === 1 ? s[i]! : 1 - s[i]!) ** 2 / g.before[g.block[i]!]!;
    }
    return sum / n;
  });
  let area = 0;
  for (let k = 1; k < times.length; k++) area += ((times[k]! - times[k - 1]!) * (brier[k]! + brier[k - 1]!)) / 2;
  return { times, brier, ibs: area / (times.at(-1) ?? Number.NaN) };
}
