import type { Issue, Result } from '@linea/facts';
import { type ImportFile, type ImportSummary, openTables, type RefusedCell, readMapping } from '@linea/interop';
import type { Reader } from '../registry/registry.ts';
import type { IncomingFile } from './intake.ts';

/** What an import of tables tells beside what every import tells. */
export interface TablesReport {
  /** What was understood, column by column. */
  readonly summary: ImportSummary;
  /** Every refused cell with its place taken apart, for a list to download. */
  readonly refusedCells: readonly RefusedCell[];
  /** What was left out where only the valid facts were asked for. */
  readonly leftOut: { readonly refused: number; readonly issues: readonly Issue[] };
}

export interface TablesIntake {
  readonly read: Reader;
  /** Of the last reading. */
  readonly report: () => TablesReport | undefined;
}

/** Tables by a mapping file. The rows are read here, once; the store may ask for the facts again with what it has. */
export async function tablesReader(
  files: readonly IncomingFile[],
  mapping: IncomingFile,
  options: {
    readonly format?: 'auto' | 'csv' | 'xlsx';
    readonly centre?: string;
    readonly patient?: string;
    readonly acceptValid?: boolean;
  },
): Promise<Result<TablesIntake>> {
  const { acceptValid = false, ...given } = options;
  const read = readMapping(Buffer.from(mapping.bytes).toString('utf8'), baseName(mapping.name));
  if (!read.ok) return read;
  const tables = await openTables(files.map(importFile), read.value, given);
  let report: TablesReport | undefined;
  const reader: Reader = (asked) => {
    const reading = tables.read({ ...asked, acceptValid });
    const { summary, refusedCells, refused, issues } = reading;
    report = { summary, refusedCells, leftOut: acceptValid ? { refused, issues } : { refused: 0, issues: [] } };
    return acceptValid ? { ...reading, ok: true, refused: 0, issues: [] } : reading;
  };
  return { ok: true, value: { read: reader, report: () => report } };
}

/** Bytes handed on at a time. */
const CHUNK = 64 * 1024;

const importFile = ({ name, bytes }: IncomingFile): ImportFile => ({
  name: baseName(name),
  open: async function* () {
    for (let at = 0; at < bytes.length; at += CHUNK) yield bytes.subarray(at, at + CHUNK);
  },
});

/** Sources and messages name files without the folders of whoever sent them. */
const baseName = (name: string): string => name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
