import { type Baselines, proportionalSurvival } from '../hazard/baselines.ts';
import type { Rows } from '../tree/tree.ts';
import { design } from './design.ts';
import type { DesignColumn } from './design-column.ts';
import type { FeaturePreparation } from './preparation.ts';

/** A log hazard ratio that is a sum over columns; 0 for the mean of the training rows. */
export interface LinearModel {
  readonly kind: 'cox' | 'coxnet';
  readonly features: readonly string[];
  readonly preparation: readonly (FeaturePreparation | null)[];
  readonly columns: readonly DesignColumn[];
  /** Log hazard ratio of one unit of each column, and the column's mean in training. */
  readonly coefficients: readonly number[];
  readonly means: readonly number[];
  /** Of the coefficients, where the fit has them. */
  readonly standardErrors?: readonly number[];
  /** How the fit was held back. */
  readonly penalty?: {
    readonly alpha: number;
    readonly lambda: number;
    /** What the penalty of each block was multiplied with. */
    readonly blocks?: readonly {
      readonly name: string;
      readonly features: readonly string[];
      readonly factor: number;
    }[];
  };
  readonly baselines: Baselines;
}

/**
 * Contribution of each feature to the log hazard ratio, n x p: its columns' coefficients times their distance from the mean.
 * Products of two features are left out.
 */
export function linearContributions(model: LinearModel, rows: Rows): Float64Array {
  const { n, q, x } = design(model.preparation, model.columns, rows);
  const { p } = rows;
  const phi = new Float64Array(n * p);
  for (let i = 0; i < n; i++) {
    for (let c = 0; c < q; c++) {
      if (model.columns[c]!.part === 'product') continue;
      phi[i * p + model.columns[c]!.feature]! += model.coefficients[c]! * (x[i * q + c]! - model.means[c]!);
    }
  }
  return phi;
}

export function linearMargin(model: LinearModel, rows: Rows): Float64Array {
  const { n, q, x } = design(model.preparation, model.columns, rows);
  const margin = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let c = 0; c < q; c++) sum += model.coefficients[c]! * (x[i * q + c]! - model.means[c]!);
    margin[i] = sum;
  }
  return margin;
}

/** Survival of each row at each time, n x times. */
export const linearSurvival = (
  model: LinearModel,
  rows: Rows,
  times: readonly number[],
  strata?: Int32Array,
): Float64Array => proportionalSurvival(model.baselines, linearMargin(model, rows), times, strata);

/** Mean of each column. */
export function columnMeans(x: Float64Array, n: number, q: number, weights?: Float64Array): Float64Array {
  const means = new Float64Array(q);
  let total = 0;
  for (let i = 0; i < n; i++) {
    const w = weights ? weights[i]! : 1;
    total += w;
    for (let c = 0; c < q; c++) means[c]! += w * x[i * q + c]!;
  }
  return means.map((sum) => sum / total);
}

/** What the penalty of a product's unit is multiplied with. */
const PRODUCT = 2;

/**
 * What counts as one unit of each column before a penalty: its standard deviation. Of a column that says who lacks a value
 * it is the whole step from 0 to 1, twice or more of its standard deviation: the rarer, the more it is held back. A product
 * of two features is held back twice as much as either.
 */
export function columnUnits(columns: readonly DesignColumn[], x: Float64Array, means: Float64Array): Float64Array {
  const q = columns.length;
  const n = q === 0 ? 0 : x.length / q;
  const square = new Float64Array(q);
  for (let i = 0; i < n; i++) for (let c = 0; c < q; c++) square[c]! += (x[i * q + c]! - means[c]!) ** 2;
  return square.map((sum, c) => {
    const { part } = columns[c]!;
    const sd = Math.sqrt(sum / n);
    if (part === 'missing') return 1;
    // A product may not vary though its factors do: it is left where it is.
    return part === 'product' ? (sd > 1e-6 ? PRODUCT * sd : 1) : sd;
  });
}
