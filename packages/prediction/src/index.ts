export type { Bar } from './estimate/bars.ts';
export {
  type EstimateJson,
  type EstimatesJson,
  estimatesJson,
  type Label,
  termLabel,
} from './estimate/estimate-json.ts';
// biome-ignore format: a list
export {
  type Estimate, type EstimatedPatient, estimatePatient, type Input, type PatientEstimates, type PointEstimates, type Reason,
} from './estimate/estimate-patient.ts';
export { type ModelCard, modelCard } from './estimate/model-card.ts';
export type { Comparable } from './estimate/neighbours.ts';
// biome-ignore format: a list
export {
  openStudyModel, type PointModel, type Question, type StudyModel, type UnseenCentres,
} from './estimate/study-model.ts';
export { type TrainingOptions, trainStudyModel } from './estimate/train-study-model.ts';
export type { Association } from './plan/associations.ts';
export type { BinaryPredictor, Rate } from './plan/binary-predictors.ts';
export type { BlockGain } from './plan/blocks.ts';
export type { CompetingIncidence } from './plan/competing.ts';
export type { BaselineRow } from './plan/described/baseline.ts';
export type { CentreCompleteness } from './plan/described/completeness.ts';
export type { Outcome } from './plan/described/outcomes.ts';
export type { Difference, Effect, Interaction, Refusal } from './plan/effects.ts';
export type { Explained } from './plan/explained.ts';
export type { Performance } from './plan/performance.ts';
export { EFFORTS, type Effort, type PlanResults, runPlan, type Step } from './plan/plan.ts';
export type { ProductComparison } from './plan/products.ts';
export type { Sustainability } from './plan/sustainability.ts';
export type { Transport } from './plan/transport.ts';
