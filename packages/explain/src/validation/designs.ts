import type { Frame } from '@linea/survival';
import { refuse } from '../errors/refused-input.ts';
import type { Outcomes } from '../table/encoding.ts';
import { dealtParts } from './folds.ts';
import { type Split, splitsOf } from './split.ts';

/** How patients are split into those to learn from and those to predict. */
export type Design =
  | { readonly kind: 'folds'; readonly table: Frame }
  | { readonly kind: 'repeated'; readonly parts: number; readonly repetitions: number; readonly seed: number }
  /** Each value of a column left out in turn: leave-one-centre-out. */
  | { readonly kind: 'leaveOut'; readonly column: string }
  /** Those whose column has this value or a later one are predicted, once. */
  | { readonly kind: 'later'; readonly column: string; readonly from: string };

/**
 * The splits of a design.
 *
 * @throws {RefusedInput} `folds.columns`, `folds.number`, `folds.rows`, `folds.single`, `centre.single`, `split.missing`, `column.unknown`
 */
export function splitsOfDesign(outcomes: Outcomes, design: Design): Split[] {
  switch (design.kind) {
    case 'folds':
      return splitsOf(partsIn(design.table, outcomes));
    case 'repeated':
      return splitsOf(
        Array.from({ length: design.repetitions }, (_, r) => dealtParts(outcomes, design.parts, design.seed, r)),
      );
    case 'leaveOut': {
      const own = knownLabels(outcomes, design.column);
      const levels = [...new Set(own)].sort();
      if (levels.length < 2) refuse('centre.single', `column ${design.column}`, levels[0], '>= 2');
      return splitsOf([Int32Array.from(own, (label) => levels.indexOf(label))], levels);
    }
    case 'later':
      return [laterSplit(outcomes, design.column, design.from)];
  }
}

/** Parts as a file gives them: `row`, then a column of part numbers per repetition, all from 0. */
function partsIn(table: Frame, outcomes: Outcomes): Int32Array[] {
  const names = [...table.columns.keys()].filter((name) => name !== 'row');
  if (!table.columns.has('row') || names.length === 0)
    refuse('folds.columns', 'header', [...table.columns.keys()].join(', '), 'row, rep1, …');
  const rows = outcomes.frame.rows;
  const at = new Int32Array(rows).fill(-1);
  wholeColumn(table, 'row').forEach((row, i) => {
    if (row >= rows) refuse('folds.rows', `row ${i + 1}`, `${row}`, `0 … ${rows - 1}`);
    if (at[row]! >= 0) refuse('folds.rows', `row ${i + 1}`, `${row}`, 'once');
    at[row] = i;
  });
  const missing = outcomes.rows.find((row) => at[row]! < 0);
  if (missing !== undefined)
    refuse('folds.rows', `column row, ${missing}`, `${table.rows}`, `${rows} (0 … ${rows - 1})`);
  return names.map((name) => {
    const parts = wholeColumn(table, name);
    const own = Int32Array.from(outcomes.rows, (row) => parts[at[row]!]!);
    const only = new Set(own);
    if (only.size === 1) refuse('folds.single', `column ${name}`, `${own[0]}`, '>= 2');
    return own;
  });
}

function wholeColumn(table: Frame, name: string): Int32Array {
  const column = table.columns.get(name)!;
  const words = column.kind === 'number' ? [] : column.levels;
  const values =
    column.kind === 'number' ? column.values : Float64Array.from(column.codes, (code) => Number(words[code]));
  const wrong = values.findIndex((value) => !Number.isInteger(value) || value < 0);
  if (wrong >= 0) {
    const got = column.kind === 'number' ? `${values[wrong]}` : (words[column.codes[wrong]!] ?? '');
    refuse('folds.number', `column ${name}, row ${wrong + 1}`, got === 'NaN' ? '' : got, '0, 1, …');
  }
  return Int32Array.from(values);
}

/** Values of a column as words, over the outcomes. */
function labelsOf({ frame, rows }: Outcomes, name: string): string[] {
  const column = frame.columns.get(name);
  if (!column) return refuse('column.unknown', `column ${name}`, name, [...frame.columns.keys()].join(', '));
  return Array.from(rows, (row) =>
    column.kind === 'number'
      ? Number.isFinite(column.values[row])
        ? `${column.values[row]}`
        : ''
      : (column.levels[column.codes[row]!] ?? ''),
  );
}

/** Who has no value belongs to no part: nobody is put into one by a gap. */
function knownLabels(outcomes: Outcomes, name: string): string[] {
  const own = labelsOf(outcomes, name);
  const missing = own.flatMap((label, i) => (label === '' ? [outcomes.rows[i]! + 1] : []));
  if (missing.length > 0) refuse('split.missing', `column ${name}, row ${missing[0]}`, `${missing.length}`);
  return own;
}

/** Numbers and ISO dates sort as they should. */
function laterSplit(outcomes: Outcomes, name: string, from: string): Split {
  const own = knownLabels(outcomes, name);
  const numeric = outcomes.frame.columns.get(name)?.kind === 'number';
  const isLater = (label: string): boolean => (numeric ? Number(label) >= Number(from) : label >= from);
  const all = Int32Array.from(own.keys());
  return {
    repetition: 0,
    part: `${name} >= ${from}`,
    train: all.filter((i) => !isLater(own[i]!)),
    test: all.filter((i) => isLater(own[i]!)),
  };
}
