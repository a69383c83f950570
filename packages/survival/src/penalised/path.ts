import type { CoxData } from '../cox/fit.ts';
import { PathSolver } from './solver.ts';

export interface PathOptions {
  /** 0 = ridge, 1 = lasso; default 1. */
  readonly alpha?: number;
  /**
   * Penalties, in any order; default a geometric path of `count` from the least that leaves no coefficient, which ends
   * early where it explains no more.
   */
  readonly lambda?: readonly number[];
  /** Default 100. */
  readonly count?: number;
  /** Default true: penalise per standard deviation; coefficients come back per unit. */
  readonly standardize?: boolean;
  /**
   * How nearly the optimality conditions are to hold, as a share of the largest gradient with no coefficient; default: to
   * 1e-11 of each lambda. glmnet leaves 1e-4 to 1e-3.
   */
  readonly optimality?: number;
}

export interface PathStep {
  readonly lambda: number;
  /** Length p, per unit of each covariate. */
  readonly coefficients: Float64Array;
  readonly nonzero: number;
  readonly logLikelihood: number;
  /** Share of the null deviance explained. */
  readonly devianceRatio: number;
  /** Largest violation of the optimality conditions, in units of lambda. */
  readonly violation: number;
}

export interface Path {
  /** By falling lambda. */
  readonly steps: readonly PathStep[];
  readonly nullDeviance: number;
  /** Steps that ended before the optimality conditions held to a millionth of lambda: none, unless covariates separate the events. */
  readonly notConverged: number;
}

/** Optimality to this share of lambda, unless asked otherwise. */
const TIGHT = 1e-11;

/** A path of its own making ends where so much is explained, or where `RECENT` steps explain no more than this share of all. */
const EXPLAINED = 0.99;
const LITTLE = 1e-3;
const RECENT = 4;

/** Log-likelihood of a model that predicts each death: -sum d log d over tied deaths. */
function saturated(deathWeight: Float64Array): number {
  let sum = 0;
  for (const d of deathWeight) if (d > 0) sum -= d * Math.log(d);
  return sum;
}

/**
 * Elastic-net penalised Cox regression along a path of penalties: minimises
 * -log PL (Breslow) / n + lambda ((1 - alpha) / 2 |b|^2 + alpha |b|_1) to the optimality conditions, by Newton steps whose
 * quadratic is solved by coordinate descent, on the columns that a screening rule lets in and the conditions confirm.
 *
 * @source Simon N, Friedman J, Hastie T, Tibshirani R. J Stat Softw 2011;39(5); Tibshirani R et al. J R Stat Soc B 2012;74:245-266
 * @oracle R glmnet(family = "cox"), its solution polished by Newton's method on the active set
 */
export function penalisedPath(data: CoxData, options: PathOptions = {}): Path {
  const { alpha = 1, standardize = true, optimality } = options;
  const solver = new PathSolver(data, alpha, standardize);
  const n = data.survival.time.length;
  const largest = solver.largestGradient / Math.max(alpha, 1e-3);
  const lambda = options.lambda
    ? [...options.lambda].sort((a, b) => b - a)
    : geometric(largest, n < data.p ? 0.01 : 1e-4, options.count ?? 100);
  const nullLogLikelihood = solver.logLikelihood;
  const nullDeviance = 2 * (saturated(solver.deathWeight) - nullLogLikelihood);
  let previous = Math.max(largest, lambda[0] ?? 0);
  let notConverged = 0;
  const steps: PathStep[] = [];
  for (const value of lambda) {
    const enough = optimality === undefined ? TIGHT * value : optimality * solver.largestGradient;
    solver.solve(value, previous, enough);
    previous = value;
    const violation = solver.violation(value);
    if (!(violation <= Math.max(1e-6 * value, 2 * enough))) notConverged++;
    const devianceRatio = (2 * (solver.logLikelihood - nullLogLikelihood)) / nullDeviance;
    steps.push({
      lambda: value,
      coefficients: solver.beta.map((b, j) => b / solver.deviations[j]!),
      nonzero: solver.beta.reduce((count, b) => count + (b === 0 ? 0 : 1), 0),
      logLikelihood: solver.logLikelihood,
      devianceRatio,
      violation: violation / value,
    });
    const before = steps[steps.length - 1 - RECENT]?.devianceRatio;
    if (options.lambda || before === undefined) continue;
    if (devianceRatio > EXPLAINED || devianceRatio - before < LITTLE * devianceRatio) break;
  }
  solver.release();
  return { steps, nullDeviance, notConverged };
}

const geometric = (from: number, ratio: number, count: number): number[] =>
  Array.from({ length: count }, (_, k) => from * ratio ** (count === 1 ? 0 : k / (count - 1)));
