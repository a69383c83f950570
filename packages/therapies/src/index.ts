export { type Decision, type DecisionKind, decisionOf, type PatternCheck } from './decisions/decisions.ts';
export type { Factor } from './decisions/factors.ts';
export type { TrialEvidence } from './evidence/evidence.ts';
export type { LikenessPoint } from './evidence/likeness.ts';
export type { Condition } from './gate/condition.ts';
export type { Answer, Judged } from './gate/judged.ts';
export type { JudgedText } from './gate/label.ts';
export {
  type EvidenceStatement,
  inWords,
  type Mark,
  type Reading,
  type RegulatoryStatus,
  sourceById,
} from './knowledge/knowledge.ts';
export { changesBetween, type OptionChange } from './options/changes.ts';
export { type Option, optionsOf } from './options/options.ts';
export type { Cycle, DoseDay } from './regimen/calendar.ts';
export type { DoseHistory } from './regimen/dose-history.ts';
export { type RegimenAtWork, regimensOf } from './regimen/regimen.ts';
export type { DrugSchedule, Period } from './regimen/schedules.ts';
export type { NotRecorded, Support } from './regimen/support.ts';
export type { StatusOn } from './status/status-on.ts';
