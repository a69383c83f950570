import type { AnalysisTable, FeatureColumn, MatrixBlock } from '@linea/cohort';
import { pairsOf, type TermTable } from '../terms/terms.ts';
import { components } from './components.ts';
import { type Followed, screened } from './screening.ts';

/** Principal components that a block of many columns is offered as, beside the columns themselves. */
const COMPONENTS = 5;

/** Terms of all lymphoma settings in one table; the baseline of each setting is its own. */
export interface Joined extends Followed {
  /** Rows of the analysis table. */
  readonly row: readonly number[];
  /** By key of the term, NaN where missing. */
  readonly columns: ReadonlyMap<string, readonly number[]>;
}

export function joined(tables: readonly TermTable[]): Joined {
  const keys = new Set(tables.flatMap(({ keys }) => keys));
  const columns = new Map<string, number[]>([...keys].map((key) => [key, []]));
  const out = { time: [] as number[], event: [] as number[], stratum: [] as number[], row: [] as number[], columns };
  for (const [stratum, table] of tables.entries()) {
    for (let i = 0; i < table.rows.length; i++) {
      out.time.push(table.time[i] as number);
      out.event.push(table.event[i] as number);
      out.stratum.push(stratum);
      out.row.push(table.rows[i] as number);
      for (const [key, column] of columns) {
        const at = table.keys.indexOf(key);
        column.push(at >= 0 ? ((table.columns[at] as Float64Array)[i] as number) : 0);
      }
    }
  }
  return out;
}

/** The design of one fold: columns for all rows, learnt from the training rows, and which of a block's columns were taken. */
interface Designed {
  readonly columns: readonly Float64Array[];
  readonly selected: readonly string[];
}
export type Design = (training: readonly number[]) => Designed;

/** The terms that the study declares, and its pairs of them. */
export function termsFor(table: AnalysisTable, keys: readonly string[], all: Joined): Design {
  const pairs = pairsOf(table, keys);
  return (training) => {
    const filled = keys.map((key) => filledColumn(all.columns.get(key) as number[], training));
    const products = pairs.map(([a, b]) =>
      (filled[keys.indexOf(a)] as Float64Array).map(
        (value, i) => value * ((filled[keys.indexOf(b)] as Float64Array)[i] as number),
      ),
    );
    return { columns: [...filled, ...products], selected: [] };
  };
}

interface Candidate {
  readonly name: string;
  readonly values: Float64Array;
}

/** Terms, and of the candidates those that the training rows show to add something. */
function withScreened(terms: Design, all: Joined, candidatesIn: (training: readonly number[]) => readonly Candidate[]) {
  return (training: readonly number[]): Designed => {
    const { columns } = terms(training);
    const candidates = candidatesIn(training);
    const chosen = screened(
      all,
      training,
      columns,
      candidates.map(({ values }) => values),
    ).map((j) => candidates[j] as Candidate);
    return {
      columns: [...columns, ...chosen.map(({ values }) => values)],
      selected: chosen.map(({ name }) => name),
    };
  };
}

/** A block of single columns: its declared terms, and of its other columns what screening takes. */
export function withColumns(terms: Design, all: Joined, features: readonly FeatureColumn[]): Design {
  const raw = features.flatMap(({ spec, values }) => {
    const own = all.row.map((row) => {
      const value = values[row]?.value;
      return typeof value === 'number' ? value : Number.NaN;
    });
    return own.some((value) => !Number.isNaN(value)) ? [{ name: spec.name, own }] : [];
  });
  if (raw.length === 0) return terms;
  return withScreened(terms, all, (training) =>
    raw.map(({ name, own }) => ({ name, values: filledColumn(own, training) })),
  );
}

/** A block of many columns: their principal components and the columns themselves, batch means taken out, screened. */
export function withMatrix(terms: Design, all: Joined, matrix: MatrixBlock): Design {
  const rows = all.row.map((row) => matrix.rows[row] ?? null);
  const batches = all.row.map((row) => matrix.batches[row] ?? null);
  return withScreened(terms, all, (training) => {
    const learnt = components(rows, batches, training, COMPONENTS);
    const scores = rows.map((row, i) => learnt.scores(row, batches[i] ?? null));
    const centred = rows.map((row, i) => learnt.centred(row, batches[i] ?? null));
    const column = (of: readonly Float64Array[], j: number): Float64Array =>
      Float64Array.from(of, (values) => values[j] as number);
    return [
      ...Array.from({ length: scores[0]?.length ?? 0 }, (_, c) => ({ name: `PC${c + 1}`, values: column(scores, c) })),
      ...matrix.columns.map((name, j) => ({ name, values: column(centred, j) })),
    ];
  });
}

/** Gaps filled with the mean of the training part. */
function filledColumn(column: readonly number[], training: readonly number[]): Float64Array {
  let sum = 0;
  let n = 0;
  for (const i of training) {
    const value = column[i] as number;
    if (Number.isFinite(value)) {
      sum += value;
      n += 1;
    }
  }
  const mean = n > 0 ? sum / n : 0;
  return Float64Array.from(column, (value) => (Number.isFinite(value) ? value : mean));
}
