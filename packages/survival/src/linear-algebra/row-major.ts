/** A matrix row after row: entry (i, j) is `values[i * columns + j]`. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float64Array;
}

/** Columns are laid out in blocks of rows that stay in the nearest cache. */
const BLOCK = 512;

/**
 * The row-major matrix of some columns.
 *
 * @param columns  each of the same length
 * @throws {RangeError} columns of different lengths
 */
export function rowMajor(columns: readonly ArrayLike<number>[]): Matrix {
  const rows = columns[0]?.length ?? 0;
  const p = columns.length;
  const values = new Float64Array(rows * p);
  columns.forEach((column, j) => {
    if (column.length !== rows) throw new RangeError(`rowMajor: column ${j} has ${column.length} rows, not ${rows}`);
  });
  for (let from = 0; from < rows; from += BLOCK) {
    const to = Math.min(rows, from + BLOCK);
    let j = 0;
    for (; j + 4 <= p; j += 4) copyFour(values, columns, p, j, from, to);
    for (; j < p; j++) {
      const column = columns[j]!;
      for (let i = from, at = from * p + j; i < to; i++, at += p) values[at] = column[i]!;
    }
  }
  return { rows, columns: p, values };
}

function copyFour(
  values: Float64Array,
  columns: readonly ArrayLike<number>[],
  p: number,
  j: number,
  from: number,
  to: number,
): void {
  const a = columns[j]!;
  const b = columns[j + 1]!;
  const c = columns[j + 2]!;
  const d = columns[j + 3]!;
  for (let i = from, at = from * p + j; i < to; i++, at += p) {
    values[at] = a[i]!;
    values[at + 1] = b[i]!;
    values[at + 2] = c[i]!;
    values[at + 3] = d[i]!;
  }
}
