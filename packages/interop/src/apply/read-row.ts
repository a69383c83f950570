import { type Cell, FLAW_CODES, isEmpty, isFlaw, type Row } from '../table/table.ts';
import { type Applied, applyRule, type CellProblem, type RowContext } from './apply-rule.ts';
import type { BoundTable, TableOptions } from './bind-table.ts';
import type { BoundRule } from './bound-rule.ts';
import { fill } from './bound-template.ts';
import type { Dated, DateProblem } from './bound-when.ts';
import { columnName } from './find-column.ts';
import type { Sink } from './sink.ts';

/** Gives the facts and problems of one row to the sink. */
export function readRow(table: BoundTable, row: Row, options: TableOptions, sink: Sink): void {
  const refuse = (index: number | undefined, problem: CellProblem): void =>
    sink.problem(row.number, index === undefined ? undefined : columnName(table.names, index), problem);
  const last = row.cells.findLastIndex((cell) => !isEmpty(cell));
  const [length, wide] = [row.cells.length, table.names.length];
  if (last < 0) sink.row('blank');
  else if (last >= wide) refuse(last, { code: 'row.tooWide', got: String(last + 1), allowed: String(wide) });
  // A row of a CSV with fewer cells than the header has lost some; sheets fill their rows up.
  else if (length < table.width)
    refuse(undefined, { code: 'row.tooShort', got: String(length), allowed: `${table.width}` });
  else {
    countUnmapped(table, row, refuse);
    if (table.only(row)) readCells(table, row, options, sink, refuse);
    else sink.row('left out');
  }
}

type Refuse = (index: number | undefined, problem: CellProblem) => void;

/** Broken text and cells that are too large are refused wherever they stand: the file is not what it seems. */
function countUnmapped(table: BoundTable, row: Row, refuse: Refuse): void {
  for (const { index, counts } of table.unmapped) {
    const cell: Cell = row.cells[index] ?? null;
    if (isEmpty(cell)) continue;
    counts.cells++;
    if (isFlaw(cell) && cell.kind !== 'formula' && cell.kind !== 'error')
      refuse(index, { code: FLAW_CODES[cell.kind], got: cell.text, allowed: cell.allowed });
  }
}

function readCells(table: BoundTable, row: Row, options: TableOptions, sink: Sink, refuse: Refuse): void {
  const patient = table.patient ? patientOf(table.patient, row) : (options.patient as string);
  if (typeof patient !== 'string') return void refuse(patient.column, patient);
  const centre = table.centre ? fill(table.centre, row, { patient }) : options.centre;
  if (typeof centre === 'number') return void refuse(centre, { code: 'centre.missing', got: '', allowed: 'text' });
  sink.row('read', patient);
  const context = rowContext(row, patient, centre);
  for (const { number, index, rules } of table.columns) {
    if (index !== undefined && isEmpty(row.cells[index]) && rules.every(saysNothingOfEmpty)) continue;
    const applied = rules.map((bound): Applied => {
      const made = applyRule(bound, row, context);
      return bound.rule.per === 'patient' && isRepeat(table.said, bound, patient, made) ? { kind: 'repeat' } : made;
    });
    if (applied.length > 0) sink.cell(number, row.number, applied);
  }
}

function patientOf({ text, pattern }: NonNullable<BoundTable['patient']>, row: Row): string | CellProblem {
  const filled = fill(text, row, {});
  if (typeof filled === 'number') return { code: 'patient.missing', column: filled, got: '', allowed: 'text' };
  if (!pattern) return filled;
  const column = text.parts[0]?.index;
  return pattern.exec(filled)?.[1] || { code: 'patient.malformed', column, got: filled, allowed: pattern.source };
}

/** Times are read once a row, however many rules share one. */
function rowContext(row: Row, patient: string, centre: string | undefined): RowContext {
  const dates = new Map<unknown, Dated | DateProblem | null>();
  return {
    patient,
    centre,
    dated: ({ when }) => {
      if (!when) return undefined;
      if (!dates.has(when)) dates.set(when, when(row, patient));
      return dates.get(when);
    },
  };
}

const saysNothingOfEmpty = ({ words }: BoundRule): boolean =>
  words.words?.meaning('') === undefined && !words.absent.has('');

/** The same was said on an earlier row of the patient, whatever its day. Something else is passed on, and is a contradiction. */
function isRepeat(said: BoundTable['said'], rule: BoundRule, patient: string, applied: Applied): boolean {
  if (applied.kind !== 'facts') return false;
  const ofRule = said.get(rule) ?? new Map<string, string>();
  said.set(rule, ofRule);
  const now = JSON.stringify(applied.facts.map(({ effective: _, event: __, ...said }) => said));
  const before = ofRule.get(patient);
  if (before === undefined) ofRule.set(patient, now);
  return before === now;
}
