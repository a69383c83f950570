export { DUE_KINDS, type DueKind } from './due.ts';
export { type DuePatient, type Questions, questionsAbout, worklistJson } from './listing.ts';
export { lackingOnly, worklistCodes, worklistOf } from './worklist.ts';
