/** R's default tolerance for a pivot: eps^0.75. */
export const TOLERANCE = Number.EPSILON ** 0.75;

/**
 * Generalised Cholesky decomposition A = L D L' of a symmetric non-negative matrix, in place.
 * A pivot below `tolerance` times the largest diagonal element counts as zero: its row and column are set to zero,
 * and solutions have zero there (the column is a combination of those before it).
 *
 * @param a  n x n, row-major; afterwards L below the diagonal (its own diagonal of ones left out), D on it
 * @returns rank (the number of pivots that are not zero)
 * @oracle R survival's cholesky2
 */
export function cholesky(a: Float64Array, n: number, tolerance = TOLERANCE): number {
  let largest = 0;
  for (let i = 0; i < n; i++) largest = Math.max(largest, a[i * n + i]!);
  const least = largest === 0 ? tolerance : largest * tolerance;
  let rank = 0;
  for (let i = 0; i < n; i++) {
    const pivot = a[i * n + i]!;
    if (!Number.isFinite(pivot) || pivot < least) {
      a[i * n + i] = 0;
      for (let j = i + 1; j < n; j++) a[j * n + i] = 0;
      continue;
    }
    rank++;
    for (let j = i + 1; j < n; j++) {
      const factor = a[j * n + i]! / pivot;
      a[j * n + i] = factor;
      a[j * n + j]! -= factor * factor * pivot;
      for (let k = j + 1; k < n; k++) a[k * n + j]! -= factor * a[k * n + i]!;
    }
  }
  return rank;
}

/** Solves A x = b in place, A decomposed by `cholesky`; x is zero where a pivot was. */
export function choleskySolve(ldl: Float64Array, n: number, b: Float64Array): Float64Array {
  for (let i = 0; i < n; i++) {
    let sum = b[i]!;
    for (let j = 0; j < i; j++) sum -= b[j]! * ldl[i * n + j]!;
    b[i] = sum;
  }
  for (let i = n - 1; i >= 0; i--) {
    const pivot = ldl[i * n + i]!;
    if (pivot === 0) {
      b[i] = 0;
      continue;
    }
    let sum = b[i]! / pivot;
    for (let j = i + 1; j < n; j++) sum -= b[j]! * ldl[j * n + i]!;
    b[i] = sum;
  }
  return b;
}

/** Inverse of A (generalised where a pivot was zero: zero rows and columns), A decomposed by `cholesky`. */
export function choleskyInverse(ldl: Float64Array, n: number): Float64Array {
  const inverse = new Float64Array(n * n);
  const column = new Float64Array(n);
  for (let j = 0; j < n; j++) {
    if (ldl[j * n + j] === 0) continue;
    column.fill(0);
    column[j] = 1;
    choleskySolve(ldl, n, column);
    for (let i = 0; i < n; i++) inverse[i * n + j] = column[i]!;
  }
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const mean = (inverse[i * n + j]! + inverse[j * n + i]!) / 2;
      inverse[i * n + j] = mean;
      inverse[j * n + i] = mean;
    }
  }
  return inverse;
}
