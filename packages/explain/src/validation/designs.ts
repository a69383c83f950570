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
 * @throws {RefusedInput} `folds.columns`, `folds.number`, `folds.rows`, `centre.single`, `column.unknown`
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
      const own = labelsOf(outcomes, design.column);
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
  if (missing !== undefined) refuse('folds.rows', 'column row', undefined, `${missing}`);
  return names.map((name) => {
    const parts = wholeColumn(table, name);
    return Int32Array.from(outcomes.rows, (row) => parts[at[row]!]!);
  });
}

function wholeColumn(table: Frame, name: string): Int32Array {
  const column = table.columns.get(name);
  if (column?.kind !== 'number') return refuse('folds.number', `column ${name}`, undefined, '0, 1, …');
  const wrong = column.values.findIndex((value) => !Number.isInteger(value) || value < 0);
  if (wrong >= 0) refuse('folds.number', `column ${name}, row ${wrong + 1}`, `${column.values[wrong]}`, '0, 1, …');
  return Int32Array.from(column.values);
}

/** Values of a column as words, over the outcomes. */
function labelsOf({ frame, rows }: Outcomes, name: string): string[] {
  const column = frame.columns.get(name);
  if (!column) return refuse('column.unknown', `column ${name}`, name, [...frame.columns.keys()].join(', '));
  return Array.from(rows, (row) =>
    column.kind === 'number' ? `${column.values[row]!}` : (column.levels[column.codes[row]!] ?? ''),
  );
}

/** Numbers and ISO dates sort as they should. */
function laterSplit(outcomes: Outcomes, name: string, from: string): Split {
  const own = labelsOf(outcomes, name);
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
