import { type Fact, type Issue, ok, type Result, refused, shown, type View } from '@linea/facts';
import type { MatrixFeatures, Study } from '../study/study.ts';

/** A table of measurements by sample, kept outside the facts and pointed to by them. */
export interface Matrix {
  readonly columns: readonly string[];
  /** Row of values by sample. */
  readonly rows: ReadonlyMap<string, Float64Array>;
}

type Layout = Partial<Pick<Study['matrices'][number], 'layout' | 'labels'>>;

/**
 * Reads `sample,column,…` with one line a sample, or `column,sample,…` with one line a column; by commas, or by tabs where the head has one. Every line that does
 * not fit is an issue.
 */
export function readMatrix(text: string, file: string, { layout, labels = 1 }: Layout = {}): Result<Matrix> {
  const read = readLines(text.replace(/^\ufeff/, ''), file, labels);
  return read.ok && layout === 'samplesInColumns' ? ok(turned(read.value)) : read;
}

/** Rows to columns. */
function turned({ columns: samples, rows }: Matrix): Matrix {
  const names = [...rows.keys()];
  return {
    columns: names,
    rows: new Map(
      samples.map((sample, j) => [
        sample,
        Float64Array.from(names, (name) => (rows.get(name) as Float64Array)[j] as number),
      ]),
    ),
  };
}

function readLines(text: string, file: string, labels: number): Result<Matrix> {
  const lines = text.split(/\r?\n/);
  const separator = (lines[0] ?? '').includes('\t') ? '\t' : ',';
  const columns = (lines[0] ?? '').split(separator).slice(labels);
  const rows = new Map<string, Float64Array>();
  const issues: Issue[] = [];
  for (let i = 1; i < lines.length; i++) {
    const line = lines[i] as string;
    if (line === '') continue;
    const all = line.split(separator);
    const [sample = '', cells] = [all[0], all.slice(labels)];
    const at = `${file} row ${i + 1}`;
    if (cells.length !== columns.length)
      issues.push({ code: 'matrix.cells', at, got: String(cells.length), allowed: String(columns.length) });
    if (rows.has(sample)) issues.push({ code: 'matrix.sampleTwice', at, got: shown(sample) });
    const values = Float64Array.from(cells, (cell) => (cell === '' || cell === 'NA' ? Number.NaN : Number(cell)));
    const wrong = cells.findIndex((cell, j) => cell !== '' && cell !== 'NA' && Number.isNaN(values[j]));
    if (wrong >= 0)
      issues.push({
        code: 'matrix.number',
        at: `${at}, column ${columns[wrong]}`,
        got: shown(cells[wrong]),
        allowed: '1.5, NA',
      });
    rows.set(sample, values);
    if (issues.length > 20) break;
  }
  return issues.length > 0 ? refused(...issues) : ok({ columns, rows });
}

export interface MatrixBlock {
  readonly block: string;
  readonly columns: readonly string[];
  /** One array a patient, in the order of the table; null where none was measured or known by the decision. */
  readonly rows: readonly (Float64Array | null)[];
  readonly batches: readonly (string | null)[];
}

function taken(values: Float64Array, chosen: readonly number[]): Float64Array {
  const row = new Float64Array(chosen.length);
  for (let j = 0; j < chosen.length; j++) row[j] = values[chosen[j] as number] as number;
  return row;
}

const nameOf = (path: string): string => path.split(/[/\\]/).at(-1) ?? path;

/** Gathers the columns of a matrix that a pattern (`SYN_MYE_*`) names, patient by patient: only of samples known by the decision. */
export function matrixBlock(of: MatrixFeatures, study: Study, matrix: Matrix) {
  const declared = study.matrices.find(({ id }) => id === of.matrix);
  const pattern = new RegExp(`^${of.columns.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`);
  const chosen = matrix.columns.flatMap((name, index) => (pattern.test(name) ? [index] : []));
  const rows: (Float64Array | null)[] = [];
  const batches: (string | null)[] = [];
  const block: MatrixBlock = {
    block: of.block,
    columns: chosen.map((index) => matrix.columns[index] as string),
    rows,
    batches,
  };
  /** The sample of this very file that a fact points to: other assays of the same sample point to files of their own. */
  const samplePointed = ({ value }: Fact): string | undefined => {
    if (value?.kind !== 'reference') return undefined;
    const [file, sample] = value.event.includes('#') ? value.event.split('#') : [undefined, value.event];
    const own = file === undefined || nameOf(file) === nameOf(declared?.file ?? '');
    return own && sample !== undefined && matrix.rows.has(sample) ? sample : undefined;
  };
  const add = (patient: string, known: View | null): void => {
    const pointer = known?.byCode(declared?.samples ?? '').findLast((fact) => samplePointed(fact) !== undefined);
    const sample = declared?.samples === 'patient' && known ? patient : pointer && samplePointed(pointer);
    const values = sample === undefined ? undefined : matrix.rows.get(sample);
    rows.push(values ? taken(values, chosen) : null);
    const batch = pointer && known?.byEvent(pointer.event).find(({ code }) => code === declared?.batch)?.value;
    batches.push(batch?.kind === 'text' ? batch.text : null);
  };
  return { block, add };
}
