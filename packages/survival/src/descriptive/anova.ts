import { fUpper } from '../special/distributions.ts';
import { mean } from './summary.ts';

/**
 * One-way analysis of variance.
 *
 * @param x      values, length n
 * @param group  0..groups-1, length n; every group non-empty
 * @returns `df` between and within groups, `f`, `p`
 * @throws {RangeError} lengths differ, fewer than two groups, or no degrees of freedom within
 * @oracle R aov
 */
export function oneWayAnova(
  x: ArrayLike<number>,
  group: ArrayLike<number>,
  groups: number,
): { df: [number, number]; f: number; p: number } {
  const n = x.length;
  if (group.length !== n) throw new RangeError(`oneWayAnova: ${n} values but ${group.length} groups`);
  if (groups < 2 || n <= groups) throw new RangeError(`oneWayAnova: ${n} values in ${groups} groups`);
  const overall = mean(x);
  const sums = new Float64Array(groups);
  const counts = new Float64Array(groups);
  for (let i = 0; i < n; i++) {
    sums[group[i]!]! += x[i]! - overall;
    counts[group[i]!]!++;
  }
  let between = 0;
  for (let g = 0; g < groups; g++) between += (sums[g]! * sums[g]!) / counts[g]!;
  let within = 0;
  for (let i = 0; i < n; i++) within += (x[i]! - overall - sums[group[i]!]! / counts[group[i]!]!) ** 2;
  const df: [number, number] = [groups - 1, n - groups];
  const f = between / df[0] / (within / df[1]);
  return { df, f, p: fUpper(f, df[0], df[1]) };
}
