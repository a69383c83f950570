export type { TrialEvidence } from './evidence/evidence.ts';
export type { LikenessPoint } from './evidence/likeness.ts';
export type { Condition } from './gate/condition.ts';
export type { Answer, Judged } from './gate/judged.ts';
export type { JudgedText } from './gate/label.ts';
export { inWords, type Mark, type Reading, type RegulatoryStatus, sourceById } from './knowledge/knowledge.ts';
export { changesBetween, type OptionChange } from './options/changes.ts';
export { type Option, optionsOf } from './options/options.ts';
export type { StatusOn } from './status/status-on.ts';
