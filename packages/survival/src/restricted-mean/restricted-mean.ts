import { timeBlocks } from '../order/ascending.ts';
import { normalCdf, normalQuantile } from '../special/normal.ts';

export interface RestrictedMean {
  /** Area under the Kaplan-Meier curve from 0 to tau. */
  readonly mean: number;
  readonly se: number;
}

/**
 * Restricted mean survival time: area under the Kaplan-Meier curve to tau.
 *
 * @param time   follow-up, length n, each >= 0
 * @param event  1 = event, 0 = censored, length n
 * @param tau    where to stop, > 0; a curve that ends earlier is carried on flat
 * @throws {RangeError} n = 0, lengths differ, tau not positive
 * @source Royston P, Parmar MKB. BMC Med Res Methodol 2013;13:152
 * @oracle R survival::survfit, integrated; variance sum of A(t)^2 d / (n (n - d)), A(t) the area beyond t
 */
export function restrictedMean(time: ArrayLike<number>, event: ArrayLike<number>, tau: number): RestrictedMean {
  const n = time.length;
  if (n === 0 || event.length !== n) throw new RangeError(`restrictedMean: ${n} times, ${event.length} events`);
  if (!(tau > 0)) throw new RangeError(`restrictedMean: tau ${tau}`);
  const { order, ends } = timeBlocks(time);
  const at: number[] = [];
  const survival: number[] = [];
  const hazardVariance: number[] = [];
  let s = 1;
  for (let k = 0; k < ends.length; k++) {
    const from = k === 0 ? 0 : ends[k - 1]!;
    const now = time[order[from]!]!;
    if (now > tau) break;
    let d = 0;
    for (let r = from; r < ends[k]!; r++) d += event[order[r]!]!;
    if (d === 0) continue;
    const y = n - from;
    s *= 1 - d / y;
    at.push(now);
    survival.push(s);
    hazardVariance.push(y > d ? d / (y * (y - d)) : 0);
  }
  let area = 0;
  let variance = 0;
  let next = tau;
  for (let k = at.length - 1; k >= 0; k--) {
    area += survival[k]! * (next - at[k]!);
    variance += area * area * hazardVariance[k]!;
    next = at[k]!;
  }
  return { mean: area + next, se: Math.sqrt(variance) };
}

export interface Contrast {
  readonly est: number;
  readonly lower: number;
  readonly upper: number;
  readonly p: number;
}

/**
 * Two restricted means compared: their difference, their ratio and the ratio of the times lost, second group against
 * first. Ratios are compared on the log scale.
 *
 * @param level  of the intervals, default 0.95
 */
export function compareRestrictedMeans(
  first: RestrictedMean,
  second: RestrictedMean,
  tau: number,
  level = 0.95,
): { difference: Contrast; ratio: Contrast; lostRatio: Contrast } {
  const z = normalQuantile(1 - (1 - level) / 2);
  const contrast = (est: number, se: number): Contrast => ({
    est,
    lower: est - z * se,
    upper: est + z * se,
    p: 2 * normalCdf(-Math.abs(est / se)),
  });
  const onLogScale = (a: number, seA: number, b: number, seB: number): Contrast => {
    const log = contrast(Math.log(a / b), Math.hypot(seA / a, seB / b));
    return { est: Math.exp(log.est), lower: Math.exp(log.lower), upper: Math.exp(log.upper), p: log.p };
  };
  return {
    difference: contrast(second.mean - first.mean, Math.hypot(first.se, second.se)),
    ratio: onLogScale(second.mean, second.se, first.mean, first.se),
    lostRatio: onLogScale(tau - second.mean, second.se, tau - first.mean, first.se),
  };
}
