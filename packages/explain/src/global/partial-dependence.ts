import { type Column, type Frame, numberColumn, rowsOf, withColumn } from '@linea/survival';
import { refuse } from '../errors/refused-input.ts';
import type { ExplainedModel } from '../explained/explained-model.ts';

/** What a model answers on average when one column has a given value, and all else is as it is. */
export interface PartialDependence {
  readonly feature: string;
  /** Patients it is averaged over. */
  readonly n: number;
  /** Time of the survival, units of follow-up; null for models without. */
  readonly at: number | null;
  readonly points: readonly DependencePoint[];
}

export interface DependencePoint {
  readonly value: number | string;
  /** Mean risk, and 10th and 90th percentile over patients: how far the effect depends on all else. */
  readonly risk: number;
  readonly low: number;
  readonly high: number;
  /** Mean probability of no event by `at`. */
  readonly survival: number | null;
}

const POINTS = 25;
const MOST_PATIENTS = 500;

/**
 * Partial dependence of the risk on one column of a table.
 *
 * Values are those of the table: all of up to 25, else 25 of its quantiles. Averaged over up to 500 rows, evenly chosen.
 *
 * @param column  as the table calls it, not as it is encoded
 * @throws {RefusedInput} `column.unknown`, `column.empty` (no value at all)
 * @source Friedman JH. Ann Stat 2001;29:1189-1232
 *
 * Where columns are correlated it asks the model about patients who do not exist: see the groups.
 */
export function partialDependence(
  model: ExplainedModel,
  frame: Frame,
  column: string,
  at = 0.5 * (model.longest ?? Number.NaN),
): PartialDependence {
  const own = frame.columns.get(column);
  if (!own || !model.columns.includes(column))
    return refuse('column.unknown', `column ${column}`, column, model.columns.join(', '));
  const values = valuesOf(own);
  if (values.length === 0) return refuse('column.empty', `column ${column}`);
  const some = rowsOf(frame, evenly(frame.rows, MOST_PATIENTS));
  const { survival } = model;
  const time = survival && Number.isFinite(at) ? Number(at.toPrecision(3)) : null;
  const points = values.map((value): DependencePoint => {
    const rows = model.encode(withColumn(some, column, constant(own, value, some.rows)));
    const risk = model.risk(rows);
    const sorted = Float64Array.from(risk).sort();
    const quantile = (share: number): number => sorted[Math.round(share * (sorted.length - 1))]!;
    return {
      value,
      risk: mean(risk),
      low: quantile(0.1),
      high: quantile(0.9),
      survival: survival && time !== null ? mean(survival(rows, [time])) : null,
    };
  });
  return { feature: column, n: some.rows, at: time, points };
}

const mean = (values: Float64Array): number => values.reduce((sum, v) => sum + v, 0) / values.length;

/** Up to `most` of n positions, evenly chosen. */
export const evenly = (n: number, most: number): Int32Array =>
  Int32Array.from({ length: Math.min(n, most) }, (_, k) => (n <= most ? k : Math.floor((k * n) / most)));

function valuesOf(column: Column): (number | string)[] {
  if (column.kind === 'factor') {
    const seen = new Set(column.codes);
    return column.levels.filter((_, code) => seen.has(code));
  }
  const sorted = column.values.filter((v) => !Number.isNaN(v)).sort();
  const distinct = [...new Set(sorted)];
  if (distinct.length <= POINTS) return distinct;
  const quantiles = Array.from(
    { length: POINTS },
    (_, k) => sorted[Math.round((k * (sorted.length - 1)) / (POINTS - 1))]!,
  );
  return [...new Set(quantiles)];
}

const constant = (like: Column, value: number | string, n: number): Column =>
  like.kind === 'number'
    ? numberColumn(new Float64Array(n).fill(Number(value)))
    : { ...like, codes: new Int32Array(n).fill(like.levels.indexOf(String(value))) };
