export { type AdditiveModel, readRatio, readShape, type ShapeReading } from './additive/additive-model.ts';
export type { Attribution, AttributionWanted } from './attribution/attribution.ts';
export type { Explanation } from './attribution/explanation.ts';
export { interactions } from './attribution/interactions.ts';
export { interventional } from './attribution/interventional.ts';
export { type TreeExplainer, treeExplainer } from './attribution/tree-shap.ts';
export { LEAST_AT_RISK, LEAST_SHOWN } from './disclosure/least-shown.ts';
export { issuesOf, RefusedInput } from './errors/refused-input.ts';
export { type ExplainedModel, explainedLinea, explainedXgboost } from './explained/explained-model.ts';
export { explainGroups, type GroupExplanation } from './explained/group-explanation.ts';
export { type DeletionOptions, type DeletionTest, deletionTest } from './faithfulness/deletion.ts';
export { type RandomisationOptions, type RandomisationTest, randomisationTest } from './faithfulness/randomisation.ts';
export { tableOfModel } from './faithfulness/table-of-model.ts';
export { globalImportance, type Importance } from './global/importance.ts';
export { type DependencePoint, type PartialDependence, partialDependence } from './global/partial-dependence.ts';
export { correlatedGroups } from './groups/correlated.ts';
export { type FeatureGroup, type Grouping, groupingOf, resolvedGroups } from './groups/feature-group.ts';
export * from './knowing-limits.ts';
export {
  type Block, fitLearner, LEARNERS, type LearnerName, type LearnerOptions, varying,
} from './learner/fit-learner.ts'; // biome-ignore format: a list
export { design } from './linear/design.ts';
export type { LinearModel } from './linear/linear-model.ts';
export { contentHash } from './model/hash.ts';
export {
  type FeatureSummary, isModelFile, type KnownGroups, MODEL_VERSION, type ModelFile, openModel, sealed, type TrainedOn,
} from './model/model-file.ts'; // biome-ignore format: a list
export { readableJson } from './model/readable.ts';
export {
  attribute,
  predictIncidence,
  predictRisk,
  predictSurvival,
  type SurvivalModel,
} from './model/survival-model.ts';
export { trainModel } from './model/train.ts';
export { explainWith, type Prediction, predictWith } from './model/use-model.ts';
export type { StackMember, StackModel } from './stack/stack-model.ts';
export { type Encoding, encode, learnEncoding, type Outcomes, outcomesOf } from './table/encoding.ts';
export { type TrainingTable, takePatients } from './table/training-table.ts';
export { type Ensemble, leafOf, margins, type Rows, rowsFrom, type Tree } from './tree/tree.ts';
export * from './tree-learners.ts';
export { type Design, splitsOfDesign } from './validation/designs.ts';
export {
  apparentOf, CORRECTED, correctedForOptimism, type Optimism, type OptimismJob, type OptimismSample, optimismSample,
} from './validation/optimism.ts'; // biome-ignore format: a list
export { correctedDifference, correctedMean, type Difference, type Interval } from './validation/paired.ts';
export type { NetBenefitPoint, Pooled } from './validation/pooled.ts';
export {
  checkHorizon,
  gridOf,
  type Horizon,
  type Predictions,
  type Scores,
  STEPS,
  usualHorizon,
} from './validation/scoring.ts';
export { checkSplits, nullPredictions, runSplit, type Split, type SplitResult } from './validation/split.ts';
export { overlapOf, perSplit, summarise, type Validation } from './validation/validate.ts';
export { type ExplainWanted, explainXgboost } from './xgboost/explain.ts';
export { isXgboost, readXgboost, singlePrecision, type XgboostModel } from './xgboost/read-model.ts';
export { isUbj, readUbj } from './xgboost/read-ubj.ts';
