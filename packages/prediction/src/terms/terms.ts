import type { AnalysisTable, Term } from '@linea/cohort';

/** The patients of one setting with an end of follow-up, and the terms of the model as the study transforms them. */
export interface TermTable {
  readonly setting: string;
  /** Rows of the analysis table. */
  readonly rows: readonly number[];
  readonly centres: readonly string[];
  readonly time: Float64Array;
  readonly event: Uint8Array;
  readonly keys: readonly string[];
  /** One column a term, NaN where missing; constant terms are left out. */
  readonly columns: readonly Float64Array[];
}

/** A transformed, centred and scaled value. */
export const termValue = ({ transform, centre, scale }: Term, value: number): number => {
  const of =
    transform === 'log2'
      ? Math.log2(value)
      : transform === 'log10'
        ? Math.log10(value)
        : transform === 'log'
          ? Math.log(value)
          : value;
  return (of - centre) / scale;
};

/** The terms that models of benefit, or of toxicity, take. */
export const keysFor = ({ model }: AnalysisTable['study'], kind: 'benefit' | 'toxicity'): readonly string[] =>
  Object.keys(model.terms).filter((key) => model.terms[key]?.for.includes(kind));

/** The data block that the column of a term belongs to. */
export const blockOf = ({ study, features }: AnalysisTable, key: string): string =>
  features.find(({ spec }) => spec.name === study.model.terms[key]?.column)?.spec.block ?? 'clinical';

/**
 * Terms of the study's model for the patients of a setting who have the endpoint.
 *
 * @param keys  which terms; default those of the models of benefit. Terms without a number, or with one value only, are left out
 */
export function termTable(
  table: AnalysisTable,
  setting: string,
  endpoint: string,
  keys = keysFor(table.study, 'benefit'),
): TermTable {
  const ends = table.times[endpoint] ?? [];
  const rows = table.patients.flatMap((of, row) => {
    const end = ends[row];
    return of.setting === setting && end !== undefined && !('missing' in end) ? [row] : [];
  });
  const time = new Float64Array(rows.length);
  const event = new Uint8Array(rows.length);
  for (const [i, row] of rows.entries()) {
    const end = ends[row] as { days: number; event: number };
    // A course that ends on day 0 has still been at risk on it: half a day, as for intervals of no length.
    time[i] = Math.max(end.days, 0.5);
    event[i] = end.event === 1 ? 1 : 0;
  }
  const found = keys.flatMap((key) => {
    const term = table.study.model.terms[key];
    const feature = table.features.find(({ spec }) => spec.name === term?.column);
    if (!term || !feature) return [];
    const values = Float64Array.from(rows, (row) => {
      const value = feature.values[row]?.value;
      const transformed = typeof value === 'number' ? termValue(term, value) : Number.NaN;
      return Number.isFinite(transformed) ? transformed : Number.NaN;
    });
    return varies(values) ? [{ key, values }] : [];
  });
  return {
    setting,
    rows,
    centres: rows.map((row) => table.patients[row]?.centre ?? ''),
    time,
    event,
    keys: found.map(({ key }) => key),
    columns: found.map(({ values }) => values),
  };
}

export function varies(values: Float64Array): boolean {
  let first = Number.NaN;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    if (Number.isNaN(first)) first = value;
    else if (value !== first) return true;
  }
  return false;
}

/** Pairs of the study whose both sides this table has. */
export const pairsOf = (table: AnalysisTable, keys: readonly string[]): readonly (readonly [string, string])[] =>
  table.study.model.interactions.filter((pair) => pair.every((key) => keys.includes(key)));
