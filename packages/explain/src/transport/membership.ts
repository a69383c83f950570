import { delongAuc, solveSymmetric } from '@linea/survival';
import type { Rows } from '../tree/tree.ts';
import { dealtParts } from '../validation/folds.ts';
import type { Interval } from '../validation/paired.ts';

/**
 * How well the features tell which population a patient is from: the C-index of a membership model on rows it has not
 * seen. 0.5 = the populations cannot be told apart, 1 = they do not overlap.
 *
 * The model is a linear discriminant on features, their squares and columns that say what is missing, shrunken to the
 * diagonal; it asks for nothing but means and covariances, and so never runs away where populations part entirely.
 *
 * @returns null where a population has fewer than 10 rows
 * @source Debray TPA et al. J Clin Epidemiol 2015;68:279-289 (membership model)
 */
export function membership(before: Rows, after: Rows, seed = 1): Interval | null {
  if (before.n < 10 || after.n < 10) return null;
  const n = before.n + after.n;
  const event = Uint8Array.from({ length: n }, (_, i) => (i < before.n ? 0 : 1));
  const part = dealtParts({ event }, PARTS, seed);
  const value = (i: number, j: number): number =>
    i < before.n ? before.x[i * before.p + j]! : after.x[(i - before.n) * after.p + j]!;
  const columns = designOf(n, before.p, value);
  const score = new Float64Array(n);
  for (let own = 0; own < PARTS; own++) {
    const weights = discriminant(columns, event, (i) => part[i] !== own);
    for (let i = 0; i < n; i++) {
      if (part[i] !== own) continue;
      for (let c = 0; c < columns.length; c++) score[i]! += weights[c]! * columns[c]![i]!;
    }
  }
  const { auc, se, lower, upper } = delongAuc(score.subarray(before.n), score.subarray(0, before.n));
  return { estimate: auc, se, lower: Math.max(0, lower), upper: Math.min(1, upper) };
}

const PARTS = 5;
/** Share of the covariance that is taken from the diagonal alone. */
const SHRUNK = 0.1;
/** Above this many columns, correlations are left out: they would cost more than they tell. */
const MOST = 120;

/** Standardised features with missing ones at their mean, squares of those with several values, and missing columns. */
function designOf(n: number, p: number, value: (i: number, j: number) => number): Float64Array[] {
  return Array.from({ length: p }, (_, j) => j).flatMap((j) => {
    const column = Float64Array.from({ length: n }, (_, i) => value(i, j));
    const present = column.filter((v) => !Number.isNaN(v));
    const missing = n - present.length;
    const flags = missing > 0 && present.length > 0 ? [column.map((v) => (Number.isNaN(v) ? 1 : 0))] : [];
    const centre = present.reduce((sum, v) => sum + v, 0) / present.length;
    const spread = Math.sqrt(present.reduce((sum, v) => sum + (v - centre) ** 2, 0) / present.length);
    if (!(spread > 0)) return flags;
    const z = column.map((v) => (Number.isNaN(v) ? 0 : (v - centre) / spread));
    const squares = new Set(present.subarray(0, 200)).size > 2 ? [z.map((v) => Math.min(v * v, 25))] : [];
    return [z, ...squares, ...flags];
  });
}

function discriminant(columns: readonly Float64Array[], event: Uint8Array, used: (i: number) => boolean): Float64Array {
  const q = columns.length;
  const counts = [0, 0];
  const means = [new Float64Array(q), new Float64Array(q)];
  event.forEach((group, i) => {
    if (!used(i)) return;
    counts[group]!++;
    for (let c = 0; c < q; c++) means[group]![c]! += columns[c]![i]!;
  });
  for (const group of [0, 1]) for (let c = 0; c < q; c++) means[group]![c]! /= counts[group]!;
  const covariance = new Float64Array(q * q);
  const away = new Float64Array(q);
  const total = counts[0]! + counts[1]!;
  event.forEach((group, i) => {
    if (!used(i)) return;
    for (let c = 0; c < q; c++) {
      away[c] = columns[c]![i]! - means[group]![c]!;
      const last = q > MOST ? c : 0;
      for (let d = last; d <= c; d++) covariance[c * q + d]! += (away[c]! * away[d]!) / total;
    }
  });
  for (let c = 0; c < q; c++) {
    for (let d = 0; d < c; d++) {
      covariance[c * q + d]! *= 1 - SHRUNK;
      covariance[d * q + c] = covariance[c * q + d]!;
    }
    covariance[c * q + c] = Math.max(covariance[c * q + c]!, 1e-9);
  }
  const difference = means[1]!.map((v, c) => v - means[0]![c]!);
  if (q > MOST) return difference.map((v, c) => v / covariance[c * q + c]!);
  return solveSymmetric(covariance, q, difference);
}
