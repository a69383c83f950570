import type { AnalysisTable } from '@linea/cohort';
import { concordance } from '@linea/survival';
import { completedTables, type Imputation } from '../terms/impute.ts';
import { pairsOf, termTable } from '../terms/terms.ts';
import { LEAST_EVENTS } from './effects.ts';
import { pooledCox } from './fit.ts';

export interface Performance {
  readonly harrell: number;
  readonly lower: number;
  readonly upper: number;
  /** Patients and events that were judged, each by a model of the other centres. */
  readonly n: number;
  readonly events: number;
  readonly centres: number;
}

/**
 * Concordance leaving one centre out: each centre is judged by a model fitted on the others. Gaps of the judged centre are
 * filled with means of the others: its own outcomes teach nothing. Null where there are too few events.
 */
export function leaveCentreOut(
  table: AnalysisTable,
  endpoint: string,
  setting: string,
  imputation: Imputation,
): Performance | null {
  const terms = termTable(table, setting, endpoint);
  const events = terms.event.reduce((sum, e) => sum + e, 0);
  if (events < 2 * LEAST_EVENTS || terms.keys.length === 0) return null;
  const centres = [...new Set(terms.centres)].sort();
  if (centres.length < 2) return null;
  const pairs = pairsOf(table, terms.keys);
  const risk = new Float64Array(terms.rows.length);
  for (const centre of centres) {
    const others = terms.rows.flatMap((_, i) => (terms.centres[i] === centre ? [] : [i]));
    const take = (column: Float64Array): Float64Array => Float64Array.from(others, (i) => column[i] as number);
    const part = {
      ...terms,
      rows: others,
      time: take(terms.time),
      event: Uint8Array.from(others, (i) => terms.event[i] as number),
      columns: terms.columns.map(take),
    };
    const fit = pooledCox(
      part.time,
      part.event,
      terms.keys,
      completedTables(part, { ...imputation, m: Math.min(imputation.m, 2) }),
      pairs,
    );
    const means = part.columns.map(meanOf);
    for (const [i, own] of terms.centres.entries()) {
      if (own !== centre) continue;
      const x = terms.columns.map((column, j) =>
        Number.isNaN(column[i] as number) ? (means[j] as number) : (column[i] as number),
      );
      const products = pairs.map(
        ([a, b]) => (x[terms.keys.indexOf(a)] as number) * (x[terms.keys.indexOf(b)] as number),
      );
      risk[i] = [...x, ...products].reduce((sum, value, j) => sum + value * usable(fit.estimate[j]), 0);
    }
  }
  const { concordance: c, se } = concordance(terms.time, terms.event, risk, { reverse: true });
  return {
    harrell: c,
    lower: c - 1.96 * se,
    upper: Math.min(1, c + 1.96 * se),
    n: terms.rows.length,
    events,
    centres: centres.length,
  };
}

const usable = (value: number | undefined): number => (value !== undefined && Number.isFinite(value) ? value : 0);

function meanOf(column: Float64Array): number {
  const seen = column.filter((value) => !Number.isNaN(value));
  return seen.length > 0 ? seen.reduce((sum, value) => sum + value, 0) / seen.length : 0;
}
