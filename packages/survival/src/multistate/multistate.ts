import { ascending } from '../order/ascending.ts';

/** Intervals (start, stop] that persons spend in a state; at the end they may move. */
export interface Sojourns {
  readonly start: ArrayLike<number>;
  readonly stop: ArrayLike<number>;
  /** State during the interval, 0..states-1. */
  readonly from: ArrayLike<number>;
  /** State moved to at `stop`, or -1. */
  readonly to: ArrayLike<number>;
  /** The person, 0..persons-1: rows of one person count as one for the errors. */
  readonly person: ArrayLike<number>;
  readonly states: number;
  readonly weight?: ArrayLike<number> | undefined;
}

export interface StateCurves {
  /** Distinct stop times, ascending, length m. */
  readonly time: Float64Array;
  /** Weight at risk in each state just before, and probability of each state just after each time: m x states. */
  readonly atRisk: Float64Array;
  readonly probability: Float64Array;
  readonly states: number;
  /** Moves in time order: `moveEnd[k]` is one past the last move at the k-th time. */
  readonly moveRow: Int32Array;
  readonly moveEnd: Int32Array;
}

/**
 * Aalen-Johansen estimate of the probability of being in each state, all starting in state 0.
 *
 * @throws {RangeError} n = 0, lengths differ, a state out of range, stop not after start
 * @source Aalen OO, Johansen S. Scand J Stat 1978;5:141-150
 * @oracle R survival::survfit of a multi-state Surv with id
 */
export function stateCurves(data: Sojourns): StateCurves {
  const { start, stop, from, to, states } = data;
  const n = stop.length;
  if (n === 0 || start.length !== n || from.length !== n || to.length !== n)
    throw new RangeError('stateCurves: lengths');
  for (let i = 0; i < n; i++) {
    if (!(start[i]! < stop[i]!)) throw new RangeError(`stateCurves: row ${i} stops before it starts`);
    if (!(from[i]! >= 0 && from[i]! < states && to[i]! >= -1 && to[i]! < states)) {
      throw new RangeError(`stateCurves: row ${i} has a state out of range`);
    }
  }
  const w = (i: number): number => data.weight?.[i] ?? 1;
  const byStop = ascending(stop);
  const byStart = ascending(start);
  const times: number[] = [];
  const moves: number[] = [];
  const moveEnds: number[] = [];
  for (let r = 0; r < n; ) {
    const now = stop[byStop[r]!]!;
    for (; r < n && stop[byStop[r]!]! === now; r++) {
      const i = byStop[r]!;
      if (to[i]! >= 0 && to[i] !== from[i]) moves.push(i);
    }
    times.push(now);
    moveEnds.push(moves.length);
  }
  const m = times.length;
  const atRisk = new Float64Array(m * states);
  const probability = new Float64Array(m * states);
  const here = new Float64Array(states);
  const p = new Float64Array(states);
  const next = new Float64Array(states);
  p[0] = 1;
  let entered = 0;
  let left = 0;
  for (let k = 0; k < m; k++) {
    const now = times[k]!;
    for (; entered < n && start[byStart[entered]!]! < now; entered++)
      here[from[byStart[entered]!]!]! += w(byStart[entered]!);
    atRisk.set(here, k * states);
    next.set(p);
    for (let e = k === 0 ? 0 : moveEnds[k - 1]!; e < moveEnds[k]!; e++) {
      const i = moves[e]!;
      const flow = (p[from[i]!]! * w(i)) / here[from[i]!]!;
      next[from[i]!]! -= flow;
      next[to[i]!]! += flow;
    }
    p.set(next);
    for (; left < n && stop[byStop[left]!]! === now; left++) here[from[byStop[left]!]!]! -= w(byStop[left]!);
    for (let s = 0; s < states; s++) {
      if (Math.abs(here[s]!) < 1e-9) here[s] = 0;
      if (Math.abs(p[s]!) < 1e-14) p[s] = 0;
    }
    probability.set(p, k * states);
  }
  return {
    time: Float64Array.from(times), atRisk, probability, states,
    moveRow: Int32Array.from(moves), moveEnd: Int32Array.from(moveEnds),
  }; // biome-ignore format: a list
}

/**
 * Standard errors of the state probabilities at time t (infinitesimal jackknife, by person).
 *
 * Going back from t, V = P(u, t) is known at each u; a row in state j feels each move out of j at risk, and its own:
 *   p_j(u-)/Y_j(u) [ (V_k - V_j) dN_i - sum over k of h_jk (V_k - V_j) ].
 * The second part is a difference of suffix sums. O(moves states^2 + rows states) for each t.
 */
export function stateErrors(data: Sojourns, curves: StateCurves, t: number, persons: number): Float64Array {
  const { states, time, atRisk, probability, moveRow, moveEnd } = curves;
  const { from, to, start, stop, person } = data;
  const w = (i: number): number => data.weight?.[i] ?? 1;
  let last = 0;
  while (last < time.length && time[last]! <= t) last++;
  const influence = new Float64Array(persons * states);
  const square = states * states;
  const suffix = new Float64Array((last + 1) * square);
  let v = identity(states);
  for (let k = last - 1; k >= 0; k--) {
    const first = k === 0 ? 0 : moveEnd[k - 1]!;
    suffix.copyWithin(k * square, (k + 1) * square, (k + 2) * square);
    if (first === moveEnd[k]!) continue;
    const next = Float64Array.from(v);
    for (let e = first; e < moveEnd[k]!; e++) {
      const i = moveRow[e]!;
      const j = from[i]!;
      const y = atRisk[k * states + j]!;
      const before = k === 0 ? (j === 0 ? 1 : 0) : probability[(k - 1) * states + j]!;
      const hazard = w(i) / y;
      for (let s = 0; s < states; s++) {
        const change = v[to[i]! * states + s]! - v[j * states + s]!;
        next[j * states + s]! += hazard * change;
        suffix[k * square + j * states + s]! += (before / y) * hazard * change;
        influence[person[i]! * states + s]! += (w(i) * before * change) / y;
      }
    }
    v = next;
  }
  const firstAfter = (u: number): number => {
    let low = 0;
    let high = last;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (time[middle]! > u) high = middle;
      else low = middle + 1;
    }
    return low;
  };
  for (let i = 0; i < stop.length; i++) {
    const enters = firstAfter(start[i]!) * square + from[i]! * states;
    const leaves = firstAfter(stop[i]!) * square + from[i]! * states;
    for (let s = 0; s < states; s++)
      influence[person[i]! * states + s]! -= w(i) * (suffix[enters + s]! - suffix[leaves + s]!);
  }
  const se = new Float64Array(states);
  for (let r = 0; r < persons; r++) for (let s = 0; s < states; s++) se[s]! += influence[r * states + s]! ** 2;
  return se.map(Math.sqrt);
}

function identity(n: number): Float64Array {
  const matrix = new Float64Array(n * n);
  for (let i = 0; i < n; i++) matrix[i * n + i] = 1;
  return matrix;
}
