import type { Survival } from '../response/survival.ts';
import type { Hazard, Ties } from './hazard.ts';
import type { RiskSets } from './risk-sets.ts';

/** The data of a Cox model; everything has n rows. */
export interface CoxData {
  readonly survival: Survival;
  /** n x p, row-major. */
  readonly x: Float64Array;
  readonly p: number;
  /** 0-based stratum of each row. */
  readonly strata?: Int32Array | undefined;
  readonly weights?: Float64Array | undefined;
  readonly offset?: Float64Array | undefined;
  /** 0-based group of rows that belong together, for the robust variance. */
  readonly cluster?: Int32Array | undefined;
}

export interface CoxOptions {
  /** Default `efron`. */
  readonly ties?: Ties | 'exact';
  /** Sandwich variance; default: when clusters are given, or weights that are not whole numbers. */
  readonly robust?: boolean;
}

export interface Test {
  readonly statistic: number;
  readonly df: number;
}

export interface CoxFit {
  readonly data: CoxData;
  readonly ties: Ties | 'exact';
  readonly n: number;
  /** Number of events, unweighted. */
  readonly events: number;
  /** Length p; NaN where a column is a combination of those before it. */
  readonly coefficients: Float64Array;
  /** p x p: the sandwich when robust, else the inverse information. */
  readonly variance: Float64Array;
  /** p x p: the inverse information. */
  readonly modelVariance: Float64Array;
  readonly robust: boolean;
  readonly logLikelihoodNull: number;
  readonly logLikelihood: number;
  readonly likelihoodRatioTest: Test;
  readonly scoreTest: Test;
  readonly waldTest: Test;
  readonly robustScoreTest: Test | undefined;
  /** What covariates were centred on: weighted means, 0 for columns of 0, 1 and -1. */
  readonly means: Float64Array;
  /** Mean of the offset. */
  readonly offsetMean: number;
  /** (x - means)' beta + offset - offsetMean, length n. */
  readonly linearPredictors: Float64Array;
  readonly iterations: number;
  readonly converged: boolean;
  /** Columns whose coefficient was still running away when the likelihood no longer changed. */
  readonly perhapsInfinite: readonly number[];
  readonly sets: RiskSets;
  /** At beta, for the scores exp(linearPredictors). */
  readonly hazard: Hazard;
}
