import type { AnalysisTable } from '@linea/cohort';
import { termValue, varies } from '../terms/terms.ts';

/** Patients of some settings with an end for one endpoint, and the terms that say something of them. */
export interface QuestionTable {
  readonly rows: readonly number[];
  readonly centres: readonly string[];
  readonly time: Float64Array;
  readonly event: Uint8Array;
  readonly keys: readonly string[];
  /** One column a term, NaN where missing. */
  readonly columns: readonly Float64Array[];
}

/** Toxicity is asked up to this day: courses of CRS and ICANS are over, early haematotoxicity is counted to it. */
export const TOXICITY_DAY = 30;

/** A term that says which patients come from later lines, where settings are asked together. */
export const LATER = 'laterLine';

/** @param keys  terms of the study; those without a number or with one value only are left out */
export function questionTable(
  table: AnalysisTable,
  endpoint: string,
  settings: readonly string[],
  keys: readonly string[],
): QuestionTable {
  const ends = endsOf(table, endpoint, settings);
  const rows = ends.map(({ row }) => row);
  const { later } = table.study.settings;
  const terms = keys.flatMap((key) => {
    const values = termColumn(table, key, rows);
    return values && varies(values) ? [{ key, values }] : [];
  });
  const line = Float64Array.from(rows, (row) => (later.includes(table.patients[row]?.setting ?? '') ? 1 : 0));
  const found = settings.length > 1 && varies(line) ? [...terms, { key: LATER, values: line }] : terms;
  return {
    rows,
    centres: rows.map((row) => table.patients[row]?.centre ?? ''),
    time: Float64Array.from(ends, ({ days }) => days),
    event: Uint8Array.from(ends, ({ event }) => event),
    keys: found.map(({ key }) => key),
    columns: found.map(({ values }) => values),
  };
}

/** Follow-up in days and event. What happens within the month of toxicity has no time of its own: it happened by day 30. */
function endsOf(table: AnalysisTable, endpoint: string, settings: readonly string[]) {
  return table.patients.flatMap(({ setting }, row) => {
    if (!settings.includes(setting)) return [];
    const happened = table.binary[endpoint]?.[row];
    if (happened) return 'missing' in happened ? [] : [{ row, days: TOXICITY_DAY, event: happened.value }];
    const end = table.times[endpoint]?.[row];
    if (!end || 'missing' in end) return [];
    return [{ row, days: Math.max(0.5, end.days), event: end.event === 1 ? 1 : 0 }];
  });
}

function termColumn(table: AnalysisTable, key: string, rows: readonly number[]): Float64Array | null {
  const term = table.study.model.terms[key];
  const feature = table.features.find(({ spec }) => spec.name === term?.column);
  if (!term || !feature) return null;
  return Float64Array.from(rows, (row) => numberOf(term, feature.values[row]?.value ?? null));
}

/** A term's value; NaN where it is not known or has no such logarithm. */
export function numberOf(term: Parameters<typeof termValue>[0], value: number | string | null): number {
  const made = typeof value === 'number' ? termValue(term, value) : Number.NaN;
  return Number.isFinite(made) ? made : Number.NaN;
}

/** The features of a model: terms, then products. */
export function featuresOf(
  keys: readonly string[],
  columns: readonly Float64Array[],
  pairs: readonly (readonly [string, string])[],
): { readonly names: readonly string[]; readonly columns: readonly Float64Array[] } {
  const of = (key: string): Float64Array => columns[keys.indexOf(key)] as Float64Array;
  return {
    names: [...keys, ...pairs.map((pair) => pair.join(':'))],
    columns: [...columns, ...pairs.map(([a, b]) => of(a).map((value, i) => value * (of(b)[i] as number)))],
  };
}
