/** What columns are centred on and divided by. */
export interface ColumnScales {
  readonly means: Float64Array;
  /** Standard deviations over n, not n - 1; 1 for constant columns, or where columns are to stay as they are. */
  readonly deviations: Float64Array;
}

/**
 * Weighted means and standard deviations, two passes over the rows.
 *
 * @param x  n x p, row-major
 */
export function columnScales(
  x: Float64Array,
  n: number,
  p: number,
  standardize: boolean,
  weights?: Float64Array,
): ColumnScales {
  const means = new Float64Array(p);
  const squares = new Float64Array(p);
  let total = 0;
  for (let i = 0, at = 0; i < n; i++) {
    const w = weights === undefined ? 1 : weights[i]!;
    total += w;
    for (let j = 0; j < p; j++, at++) means[j]! += w * x[at]!;
  }
  for (let j = 0; j < p; j++) means[j]! /= total;
  for (let i = 0, at = 0; i < n; i++) {
    const w = weights === undefined ? 1 : weights[i]!;
    for (let j = 0; j < p; j++, at++) squares[j]! += w * (x[at]! - means[j]!) ** 2;
  }
  const deviations = squares.map((s) => (standardize && s > 0 ? Math.sqrt(s / total) : 1));
  return { means, deviations };
}
