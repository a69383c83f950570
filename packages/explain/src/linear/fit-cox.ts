import { cox, ridgeCox } from '@linea/survival';
import { baselinesOf } from '../hazard/baselines.ts';
import type { TrainingTable } from '../table/training-table.ts';
import { missingTells } from '../unknown/unknown-values.ts';
import { design, designColumns } from './design.ts';
import { columnMeans, columnUnits, type LinearModel, linearMargin } from './linear-model.ts';
import { learnPreparation, type PreparationOptions } from './preparation.ts';

export interface CoxOptions extends PreparationOptions {
  /** Ridge penalty theta on columns of standard deviation 1: theta / 2 times the sum of squares; default 0. */
  readonly penalty?: number;
  /** What counts as one unit of each feature before the penalty, 0 = its standard deviation (default). */
  readonly units?: ArrayLike<number>;
  readonly cause?: number | undefined;
}

/**
 * Cox regression on all features, straight lines unless `knots` asks for natural splines, without a penalty unless asked.
 *
 * Late entry, weights, strata, missing values (the mean, and a column where enough lack the value) and one cause among several are taken.
 *
 * @oracle R survival::coxph (Efron ties)
 */
export function fitCoxModel(table: TrainingTable, options: CoxOptions = {}): LinearModel {
  const { penalty = 0, units, cause } = options;
  const preparation = learnPreparation(table.rows, {
    logarithms: false,
    clamp: false,
    missingTells: missingTells(table, cause),
    ...options,
  });
  const columns = designColumns(preparation, table.rows, table.weights);
  const { n, q, x } = design(preparation, columns, table.rows);
  const means = columnMeans(x, n, q, table.weights);
  const event = Uint8Array.from(table.event, (own) => (cause === undefined ? Number(own > 0) : Number(own === cause)));
  const scale = columnUnits(columns, x, means).map((sd, c) => units?.[columns[c]!.feature] || sd);
  const z = new Float64Array(n * q);
  for (let i = 0; i < n; i++) for (let c = 0; c < q; c++) z[i * q + c] = (x[i * q + c]! - means[c]!) / scale[c]!;
  const { start, time, weights, strata } = table;
  const fit =
    penalty > 0
      ? ridgeCox({ survival: { start, time, status: Float64Array.from(event) }, x: z, p: q, strata, weights }, penalty)
      : cox(
          time,
          event,
          Array.from({ length: n }, (_, i) => z.subarray(i * q, i * q + q)),
          { ...(start && { start }), ...(strata && { strata }), ...(weights && { weights }) },
        );
  const known = (v: number, c: number): number => (Number.isNaN(v) ? 0 : v / scale[c]!);
  const model: LinearModel = {
    kind: 'cox',
    features: table.features,
    preparation,
    columns,
    coefficients: Array.from(fit.coefficients, known),
    means: Array.from(means),
    standardErrors: Array.from({ length: q }, (_, c) => known(Math.sqrt(fit.variance[c * q + c]!), c)),
    ...(penalty > 0 && { penalty: { alpha: 0, lambda: penalty } }),
    baselines: { pooled: { time: [], hazard: [] } },
  };
  return { ...model, baselines: baselinesOf(table, linearMargin(model, table.rows), cause) };
}
