import type { CoxFit } from './fit.ts';
import { type Hazard, livedThrough, type Ties } from './hazard.ts';
import { meanCovariates } from './mean-covariates.ts';
import { type RiskSets, spansByDataRow } from './risk-sets.ts';

/** Events less the events expected: delta - exp(eta) A; length n. */
export function martingaleResiduals({ data, sets, hazard, linearPredictors }: CoxFit): Float64Array {
  const { status } = data.survival;
  const { lower, upper } = spansByDataRow(sets, status.length);
  return linearPredictors.map((eta, i) => {
    const died = status[i]! > 0;
    return status[i]! - Math.exp(eta) * livedThrough(hazard, lower[i]!, upper[i]!, died);
  });
}

/** Martingale residuals made symmetric. @source Therneau TM, Grambsch PM, Fleming TR. Biometrika 1990;77:147-160 */
export function devianceResiduals(fit: CoxFit): Float64Array {
  const { status } = fit.data.survival;
  return martingaleResiduals(fit).map((m, i) => {
    const delta = status[i]!;
    return Math.sign(m) * Math.sqrt(-2 * (m + (delta === 0 ? 0 : delta * Math.log(delta - m))));
  });
}

export interface ScoreContext {
  readonly sets: RiskSets;
  /** n x p. */
  readonly x: Float64Array;
  readonly p: number;
  readonly ties: Ties;
  readonly weights: Float64Array | undefined;
  readonly means: Float64Array;
  readonly linearPredictors: Float64Array;
  readonly hazard: Hazard;
}

/** Each row's part of the score, the integral of (x - mean) dM; n x p, unweighted. */
export function scoreResiduals(context: ScoreContext): Float64Array {
  const { sets, x, p, weights, means, linearPredictors, hazard } = context;
  const n = linearPredictors.length;
  const risk = Float64Array.from(sets.order, (i) => (weights ? weights[i]! : 1) * Math.exp(linearPredictors[i]!));
  const { mean, hazardMean, ownHazardMean } = meanCovariates(sets, hazard, x, means, p, risk);
  const cumulative = Float64Array.from(hazardMean);
  for (let k = 1; k < sets.deathTime.length; k++) {
    if (sets.stratumOfDeath[k] !== sets.stratumOfDeath[k - 1]) continue;
    for (let c = 0; c < p; c++) cumulative[k * p + c]! += cumulative[(k - 1) * p + c]!;
  }
  const residuals = new Float64Array(n * p);
  sets.order.forEach((i, j) => {
    const lower = sets.lower[j]!;
    const last = sets.upper[j]! - 1;
    const died = j < sets.survivor[last]!;
    const score = Math.exp(linearPredictors[i]!);
    const lived = livedThrough(hazard, lower, last + 1, died);
    for (let c = 0; c < p; c++) {
      const own = x[i * p + c]! - means[c]!;
      const at = last * p + c;
      const before = cumulative[at]! - hazardMean[at]! - (cumulative[lower * p + c]! - hazardMean[lower * p + c]!);
      const met = before + (died ? ownHazardMean[at]! : hazardMean[at]!);
      residuals[i * p + c] = (died ? own - mean[at]! : 0) - score * (own * lived - met);
    }
  });
  return residuals;
}

export const scoreResidualsOf = (fit: CoxFit): Float64Array => {
  const { data, ties, sets, means, linearPredictors, hazard } = fit;
  const { x, p, weights } = data;
  return scoreResiduals({
    sets,
    x,
    p,
    ties: ties === 'exact' ? 'breslow' : ties,
    weights,
    means,
    linearPredictors,
    hazard,
  });
};

export interface SchoenfeldResiduals {
  /** Data row of each event, by stratum, then time, then data order. */
  readonly rows: Int32Array;
  readonly time: Float64Array;
  /** events x p: covariate less its mean among those at risk. */
  readonly values: Float64Array;
}

/** @source Schoenfeld D. Biometrika 1982;69:239-241 */
export function schoenfeldResiduals(fit: CoxFit): SchoenfeldResiduals {
  const { data, sets, hazard, means, linearPredictors } = fit;
  const { x, p, weights } = data;
  const risk = Float64Array.from(sets.order, (i) => (weights ? weights[i]! : 1) * Math.exp(linearPredictors[i]!));
  const { mean } = meanCovariates(sets, hazard, x, means, p, risk);
  const dying = Int32Array.from(sets.order.keys()).filter((j) => j < sets.survivor[sets.upper[j]! - 1]!);
  const values = new Float64Array(dying.length * p);
  dying.forEach((j, e) => {
    const k = sets.upper[j]! - 1;
    for (let c = 0; c < p; c++) values[e * p + c] = x[sets.order[j]! * p + c]! - means[c]! - mean[k * p + c]!;
  });
  return {
    rows: dying.map((j) => sets.order[j]!),
    time: Float64Array.from(dying, (j) => sets.deathTime[sets.upper[j]! - 1]!),
    values,
  };
}
