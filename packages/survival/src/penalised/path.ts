import type { CoxData } from '../cox/fit.ts';
import { PartialLikelihood } from '../cox/partial-likelihood.ts';
import { type RiskSets, riskSets } from '../cox/risk-sets.ts';
import { columnsOf, LinearPredictorLikelihood } from './objective.ts';
import { minimiseQuadratic } from './quadratic.ts';

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

/** Optimality to this many lambdas, but not below what rounding leaves of the largest gradient. */
const TOLERANCE = 1e-11;
const ROUNDING = 2e-14;

/** A curvature is kept while each step with it shrinks the violation at least so much. */
const SHRINKS = 0.3;

/** Each quadratic is solved to this share of the violation it starts from. */
const INNER = 0.02;

/** Log-likelihood of a model that predicts each death: -sum d log d over tied deaths. */
function saturated({ deathWeight }: RiskSets): number {
  let sum = 0;
  for (const d of deathWeight) if (d > 0) sum -= d * Math.log(d);
  return sum;
}

/** The columns in play, and the curvature of the likelihood along them, at some point of the path. */
interface Working {
  readonly columns: readonly number[];
  readonly likelihood: PartialLikelihood;
  /** q x q, divided by n. */
  curvature: Float64Array;
}

class Solver {
  readonly beta: Float64Array;
  readonly likelihood: LinearPredictorLikelihood;
  readonly scale: Float64Array;
  readonly sets: RiskSets;
  /** Number of rows, or sum of weights. */
  readonly n: number;
  /** Of the likelihood, divided by n; at the columns in play always, at the others after `solve`. */
  readonly gradient: Float64Array;
  readonly largestGradient: number;
  logLikelihood: number;
  private readonly columns: readonly Float64Array[];
  private readonly rows: number;
  private readonly alpha: number;
  private readonly weights: Float64Array | undefined;
  private working: Working | undefined;

  constructor({ survival, x, p, strata, weights }: CoxData, alpha: number, standardize: boolean) {
    this.rows = survival.time.length;
    this.sets = riskSets(survival, strata, weights);
    this.alpha = alpha;
    this.weights = weights;
    this.n = weights ? weights.reduce((a, b) => a + b, 0) : this.rows;
    const { columns, scale } = columnsOf(x, this.rows, p, this.sets, standardize);
    this.columns = columns;
    this.scale = scale;
    this.beta = new Float64Array(p);
    this.gradient = new Float64Array(p);
    this.likelihood = new LinearPredictorLikelihood(this.sets, weights);
    this.logLikelihood = this.likelihood.evaluate();
    this.fillGradient(this.beta.keys());
    this.largestGradient = this.gradient.reduce((a, g) => Math.max(a, Math.abs(g)), 0);
  }

  private fillGradient(columns: Iterable<number>): void {
    for (const j of columns) this.gradient[j] = this.likelihood.gradientAlong(this.columns[j]!) / this.n;
  }

  private penalty(lambda: number): number {
    let sum = 0;
    for (const b of this.beta) if (b !== 0) sum += ((1 - this.alpha) / 2) * b * b + this.alpha * Math.abs(b);
    return lambda * sum;
  }

  /** How far the optimality conditions are from holding for coefficient j. */
  private violationOf(j: number, lambda: number): number {
    const b = this.beta[j]!;
    const g = this.gradient[j]! - lambda * (1 - this.alpha) * b;
    return b === 0 ? Math.max(0, Math.abs(g) - lambda * this.alpha) : Math.abs(g - lambda * this.alpha * Math.sign(b));
  }

  private worst(columns: Iterable<number>, lambda: number): number {
    let worst = 0;
    for (const j of columns) worst = Math.max(worst, this.violationOf(j, lambda));
    return worst;
  }

  /** Largest violation, in lambdas. */
  violation(lambda: number): number {
    return this.worst(this.beta.keys(), lambda) / lambda;
  }

  private curvatureOf(columns: readonly number[], likelihood: PartialLikelihood): Float64Array {
    const { information } = likelihood.evaluate(Float64Array.from(columns, (j) => this.beta[j]!));
    return information.map((v) => v / this.n);
  }

  /** Lets columns in; those that were in play stay. */
  private admit(joining: readonly number[]): Working {
    const known = new Set(this.working?.columns);
    const columns = [...known, ...joining.filter((j) => !known.has(j))].sort((a, b) => a - b);
    if (this.working && columns.length === this.working.columns.length) return this.working;
    const q = columns.length;
    const x = new Float64Array(this.rows * q);
    columns.forEach((j, c) => {
      const column = this.columns[j]!;
      for (let r = 0; r < column.length; r++) x[this.sets.order[r]! * q + c] = column[r]!;
    });
    const likelihood = new PartialLikelihood(this.sets, { x, p: q }, { ties: 'breslow', weights: this.weights });
    this.working = { columns, likelihood, curvature: this.curvatureOf(columns, likelihood) };
    return this.working;
  }

