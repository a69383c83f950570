import { waldStatistic } from '../linear-algebra/matrix.ts';
import { sandwich } from '../linear-algebra/sandwich.ts';
import { type Covariates, coxData, type RowOptions } from './data.ts';
import { ExactLikelihood } from './exact-likelihood.ts';
import type { CoxData, CoxFit, CoxOptions, Test } from './fit.ts';
import { emptyHazard, fillHazard, type Hazard } from './hazard.ts';
import { maximise } from './newton.ts';
import { PartialLikelihood } from './partial-likelihood.ts';
import { scoreResiduals } from './residuals.ts';
import { type RiskSets, riskSets } from './risk-sets.ts';

export type { CoxData, CoxFit, CoxOptions } from './fit.ts';

/** R's tolerance for a coefficient that runs away. */
const RUNAWAY = Math.sqrt(1e-9);

/** The mean, by weight where rows have one. */
function mean(values: Float64Array, weights?: Float64Array): number {
  let [sum, total] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    const w = weights === undefined ? 1 : weights[i]!;
    sum += w * values[i]!;
    total += w;
  }
  return sum / total;
}

/**
 * Fits a Cox proportional-hazards model. Times nearer than R's tolerance must have been merged (see `mergeNearTies`;
 * `cox` does it).
 *
 * @throws {RangeError} lengths differ
 */
export function fitCox(data: CoxData, options: CoxOptions = {}): CoxFit {
  const { survival, x, p, strata, weights, cluster } = data;
  const n = survival.time.length;
  if (x.length !== n * p) throw new RangeError(`fitCox: ${x.length} covariate values for ${n} rows of ${p}`);
  const ties = options.ties ?? 'efron';
  const robust = options.robust ?? (cluster !== undefined || (weights?.some((w) => w !== Math.floor(w)) ?? false));
  const sets = riskSets(survival, strata, weights);
  const offsetMean = data.offset ? mean(data.offset, weights) : 0;
  const offset = data.offset?.map((o) => o - offsetMean);
  const likelihood =
    ties === 'exact'
      ? new ExactLikelihood(sets, { x, p }, weights, offset)
      : new PartialLikelihood(sets, { x, p, centre: true }, { ties, weights, offset });
  const z = likelihood.centring;
  const fit = maximise((beta) => likelihood.evaluate(beta), p, { radius: z.radius });
  const coefficients = fit.beta.map((b, j) => (fit.variance[j * p + j] === 0 ? Number.NaN : b * z.scale[j]!));
  const modelVariance = fit.variance.map((v, at) => v * z.scale[Math.floor(at / p)]! * z.scale[at % p]!);
  const known = coefficients.map((b) => (Number.isNaN(b) ? 0 : b));
  const by: Predictor = { x, p, known, means: z.means, offset };
  let linearPredictors: Float64Array;
  let hazard: Hazard;
  if (likelihood instanceof PartialLikelihood) {
    linearPredictors = predictorsByRow(sets, likelihood.settle(fit.beta), by, n);
    hazard = likelihood.hazard;
    likelihood.release();
  } else {
    linearPredictors = predictors(by, n);
    hazard = hazardAt(sets, linearPredictors, weights, ties);
  }
  const perhapsInfinite: number[] = [];
  for (let j = 0; j < p; j++) {
    let step = 0;
    for (let k = 0; k < p; k++) step += fit.score[k]! * fit.variance[k * p + j]!;
    step = Math.abs(step * z.scale[j]!);
    if (!Number.isFinite(step) || (step > 1e-9 && step > RUNAWAY * Math.abs(coefficients[j]!))) perhapsInfinite.push(j);
  }
  const df = coefficients.reduce((count, b) => count + (Number.isNaN(b) ? 0 : 1), 0);
  let variance: Float64Array = modelVariance;
  let robustScoreTest: Test | undefined;
  if (robust && ties !== 'exact' && p > 0) {
    const context = { sets, x, p, ties, weights, means: z.means };
    const score = scoreResiduals({ ...context, linearPredictors, hazard });
    const known = (j: number): number => modelVariance[j * p + j]!;
    variance = withoutRounding(sandwich(rightMultiply(score, modelVariance, p), p, weights, cluster), p, known);
    const flat = hazardAt(sets, new Float64Array(n), weights, ties);
    const atZero = scoreResiduals({ ...context, linearPredictors: new Float64Array(n), hazard: flat });
    const u = new Float64Array(p);
    for (let i = 0; i < n; i++) for (let j = 0; j < p; j++) u[j]! += (weights ? weights[i]! : 1) * atZero[i * p + j]!;
    const spread = (j: number): number => {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += (x[i * p + j]! - z.means[j]!) ** 2;
      return sum;
    };
    const ofScore = withoutRounding(sandwich(atZero, p, weights, cluster), p, spread);
    robustScoreTest = { statistic: waldOrNone(ofScore, p, u, df), df };
  }
  return {
    data,
    ties,
    n,
    events: survival.status.reduce((sum, s) => sum + s, 0),
    coefficients,
    variance,
    modelVariance,
    robust: robust && ties !== 'exact',
    logLikelihoodNull: fit.logLikelihoodAtStart,
    logLikelihood: fit.logLikelihood,
    likelihoodRatioTest: { statistic: 2 * (fit.logLikelihood - fit.logLikelihoodAtStart), df },
    scoreTest: { statistic: fit.scoreTest, df },
    waldTest: { statistic: waldOrNone(variance, p, known, df), df },
    robustScoreTest,
    means: z.means,
    offsetMean,
    linearPredictors,
    iterations: fit.iterations,
    converged: fit.converged,
    perhapsInfinite,
    sets,
    hazard,
  };
}

