import { cholesky } from '../linear-algebra/cholesky.ts';
import { invertSymmetric, solveSymmetric } from '../linear-algebra/matrix.ts';
import { type AftDistribution, errorQuantile, logTerms } from './distribution.ts';

export interface AftFit {
  readonly status: 'converged' | 'not converged';
  /** Coefficients of log time, length p (the design's intercept included); NaN where a column is a combination of those before. */
  readonly coefficients: Float64Array;
  readonly scale: number;
  /** Covariance of the coefficients and of log scale (left out when the scale is fixed), row-major. */
  readonly covariance: Float64Array;
  readonly logLikelihood: number;
  /** Of the model with the intercept alone. */
  readonly logLikelihoodNull: number;
  readonly iterations: number;
  /** Columns that run away: only rows without an event tell of them. Their coefficients are NaN. */
  readonly infinite: readonly number[];
  /** The scale runs to zero: the model goes through every event. Nothing is estimated. */
  readonly degenerate: boolean;
}

/**
 * Parametric accelerated failure time model for right-censored data, by maximum likelihood.
 *
 * @param time    follow-up, length n, each > 0
 * @param event   1 = event, 0 = censored
 * @param x       design with an intercept in its first column, n x p row-major
 * @param weight  case weights; default 1
 * @throws {RangeError} lengths differ or a time is not positive
 * @source Kalbfleisch JD, Prentice RL. The Statistical Analysis of Failure Time Data, 2002, chapter 3
 * @oracle R survival::survreg; the log-likelihood is that of the times, not of their logarithms
 */
export function acceleratedFailure(
  time: ArrayLike<number>,
  event: ArrayLike<number>,
  x: Float64Array,
  p: number,
  distribution: AftDistribution,
  weight?: ArrayLike<number>,
): AftFit {
  const n = time.length;
  if (event.length !== n || x.length !== n * p) {
    throw new RangeError(`acceleratedFailure: ${n} times, ${event.length} events, ${x.length} values in ${p} columns`);
  }
  const y = Float64Array.from({ length: n }, (_, i) => Math.log(time[i]!));
  for (let i = 0; i < n; i++) if (!Number.isFinite(y[i]!)) throw new RangeError(`acceleratedFailure: time in row ${i}`);
  const data: Data = { y, event, weight, n, distribution };
  const first = new Float64Array(n).fill(1);
  const nullFit = maximise(data, first, 1, undefined);
  const start = new Float64Array(p);
  start[0] = nullFit.theta[0]!;
  // Columns are brought to a root mean square of one, so that none is lost to its units.
  const units = Float64Array.from({ length: p }, (_, j) => unitOf(x, n, p, j));
  const scaled = x.map((v, at) => v / units[at % p]!);
  start[0]! *= units[0]!;
  const fit = maximise(data, scaled, p, { beta: start, logScale: nullFit.theta[1] ?? 0 });
  const size = fit.theta.length;
  const covariance = invertSymmetric(fit.information, size);
  const infinite = runaways(fit.information, size, scaled, n, p);
  const spread = y.reduce((a, b) => Math.max(a, b)) - y.reduce((a, b) => Math.min(a, b));
  const degenerate =
    distribution !== 'exponential' &&
    (covariance[size * size - 1] === 0 || Math.exp(fit.theta[p]!) < 1e-4 * (spread || 1));
  const unit = (j: number): number => units[j] ?? 1;
  return {
    status: fit.converged && !degenerate ? 'converged' : 'not converged',
    infinite,
    degenerate,
    coefficients: fit.theta
      .slice(0, p)
      .map((b, j) => (covariance[j * size + j] === 0 || infinite.includes(j) ? Number.NaN : b / unit(j))),
    scale: distribution === 'exponential' ? 1 : Math.exp(fit.theta[p]!),
    covariance: covariance.map((v, at) => v / (unit(Math.floor(at / size)) * unit(at % size))),
    logLikelihood: fit.value,
    logLikelihoodNull: nullFit.value,
    iterations: fit.iterations,
  };
}

/** Root mean square of a column; 1 of a column of zeros. */
function unitOf(x: Float64Array, n: number, p: number, j: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += x[i * p + j]! ** 2;
  return Math.sqrt(sum / n) || 1;
}

/**
 * Columns along which the likelihood is flat though they are not combinations of others: it grows for ever there. They are
 * those whose pivot is lost, and those that the lost ones follow from.
 */
function runaways(information: Float64Array, size: number, x: Float64Array, n: number, p: number): number[] {
  const flat = lostPivots(information, size).filter((j) => j < p);
  if (flat.length === 0) return [];
  const cross = new Float64Array(p * p);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < p; j++) for (let k = 0; k < p; k++) cross[j * p + k]! += x[i * p + j]! * x[i * p + k]!;
  const collinear = lostPivots(cross, p);
  const found = new Set<number>();
  for (const j of flat.filter((column) => !collinear.includes(column))) {
    found.add(j);
    const of = Float64Array.from({ length: size }, (_, k) => information[k * size + j]!);
    const direction = solveSymmetric(information, size, of);
    for (let k = 0; k < p; k++) if (k !== j && Math.abs(direction[k]!) > 1e-6) found.add(k);
  }
  return [...found].sort((a, b) => a - b);
}

