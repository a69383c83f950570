/** What a model knows of its limits, over time and in other populations. */
export { ABSTENTION_RULES, type Abstention, type AbstentionRules, outsideOf } from './domain/abstention.ts';
export { type Domain, distanceTo, learnDomain } from './domain/domain.ts';
export { type MissingInput, missingInputs } from './domain/missing-inputs.ts';
export { coverageOfSplits } from './limits/coverage-of-splits.ts';
export { type LimitsInShort, limitsInShort } from './limits/in-short.ts';
export { type LimitsOptions, learnLimits, withLimits } from './limits/learn-limits.ts';
export type { ModelLimits } from './limits/model-limits.ts';
export type { RiskCoveragePoint } from './limits/risk-coverage.ts';
export { type PatientLimits, withinLimits } from './limits/within-limits.ts';
export { type ComparablePatients, comparablePatients } from './neighbours/comparable-patients.ts';
export { type AccumulatedEffect, accumulatedEffect } from './over-time/ale.ts';
export { type SurvShap, survShap, type TimeScale } from './over-time/surv-shap.ts';
export { type Sensitivity, sensitivityOf } from './sensitivity/sensitivity.ts';
export { type HomeDiscrimination, type Transport, type TransportOptions, transport } from './transport/transport.ts';
export { type FileTransportOptions, transportFile } from './transport/transport-file.ts';
export {
  LIMITS as TRANSPORT_LIMITS,
  type TransportRule,
  type TransportVerdict,
  transportVerdict,
} from './transport/verdict.ts';
export { type Stability, stabilityOf } from './uncertainty/stability.ts';
