import { invertSymmetric } from '../linear-algebra/matrix.ts';
import { ascending } from '../order/ascending.ts';
import type { Random } from '../random/random.ts';
import { chiSquareQuantile } from '../special/distributions.ts';
import { gaussianDraw } from './gaussian-draw.ts';

/** Share of each diagonal element added before inverting, as mice does, so that collinear predictors do no harm. */
const RIDGE = 1e-5;

/**
 * Predictive mean matching: a linear model with its parameters drawn from their posterior predicts each missing value;
 * one of the observed values whose own prediction is nearest is taken.
 *
 * @param y         observed values, length n
 * @param x         their predictors with an intercept, n x p row-major
 * @param missing   predictors of the rows to fill, m x p
 * @param donors    how many nearest to choose among, default 5
 * @returns m values, each one of `y`
 * @source Little RJA. J Bus Econ Stat 1988;6:287-296; van Buuren S. Flexible Imputation of Missing Data, 2018, algorithm 3.3
 */
export function predictiveMeanMatching(
  y: ArrayLike<number>,
  x: Float64Array,
  missing: Float64Array,
  p: number,
  random: Random,
  donors = 5,
): Float64Array {
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
  const beta = Float64Array.from({ length: p }, (_, j) => {
    let sum = 0;
    for (let k = 0; k < p; k++) sum += covariance[j * p + k]! * right[k]!;
    return sum;
  });
  const predicted = products(x, beta, n);
  let squares = 0;
  for (let i = 0; i < n; i++) squares += (y[i]! - predicted[i]!) ** 2;
  const sigma = Math.sqrt(squares / chiSquareQuantile(random.uniform(), Math.max(1, n - p)));
  const drawn = gaussianDraw(beta, covariance, random, sigma);
  const m = missing.length / p;
  const wanted = products(missing, drawn, m);

  const order = ascending(predicted);
  const count = Math.min(donors, n);
  return Float64Array.from(wanted, (value) => {
    // The window of `count` nearest neighbours in the sorted predictions.
    let low = 0;
    let high = n - count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (value - predicted[order[middle]!]! > predicted[order[middle + count]!]! - value) low = middle + 1;
      else high = middle;
    }
    return y[order[low + random.below(count)]!]!;
  });
}

function products(x: Float64Array, beta: Float64Array, rows: number): Float64Array {
  const p = beta.length;
  const y = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    let sum = 0;
    for (let j = 0; j < p; j++) sum += x[i * p + j]! * beta[j]!;
    y[i] = sum;
  }
  return y;
}
