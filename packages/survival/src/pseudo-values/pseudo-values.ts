import { timeBlocks } from '../order/ascending.ts';

/** How a pseudo-value is made: from the influence function, or by leaving each row out in turn. */
export type PseudoKind = 'infinitesimal' | 'jackknife';

/**
 * Pseudo-values of the Kaplan-Meier survival probability, whose regression on covariates needs no censoring weights.
 *
 * @param time   follow-up, length n >= 2
 * @param event  1 = event, 0 = censored
 * @param times  where to evaluate
 * @returns n x times, a row per patient: S(t) + n IF_i(t), or n S(t) - (n - 1) S_(-i)(t)
 * @throws {RangeError} n < 2 or lengths differ
 * @source Andersen PK, Klein JP, Rosthoj S. Biometrika 2003;90:15-27
 * @oracle R survival::pseudo (infinitesimal), prodlim::jackknife (jackknife)
 *
 * Without row i the curve has factors 1 - d/(Y-1) before its time, 1 - (d - delta)/(Y-1) at it, 1 - d/Y after it:
 * prefix and suffix products give every row in O(n).
 */
export function pseudoValues(
  time: ArrayLike<number>,
  event: ArrayLike<number>,
  times: readonly number[],
  kind: PseudoKind = 'infinitesimal',
): Float64Array {
  const n = time.length;
  if (n < 2 || event.length !== n) throw new RangeError(`pseudoValues: ${n} times, ${event.length} events`);
  const { order, ends } = timeBlocks(time);
  const values = new Float64Array(n * times.length);
  const column = kind === 'jackknife' ? jackknife : infinitesimal;
  times.forEach((t, c) => {
    let last = 0;
    while (last < ends.length && time[order[last === 0 ? 0 : ends[last - 1]!]!]! <= t) last++;
    column(event, order, ends, last, (i, value) => {
      values[i * times.length + c] = value;
    });
  });
  return values;
}

/** `last` blocks lie at or before the time asked for. */
type Column = (
  event: ArrayLike<number>,
  order: Int32Array,
  ends: Int32Array,
  last: number,
  set: (row: number, value: number) => void,
) => void;

function deathsIn(event: ArrayLike<number>, order: Int32Array, from: number, to: number): number {
  let d = 0;
  for (let r = from; r < to; r++) d += event[order[r]!]!;
  return d;
}

const infinitesimal: Column = (event, order, ends, last, set) => {
  const n = order.length;
  let s = 1;
  for (let k = 0; k < last; k++) {
    const from = k === 0 ? 0 : ends[k - 1]!;
    const d = deathsIn(event, order, from, ends[k]!);
    s = d === n - from ? 0 : s * (1 - d / (n - from));
  }
  let gathered = 0;
  for (let k = 0; k < last; k++) {
    const from = k === 0 ? 0 : ends[k - 1]!;
    const d = deathsIn(event, order, from, ends[k]!);
    const y = n - from;
    const jump = d === y ? 0 : 1 / (y - d);
    gathered += (jump * d) / y;
    for (let r = from; r < ends[k]!; r++) {
      const own = event[order[r]!] === 1 ? jump : 0;
      set(order[r]!, s + n * s * (gathered - own));
    }
  }
  for (let r = last === 0 ? 0 : ends[last - 1]!; r < n; r++) set(order[r]!, s + n * s * gathered);
};

const jackknife: Column = (event, order, ends, last, set) => {
  const n = order.length;
  const suffix = new Float64Array(last + 1);
  suffix[last] = 1;
  for (let k = last - 1; k >= 0; k--) {
    const from = k === 0 ? 0 : ends[k - 1]!;
    suffix[k] = suffix[k + 1]! * (1 - deathsIn(event, order, from, ends[k]!) / (n - from));
  }
  const s = suffix[0]!;
  let prefix = 1;
  for (let k = 0; k < last; k++) {
    const from = k === 0 ? 0 : ends[k - 1]!;
    const d = deathsIn(event, order, from, ends[k]!);
    const others = n - from - 1;
    for (let r = from; r < ends[k]!; r++) {
      const factor = others === 0 ? 1 : 1 - (d - event[order[r]!]!) / others;
      set(order[r]!, n * s - (n - 1) * prefix * factor * suffix[k + 1]!);
    }
    if (others > 0) prefix *= 1 - d / others;
  }
  for (let r = last === 0 ? 0 : ends[last - 1]!; r < n; r++) set(order[r]!, n * s - (n - 1) * prefix);
};
