import { countUpTo } from '../product-limit/at-times.ts';
import { normalQuantile } from '../special/normal.ts';
import type { CoxFit } from './fit.ts';
import { meanCovariates } from './mean-covariates.ts';

/** The baseline cumulative hazard of one stratum at the covariates' centring values, at its death times. */
interface StratumHazard {
  readonly time: Float64Array;
  readonly cumulative: Float64Array;
  /** Cumulative variance of the increments, coefficients taken as known. */
  readonly variance: Float64Array;
  /** Cumulative mean covariate times hazard, length x p. */
  readonly meanCovariate: Float64Array;
}

function stratumHazards(fit: CoxFit): StratumHazard[] {
  const { sets, hazard, data, means, linearPredictors } = fit;
  const { x, p, weights } = data;
  const risk = Float64Array.from(sets.order, (i) => (weights ? weights[i]! : 1) * Math.exp(linearPredictors[i]!));
  const { hazardMean } = meanCovariates(sets, hazard, x, means, p, risk);
  return Array.from({ length: sets.firstDeath.length - 1 }, (_, s) => {
    const from = sets.firstDeath[s]!;
    const length = sets.firstDeath[s + 1]! - from;
    const cumulative = new Float64Array(length);
    const variance = new Float64Array(length);
    const meanCovariate = new Float64Array(length * p);
    for (let k = 0; k < length; k++) {
      const before = k - 1;
      cumulative[k] = hazard.step[from + k]! + (k > 0 ? cumulative[before]! : 0);
      variance[k] = hazard.c0[from + k]! + (k > 0 ? variance[before]! : 0);
      for (let c = 0; c < p; c++) {
        meanCovariate[k * p + c] = hazardMean[(from + k) * p + c]! + (k > 0 ? meanCovariate[before * p + c]! : 0);
      }
    }
    return { time: sets.deathTime.slice(from, from + length), cumulative, variance, meanCovariate };
  });
}

const knownCoefficients = (fit: CoxFit): Float64Array => fit.coefficients.map((b) => (Number.isNaN(b) ? 0 : b));

/** x' beta with unknown coefficients as 0. */
export function linearPredictor(fit: CoxFit, x: Float64Array, row: number): number {
  const { p } = fit.data;
  let sum = 0;
  for (let c = 0; c < p; c++) sum += Number.isNaN(fit.coefficients[c]!) ? 0 : x[row * p + c]! * fit.coefficients[c]!;
  return sum;
}

/** Cumulative baseline hazard of a stratum. */
export interface BaselineHazard {
  /** Distinct times of the stratum, censorings included, ascending. */
  readonly time: Float64Array;
  readonly cumulativeHazard: Float64Array;
}

/**
 * Cumulative baseline hazard at covariates zero (and, as in R, at the mean of the offset), by stratum.
 *
 * @oracle R survival::basehaz(centered = FALSE)
 */
export function baselineHazard(fit: CoxFit): BaselineHazard[] {
  const { data, means } = fit;
  const factor = Math.exp(-knownCoefficients(fit).reduce((sum, b, c) => sum + b * means[c]!, 0));
  const hazards = stratumHazards(fit);
  const times: number[][] = hazards.map(() => []);
  data.survival.time.forEach((t, i) => {
    times[data.strata ? data.strata[i]! : 0]!.push(t);
  });
  return hazards.map(({ time, cumulative }, s) => {
    const distinct = Float64Array.from(new Set(times[s])).sort();
    return {
      time: distinct,
      cumulativeHazard: distinct.map((t) => {
        const k = countUpTo(time, t);
        return k === 0 ? 0 : cumulative[k - 1]! * factor;
      }),
    };
  });
}

export interface CoxPrediction {
  /** A row per time, a column per new row. */
  readonly survival: number[][];
  /** Standard error of S(t). */
  readonly se: number[][];
  readonly lower: number[][];
  readonly upper: number[][];
  readonly cumulativeHazard: number[][];
  /** x' beta, not centred, with the offset. */
  readonly linearPredictor: number[];
}

/**
 * Survival predicted for new rows at given times: S = exp(-H), intervals on the log scale. A curve is carried on beyond
 * its last time.
 *
 * @param x       rows x p
 * @param strata  0-based stratum of each new row, when the model has strata
 * @source Link CL. Biometrics 1984;40:601-610; Tsiatis AA. Ann Stat 1981;9:93-108
 * @oracle R survival::survfit.coxph
 */
export function predictSurvival(
  fit: CoxFit,
  x: Float64Array,
  times: readonly number[],
  options: { offset?: Float64Array | undefined; strata?: Int32Array | undefined; level?: number } = {},
): CoxPrediction {
  const { means, variance } = fit;
  const { p } = fit.data;
  const rows = p === 0 ? 1 : x.length / p;
  const z = normalQuantile(1 - (1 - (options.level ?? 0.95)) / 2);
  const centre = knownCoefficients(fit).reduce((sum, b, c) => sum + b * means[c]!, 0) + fit.offsetMean;
  const hazards = stratumHazards(fit);
  const predictors = Array.from({ length: rows }, (_, r) => linearPredictor(fit, x, r) + (options.offset?.[r] ?? 0));
  const made: CoxPrediction = {
    survival: [],
    se: [],
    lower: [],
    upper: [],
    cumulativeHazard: [],
    linearPredictor: predictors,
  };
  const distance = new Float64Array(p);
  for (const t of times) {
    const [survival, se, lower, upper, cumulativeHazard]: number[][] = [[], [], [], [], []];
    for (let r = 0; r < rows; r++) {
      const stratum = hazards[options.strata ? options.strata[r]! : 0]!;
      const k = countUpTo(stratum.time, t) - 1;
      const score = Math.exp(predictors[r]! - centre);
      const h = k < 0 ? 0 : stratum.cumulative[k]!;
      for (let c = 0; c < p; c++) {
        distance[c] = k < 0 ? 0 : h * (x[r * p + c]! - means[c]!) - stratum.meanCovariate[k * p + c]!;
      }
      let spread = k < 0 ? 0 : stratum.variance[k]!;
      for (let a = 0; a < p; a++) {
        for (let b = 0; b < p; b++) spread += distance[a]! * variance[a * p + b]! * distance[b]!;
      }
      const seLog = score * Math.sqrt(spread);
      const s = Math.exp(-h * score);
      survival!.push(s);
      se!.push(seLog * s);
      lower!.push(Math.exp(-h * score - z * seLog));
      upper!.push(Math.min(1, Math.exp(-h * score + z * seLog)));
      cumulativeHazard!.push(h * score);
    }
    made.survival.push(survival!);
    made.se.push(se!);
    made.lower.push(lower!);
    made.upper.push(upper!);
    made.cumulativeHazard.push(cumulativeHazard!);
  }
  return made;
}
