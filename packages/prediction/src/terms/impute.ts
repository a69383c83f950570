import { chainedEquations, numberColumn, productLimit, type SurvivalCurve } from '@linea/survival';
import type { TermTable } from './terms.ts';

/** How many completed tables stand for the gaps. */
export interface Imputation {
  readonly m: number;
  readonly iterations: number;
  readonly seed: number;
}

/**
 * Completed copies of a table of terms: chained equations with the event and the cumulative hazard among the predictors
 * (White and Royston 2009). One copy without drawing anything when nothing is missing.
 *
 * @returns m lists of columns
 */
export function completedTables(
  { columns, time, event }: TermTable,
  { m, iterations, seed }: Imputation,
): readonly (readonly Float64Array[])[] {
  if (columns.every((column) => column.every((value) => !Number.isNaN(value))))
    return Array.from({ length: m }, () => columns);
  const made = chainedEquations(
    columns.map((column) => numberColumn(column)),
    { m, iterations, seed, auxiliary: [Float64Array.from(event), cumulativeHazard(time, event)] },
  );
  return made.map((data) =>
    data.map((column) => (column.kind === 'number' ? Float64Array.from(column.values) : new Float64Array())),
  );
}

/** Nelson-Aalen cumulative hazard at each patient's own time. */
function cumulativeHazard(time: Float64Array, event: Uint8Array): Float64Array {
  const order = Array.from(time, (_, i) => i).sort((a, b) => (time[a] as number) - (time[b] as number));
  const out = new Float64Array(time.length);
  let sum = 0;
  for (let i = 0; i < order.length; ) {
    let j = i;
    let events = 0;
    while (j < order.length && time[order[j] as number] === time[order[i] as number])
      events += event[order[j++] as number] as number;
    sum += events / (order.length - i);
    for (; i < j; i++) out[order[i] as number] = sum;
  }
  return out;
}

/** Kaplan-Meier survival at one time. */
export function survivalAt(
  time: ArrayLike<number>,
  event: ArrayLike<number>,
  at: number,
): { readonly survival: number; readonly lower: number; readonly upper: number } {
  return survivalOf(productLimit(time, event), at);
}

/** A curve read at one time. */
export function survivalOf(
  curve: SurvivalCurve,
  at: number,
): { readonly survival: number; readonly lower: number; readonly upper: number } {
  let k = -1;
  for (let i = 0; i < curve.time.length && (curve.time[i] as number) <= at; i++) k = i;
  return k < 0
    ? { survival: 1, lower: 1, upper: 1 }
    : { survival: curve.survival[k] as number, lower: curve.lower[k] as number, upper: curve.upper[k] as number };
}
