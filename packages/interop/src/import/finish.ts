import { type Fact, FactReader, type Issue, type LineaJsonReading, type ReadOptions } from '@linea/facts';
import { type Notes, placeText } from '../table/notes.ts';
import type { ImportSink, ReadColumn } from './import-sink.ts';
import type { RefusedCell } from './refused-cells.ts';
import type { ColumnSummary, TableSummary } from './summary.ts';

export interface Finished {
  readonly reading: LineaJsonReading;
  /** All notes, those of the files first. */
  readonly notes: Notes;
  readonly refusedCells: readonly RefusedCell[];
  readonly tables: readonly TableSummary[];
}

/** Makes facts of what the tables said, and gives every issue the place of its cell. May be asked again with other options. */
export function finish(sink: ImportSink, fileNotes: Notes, mappingName: string, options: ReadOptions): Finished {
  const reader = new FactReader(options);
  const counts = sink.columns.map(() => ({ facts: 0, absent: 0, refused: 0 }));
  for (const { raw, column, row, absent } of sink.facts) {
    const kept = reader.add(raw, `${column}:${row}`);
    const count = counts[column];
    if (!count) continue;
    if (!kept) count.refused++;
    else count.facts++;
    if (kept && absent) count.absent++;
  }
  const reading = reader.finish();
  const notes = fileNotes.copy();
  const refusedCells = [...sink.refusedCells];
  // The date of a row is wrong once, however many facts hang on it.
  const dates = new Set<string>();
  for (const issue of reading.issues) {
    const { at, cell } = placed(issue, sink.columns, mappingName);
    const date = issue.at.includes('.effective') ? `${issue.code} ${at}` : undefined;
    if (date !== undefined && dates.has(date)) continue;
    if (date !== undefined) dates.add(date);
    if (cell && refusedCells.length < notes.limit) refusedCells.push(cell);
    notes.addIssue({ ...issue, at });
  }
  for (const warning of reading.warnings)
    notes.addWarning({ ...warning, at: placed(warning, sink.columns, mappingName).at });
  warnContradictions(reading.facts, notes);
  const tables = sink.tables.map(
    ({ columns, unmapped, ...table }): TableSummary => ({
      file: table.file,
      ...(table.sheet === undefined ? {} : { sheet: table.sheet }),
      rows: table.rows,
      leftOut: table.leftOut,
      blank: table.blank,
      columns: columns.map((read) => columnSummary(read, counts[sink.columns.indexOf(read)])),
      unmapped: unmapped.filter(({ cells }) => cells > 0),
    }),
  );
  return { reading, notes, refusedCells, tables };
}

function columnSummary(
  { column, codes, cells, skipped, refused }: ReadColumn,
  count: { facts: number; absent: number; refused: number } | undefined,
): ColumnSummary {
  const { facts = 0, absent = 0, refused: later = 0 } = count ?? {};
  return { column, codes, cells, facts, absent, skipped, refused: refused + later };
}

/** The place of what the reader of facts found at `column:row.member`. */
function placed(
  issue: Issue,
  columns: readonly ReadColumn[],
  mappingName: string,
): { readonly at: string; readonly cell?: RefusedCell } {
  const [, number, row, member = ''] = /^(-?\d+):(\d+)(?:\.(.*))?$/.exec(issue.at) ?? [];
  const column = columns[Number(number)];
  if (!column) return { at: mappingName };
  const { file, sheet } = column.table;
  const place = { file, sheet, row: Number(row), column: columnAt(column, issue.code, member) };
  const { code, got = '', allowed } = issue;
  return { at: placeText(place), cell: { ...place, code, got, allowed } };
}

/** The column in which what is wrong stands: that of the date or of the unit where the fact has them from another. */
function columnAt(read: ReadColumn, code: string, member: string): string | undefined {
  if (member.startsWith('effective') && read.dateColumn !== undefined) return read.dateColumn;
  if (code.startsWith('unit.') && read.unitColumn !== undefined) return read.unitColumn;
  return read.column || undefined;
}

/** Rows that say different things of the same: both are kept, and somebody should look. */
function warnContradictions(facts: readonly Fact[], notes: Notes): void {
  const second = facts.filter(({ id }) => /#\d+$/.test(id));
  if (second.length === 0) return;
  const firsts = new Set(second.map(({ id }) => id.replace(/#\d+$/, '')));
  const places = new Map(facts.filter(({ id }) => firsts.has(id)).map(({ id, source }) => [id, source]));
  const place = (source: Fact['source'] | undefined): string => `${source?.name}: ${source?.place ?? ''}`;
  for (const { id, code, source } of second)
    notes.warn('row.contradicts', place(source), code, place(places.get(id.replace(/#\d+$/, ''))));
}
