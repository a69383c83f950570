import { cumulativeIncidence } from '../competing-risks/cumulative-incidence.ts';
import { lastAt, timeBlocks } from '../order/ascending.ts';
import { normalQuantile } from '../special/normal.ts';

export interface ObservedRisk {
  readonly risk: number;
  /** Log-log interval; NaN while nothing or everything has happened. */
  readonly lower: number;
  readonly upper: number;
}

/**
 * What was seen to happen by t: one minus the Kaplan-Meier estimate with Greenwood's error or, where other causes compete,
 * the Aalen-Johansen cumulative incidence with its infinitesimal-jackknife error (the two are one without competitors).
 * Intervals on the log-log scale of one minus the risk.
 *
 * @param status  0 = censored, 1 = the event of interest, 2 = another cause
 * @param rows    the rows to use, as indices into `time` and `status`
 */
export function observedRisk(
  time: ArrayLike<number>,
  status: ArrayLike<number>,
  rows: ArrayLike<number>,
  t: number,
  level = 0.95,
): ObservedRisk {
  const own = Float64Array.from(rows, (i) => time[i]!);
  const cause = Uint8Array.from(rows, (i) => status[i]!);
  if (cause.includes(2)) return incidence(own, cause, t, level);
  const { order, ends } = timeBlocks(own);
  let s = 1;
  let sum = 0;
  for (let k = 0; k < ends.length; k++) {
    const from = k === 0 ? 0 : ends[k - 1]!;
    if (own[order[from]!]! > t) break;
    let d = 0;
    for (let r = from; r < ends[k]!; r++) d += cause[order[r]!]!;
    if (d === 0) continue;
    const y = own.length - from;
    s = d === y ? 0 : s * (1 - d / y);
    sum += d / (y * (y - d));
  }
  return withLimits(s, Math.sqrt(sum), level);
}

function incidence(time: Float64Array, cause: Uint8Array, t: number, level: number): ObservedRisk {
  const made = cumulativeIncidence(time, cause, 2);
  const k = lastAt(made.time, t);
  const risk = k < 0 ? 0 : made.probability[k * 3 + 1]!;
  return withLimits(1 - risk, k < 0 ? 0 : made.se[k * 3 + 1]! / (1 - risk), level);
}

/** @param logError  standard error of log s */
function withLimits(s: number, logError: number, level: number): ObservedRisk {
  if (s === 0 || s === 1) return { risk: 1 - s, lower: Number.NaN, upper: Number.NaN };
  const half = (normalQuantile(1 - (1 - level) / 2) * logError) / Math.log(s);
  const logLog = Math.log(-Math.log(s));
  return { risk: 1 - s, lower: 1 - Math.exp(-Math.exp(logLog + half)), upper: 1 - Math.exp(-Math.exp(logLog - half)) };
}
