export { conflictJson } from './conflict.ts';
// biome-ignore format: a list
export { IMPORT_FORMATS, type ImportJson, type IncomingFile, type Intake, type IntakeRequest, importJson, intakeOf } from './intake.ts';
export { withIntake } from './thread.ts';
