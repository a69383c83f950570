/** Rounding grows with the size and number of what is added; a contribution gone astray is far larger. */
const TOLERANCE = 1e-9;

/**
 * Holds that every row of contributions adds up to its prediction.
 *
 * @throws {Error} one does not: the row and the difference, no patient data
 */
export function addsUp(what: string, rows: readonly ArrayLike<number>[], predictions: ArrayLike<number>): void {
  rows.forEach((row, i) => {
    let [sum, size] = [0, 1];
    for (let j = 0; j < row.length; j++) {
      sum += row[j]!;
      size += Math.abs(row[j]!);
    }
    const difference = Math.abs(sum - predictions[i]!);
    if (!(difference <= TOLERANCE * size)) {
      throw new Error(`addsUp: ${what} of row ${i + 1} miss the prediction by ${difference}`);
    }
  });
}
