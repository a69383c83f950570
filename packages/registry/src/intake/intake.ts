import { type Issue, ok, type Result, readLineaJson, refused, shown } from '@linea/facts';
import type { ImportReport, Reader } from '../registry/registry.ts';

/** A file that somebody brings, by the name they know it by. */
export interface IncomingFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What somebody wants read in: `linea import`, `POST /api/import`. */
export interface IntakeRequest {
  readonly files: readonly IncomingFile[];
  readonly format?: string | undefined;
  /** For facts that do not name their own. */
  readonly centre?: string | undefined;
  readonly patient?: string | undefined;
}

/** What can be read in today. */
export const IMPORT_FORMATS = ['auto', 'linea'] as const;

/** What reads the files into facts; or why they cannot be read at all. */
export function readerOf({ files, format = 'auto', centre, patient }: IntakeRequest): Result<Reader> {
  const [file, ...others] = files;
  if (!IMPORT_FORMATS.includes(format as 'auto'))
    return refused({ code: 'format.unknown', at: 'format', got: shown(format), allowed: IMPORT_FORMATS.join(', ') });
  if (!file || others.length > 0)
    return refused({ code: 'files.one', at: 'files', got: String(files.length), allowed: '1' });
  const text = decoded(file);
  if (!text.ok) return text;
  const defaults = { ...(centre ? { centre } : {}), ...(patient ? { patient } : {}) };
  return ok((given) => placed(readLineaJson(text.value, { ...given, ...defaults, file: file.name }), file.name));
}

function decoded({ name, bytes }: IncomingFile): Result<string> {
  try {
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return refused({ code: 'text.notUtf8', at: name, allowed: 'UTF-8' });
  }
}

/** Issues say which file they are about. */
const placed = (reading: ReturnType<Reader>, name: string): ReturnType<Reader> => ({
  ...reading,
  issues: reading.issues.map((issue) => inFile(issue, name)),
  warnings: reading.warnings.map((issue) => inFile(issue, name)),
});

const inFile = (issue: Issue, name: string): Issue => ({ ...issue, at: issue.at ? `${name}: ${issue.at}` : name });

/** The public JSON of an import. */
export type ImportJson = Omit<ImportReport, 'ok'> & { readonly dryRun: boolean };

export const importJson = (report: ImportReport, dryRun: boolean): ImportJson => ({
  accepted: report.accepted,
  duplicates: report.duplicates,
  refused: report.refused,
  issues: report.issues,
  warnings: report.warnings,
  patients: report.patients,
  dryRun,
});
