/**
 * Solves A X = B for a general square A by elimination with partial pivoting.
 *
 * @param a  n x n, row-major, left as it is
 * @param b  n x columns, row-major
 * @returns X, n x columns; undefined when A is singular to working precision
 */
export function solve(a: ArrayLike<number>, n: number, b: ArrayLike<number>, columns = 1): Float64Array | undefined {
  const m = Float64Array.from(a);
  const x = Float64Array.from(b);
  let scale = 0;
  for (const value of m) scale = Math.max(scale, Math.abs(value));
  const swap = (values: Float64Array, width: number, i: number, j: number): void => {
    for (let k = 0; k < width; k++) {
      const kept = values[i * width + k]!;
      values[i * width + k] = values[j * width + k]!;
      values[j * width + k] = kept;
    }
  };
  for (let i = 0; i < n; i++) {
    let best = i;
    for (let r = i + 1; r < n; r++) if (Math.abs(m[r * n + i]!) > Math.abs(m[best * n + i]!)) best = r;
    if (Math.abs(m[best * n + i]!) <= scale * n * Number.EPSILON) return undefined;
    if (best !== i) {
      swap(m, n, i, best);
      swap(x, columns, i, best);
    }
    for (let r = i + 1; r < n; r++) {
      const factor = m[r * n + i]! / m[i * n + i]!;
      if (factor === 0) continue;
      for (let k = i; k < n; k++) m[r * n + k]! -= factor * m[i * n + k]!;
      for (let k = 0; k < columns; k++) x[r * columns + k]! -= factor * x[i * columns + k]!;
    }
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = 0; k < columns; k++) {
      let sum = x[i * columns + k]!;
      for (let j = i + 1; j < n; j++) sum -= m[i * n + j]! * x[j * columns + k]!;
      x[i * columns + k] = sum / m[i * n + i]!;
    }
  }
  return x;
}
