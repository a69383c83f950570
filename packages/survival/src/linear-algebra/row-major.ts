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
    for (let j = 0; j < p; j++) {
      const column = columns[j]!;
      for (let i = from, at = from * p + j; i < to; i++, at += p) values[at] = column[i]!;
    }
  }
  return { rows, columns: p, values };
}
