import { solveSymmetric } from '../linear-algebra/matrix.ts';
import { standardisedDifference } from './summary.ts';

/**
 * Standardised difference of a categorical variable between two groups: the Mahalanobis distance of the shares of all
 * levels but the first. For two levels it is the difference of shares over its pooled standard deviation.
 *
 * @param a, b  counts by level
 * @returns at least 0; 0 where the shares are equal; NaN for an empty group
 * @source Yang D, Dalton JE. SAS Global Forum 2012, paper 335
 */
export function categoricalDifference(a: readonly number[], b: readonly number[]): number {
  const shares = (counts: readonly number[]): number[] => {
    const total = counts.reduce((x, y) => x + y, 0);
    return counts.slice(1).map((count) => count / total);
  };
  const [p, q] = [shares(a), shares(b)];
  const k = p.length;
  const difference = p.map((share, l) => share - q[l]!);
  if (difference.some(Number.isNaN)) return Number.NaN;
  const covariance = new Float64Array(k * k);
  for (let i = 0; i < k; i++) {
    for (let j = 0; j < k; j++) {
      const own = (s: readonly number[]): number => (i === j ? s[i]! * (1 - s[i]!) : -s[i]! * s[j]!);
      covariance[i * k + j] = (own(p) + own(q)) / 2;
    }
  }
  const solved = solveSymmetric(covariance, k, difference);
  return Math.sqrt(difference.reduce((sum, d, l) => sum + d * solved[l]!, 0));
}

/** Mean over all pairs of groups, as for two groups when there are two. */
function overPairs<T>(groups: readonly T[], f: (a: T, b: T) => number): number {
  const values: number[] = [];
  for (let i = 0; i < groups.length; i++)
    for (let j = i + 1; j < groups.length; j++) values.push(f(groups[i]!, groups[j]!));
  return values.reduce((sum, v) => sum + v, 0) / values.length;
}

/** Absolute standardised difference of numbers between groups; the mean over pairs of more than two. */
export const numberDifference = (groups: readonly ArrayLike<number>[]): number =>
  overPairs(groups, (a, b) => Math.abs(standardisedDifference(a, b)));

/** Standardised difference of categories between groups; the mean over pairs of more than two. */
export const levelDifference = (groups: readonly (readonly number[])[]): number =>
  overPairs(groups, categoricalDifference);
