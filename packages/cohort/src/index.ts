export type { BinaryValue } from './endpoint/happened.ts';
export { definitionOf, type EndpointValue, planOf } from './endpoint/times.ts';
export { type FeatureValue, featureOf } from './feature/feature.ts';
export { type Decision, decisionOf } from './population/decision.ts';
export { type Funnel, isSynthetic, type StudyPatient } from './population/population.ts';
export { featureLabel } from './study/feature-label.ts';
export type { Place } from './study/places.ts';
export { readStudy } from './study/read-study.ts';
export {
  comparedSettings, type DecisionPoint, EVERYBODY, type FeatureSpec, isMatrix, type Study, type Term, type Transform,
} from './study/study.ts'; // biome-ignore format: a list
export { SETTINGS, type SettingId } from './synth/calibration.ts';
export { readTruth } from './synth/read-truth.ts';
export { type StudyFile, type StudyOptions, settingSizes, synthesise } from './synth/synth.ts';
export { defaultTruth, type Truth } from './synth/truth.ts';
export { type AnalysisTable, analysisTable, decidedAt, type FeatureColumn, type Leak } from './table/analysis-table.ts';
export { type CodebookRow, codebook, codebookCsv, matrixColumns } from './table/codebook.ts';
export { type Matrix, type MatrixBlock, readMatrix } from './table/matrix.ts';
export { matricesCsv, outcomesCsv, tableCsv } from './table/write-table.ts';
