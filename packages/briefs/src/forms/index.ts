export { type CentreForms, type FormsInForce, formsInForce, NO_CENTRE_FORMS } from './centre-forms.ts';
export { handOverFacts } from './hand-over.ts';
// biome-ignore format: a list
export { FORM_KINDS, type FormKind, type FormLayout, type MilestoneRule } from './layout.ts';
export { type MilestoneClock, milestoneClock } from './milestones.ts';
export { gapsFirst, type Sheet, type SheetField, sheetOf } from './sheet.ts';
