import { cholesky, choleskyInverse, choleskySolve } from '../linear-algebra/cholesky.ts';

export interface LogisticFit {
  readonly status: 'converged' | 'not converged' | 'separated';
  /** Coefficients, length p; NaN where a column is a combination of those before it. */
  readonly coefficients: Float64Array;
  /** Covariance, p x p. */
  readonly covariance: Float64Array;
  /** Fitted probabilities, length n. */
  readonly fitted: Float64Array;
  readonly deviance: number;
  readonly nullDeviance: number;
  readonly aic: number;
  readonly iterations: number;
  /** Columns whose coefficient was still running away. */
  readonly perhapsInfinite: readonly number[];
}

/**
 * Logistic regression by iteratively reweighted least squares.
 *
 * @param y  0 or 1, length n
 * @param x  design with its intercept column, n x p row-major
 * @returns `status` is 'separated' when fitted probabilities reach 0 or 1, or the last step still moved a linear predictor by a
 *   tenth (a coefficient is infinite: each step then moves it by one)
 * @throws {RangeError} lengths differ, y not 0 or 1
 * @source McCullagh P, Nelder JA. Generalized Linear Models, 1989
 * @oracle R glm(family = binomial): the same start and stopping rule, so the covariance is that of the last step
 */
export function logistic(y: ArrayLike<number>, x: Float64Array, p: number): LogisticFit {
  const n = y.length;
  if (x.length !== n * p) throw new RangeError(`logistic: ${n} outcomes, ${x.length} values in ${p} columns`);
  for (let i = 0; i < n; i++) if (y[i] !== 0 && y[i] !== 1) throw new RangeError(`logistic: outcome in row ${i}`);
  const eta = Float64Array.from({ length: n }, (_, i) => Math.log((y[i]! + 0.5) / (1.5 - y[i]!)));
  const fitted = eta.map(inverseLogit);
  const beta = new Float64Array(p);
  const information = new Float64Array(p * p);
  let deviance = devianceOf(y, fitted);
  let status: LogisticFit['status'] = 'not converged';
  let iterations = 0;
  const before = new Float64Array(p);
  let moved = 0;
  while (iterations < 25 && status !== 'converged') {
    iterations++;
    information.fill(0);
    const right = new Float64Array(p);
    for (let i = 0; i < n; i++) {
      const w = fitted[i]! * (1 - fitted[i]!);
      if (w < Number.EPSILON) continue;
      const z = eta[i]! + (y[i]! - fitted[i]!) / w;
      for (let j = 0; j < p; j++) {
        const xw = w * x[i * p + j]!;
        right[j]! += xw * z;
        for (let k = 0; k <= j; k++) information[j * p + k]! += xw * x[i * p + k]!;
      }
    }
    symmetrise(information, p);
    cholesky(information, p, 1e-14);
    before.set(beta);
    beta.set(choleskySolve(information, p, right));
    moved = 0;
    for (let i = 0; i < n; i++) {
      let sum = 0;
      for (let j = 0; j < p; j++) sum += x[i * p + j]! * beta[j]!;
      if (iterations > 1) moved = Math.max(moved, Math.abs(sum - eta[i]!));
      eta[i] = sum;
      fitted[i] = inverseLogit(sum);
    }
    const next = devianceOf(y, fitted);
    if (Math.abs(next - deviance) / (Math.abs(next) + 0.1) < 1e-8) status = 'converged';
    deviance = next;
  }
  let events = 0;
  for (let i = 0; i < n; i++) events += y[i]!;
  let rank = 0;
  const coefficients = Float64Array.from(beta, (b, j) => {
    if (information[j * p + j] === 0) return Number.NaN;
    rank++;
    return b;
  });
  const edge = 10 * Number.EPSILON;
  if (fitted.some((f) => f < edge || f > 1 - edge) || moved > 0.1) status = 'separated';
  const reach = (j: number): number => {
    let most = 0;
    for (let i = 0; i < n; i++) most = Math.max(most, Math.abs(x[i * p + j]!));
    return most;
  };
  const perhapsInfinite = Array.from(beta.keys()).filter(
    (j) => status === 'separated' && Math.abs(beta[j]! - before[j]!) * reach(j) > 0.01,
  );
  return {
    status,
    coefficients,
    covariance: choleskyInverse(information, p),
    fitted,
    deviance,
    nullDeviance: devianceOf(y, new Float64Array(n).fill(events / n)),
    aic: deviance + 2 * rank,
    iterations,
    perhapsInfinite,
  };
}

const inverseLogit = (eta: number): number => {
  const p = 1 / (1 + Math.exp(-eta));
  return Math.min(1 - Number.EPSILON, Math.max(Number.EPSILON, p));
};

function devianceOf(y: ArrayLike<number>, fitted: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < fitted.length; i++) sum -= 2 * (y[i] === 1 ? Math.log(fitted[i]!) : Math.log1p(-fitted[i]!));
  return sum;
}

function symmetrise(a: Float64Array, p: number): void {
  for (let j = 0; j < p; j++) for (let k = 0; k < j; k++) a[k * p + j] = a[j * p + k]!;
}
