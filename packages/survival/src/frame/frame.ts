import { InputError } from '../errors/input-error.ts';
import { nearestName } from '../errors/nearest-name.ts';
import { type Column, factorColumn, lengthOf, numberColumn, takeRows } from './column.ts';

/** A table by columns, all of the same length, in the order they were read. */
export interface Frame {
  readonly rows: number;
  readonly columns: ReadonlyMap<string, Column>;
}

export type PlainColumn = ArrayLike<number | null> | readonly (string | null)[] | Column;

/**
 * A frame from plain arrays: numbers (null or NaN = missing) or strings (null or '' = missing).
 *
 * @throws {RangeError} columns of different lengths
 */
export function frameOf(columns: Readonly<Record<string, PlainColumn>>): Frame {
  const made = new Map<string, Column>();
  let rows = -1;
  for (const [name, plain] of Object.entries(columns)) {
    const column = columnOf(plain);
    if (rows >= 0 && lengthOf(column) !== rows) {
      throw new RangeError(`frameOf: column ${name} has ${lengthOf(column)} rows, those before it ${rows}`);
    }
    rows = lengthOf(column);
    made.set(name, column);
  }
  return { rows: Math.max(rows, 0), columns: made };
}

function columnOf(plain: PlainColumn): Column {
  if ('kind' in plain) return plain;
  const values = Array.from(plain as ArrayLike<number | string | null>);
  return values.some((value) => typeof value === 'string')
    ? factorColumn(values as (string | null)[])
    : numberColumn(Float64Array.from(values, (value) => (value === null ? Number.NaN : (value as number))));
}

/** @throws {InputError} `column.unknown`, with the nearest name as what is allowed */
export function columnNamed(frame: Frame, name: string): Column {
  const column = frame.columns.get(name);
  if (column) return column;
  const nearest = nearestName(name, frame.columns.keys());
  const allowed = nearest ?? [...frame.columns.keys()].join(', ');
  throw new InputError({ code: 'column.unknown', at: `column ${name}`, got: name, allowed });
}

/** The rows asked for, in that order. */
export function rowsOf(frame: Frame, rows: Int32Array): Frame {
  const columns = new Map<string, Column>();
  for (const [name, column] of frame.columns) columns.set(name, takeRows(column, rows));
  return { rows: rows.length, columns };
}

/** The frame with one more column, or with one replaced. */
export function withColumn(frame: Frame, name: string, plain: PlainColumn): Frame {
  const column = columnOf(plain);
  if (lengthOf(column) !== frame.rows)
    throw new RangeError(`withColumn: ${lengthOf(column)} values, ${frame.rows} rows`);
  return { rows: frame.rows, columns: new Map(frame.columns).set(name, column) };
}
