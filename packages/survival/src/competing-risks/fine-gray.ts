import { invertSymmetric, multiply, solveSymmetric } from '../linear-algebra/matrix.ts';
import { crossTerms, type FineGrayData, prepare } from './fine-gray-data.ts';
import { expandedMeat } from './fine-gray-expanded.ts';
import { type Evaluation, evaluate } from './fine-gray-likelihood.ts';
import { fineGrayMeat } from './fine-gray-variance.ts';

export interface FineGrayFit {
  readonly status: 'converged' | 'not converged';
  /** Length p; NaN where a column is a combination of those before it. */
  readonly coefficients: Float64Array;
  /** Sandwich covariance (`variance` says which), p x p. */
  readonly covariance: Float64Array;
  /** Inverse of the negative second derivative alone, p x p. */
  readonly naive: Float64Array;
  readonly logLikelihood: number;
  readonly logLikelihoodNull: number;
  readonly iterations: number;
  /** Columns whose coefficient was still running away when the likelihood no longer changed. */
  readonly perhapsInfinite: readonly number[];
  /** Distinct times of the cause of interest, and the jump of its subdistribution hazard there at covariates `centre`. */
  readonly eventTime: Float64Array;
  readonly jump: Float64Array;
  /** Means of the covariates: far from zero the baseline at zero would overflow. */
  readonly centre: Float64Array;
}

export interface FineGrayOptions {
  readonly ties?: 'breslow' | 'efron';
  /**
   * Tied event and censoring in the Kaplan-Meier curve of censoring: `together` counts the event among those at risk
   * of censoring (cmprsk's crr), `eventsFirst` does not (survival's finegray).
   */
  readonly censoringTies?: 'together' | 'eventsFirst';
  /**
   * Where Newton's method stops: `tight` at the maximum to machine precision; `crr` where cmprsk's crr stops (largest
   * gradient below 1e-6 of the log-likelihood, at most 10 steps), which can be 1e-6 short of the maximum.
   */
  readonly stop?: 'tight' | 'crr';
  /**
   * `censoring`: the sandwich that counts the estimation of the censoring distribution (crr). `expanded`: the robust
   * variance of a weighted Cox model on expanded data, every row of it a unit of its own (survival's finegray).
   */
  readonly variance?: 'censoring' | 'expanded';
}

/** A Newton step that is still this share of its coefficient (or of one) at the end. */
const RUNAWAY = 0.01;

/**
 * Fine and Gray's proportional subdistribution hazards.
 *
 * @param time    follow-up, length n
 * @param status  0 = censored, 1 = the cause of interest, 2 = another cause, length n
 * @param x       covariates, n x p row-major, no intercept
 * @throws {RangeError} lengths differ, or no event of interest
 * @source Fine JP, Gray RJ. J Am Stat Assoc 1999;94:496-509; scans after Kawaguchi ES et al. R J 2021;13(2):43-60
 * @oracle R cmprsk::crr
 *
 * A row that had another cause stays in the risk set with weight G(t-)/G(T-), G the Kaplan-Meier curve of censoring:
 * its sums are prefix sums over such rows times G(t-), so that each iteration costs O(n p + n p^2).
 */
export function fineGray(
  time: ArrayLike<number>,
  status: ArrayLike<number>,
  x: Float64Array,
  p: number,
  options: FineGrayOptions = {},
): FineGrayFit {
  const data = prepare(time, status, x, p, options.censoringTies ?? 'together');
  const efron = options.ties === 'efron';
  const { beta, at, nullValue, converged, iterations } = newton(data, efron, options.stop ?? 'tight');
  const naive = invertSymmetric(at.information, p);
  const meat = options.variance === 'expanded' ? expandedMeat(data, at) : fineGrayMeat(data, at);
  const covariance = multiply(multiply(naive, meat, p, p, p), naive, p, p, p);
  const perhapsInfinite = Array.from({ length: p }, (_, j) => j).filter((j) => {
    let step = 0;
    for (let k = 0; k < p; k++) step += at.score[k]! * naive[k * p + j]!;
    return Math.abs(step) > RUNAWAY * Math.max(1, Math.abs(beta[j]!));
  });
  return {
    status: converged ? 'converged' : 'not converged',
    coefficients: beta.map((b, j) => (naive[j * p + j] === 0 ? Number.NaN : b)),
    perhapsInfinite,
    covariance,
    naive,
    logLikelihood: at.value,
    logLikelihoodNull: nullValue,
    iterations,
    eventTime: data.eventTime,
    jump: at.jump,
    centre: data.centre,
  };
}

interface Newton {
  beta: Float64Array;
  at: Evaluation;
  nullValue: number;
  converged: boolean;
  iterations: number;
}

/** Newton's method with step halving, covariates centred. */
function newton(data: FineGrayData, efron: boolean, stop: 'tight' | 'crr'): Newton {
  const p = data.p;
  let beta = new Float64Array(p);
  let at = evaluate(data, beta, efron);
  const nullValue = at.value;
  let converged = p === 0;
  let iterations = 0;
  let gain = Infinity;
  for (;;) {
    const size = Math.max(1, Math.abs(at.value));
    converged ||= stop === 'crr' ? largestGradient(at.score, beta) < size * 1e-6 : gain <= 1e-13 * size;
    if (converged || iterations >= (stop === 'crr' ? 10 : 30)) break;
    iterations++;
    const step = solveSymmetric(at.information, p, at.score);
    gain = 0;
    for (let j = 0; j < p; j++) gain += Math.abs(step[j]! * at.score[j]!);
    let next = beta.map((b, j) => b + step[j]!);
    let candidate = evaluate(data, next, efron);
    let share = 1;
    const enough = (value: number): boolean => value >= at.value + 1e-4 * share * gain - 1e-12 * size;
    for (let k = 0; k < 20 && !enough(candidate.value); k++) {
      share /= 2;
      next = beta.map((b, j) => b + share * step[j]!);
      candidate = evaluate(data, next, efron);
    }
    if (!enough(candidate.value)) break;
    beta = next;
    at = candidate;
  }
  return { beta, at, nullValue, converged, iterations };
}

const largestGradient = (score: Float64Array, beta: Float64Array): number =>
  score.reduce((largest, g, j) => Math.max(largest, Math.abs(g) * Math.max(1, Math.abs(beta[j]!))), 0);

/**
 * Cumulative incidence predicted for one covariate vector at given times.
 *
 * @returns 1 - exp(-Lambda(t) exp(x beta)), 0 before the first event
 */
export function predictFineGray(fit: FineGrayFit, covariates: ArrayLike<number>, times: readonly number[]): number[] {
  const known = fit.coefficients.map((b) => (Number.isNaN(b) ? 0 : b));
  const distance = fit.centre.map((c, j) => covariates[j]! - c);
  const relative = Math.exp(crossTerms(distance, known));
  return times.map((t) => {
    let hazard = 0;
    for (let k = 0; k < fit.eventTime.length && fit.eventTime[k]! <= t; k++) hazard += fit.jump[k]!;
    return -Math.expm1(-hazard * relative);
  });
}
