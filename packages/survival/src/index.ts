export { type Concordance, type ConcordanceOptions, concordance, type PairCounts } from './concordance/concordance.ts';
export { TIME_WEIGHTS, type TimeWeight } from './concordance/time-weights.ts';
export { type BaselineHazard, baselineHazard, type CoxPrediction, predictSurvival } from './cox/baseline.ts';
export { type BootstrapOptions, bootstrapCox } from './cox/bootstrap.ts';
export { cox, fitCox } from './cox/cox.ts';
export { type Covariates, coxData, type RowOptions } from './cox/data.ts';
export type { CoxData, CoxFit, CoxOptions, Test } from './cox/fit.ts';
export type { Ties } from './cox/hazard.ts';
export { type Proportionality, proportionality, TRANSFORMS, type Transform } from './cox/proportionality.ts';
export {
  devianceResiduals, martingaleResiduals, type SchoenfeldResiduals, schoenfeldResiduals, scoreResidualsOf,
} from './cox/residuals.ts'; // biome-ignore format: a list
export { InputError, type InputIssue } from './errors/input-error.ts';
export { type Column, type FactorColumn, factorColumn, type NumberColumn, numberColumn } from './frame/column.ts';
export { type Frame, frameOf, type PlainColumn, rowsOf, withColumn } from './frame/frame.ts';
export { type CsvOptions, readCsv } from './frame/read-csv.ts';
export { invertSymmetric, solveSymmetric } from './linear-algebra/matrix.ts';
export { type Matrix, rowMajor } from './linear-algebra/row-major.ts';
export { ADJUSTMENTS, type Adjustment, adjustP } from './log-rank/adjust.ts';
export { type LogRank, logRank } from './log-rank/log-rank.ts';
export { methods } from './methods/index.ts';
export type { Method, MethodInput, Options, Parts } from './methods/method.ts';
export { partedMethods } from './methods/parts.ts';
export * from './more.ts';
export { type CrossValidation, crossValidatePath } from './penalised/cross-validate.ts';
export { type Path, type PathOptions, type PathStep, penalisedPath } from './penalised/path.ts';
export { type RidgeFit, ridgeCox } from './penalised/ridge.ts';
export { type AtTimes, atTimes } from './product-limit/at-times.ts';
export type { EstimateKind } from './product-limit/estimate.ts';
export { INTERVAL_TYPES, type IntervalType } from './product-limit/interval.ts';
export {
  type CurveOptions,
  productLimit,
  quantileOf,
  restrictedMeanOf,
  type SurvivalCurve,
} from './product-limit/product-limit.ts';
export type { Survival } from './response/survival.ts';
export { normalCdf, normalQuantile } from './special/normal.ts';
