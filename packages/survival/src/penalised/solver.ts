import type { CoxData } from '../cox/fit.ts';
import { riskSets } from '../cox/risk-sets.ts';
import { allColumns } from './all-columns.ts';
import { chosenColumns } from './chosen-columns.ts';
import { columnScales } from './column-scales.ts';
import { residualColumns } from './residual-columns.ts';
import type { WorkingSet } from './working-set.ts';

/** With no more columns than this all of them are in play from the start. */
const FEW = 128;
/** A curvature is kept while each step with it shrinks the violation at least so much. */
const SHRINKS = 0.3;
/** Each quadratic is solved to this share of the violation it starts from. */
const INNER = 0.05;
/** What rounding leaves of the largest gradient. */
const ROUNDING = 2e-14;

/** Minimises -log PL (Breslow) / n + penalty at one lambda after another, from where the last one ended. */
export class PathSolver {
  /** Per standard deviation where columns are standardised. */
  readonly beta: Float64Array;
  readonly deviations: Float64Array;
  /** Of the log-likelihood per observation, with no coefficient: the largest element. */
  readonly largestGradient: number;
  /** Weight of each death time, for the likelihood of a model that predicts each death. */
  readonly deathWeight: Float64Array;
  /** Number of rows, or sum of weights. */
  readonly n: number;
  logLikelihood: number;
  private readonly gradient: Float64Array;
  private readonly working: WorkingSet;
  private readonly alpha: number;
  private renewed = false;
  private readonly inPlay: Uint8Array;

  constructor(data: CoxData, alpha: number, standardize: boolean) {
    const { survival, x, p, strata, weights } = data;
    const rows = survival.time.length;
    const sets = riskSets(survival, strata, weights);
    const scales = columnScales(x, rows, p, standardize, weights);
    this.alpha = alpha;
    this.n = weights ? weights.reduce((a, b) => a + b, 0) : rows;
    this.deathWeight = sets.deathWeight;
    this.deviations = scales.deviations;
    this.beta = new Float64Array(p);
    this.gradient = new Float64Array(p);
    this.inPlay = new Uint8Array(p);
    this.working = (p <= FEW ? allColumns : p > rows ? residualColumns : chosenColumns)(data, sets, scales, this.n);
    for (const j of this.working.columns) this.inPlay[j] = 1;
    this.logLikelihood = this.n * this.working.move(new Float64Array(this.working.columns.length));
    this.working.fullGradient(this.gradient);
    this.largestGradient = this.gradient.reduce((a, g) => Math.max(a, Math.abs(g)), 0);
  }

  release(): void {
    this.working.release();
  }

  /** Largest violation of the optimality conditions, in units of the gradient. */
  violation(lambda: number): number {
    let worst = 0;
    for (let j = 0; j < this.beta.length; j++) {
      worst = Math.max(worst, this.violationOf(this.beta[j]!, this.gradient[j]!, lambda));
    }
    return worst;
  }

  private violationOf(b: number, slope: number, lambda: number): number {
    const g = slope - lambda * (1 - this.alpha) * b;
    const lasso = lambda * this.alpha;
    return b === 0 ? Math.max(0, Math.abs(g) - lasso) : Math.abs(g - (b > 0 ? lasso : -lasso));
  }

  private worst(own: Float64Array, lambda: number): number {
    const { gradient } = this.working;
    let worst = 0;
    for (let s = 0; s < own.length; s++) worst = Math.max(worst, this.violationOf(own[s]!, gradient[s]!, lambda));
    return worst;
  }

  private penalty(own: Float64Array, lambda: number): number {
    let sum = 0;
    for (let s = 0; s < own.length; s++) sum += ((1 - this.alpha) / 2) * own[s]! ** 2 + this.alpha * Math.abs(own[s]!);
    return lambda * sum;
  }

  /**
   * One step towards the minimum of the quadratic, halved until the objective falls. False when it can fall no more.
   *
   * @param own  coefficients by slot, changed in place
   */
  private step(own: Float64Array, lambda: number, enough: number): boolean {
    const { working, alpha } = this;
    const q = own.length;
    const target = Float64Array.from(own);
    working.minimise(target, { lasso: lambda * alpha, ridge: lambda * (1 - alpha) }, enough);
    const before = this.logLikelihood / this.n - this.penalty(own, lambda);
    const from = Float64Array.from(own);
    const slopes = working.gradient.slice(0, q);
    for (let size = 1; size > 1e-10; size /= 2) {
      for (let s = 0; s < q; s++) own[s] = size === 1 ? target[s]! : from[s]! + size * (target[s]! - from[s]!);
      const value = working.move(own);
      if (value - this.penalty(own, lambda) >= before - 1e-14 * Math.abs(before)) {
        this.logLikelihood = this.n * value;
        const { gradient } = working;
        working.learn?.(
          own.map((b, s) => b - from[s]!),
          slopes.map((g, s) => g - gradient[s]!),
        );
        return true;
      }
    }
    own.set(from);
    this.logLikelihood = this.n * working.move(own);
    return false;
  }

  /** Steps on the columns in play, their curvature renewed when it no longer serves. */
  private descend(own: Float64Array, lambda: number, enough: number): void {
    let worst = this.worst(own, lambda);
    let least = worst;
    let fresh = false;
    let idle = 0;
    for (let k = 0; k < 200 && worst > enough; k++) {
      if (!this.renewed) {
        this.working.renew();
        this.renewed = true;
        fresh = true;
      }
      const moved = this.step(own, lambda, Math.max(worst * INNER, enough / 4));
      const next = this.worst(own, lambda);
      const slow = !moved || next > SHRINKS * worst;
      // With fresh curvatures and no progress left, this is as near as rounding lets it come.
      idle = next < 0.9 * least ? 0 : idle + 1;
      if (fresh && idle >= 3) break;
      least = Math.min(least, next);
      fresh = false;
      if (slow) this.renewed = false;
      worst = next;
    }
  }

  /**
   * Minimises for one lambda; every column that the optimality conditions call for joins those in play.
   *
   * @param enough  violation of the conditions, in units of the gradient, at which to stop
   */
  solve(lambda: number, previous: number, tolerance: number): void {
    const { working, gradient, inPlay, alpha, beta } = this;
    const enough = Math.max(tolerance, ROUNDING * this.largestGradient);
    const joining = (wanted: (j: number) => boolean): number[] => {
      const found: number[] = [];
      for (let j = 0; j < inPlay.length; j++) if (inPlay[j] === 0 && wanted(j)) found.push(j);
      return found;
    };
    // The sequential strong rule guesses who joins; the conditions decide.
    let next = joining((j) => Math.abs(gradient[j]!) >= alpha * Math.max(lambda, 2 * lambda - previous));
    for (let round = 0; round < 100; round++) {
      if (next.length > 0) {
        working.admit(next);
        for (const j of next) inPlay[j] = 1;
      }
      const own = Float64Array.from(working.columns, (j) => beta[j]!);
      this.descend(own, lambda, enough);
      working.columns.forEach((j, s) => {
        beta[j] = own[s]!;
      });
      working.fullGradient(gradient);
      next = joining((j) => this.violationOf(0, gradient[j]!, lambda) > enough);
      if (next.length === 0) return;
    }
  }
}
