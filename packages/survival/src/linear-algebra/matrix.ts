import { cholesky, choleskyInverse, choleskySolve, TOLERANCE } from './cholesky.ts';

/** Inverse of a symmetric non-negative n x n matrix (row-major); zero rows and columns where it is singular. */
export function invertSymmetric(a: ArrayLike<number>, n: number, tolerance = TOLERANCE): Float64Array {
  const copy = Float64Array.from(a);
  cholesky(copy, n, tolerance);
  return choleskyInverse(copy, n);
}

/** x with A x = b for a symmetric non-negative A; neither is changed. */
export function solveSymmetric(
  a: ArrayLike<number>,
  n: number,
  b: ArrayLike<number>,
  tolerance = TOLERANCE,
): Float64Array {
  const copy = Float64Array.from(a);
  cholesky(copy, n, tolerance);
  return choleskySolve(copy, n, Float64Array.from(b));
}

/** b' A^-1 b, the statistic of a Wald or score test, with A's rank as its degrees of freedom. */
export function waldStatistic(
  a: ArrayLike<number>,
  n: number,
  b: ArrayLike<number>,
  tolerance = TOLERANCE,
): { statistic: number; df: number } {
  const copy = Float64Array.from(a);
  const df = cholesky(copy, n, tolerance);
  const solved = choleskySolve(copy, n, Float64Array.from(b));
  let statistic = 0;
  for (let i = 0; i < n; i++) statistic += b[i]! * solved[i]!;
  return { statistic, df };
}

/** Product of an r x k and a k x c matrix, both row-major. */
export function multiply(a: ArrayLike<number>, b: ArrayLike<number>, r: number, k: number, c: number): Float64Array {
  const product = new Float64Array(r * c);
  for (let i = 0; i < r; i++) {
    for (let l = 0; l < k; l++) {
      const factor = a[i * k + l]!;
      if (factor === 0) continue;
      for (let j = 0; j < c; j++) product[i * c + j]! += factor * b[l * c + j]!;
    }
  }
  return product;
}

/** Rows of a row-major matrix as plain arrays, as JSON prints them. */
export function rowsOfMatrix(a: ArrayLike<number>, columns: number): number[][] {
  const rows: number[][] = [];
  for (let i = 0; i < a.length; i += columns) rows.push(Array.from({ length: columns }, (_, j) => a[i + j]!));
  return rows;
}

/** The diagonal of an n x n matrix. */
export const diagonal = (a: ArrayLike<number>, n: number): number[] =>
  Array.from({ length: n }, (_, i) => a[i * n + i]!);
