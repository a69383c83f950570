export { conflictJson } from './conflict.ts';
export {
  IMPORT_FORMATS,
  type ImportJson,
  type IncomingFile,
  type IntakeRequest,
  importJson,
  readerOf,
} from './intake.ts';
