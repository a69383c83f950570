import { setImmediate } from 'node:timers/promises';
import { type Fact, type LineaJsonReading, type ReadOptions, shown } from '@linea/facts';
import { anchorsOf } from '../apply/anchors.ts';
import { tableReader } from '../apply/table-reader.ts';
import { dateFormats } from '../mapping/date-format.ts';
import type { Mapping } from '../mapping/read-mapping.ts';
import type { TableMapping } from '../mapping/schema.ts';
import { LIMITS, type Limits } from '../table/limits.ts';
import { Notes } from '../table/notes.ts';
import { openFile, type TableFormat } from '../table/open-file.ts';
import type { ImportFile, Table } from '../table/table.ts';
import { finish } from './finish.ts';
import { ImportSink } from './import-sink.ts';
import type { RefusedCell } from './refused-cells.ts';
import type { ImportSummary } from './summary.ts';

export interface OpenTablesOptions extends Pick<ReadOptions, 'patient' | 'centre'> {
  /** Default `auto`: by the content of each file. */
  readonly format?: TableFormat | 'auto';
  readonly limits?: Partial<Limits>;
}

export type GivenTables = Pick<ReadOptions, 'recorded' | 'by' | 'existing' | 'acceptValid'>;

export interface TablesReading extends LineaJsonReading {
  /** `issues` lists at most as many as `limits.listed`; this counts all. */
  readonly issueCount: number;
  readonly warningCount: number;
  /** The issues with their places taken apart, for a list to download. */
  readonly refusedCells: readonly RefusedCell[];
  readonly summary: ImportSummary;
}

/** Tables whose rows have been read. Makes facts of them as often as it is asked, at once: a store asks again with what it has. */
export interface OpenedTables {
  /** @throws {RangeError} the options name no instant */
  readonly read: (given: GivenTables) => TablesReading;
}

/** Rows after which others get their turn: reading a workbook must not hold up a server. */
const ROWS_A_TURN = 2_000;

/**
 * Reads tables by a mapping into facts: `openTables`, then `read`. Nothing is stored: the same files give the same facts with
 * the same ids, so that a store adds nothing twice. All issues are collected.
 *
 * @throws {RangeError} the options name no instant
 */
export const readTables = async (
  files: readonly ImportFile[],
  mapping: Mapping,
  options: OpenTablesOptions & GivenTables,
): Promise<TablesReading> => (await openTables(files, mapping, options)).read(options);

/** Reads the rows of tables. Those of a CSV are streamed; a workbook is held in memory within the limits. */
export async function openTables(
  files: readonly ImportFile[],
  mapping: Mapping,
  options: OpenTablesOptions = {},
): Promise<OpenedTables> {
  const limits: Limits = { ...LIMITS, ...options.limits };
  const notes = new Notes(limits.listed);
  const { content } = mapping;
  const { centre = content.centre, patient } = options;
  const anchors = anchorsOf(content);
  const dates = dateFormats(content.dates ?? [], () => mapping.name);
  const written = {
    numbers: { decimal: content.decimal ?? ('.' as const), thousands: content.thousands },
    dates: dates.ok ? dates.value : [],
  };
  const form = {
    ...(content.encoding ? { encoding: content.encoding } : {}),
    ...(content.delimiter ? { delimiter: content.delimiter } : {}),
  };
  const sink = new ImportSink(notes, anchors, mapping.name);
  const matched = new Set<TableMapping>();
  const leftOut: string[] = [];
  const opened: { name: string; format: TableFormat }[] = [];
  const places: string[] = [];
  for (const file of files) {
    const found = await openFile(file, options.format ?? 'auto', form, { notes, limits });
    if (!found) continue;
    opened.push({ name: file.name, format: found.format });
    for (const [index, table] of found.tables.entries()) {
      places.push(tableName(table));
      const parts = content.tables.filter((part) => reads(part, table, index));
      for (const part of parts) matched.add(part);
      if (parts.length === 0) leftOut.push(tableName(table));
      else await readOne(table, parts);
    }
  }
  if (opened.length > 0 || files.length === 0)
    for (const part of content.tables)
      if (!matched.has(part))
        notes.refuse('table.missing', mapping.name, part.sheet ?? part.file ?? '*', places.map(shown).join(', '));
  return { read };

  function read(given: GivenTables): TablesReading {
    const factOptions = centre === undefined ? given : { ...given, centre };
    const { reading, notes: all, refusedCells, tables } = finish(sink, notes, mapping.name, factOptions);
    const ok = all.issueCount === 0;
    const kept = ok || given.acceptValid === true;
    const facts = kept ? reading.facts : [];
    return {
      ok,
      facts,
      duplicates: kept ? reading.duplicates : 0,
      refused: sink.refused + reading.refused,
      issues: all.issues,
      issueCount: all.issueCount,
      warnings: all.warnings,
      warningCount: all.warningCount,
      refusedCells,
      summary: { files: opened, tables, leftOut, patients: sink.patients.size, codes: countCodes(facts) },
    };
  }

  async function readOne(table: Table, parts: readonly TableMapping[]): Promise<void> {
    const readers = parts.map((part) =>
      tableReader(part, { mapping: content, anchors, written, patient, centre }, sink.table(table)),
    );
    let rows = 0;
    for await (const row of table.rows) {
      for (const reader of readers) reader.read(row);
      if (++rows % ROWS_A_TURN === 0) await setImmediate();
    }
    for (const reader of readers) reader.end();
  }
}

const tableName = ({ file, sheet }: Table): string => sheet ?? file;

/** Does this part of the mapping read the table? One that names neither sheet nor file reads every CSV and every first sheet. */
function reads({ sheet, file }: TableMapping, table: Table, index: number): boolean {
  if (file !== undefined && !glob(file).test(table.file)) return false;
  if (sheet !== undefined) return table.sheet !== undefined && glob(sheet).test(table.sheet);
  return index === 0;
}

const glob = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern
      .split('*')
      .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*')}$`,
    'i',
  );

function countCodes(facts: readonly Fact[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { code } of facts) counts[code] = (counts[code] ?? 0) + 1;
  return Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)));
}
