import { type Issue, ok, type Result, refused, shown } from '@linea/facts';
import type { StudyPatient } from '../population/population.ts';
import type { MatrixFeatures, Study } from '../study/study.ts';

/** A table of measurements by sample, kept outside the facts and pointed to by them. */
export interface Matrix {
  readonly columns: readonly string[];
  /** Row of values by sample. */
  readonly rows: ReadonlyMap<string, Float64Array>;
}

/** Reads `sample,column,…` with one line a sample. Every line that does not fit is an issue. */
export function readMatrix(text: string, file: string): Result<Matrix> {
  const lines = text.split(/\r?\n/);
  const [, ...columns] = (lines[0] ?? '').split(',');
  const rows = new Map<string, Float64Array>();
  const issues: Issue[] = [];
  for (let i = 1; i < lines.length; i++) {
    const line = lines[i] as string;
    if (line === '') continue;
    const [sample = '', ...cells] = line.split(',');
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

/** The columns of a matrix that a pattern (`SYN_MYE_*`) names, for each patient: only of samples known by the decision. */
export function matrixBlock(
  of: MatrixFeatures,
  study: Study,
  matrix: Matrix,
  patients: readonly { readonly patient: StudyPatient; readonly known: StudyPatient['atCut'] | null }[],
): MatrixBlock {
  const declared = study.matrices.find(({ id }) => id === of.matrix);
  const pattern = new RegExp(`^${of.columns.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`);
  const chosen = matrix.columns.flatMap((name, index) => (pattern.test(name) ? [index] : []));
  const rows: (Float64Array | null)[] = [];
  const batches: (string | null)[] = [];
  for (const { known } of patients) {
    const pointer = known?.byCode(declared?.samples ?? '').find(({ value }) => value?.kind === 'reference');
    const sample = pointer?.value?.kind === 'reference' ? pointer.value.event.split('#').at(-1) : undefined;
    const values = sample === undefined ? undefined : matrix.rows.get(sample);
    rows.push(values ? Float64Array.from(chosen, (index) => values[index] as number) : null);
    const batch = pointer && known?.byEvent(pointer.event).find(({ code }) => code === declared?.batch)?.value;
    batches.push(batch?.kind === 'text' ? batch.text : null);
  }
  return { block: of.block, columns: chosen.map((index) => matrix.columns[index] as string), rows, batches };
}
