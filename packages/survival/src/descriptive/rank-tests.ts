import { chiSquareUpper } from '../special/distributions.ts';
import { normalCdf } from '../special/normal.ts';
import { midranks } from './ranks.ts';
import type { TestResult } from './test-result.ts';

/**
 * Wilcoxon's rank sum test (Mann-Whitney), normal approximation with the variance corrected for ties.
 *
 * @param a, b  the two samples; the statistic is that of `a`
 * @param continuity  half a rank towards the expectation; default true
 * @throws {RangeError} an empty sample
 * @source Hollander M, Wolfe DA. Nonparametric Statistical Methods, 1973
 * @oracle R wilcox.test(exact = FALSE)
 */
export function wilcoxon(a: ArrayLike<number>, b: ArrayLike<number>, continuity = true): TestResult {
  const na = a.length;
  const nb = b.length;
  if (na === 0 || nb === 0) throw new RangeError('wilcoxon: an empty sample');
  const n = na + nb;
  const both = new Float64Array(n);
  both.set(a);
  both.set(b, na);
  const { ranks, tieSum } = midranks(both);
  let sum = 0;
  for (let i = 0; i < na; i++) sum += ranks[i]!;
  const statistic = sum - (na * (na + 1)) / 2;
  const difference = statistic - (na * nb) / 2;
  const sd = Math.sqrt(((na * nb) / 12) * (n + 1 - tieSum / (n * (n - 1))));
  const z = (difference - (continuity ? Math.sign(difference) * 0.5 : 0)) / sd;
  return { statistic, df: null, p: 2 * Math.min(normalCdf(z), normalCdf(z, true)), estimate: null, confInt: null };
}

/**
 * Kruskal-Wallis rank sum test.
 *
 * @param x       values, length n
 * @param group   0..groups-1, length n; every group non-empty
 * @throws {RangeError} lengths differ or fewer than two groups
 * @source Kruskal WH, Wallis WA. J Am Stat Assoc 1952;47:583-621
 * @oracle R kruskal.test
 */
export function kruskalWallis(x: ArrayLike<number>, group: ArrayLike<number>, groups: number): TestResult {
  const n = x.length;
  if (group.length !== n) throw new RangeError(`kruskalWallis: ${n} values but ${group.length} groups`);
  if (groups < 2) throw new RangeError(`kruskalWallis: ${groups} group`);
  const { ranks, tieSum } = midranks(x);
  const sums = new Float64Array(groups);
  const counts = new Float64Array(groups);
  for (let i = 0; i < n; i++) {
    sums[group[i]!]! += ranks[i]!;
    counts[group[i]!]!++;
  }
  let between = 0;
  for (let g = 0; g < groups; g++) between += (sums[g]! * sums[g]!) / counts[g]!;
  const statistic = ((12 * between) / (n * (n + 1)) - 3 * (n + 1)) / (1 - tieSum / (n * n * n - n));
  const df = groups - 1;
  return { statistic, df: [df], p: chiSquareUpper(statistic, df), estimate: null, confInt: null };
}
