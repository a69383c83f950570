/**
 * Puts intervals into as few rows as a single pass allows, none overlapping within a row.
 *
 * @param intervals  from and to, in order of `from`
 * @param gap  the least distance between two in one row
 * @returns the row of each, from 0
 */
export function packRows(intervals: readonly { readonly from: number; readonly to: number }[], gap: number): number[] {
  const ends: number[] = [];
  return intervals.map(({ from, to }) => {
    const free = ends.findIndex((end) => end + gap <= from);
    const row = free < 0 ? ends.length : free;
    ends[row] = to;
    return row;
  });
}
