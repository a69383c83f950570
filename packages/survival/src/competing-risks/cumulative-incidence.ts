import { timeBlocks } from '../order/ascending.ts';
import { LateEntry } from './late-entry.ts';

export interface CumulativeIncidence {
  /** Distinct times (events and censorings), ascending, length m. */
  readonly time: Float64Array;
  /** Weight at risk just before each time, length m. */
  readonly atRisk: Float64Array;
  /** Weight of events, m x causes, row-major. */
  readonly events: Float64Array;
  /** Probability of each state just after each time, m x (1 + causes): event-free, then cause 1, 2, ... */
  readonly probability: Float64Array;
  /** Standard error of `probability` (infinitesimal jackknife), same shape. */
  readonly se: Float64Array;
  readonly causes: number;
}

/**
 * Aalen-Johansen estimate of the cumulative incidence of competing causes, with infinitesimal-jackknife errors.
 *
 * @param time    follow-up, length n, each finite
 * @param cause   0 = censored, 1..causes = what happened first, length n
 * @param causes  number of causes
 * @param weight  case weights, length n; default 1
 * @param start   late entry, length n: a row is at risk on (start, time]
 * @throws {RangeError} n = 0, lengths differ, a time that is not finite, a cause out of range
 * @source Aalen OO, Johansen S. Scand J Stat 1978;5:141-150
 * @oracle R survival::survfit of a multi-state Surv
 *
 * At a tied time events come before censorings. The influence of row i on F_k(t) is
 *   sum over u <= t of S(u-)/Y(u) [dM_ik(u) - dM_i(u) (F_k(t) - F_k(u)) / S(u)]  =  a_i - F_k(t) b_i,
 * where a and b stop changing at the row's own time (and begin when it enters): two running sums and their squares give every
 * error in O(n).
 */
export function cumulativeIncidence(
  time: ArrayLike<number>,
  cause: ArrayLike<number>,
  causes: number,
  weight?: ArrayLike<number>,
  start?: ArrayLike<number>,
): CumulativeIncidence {
  const n = time.length;
  if (n === 0) throw new RangeError('cumulativeIncidence: no rows');
  if (cause.length !== n) throw new RangeError(`cumulativeIncidence: ${n} times but ${cause.length} causes`);
  if (start && start.length !== n) throw new RangeError(`cumulativeIncidence: ${n} times but ${start.length} starts`);
  const { order, ends } = timeBlocks(time);
  const m = ends.length;
  const states = causes + 1;
  const events = new Float64Array(m * causes);
  const atRisk = new Float64Array(m);
  const squaresAtRisk = new Float64Array(m);
  const times = new Float64Array(m);
  const w = (i: number): number => (weight === undefined ? 1 : weight[i]!);

  let above = 0;
  let squaresAbove = 0;
  for (let k = m - 1; k >= 0; k--) {
    const from = k === 0 ? 0 : ends[k - 1]!;
    for (let r = from; r < ends[k]!; r++) {
      const i = order[r]!;
      const c = cause[i]!;
      if (!(c >= 0 && c <= causes)) throw new RangeError(`cumulativeIncidence: cause ${c} of ${causes}`);
      above += w(i);
      squaresAbove += w(i) * w(i);
      if (c > 0) events[k * causes + c - 1]! += w(i);
    }
    atRisk[k] = above;
    squaresAtRisk[k] = squaresAbove;
    times[k] = time[order[from]!]!;
  }
  const late = start && new LateEntry(start, causes, w);
  late?.leaveOut(times, atRisk, squaresAtRisk);

  const probability = new Float64Array(m * states);
  const se = new Float64Array(m * states);
  // a, b: what every row still at risk has gathered; sums over the rows that have left of w^2 a^2, w^2 a b, w^2 b^2.
  const a = new Float64Array(causes);
  const aa = new Float64Array(causes);
  const ab = new Float64Array(causes);
  const f = new Float64Array(causes);
  let b = 0;
  let bb = 0;
  let survival = 1;
  for (let k = 0; k < m; k++) {
    late?.enter(times[k]!, a, b);
    const y = atRisk[k]!;
    let leaving = 0;
    const before = survival;
    let total = 0;
    for (let c = 0; c < causes; c++) total += events[k * causes + c]!;
    if (total > 0) {
      survival = y - total <= y * 1e-14 ? 0 : survival * (1 - total / y);
      for (let c = 0; c < causes; c++) f[c]! += (before * events[k * causes + c]!) / y;
    }
    const jump = before / y;
    const jumpBack = survival > 0 ? jump / survival : 0; // nobody is left to be reached when the curve ends at zero
    if (total > 0) {
      b -= (jumpBack * total) / y;
      for (let c = 0; c < causes; c++) a[c]! -= (jump * events[k * causes + c]! + jumpBack * total * f[c]!) / y;
    }
    for (let r = k === 0 ? 0 : ends[k - 1]!; r < ends[k]!; r++) {
      const i = order[r]!;
      const own = cause[i]!;
      const square = w(i) * w(i);
      leaving += square;
      const bi = (own > 0 ? b + jumpBack : b) - (late?.bAt[i] ?? 0);
      bb += square * bi * bi;
      for (let c = 0; c < causes; c++) {
        const through = a[c]! - (late?.aAt[i * causes + c] ?? 0);
        const ai = own === 0 ? through : through + jumpBack * f[c]! + (own === c + 1 ? jump : 0);
        aa[c]! += square * ai * ai;
        ab[c]! += square * ai * bi;
      }
    }
    for (let r = k === 0 ? 0 : ends[k - 1]!; late && r < ends[k]!; r++) late.leave(order[r]!);
    // Rows that have not entered yet have moved nothing.
    const left = late ? Math.max(0, squaresAtRisk[k]! - leaving) : k + 1 < m ? squaresAtRisk[k + 1]! : 0;
    probability[k * states] = survival;
    se[k * states] = survival * Math.sqrt(Math.max(0, bb + left * b * b + (late?.correction(b) ?? 0)));
    for (let c = 0; c < causes; c++) {
      const here = a[c]! - f[c]! * b;
      const gone = aa[c]! - 2 * f[c]! * ab[c]! + f[c]! * f[c]! * bb;
      const rounding = 1e-14 * (aa[c]! + 2 * f[c]! * Math.abs(ab[c]!) + f[c]! * f[c]! * bb);
      probability[k * states + c + 1] = f[c]!;
      const entered = late?.correctionOf(c, here, f[c]!) ?? 0;
      se[k * states + c + 1] = Math.sqrt(Math.max(0, (gone > rounding ? gone : 0) + left * here * here + entered));
    }
  }
  return { time: times, atRisk, events, probability, se, causes };
}
