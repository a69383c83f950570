export { type Authorisation, type CarTProduct, carTProducts, shownAuthorisations } from './cart/products.ts';
export {
  type EndpointDefinition,
  type EndpointName,
  endpointDefinition,
  endpointDefinitions,
  type Start,
} from './endpoints/definitions.ts';
export {
  type EndpointResult,
  type EndpointStatistics,
  type EndpointTime,
  endpointOf,
  endpointStatistics,
  type ImputedTime,
} from './endpoints/evaluate.ts';
export { checkPlan, defaultPlan, type EndpointPlan, type Entry, type Population } from './endpoints/plan.ts';
export { relativeTo } from './endpoints/relative.ts';
export { endpointSentences } from './endpoints/sentence.ts';
export {
  type Answer,
  type Criterion,
  FROM_MEMORY,
  type InputIssue,
  type Outcome,
  type Settled,
  type Verification,
} from './engine/index.ts';
export { ageAt } from './general/age.ts';
export { exposureOf } from './lines/exposure-of.ts';
export { type Line, linesBefore, linesOf } from './lines/lines-of.ts';
export { type AgentRefractoriness, refractoryOf } from './lines/refractory-of.ts';
export { type PublishedPredictor, publishedPredictors } from './lymphoma/published-predictors.ts';
export { hasDisease } from './myeloma/baseline.ts';
export { type Course, coursesOf, dosesOf, type RecordedDose, scheduleDays } from './myeloma/courses.ts';
export { DOSE_LEVELS, levelOf } from './myeloma/dose-levels.ts';
export { progressingOnLast } from './myeloma/gate-facts.ts';
export { GATES, type GateCondition } from './myeloma/gate-labels.ts';
export {
  type Board,
  type BoardStage,
  type BoardVisit,
  boardCodes,
  boardOf,
  type StageStatus,
} from './pathway/board.ts';
export { answersOf } from './patient/answers.ts';
export { type Derived, deriveAgain, deriveFirst } from './patient/derive-again.ts';
export { type Derivation, type Discrepancy, derive, derivePatient } from './patient/derive-patient.ts';
export {
  beside,
  codeOf,
  codesOf,
  dateSpan,
  happenings,
  numberOf,
  type Patient,
  patient,
  valued,
} from './patient/patient.ts';
export { criteria, criterionById } from './registry.ts';
export { type Consistency, consistencyOf, type Query, type Undecided } from './rules/queries.ts';
export { type ConsistencyRule, consistencyRules } from './rules/rules.ts';