  /** One step towards the minimum of the quadratic, halved until the objective falls. False when it can fall no more. */
  private step({ columns, curvature }: Working, lambda: number, enough: number): boolean {
    const current = Float64Array.from(columns, (j) => this.beta[j]!);
    const score = Float64Array.from(columns, (j) => this.gradient[j]!);
    const target = minimiseQuadratic(curvature, score, current, lambda, this.alpha, enough);
    const before = this.logLikelihood / this.n - this.penalty(lambda);
    const eta = Float64Array.from(this.likelihood.eta);
    for (let size = 1; size > 1e-10; size /= 2) {
      this.likelihood.eta.set(eta);
      columns.forEach((j, c) => {
        const move = size * (target[c]! - current[c]!);
        this.beta[j] = size === 1 ? target[c]! : current[c]! + move;
        if (move === 0) return;
        const column = this.columns[j]!;
        const own = this.likelihood.eta;
        for (let r = 0; r < column.length; r++) own[r]! += move * column[r]!;
      });
      this.logLikelihood = this.likelihood.evaluate();
      if (this.logLikelihood / this.n - this.penalty(lambda) >= before - 1e-14 * Math.abs(before)) return true;
    }
    columns.forEach((j, c) => {
      this.beta[j] = current[c]!;
    });
    this.likelihood.eta.set(eta);
    this.logLikelihood = this.likelihood.evaluate();
    return false;
  }

  /** Newton steps on the columns in play, their curvature renewed when it no longer serves. */
  private descend(working: Working, lambda: number, enough: number): void {
    let worst = this.worst(working.columns, lambda);
    let renewed = false;
    for (let k = 0; k < 100 && worst > enough; k++) {
      const moved = this.step(working, lambda, worst * INNER);
      this.fillGradient(working.columns);
      const next = this.worst(working.columns, lambda);
      const slow = !moved || next > SHRINKS * worst;
      // With a fresh curvature and no progress left, this is as near as rounding lets it come.
      if (slow && renewed && next >= worst) break;
      renewed = slow;
      if (slow) working.curvature = this.curvatureOf(working.columns, working.likelihood);
      worst = next;
    }
  }

  /** Minimises for one lambda; every column that the optimality conditions call for joins those in play. */
  solve(lambda: number, previous: number): void {
    const enough = Math.max(TOLERANCE * lambda, ROUNDING * this.largestGradient);
    const all = Array.from(this.beta.keys());
    let joining = all.filter((j) => Math.abs(this.gradient[j]!) >= this.alpha * (2 * lambda - previous));
    for (let round = 0; round < 100; round++) {
      if (joining.length > 0 || this.working) this.descend(this.admit(joining), lambda, enough);
      this.fillGradient(all);
      const inPlay = new Set(this.working?.columns);
      joining = all.filter((j) => !inPlay.has(j) && this.violationOf(j, lambda) > enough);
      if (joining.length === 0) return;
    }
  }
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
  const { alpha = 1, standardize = true } = options;
  const solver = new Solver(data, alpha, standardize);
  const n = data.survival.time.length;
  const largest = solver.largestGradient / Math.max(alpha, 1e-3);
  const lambda = options.lambda
    ? [...options.lambda].sort((a, b) => b - a)
    : geometric(largest, n < data.p ? 0.01 : 1e-4, options.count ?? 100);
  const nullLogLikelihood = solver.logLikelihood;
  const best = saturated(solver.sets);
  const nullDeviance = 2 * (best - nullLogLikelihood);
  let previous = Math.max(largest, lambda[0] ?? 0);
  let notConverged = 0;
  const steps: PathStep[] = [];
  for (const value of lambda) {
    solver.solve(value, previous);
    previous = value;
    const violation = solver.violation(value);
    if (!(violation < 1e-6)) notConverged++;
    const devianceRatio = (2 * (solver.logLikelihood - nullLogLikelihood)) / nullDeviance;
    const before = steps.at(-1)?.devianceRatio ?? 0;
    steps.push({
      lambda: value,
      coefficients: solver.beta.map((b, j) => b / solver.scale[j]!),
      nonzero: solver.beta.reduce((count, b) => count + (b === 0 ? 0 : 1), 0),
      logLikelihood: solver.logLikelihood,
      devianceRatio,
      violation,
    });
    // A path of its own making ends where there is nothing left to explain, as glmnet's does.
    if (
      !options.lambda &&
      steps.length >= 5 &&
      (devianceRatio > 0.999 || devianceRatio - before < 1e-5 * devianceRatio)
    )
      break;
  }
  return { steps, nullDeviance, notConverged };
}

const geometric = (from: number, ratio: number, count: number): number[] =>
  Array.from({ length: count }, (_, k) => from * ratio ** (count === 1 ? 0 : k / (count - 1)));
