export { SETTINGS, type SettingId } from './synth/calibration.ts';
export { type StudyFile, type StudyOptions, settingSizes, synthesise } from './synth/synth.ts';
export { defaultTruth, readTruth, type Truth, type TruthIssue } from './synth/truth.ts';
