import type { Rows, TrainingTable } from '@linea/explain';
import type { TermTable } from './terms.ts';

/** Columns as rows, one after the other. */
export function rowsOf(columns: readonly Float64Array[], n: number): Rows {
  const p = columns.length;
  const x = new Float64Array(n * p);
  for (const [j, column] of columns.entries()) for (let i = 0; i < n; i++) x[i * p + j] = column[i] as number;
  return { n, p, x };
}

/** Columns, by their keys, as a learner takes them. */
export const trainingOf = (
  { keys, time, event }: Pick<TermTable, 'keys' | 'time' | 'event'>,
  columns: readonly Float64Array[],
): TrainingTable => ({ features: keys, rows: rowsOf(columns, time.length), time, event });
