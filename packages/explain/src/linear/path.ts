import { penalisedPath } from '@linea/survival';
import type { TrainingTable } from '../table/training-table.ts';
import type { Rows } from '../tree/tree.ts';
import { missingTells } from '../unknown/unknown-values.ts';
import { design, designColumns } from './design.ts';
import type { DesignColumn } from './design-column.ts';
import { columnMeans, columnUnits } from './linear-model.ts';
import { type FeaturePreparation, learnPreparation, type PreparationOptions } from './preparation.ts';

export interface PathOptions extends PreparationOptions {
  /** 1 = lasso, 0 = ridge. */
  readonly alpha: number;
  /** Number of penalties, falling evenly on the log scale from the one that leaves nothing in; default 20. */
  readonly count?: number;
  /** Smallest penalty over the largest; default 0.03, for ridge 1e-4. */
  readonly ratio?: number;
  /** What the penalty of each feature is multiplied with; default 1. */
  readonly factors?: ArrayLike<number>;
  readonly cause?: number | undefined;
}

/** Fits along a path of penalties; all on one preparation. */
export interface LinearPath {
  readonly preparation: readonly (FeaturePreparation | null)[];
  readonly columns: readonly DesignColumn[];
  readonly means: Float64Array;
  readonly lambda: readonly number[];
  /** By step: a coefficient per column, on the column's own scale. */
  readonly coefficients: readonly Float64Array[];
}

/**
 * Elastic-net Cox regression along a path of penalties, on columns learnt from these rows.
 *
 * Columns are scaled to standard deviation 1 before the penalty, and divided by their feature's factor: a block with a
 * factor of 2 is held back twice as much by the lasso, four times as much by the ridge.
 *
 * @source Simon N et al. J Stat Softw 2011;39(5); Boulesteix AL et al. Comput Math Methods Med 2017:7691937 (penalty factors by block)
 */
export function linearPath(table: TrainingTable, options: PathOptions): LinearPath {
  const { alpha, count = 20, ratio = alpha < 0.05 ? 1e-4 : 0.03, factors, cause } = options;
  const preparation = learnPreparation(table.rows, { missingTells: missingTells(table, cause), ...options });
  const columns = designColumns(preparation, table.rows, table.weights, options.products);
  const { n, q, x } = design(preparation, columns, table.rows);
  const means = columnMeans(x, n, q, table.weights);
  if (q === 0) return { preparation, columns, means, lambda: [0], coefficients: [new Float64Array(0)] };
  const scale = columnUnits(columns, x, means).map((sd, c) => sd * (factors?.[columns[c]!.feature] ?? 1));
  const z = new Float64Array(n * q);
  for (let i = 0; i < n; i++) for (let c = 0; c < q; c++) z[i * q + c] = (x[i * q + c]! - means[c]!) / scale[c]!;
  const status = Float64Array.from(table.event, (own) =>
    cause === undefined ? Number(own > 0) : Number(own === cause),
  );
  const data = {
    survival: { start: table.start, time: table.time, status },
    x: z,
    p: q,
    strata: table.strata,
    weights: table.weights,
  };
  const largest = penalisedPath(data, { alpha, count: 1, standardize: false }).steps[0]!.lambda;
  const asked = Array.from({ length: count }, (_, k) => largest * ratio ** ((k + 0.5) / (count - 0.5)));
  const { steps } = penalisedPath(data, { alpha, lambda: asked, standardize: false });
  return {
    preparation,
    columns,
    means,
    lambda: steps.map((step) => step.lambda),
    coefficients: steps.map((step) => step.coefficients.map((b, c) => b / scale[c]!)),
  };
}

/** Log hazard ratios of other rows at every step of a path. */
export function pathMargins(path: LinearPath, rows: Rows): Float64Array[] {
  const { n, q, x } = design(path.preparation, path.columns, rows);
  return path.coefficients.map((coefficients) => {
    const margin = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      for (let c = 0; c < q; c++) margin[i]! += coefficients[c]! * (x[i * q + c]! - path.means[c]!);
    }
    return margin;
  });
}
