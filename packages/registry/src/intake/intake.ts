import {
  type Issue,
  type LineaJsonParts,
  nameIssue,
  ok,
  openLineaJson,
  type Result,
  refused,
  shown,
} from '@linea/facts';
import type { ImportReport, Reader } from '../registry/registry.ts';
import { type TablesReport, tablesReader } from './tables.ts';

/** A file that somebody brings, by the name they know it by. */
export interface IncomingFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What somebody wants read in: `linea import`, `POST /api/import`. */
export interface IntakeRequest {
  readonly files: readonly IncomingFile[];
  readonly format?: string | undefined;
  /** Of tables: what each column is. */
  readonly mapping?: IncomingFile | undefined;
  /** For facts that do not name their own. */
  readonly centre?: string | undefined;
  readonly patient?: string | undefined;
  /** Of tables: keep the valid facts although others are refused. Default false: all or nothing. */
  readonly acceptValid?: boolean | undefined;
}

/** Something that reads files into facts, and what it has to tell beside them. */
export interface Intake {
  readonly read: Reader;
  /** Of tables, after the last reading. */
  readonly tables: () => TablesReport | undefined;
}

/** What can be read in today. */
export const IMPORT_FORMATS = ['auto', 'linea', 'csv', 'xlsx'] as const;

type ImportFormat = (typeof IMPORT_FORMATS)[number];

const isFormat = (format: string): format is ImportFormat => (IMPORT_FORMATS as readonly string[]).includes(format);

/** What reads the files into facts; or why they cannot be read at all. */
export async function intakeOf(request: IntakeRequest): Promise<Result<Intake>> {
  const { files, format = 'auto', mapping, centre, patient, acceptValid } = request;
  if (!isFormat(format))
    return refused({ code: 'format.unknown', at: 'format', got: shown(format), allowed: IMPORT_FORMATS.join(', ') });
  const [file, ...others] = files;
  if (!file) return refused({ code: 'files.one', at: 'files', got: '0', allowed: '1' });
  const defaults = { ...(centre ? { centre } : {}), ...(patient ? { patient } : {}) };
  const wrong = Object.entries(defaults).flatMap(([name, text]) => nameIssue(text, name) ?? []);
  if (wrong.length > 0) return refused(...wrong);
  if (mapping && format !== 'linea') {
    const options = { format, ...defaults, ...(acceptValid === undefined ? {} : { acceptValid }) };
    const tables = await tablesReader(files, mapping, options);
    return tables.ok ? ok({ read: tables.value.read, tables: tables.value.report }) : tables;
  }
  if (format === 'csv' || format === 'xlsx' || (format === 'auto' && isTable(file)))
    return refused({ code: 'mapping.missing', at: file.name, got: format, allowed: 'mapping' });
  if (mapping) return refused({ code: 'mapping.needless', at: mapping.name, got: format, allowed: 'csv, xlsx' });
  if (others.length > 0) return refused({ code: 'files.one', at: 'files', got: String(files.length), allowed: '1' });
  const text = decoded(file);
  if (!text.ok) return text;
  const open = (): LineaJsonParts => inFile(openLineaJson(text.value, defaults), file.name);
  return ok({ read: { open }, tables: () => undefined });
}

/** A workbook by how it begins, a CSV by its name: its text could be anything. */
const isTable = ({ name, bytes }: IncomingFile): boolean =>
  /\.(csv|tsv|xlsx?|txt)$/i.test(name) || (bytes[0] === 0x50 && bytes[1] === 0x4b);

function decoded({ name, bytes }: IncomingFile): Result<string> {
  try {
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return refused({ code: 'text.notUtf8', at: name, allowed: 'UTF-8' });
  }
}

/** Issues say which file they are about. */
const inFile = ({ patients, read }: LineaJsonParts, file: string): LineaJsonParts => ({
  patients,
  read: function* (options) {
    const end = yield* read({ ...options, file });
    return { ...end, issues: placed(end.issues, file), warnings: placed(end.warnings, file) };
  },
});

const placed = (issues: readonly Issue[], file: string): readonly Issue[] =>
  issues.map((issue) => ({ ...issue, at: issue.at ? `${file}: ${issue.at}` : file }));

/** The public JSON of an import. Of tables also what was understood, and every refused cell. */
export type ImportJson = Omit<ImportReport, 'ok'> & {
  readonly dryRun: boolean;
} & Partial<Pick<TablesReport, 'summary' | 'refusedCells'>>;

export function importJson(report: ImportReport, dryRun: boolean, tables?: TablesReport): ImportJson {
  const leftOut = tables?.leftOut ?? { refused: 0, issues: [] };
  return {
    accepted: report.accepted,
    duplicates: report.duplicates,
    refused: report.refused + leftOut.refused,
    issues: [...report.issues, ...leftOut.issues],
    warnings: report.warnings,
    patients: report.patients,
    dryRun,
    ...(tables ? { summary: tables.summary, refusedCells: tables.refusedCells } : {}),
  };
}