/** A sandwich variance in which what is only rounding, by a variance of the same column, is zero. */
function withoutRounding(variance: Float64Array, p: number, usual: (j: number) => number): Float64Array {
  for (let j = 0; j < p; j++) {
    if (!(variance[j * p + j]! <= 1e-20 * usual(j))) continue;
    for (let k = 0; k < p; k++) {
      variance[j * p + k] = 0;
      variance[k * p + j] = 0;
    }
  }
  return variance;
}

/** Wald's statistic on so many degrees of freedom; NaN of a variance that is zero throughout, as of too few clusters. */
function waldOrNone(variance: Float64Array, p: number, u: ArrayLike<number>, estimated: number): number {
  const { statistic, df } = waldStatistic(variance, p, u);
  return df === 0 && estimated > 0 ? Number.NaN : statistic;
}

/** The hazard for given linear predictors, by data row. */
function hazardAt(sets: RiskSets, eta: Float64Array, weights: Float64Array | undefined, ties: CoxFit['ties']): Hazard {
  const { order } = sets;
  const risk = new Float64Array(order.length);
  for (let j = 0; j < risk.length; j++) {
    const i = order[j]!;
    risk[j] = (weights === undefined ? 1 : weights[i]!) * Math.exp(eta[i]!);
  }
  const hazard = emptyHazard(sets.deathTime.length);
  fillHazard(hazard, sets, risk, ties === 'exact' ? 'breslow' : ties);
  return hazard;
}

interface Predictor {
  readonly x: Float64Array;
  readonly p: number;
  /** Coefficients, 0 where unknown. */
  readonly known: Float64Array;
  readonly means: Float64Array;
  readonly offset: Float64Array | undefined;
}

/** (x - means)' beta + offset of row i. */
function predictorOf({ x, p, known, means, offset }: Predictor, i: number): number {
  let eta = offset === undefined ? 0 : offset[i]!;
  for (let j = 0, at = i * p; j < p; j++, at++) eta += (x[at]! - means[j]!) * known[j]!;
  return eta;
}

const predictors = (by: Predictor, n: number): Float64Array =>
  Float64Array.from({ length: n }, (_, i) => predictorOf(by, i));

/** The linear predictors of all data rows from those of the kernel rows, `eta`. */
function predictorsByRow({ order }: RiskSets, eta: Float64Array, by: Predictor, n: number): Float64Array {
  const made = new Float64Array(n).fill(Number.NaN);
  for (let j = 0; j < order.length; j++) made[order[j]!] = eta[j]!;
  if (order.length < n) for (let i = 0; i < n; i++) if (Number.isNaN(made[i]!)) made[i] = predictorOf(by, i);
  return made;
}

/** n x p rows times a p x p matrix. */
export function rightMultiply(rows: Float64Array, matrix: Float64Array, p: number): Float64Array {
  const product = new Float64Array(rows.length);
  for (let at = 0; at < rows.length; at += p) {
    for (let j = 0; j < p; j++) {
      let sum = 0;
      for (let k = 0; k < p; k++) sum += rows[at + k]! * matrix[k * p + j]!;
      product[at + j] = sum;
    }
  }
  return product;
}

/**
 * Cox proportional-hazards regression.
 *
 * @param time        follow-up, length n, each >= 0
 * @param event       1 = event, 0 = censored, length n
 * @param covariates  a row of p numbers for each of the n, or a matrix (`rowMajor` makes it of columns)
 * @param options     `ties`, `robust`, and by row `start` (late entry), `strata`, `weights`, `offset`, `cluster`
 * @returns coefficients (log hazard ratios) with their variance, tests and what predictions and residuals need;
 *   `converged` false and `perhapsInfinite` say when not to trust them
 * @throws {RangeError} n = 0, lengths differ, a time is negative or not finite, a start is not before its time
 * @source Cox DR. J R Stat Soc B 1972;34:187-220; Therneau TM, Grambsch PM. Modeling Survival Data, 2000
 * @oracle R survival::coxph
 *
 * Ties are Efron's unless asked otherwise; with `start` a row is at risk on (start, time].
 */
export function cox(
  time: ArrayLike<number>,
  event: ArrayLike<number>,
  covariates: Covariates,
  options: CoxOptions & RowOptions = {},
): CoxFit {
  return fitCox(coxData(time, event, covariates, options), options);
}
