export {
  type BedsideDocument,
  bedsideSchema,
  type ObservedDocument,
  observationSchema,
  observedSchema,
  protocolEntrySchema,
  protocolSchema,
} from './bedside.ts';
export type { BesideDocument } from './beside.ts';
export { type BoardDocument, boardSchema } from './board.ts';
// biome-ignore format: a list
export {
  type ConflictDocument, type CorrectedDocument, type CorrectionDocument, conflictSchema, correctedSchema, correctionSchema, type ImportReportDocument,
  importReportSchema, lineaSchema,
} from './changes.ts';
// biome-ignore format: a list
export {
  type CohortComparisonDocument, type CohortCurvesDocument, type CohortDocument, type CohortForestDocument, type CohortImmuneDocument,
  type CohortOncoprintDocument, type CohortSwimmerDocument, cohortComparisonSchema, cohortCurvesSchema, cohortForestSchema,
  cohortImmuneSchema, cohortOncoprintSchema, cohortSchema, cohortSwimmerSchema,
} from './cohort.ts';
export { cutSchema, newCutSchema } from './cut.ts';
export { type DocumentDocument, documentSchema } from './document.ts';
export { type FactDocument, factSchema } from './fact.ts';
// biome-ignore format: a list
export {
  type CriterionDocument, criterionSummarySchema, type DerivationDocument, type DiffDocument, derivationSchema, diffSchema, type JourneyDocument,
  journeySchema, type LineDocument, type PatientSummaryDocument, patientSummarySchema, type WhyDocument, whySchema,
} from './journey.ts';
// biome-ignore format: a list
export {
  type DecisionDocument, decisionSchema, type OptionDocument, type OptionsDocument, optionsSchema, type RegimenDocument, type RegimensDocument, regimensSchema,
} from './options.ts';
export { type IssueDocument, issueSchema, type ProblemDocument, problemSchema } from './problem.ts';
export {
  type AskedDocument,
  type PatientQueriesDocument,
  patientQueriesSchema,
  type QueriesDocument,
  queriesSchema,
  SEVERITIES,
} from './queries.ts';
// biome-ignore format: a list
export {
  type ModelCardDocument, modelCardSchema, type PredictionDocument, predictionSchema, type StudyStateDocument, studyStateSchema,
} from './study.ts';
export { type WorklistDocument, worklistSchema } from './worklist.ts';
