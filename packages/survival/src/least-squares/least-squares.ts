import { invertSymmetric } from '../linear-algebra/matrix.ts';
import { tTwoSided } from '../special/distributions.ts';

/** A linear model fitted by least squares. */
export interface LeastSquares {
  /** One a column, in its order; 0 with an infinite error where other columns determine it. */
  readonly coefficients: Float64Array;
  readonly se: Float64Array;
  readonly p: Float64Array;
  /** Rows less columns. */
  readonly df: number;
  readonly residuals: Float64Array;
}

/**
 * Ordinary least squares by the normal equations; columns are centred by whoever calls where they lie far from 0.
 *
 * @param y  n values
 * @param x  columns of n values each, the intercept among them where one is wanted
 * @throws {RangeError} no more rows than columns, or lengths differ
 * @oracle R stats::lm
 */
export function leastSquares(y: ArrayLike<number>, x: readonly ArrayLike<number>[]): LeastSquares {
  const n = y.length;
  const { coefficientsOf, residualsOf, inverse } = regression(n, x);
  const k = x.length;
  const coefficients = coefficientsOf(y);
  const residuals = residualsOf(y);
  const df = n - k;
  const variance = dot(residuals, residuals) / df;
  const se = coefficients.map((_, a) => {
    const own = inverse[a * k + a]!;
    return own > 0 ? Math.sqrt(variance * own) : Infinity;
  });
  return { coefficients, se, p: coefficients.map((b, a) => tTwoSided(b / se[a]!, df)), df, residuals };
}

/** Rows of some columns, worked out once for any number of outcomes. */
interface Regression {
  /** Inverse of the columns' cross products. */
  readonly inverse: Float64Array;
  readonly coefficientsOf: (y: ArrayLike<number>) => Float64Array;
  /** What is left of an outcome when the columns are taken out. */
  readonly residualsOf: (y: ArrayLike<number>) => Float64Array;
}

/** @throws {RangeError} no more rows than columns, or lengths differ */
export function regression(n: number, x: readonly ArrayLike<number>[]): Regression {
  const k = x.length;
  if (n <= k || x.some((column) => column.length !== n))
    throw new RangeError(`leastSquares: ${n} rows of ${k} columns`);
  const gram = new Float64Array(k * k);
  for (let a = 0; a < k; a++) for (let b = 0; b <= a; b++) gram[a * k + b] = gram[b * k + a] = dot(x[a]!, x[b]!);
  const inverse = invertSymmetric(gram, k);
  const coefficientsOf = (y: ArrayLike<number>): Float64Array => {
    const right = Float64Array.from(x, (column) => dot(column, y));
    return right.map((_, a) => dot(inverse.subarray(a * k, (a + 1) * k), right));
  };
  const residualsOf = (y: ArrayLike<number>): Float64Array => {
    const residuals = Float64Array.from(y);
    for (const [a, b] of coefficientsOf(y).entries()) {
      const column = x[a]!;
      for (let i = 0; i < n; i++) residuals[i]! -= b * column[i]!;
    }
    return residuals;
  };
  return { inverse, coefficientsOf, residualsOf };
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
