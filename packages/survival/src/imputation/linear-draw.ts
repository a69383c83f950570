import { invertSymmetric } from '../linear-algebra/matrix.ts';
import type { Random } from '../random/random.ts';
import { chiSquareQuantile } from '../special/distributions.ts';
import { gaussianDraw } from './gaussian-draw.ts';

/** Share of each diagonal element added before inverting, as mice does, so that collinear predictors do no harm. */
const RIDGE = 1e-5;

/** A linear model: its least-squares coefficients, and a draw from the posterior of coefficients and residual spread. */
export interface LinearDraw {
  readonly estimate: Float64Array;
  readonly drawn: Float64Array;
  readonly sigma: number;
}

/**
 * @param y  observed values, length n
 * @param x  their predictors with an intercept, n x p row-major
 * @source van Buuren S. Flexible Imputation of Missing Data, 2018, algorithm 3.1 (Rubin 1987, p. 167)
 */
export function drawLinearModel(y: ArrayLike<number>, x: Float64Array, p: number, random: Random): LinearDraw {
  const n = y.length;
  const cross = new Float64Array(p * p);
  const right = new Float64Array(p);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < p; j++) {
      const xj = x[i * p + j]!;
      right[j]! += xj * y[i]!;
      for (let k = 0; k < p; k++) cross[j * p + k]! += xj * x[i * p + k]!;
    }
  }
  for (let j = 0; j < p; j++) cross[j * p + j]! *= 1 + RIDGE;
  const covariance = invertSymmetric(cross, p, 1e-14);
  const estimate = Float64Array.from({ length: p }, (_, j) => {
    let sum = 0;
    for (let k = 0; k < p; k++) sum += covariance[j * p + k]! * right[k]!;
    return sum;
  });
  const predicted = rowProducts(x, estimate, n);
  let squares = 0;
  for (let i = 0; i < n; i++) squares += (y[i]! - predicted[i]!) ** 2;
  const sigma = Math.sqrt(squares / chiSquareQuantile(random.uniform(), Math.max(1, n - p)));
  return { estimate, drawn: gaussianDraw(estimate, covariance, random, sigma), sigma };
}

/** Each row of x times the coefficients. */
export function rowProducts(x: Float64Array, beta: Float64Array, rows: number): Float64Array {
  const p = beta.length;
  const y = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    let sum = 0;
    for (let j = 0; j < p; j++) sum += x[i * p + j]! * beta[j]!;
    y[i] = sum;
  }
  return y;
}

/**
 * Bayesian linear regression: each missing value is its prediction under a drawn model plus a normal residual. For numbers
 * whose distribution given the others is near normal; values may fall outside the range that was observed.
 *
 * @param missing  predictors of the rows to fill, m x p
 * @returns m values
 * @oracle R mice, method "norm", in distribution
 */
export function drawNormal(
  y: ArrayLike<number>,
  x: Float64Array,
  missing: Float64Array,
  p: number,
  random: Random,
): Float64Array {
  const { drawn, sigma } = drawLinearModel(y, x, p, random);
  return rowProducts(missing, drawn, missing.length / p).map((value) => value + sigma * random.normal());
}
