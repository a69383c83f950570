import { ascending } from '../order/ascending.ts';

/**
 * Ranks from 1, ties sharing their mean rank.
 *
 * @returns `ranks`, and `tieSum`: the sum over ties of t^3 - t
 */
export function midranks(values: ArrayLike<number>): { ranks: Float64Array; tieSum: number } {
  const n = values.length;
  const order = ascending(values);
  const ranks = new Float64Array(n);
  let tieSum = 0;
  for (let start = 0; start < n; ) {
    let end = start + 1;
    while (end < n && values[order[end]!] === values[order[start]!]) end++;
    for (let r = start; r < end; r++) ranks[order[r]!] = (start + 1 + end) / 2;
    const t = end - start;
    tieSum += t * t * t - t;
    start = end;
  }
  return { ranks, tieSum };
}
