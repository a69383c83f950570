import type { Column, Frame, InputIssue } from '@linea/survival';
import { RefusedInput } from '../errors/refused-input.ts';
import type { Rows } from '../tree/tree.ts';
import { refuseInfinite } from './infinite.ts';

/** A column as numbers; TRUE is 1. Undefined when it holds words. */
function numbersOfColumn(column: Column): Float64Array | undefined {
  if (column.kind === 'number') return column.values;
  if (column.origin !== 'logical') return undefined;
  return Float64Array.from(column.codes, (code) => (code < 0 ? Number.NaN : code));
}

/**
 * The columns a model asks for, as rows of numbers; a missing value stays missing (NaN).
 *
 * @param features  names of the columns; undefined = the model knows none, and takes the columns as they stand
 * @throws {RefusedInput} `column.unknown`, `column.words`, `columns.count`, `value.infinite`; all of them
 */
export function rowsOfFrame(frame: Frame, features: readonly string[] | undefined, p: number): Rows {
  const names = features ?? [...frame.columns.keys()];
  const issues: InputIssue[] = [];
  if (names.length !== p) issues.push({ code: 'columns.count', at: 'header', got: `${names.length}`, allowed: `${p}` });
  const x = new Float64Array(frame.rows * p);
  names.forEach((name, j) => {
    const column = frame.columns.get(name);
    if (!column) {
      issues.push({
        code: 'column.unknown',
        at: `column ${name}`,
        got: name,
        allowed: [...frame.columns.keys()].join(', '),
      });
      return;
    }
    const values = numbersOfColumn(column);
    if (values) for (let i = 0; i < frame.rows; i++) x[i * p + j] = values[i]!;
    else issues.push({ code: 'column.words', at: `column ${name}`, allowed: 'numbers' });
  });
  if (issues.length > 0) throw new RefusedInput(issues);
  refuseInfinite(names, { n: frame.rows, p, x });
  return { n: frame.rows, p, x };
}
