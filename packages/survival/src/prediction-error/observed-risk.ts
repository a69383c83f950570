import { timeBlocks } from '../order/ascending.ts';
import { normalQuantile } from '../special/normal.ts';

export interface ObservedRisk {
  readonly risk: number;
  /** Log-log interval; NaN while nothing or everything has happened. */
  readonly lower: number;
  readonly upper: number;
}

/**
 * One minus the Kaplan-Meier estimate at t, with Greenwood's error on the log-log scale.
 *
 * @param rows  the rows to use, as indices into `time` and `event`
 */
export function observedRisk(
  time: ArrayLike<number>,
  event: ArrayLike<number>,
  rows: ArrayLike<number>,
  t: number,
  level = 0.95,
): ObservedRisk {
  const own = Float64Array.from(rows, (i) => time[i]!);
  const { order, ends } = timeBlocks(own);
  let s = 1;
  let sum = 0;
  for (let k = 0; k < ends.length; k++) {
    const from = k === 0 ? 0 : ends[k - 1]!;
    if (own[order[from]!]! > t) break;
    let d = 0;
    for (let r = from; r < ends[k]!; r++) d += event[rows[order[r]!]!]!;
    if (d === 0) continue;
    const y = own.length - from;
    s = d === y ? 0 : s * (1 - d / y);
    sum += d / (y * (y - d));
  }
  if (s === 0 || s === 1) return { risk: 1 - s, lower: Number.NaN, upper: Number.NaN };
  const half = (normalQuantile(1 - (1 - level) / 2) * Math.sqrt(sum)) / Math.log(s);
  const logLog = Math.log(-Math.log(s));
  return { risk: 1 - s, lower: 1 - Math.exp(-Math.exp(logLog + half)), upper: 1 - Math.exp(-Math.exp(logLog - half)) };
}
