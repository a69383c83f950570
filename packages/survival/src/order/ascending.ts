import { sorted } from './sorted.ts';

/** The stable permutation that puts finite numbers in ascending order: `values[order[0]]` is the least. O(n). */
export const ascending = (values: ArrayLike<number>): Int32Array => sorted(values).order;

/**
 * Rows in ascending order of their time, and where each block of equal times ends.
 *
 * @param sorted  the ascending order, when it is known already
 * @returns `order`: row indices, stable; `ends[k]`: one past the last position of the k-th distinct time
 * @throws {RangeError} a time that is not finite
 */
export function timeBlocks(time: ArrayLike<number>, sorted?: Int32Array): { order: Int32Array; ends: Int32Array } {
  const n = time.length;
  for (let i = 0; i < n; i++) if (!Number.isFinite(time[i]!)) throw new RangeError(`time ${time[i]} of row ${i}`);
  const order = sorted ?? ascending(time);
  const ends = new Int32Array(n);
  let m = 0;
  let last = n === 0 ? 0 : time[order[0]!]!;
  for (let r = 1; r < n; r++) {
    const t = time[order[r]!]!;
    if (t > last) {
      ends[m++] = r;
      last = t;
    }
  }
  if (n > 0) ends[m++] = n;
  return { order, ends: ends.slice(0, m) };
}

/** Position of the last of ascending `times` that is <= t, or -1. */
export function lastAt(times: ArrayLike<number>, t: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (times[middle]! <= t) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