/** Columns whose pivot counts as zero. */
function lostPivots(matrix: Float64Array, size: number): number[] {
  const copy = Float64Array.from(matrix);
  cholesky(copy, size);
  return Array.from(copy.keys())
    .slice(0, size)
    .filter((j) => copy[j * size + j] === 0);
}

/** Quantiles of the predicted distribution of T for one row of the design. */
export function aftQuantiles(
  fit: AftFit,
  distribution: AftDistribution,
  row: ArrayLike<number>,
  probs: readonly number[],
): number[] {
  let eta = 0;
  for (let j = 0; j < fit.coefficients.length; j++) {
    if (!Number.isNaN(fit.coefficients[j]!)) eta += row[j]! * fit.coefficients[j]!;
  }
  return probs.map((p) => Math.exp(eta + fit.scale * errorQuantile[distribution](p)));
}

interface Data {
  y: Float64Array;
  event: ArrayLike<number>;
  weight: ArrayLike<number> | undefined;
  n: number;
  distribution: AftDistribution;
}

interface Maximum {
  theta: Float64Array;
  value: number;
  information: Float64Array;
  converged: boolean;
  iterations: number;
}

function maximise(
  data: Data,
  x: Float64Array,
  p: number,
  start: { beta: Float64Array; logScale: number } | undefined,
): Maximum {
  const fixed = data.distribution === 'exponential';
  const q = fixed ? p : p + 1;
  let theta = new Float64Array(q);
  if (start !== undefined) {
    theta.set(start.beta);
    if (!fixed) theta[p] = start.logScale;
  } else {
    let [sum, squares, total] = [0, 0, 0];
    for (let i = 0; i < data.n; i++) {
      const w = data.weight?.[i] ?? 1;
      sum += w * data.y[i]!;
      squares += w * data.y[i]! ** 2;
      total += w;
    }
    theta[0] = sum / total;
    const variance = squares / total - theta[0]! ** 2;
    if (!fixed) theta[p] = variance > 0 ? Math.log(variance) / 2 : 0;
  }
  let at = likelihood(data, x, p, theta);
  let converged = false;
  let iterations = 0;
  while (!converged && iterations < 60) {
    iterations++;
    const step = solveSymmetric(ridged(at.information, q), q, at.score);
    let next = theta.map((b, j) => b + step[j]!);
    let candidate = likelihood(data, x, p, next);
    for (let k = 0; k < 40 && !(candidate.value >= at.value - 1e-12 * Math.abs(at.value)); k++) {
      for (let j = 0; j < q; j++) step[j]! /= 2;
      next = theta.map((b, j) => b + step[j]!);
      candidate = likelihood(data, x, p, next);
    }
    let gain = 0;
    for (let j = 0; j < q; j++) gain += Math.abs(step[j]! * at.score[j]!);
    theta = next;
    at = candidate;
    converged = gain <= 1e-15 * Math.max(1, Math.abs(at.value)) || (gain <= 1e-12 && iterations > 30);
  }
  return { theta, value: at.value, information: at.information, converged, iterations };
}

/** The information, or where it is not positive away from the maximum, one with a heavier diagonal. */
function ridged(information: Float64Array, q: number): Float64Array {
  const copy = Float64Array.from(information);
  for (let j = 0; j < q; j++) if (!(copy[j * q + j]! > 0)) copy[j * q + j] = Math.abs(copy[j * q + j]!) + 1;
  return copy;
}

function likelihood(
  { y, event, weight, n, distribution }: Data,
  x: Float64Array,
  p: number,
  theta: Float64Array,
): { value: number; score: Float64Array; information: Float64Array } {
  const fixed = distribution === 'exponential';
  const q = fixed ? p : p + 1;
  const logScale = fixed ? 0 : theta[p]!;
  const scale = Math.exp(logScale);
  const term = logTerms[distribution];
  const out = new Float64Array(3);
  const score = new Float64Array(q);
  const information = new Float64Array(q * q);
  let value = 0;
  for (let i = 0; i < n; i++) {
    const w = weight?.[i] ?? 1;
    let eta = 0;
    for (let j = 0; j < p; j++) eta += x[i * p + j]! * theta[j]!;
    const z = (y[i]! - eta) / scale;
    const died = event[i] === 1;
    term(z, died, out);
    const [l, d1, d2] = out as unknown as [number, number, number];
    value += w * (l - (died ? logScale + y[i]! : 0));
    const inEta = (-w * d1) / scale;
    const inEta2 = (-w * d2) / (scale * scale);
    const cross = (-w * (d1 + z * d2)) / scale;
    for (let j = 0; j < p; j++) {
      const xj = x[i * p + j]!;
      score[j]! += inEta * xj;
      for (let k = 0; k <= j; k++) information[j * q + k]! += inEta2 * xj * x[i * p + k]!;
      if (!fixed) information[p * q + j]! += cross * xj;
    }
    if (!fixed) {
      score[p]! += w * (-z * d1 - (died ? 1 : 0));
      information[p * q + p]! -= w * (z * d1 + z * z * d2);
    }
  }
  for (let j = 0; j < q; j++) for (let k = 0; k < j; k++) information[k * q + j] = information[j * q + k]!;
  return { value, score, information };
}
