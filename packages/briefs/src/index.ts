export { courseFigure } from './figures/course/course-figure.ts';
export { journeyCaption, legendWords } from './figures/journey/caption.ts';
export { findingPick } from './figures/journey/finding-pick.ts';
export { journeyFigure } from './figures/journey/journey-figure.ts';
export type { Base } from './figures/journey/scene.ts';
export * from './figures/model/index.ts';
export { responseFigure } from './figures/response/response-figure.ts';
export * from './figures/survival/index.ts';
// biome-ignore format: a list
export type { DerivationJson, EffectiveJson, FactJson, LineJson, PatientJson } from './patient/patient-json.ts';
export { spanOfEdtf } from './patient/spans.ts';
export { datesText, dayText, momentText, whenText } from './words/dates.ts';
export { factText } from './words/fact-text.ts';
export { regimenName } from './words/regimen-name.ts';
export type { Labels, Say, Words } from './words/words.ts';
