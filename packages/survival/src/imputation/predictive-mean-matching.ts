import { ascending } from '../order/ascending.ts';
import type { Random } from '../random/random.ts';
import { drawLinearModel, rowProducts } from './linear-draw.ts';

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
  const { estimate, drawn } = drawLinearModel(y, x, p, random);
  const predicted = rowProducts(x, estimate, n);
  const wanted = rowProducts(missing, drawn, missing.length / p);

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
