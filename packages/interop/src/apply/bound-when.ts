import type { DateFormat } from '../mapping/date-format.ts';
import type { When } from '../mapping/schema.ts';
import { columnTemplate } from '../mapping/template.ts';
import { isEmpty, type Row } from '../table/table.ts';
import { type Anchor, type Anchors, anchorId } from './anchors.ts';
import { type BoundTemplate, bindTemplate, type FindColumn, fill } from './bound-template.ts';
import { cellDate } from './cell-date.ts';

/** When the facts of a row were true, as Linea's JSON has it. */
export interface Dated {
  readonly effective: unknown;
  /** Short, for the names of events: `d3`, `2024-03-13`. */
  readonly name: string;
}

/** Why a row has no time: it has none to give (null), or the cell of a column is wrong. */
export interface DateProblem {
  readonly code: string;
  readonly column: number | undefined;
  readonly got: string;
  readonly allowed: string;
}

/** Reads the time of a row for one patient. `null`: such rows give no facts. */
export type BoundWhen = (row: Row, patient: string) => Dated | DateProblem | null;

export const isProblem = (dated: Dated | DateProblem | null): dated is DateProblem => dated !== null && 'code' in dated;

/** Binds `when` to the columns of a table; undefined where a column does not exist. */
export function bindWhen(
  when: When,
  caught: ReadonlyMap<string, string>,
  find: FindColumn,
  formats: readonly DateFormat[],
  anchors: Anchors,
): BoundWhen | undefined {
  if ('on' in when) {
    const dated = { effective: when.on, name: when.on };
    return () => dated;
  }
  if ('date' in when) {
    const column = find(when.date);
    return column === undefined ? undefined : (row) => dateOf(row, column, formats);
  }
  if ('start' in when) {
    const [start, end] = [find(when.start), find(when.end)];
    return start === undefined || end === undefined ? undefined : (row) => rangeOf(row, start, end, formats);
  }
  return bindAnchored(when, caught, find, anchors);
}

const missing = (column: number): DateProblem => ({ code: 'date.missing', column, got: '', allowed: 'YYYY-MM-DD' });

function dateOf(row: Row, column: number, formats: readonly DateFormat[]): Dated | DateProblem {
  const cell = row.cells[column];
  if (isEmpty(cell)) return missing(column);
  if (typeof cell === 'number') return { code: 'date.malformed', column, got: String(cell), allowed: 'YYYY-MM-DD' };
  const { edtf } = cellDate(cell, formats);
  return { effective: edtf, name: edtf };
}

/** From one column to another; an empty one is an open end. */
function rangeOf(row: Row, start: number, end: number, formats: readonly DateFormat[]): Dated | DateProblem {
  const [from, to] = [row.cells[start], row.cells[end]];
  if (isEmpty(from) && isEmpty(to)) return missing(start);
  const edtf = [from, to].map((cell) => (isEmpty(cell) ? '..' : cellDate(cell, formats).edtf)).join('/');
  return { effective: edtf, name: edtf };
}

type Bound = number | BoundTemplate;
type Window = { readonly first: Bound; readonly last: Bound; readonly anchor: Anchor };
type Day = string | number | readonly (string | number)[];

function bindAnchored(
  { from, day, words, between, in: counted }: Extract<When, { from: string }>,
  caught: ReadonlyMap<string, string>,
  find: FindColumn,
  anchors: Anchors,
): BoundWhen | undefined {
  let unbound = false;
  const bindDay = (part: string | number): Bound => {
    const bound = typeof part === 'number' ? part : bindTemplate(columnTemplate(part), caught, find);
    if (bound === undefined) unbound = true;
    return bound ?? 0;
  };
  const window = (of: Day, anchor: string): Window => {
    const [first, last = first] = Array.isArray(of) ? (of as (string | number)[]) : [of as string | number];
    return {
      first: bindDay(first as string | number),
      last: bindDay(last as string | number),
      anchor: anchors.get(anchor) as Anchor,
    };
  };
  const plain = window(day, from);
  const spoken = new Map<string, Window | null>();
  for (const [word, meaning] of Object.entries(words ?? {})) {
    const of = meaning !== null && typeof meaning === 'object' && 'from' in meaning ? meaning : { from, day: meaning };
    spoken.set(word.trim().toLowerCase(), of.day === null ? null : window(of.day as Day, of.from));
  }
  if (unbound) return undefined;
  const limits = between as readonly [number, number] | undefined;
  const per = counted === undefined ? undefined : DAYS[counted];
  return (row, patient) => anchoredOn(row, patient, plain, spoken, limits, per);
}

function anchoredOn(
  row: Row,
  patient: string,
  plain: Window,
  spoken: ReadonlyMap<string, Window | null>,
  limits: readonly [number, number] | undefined,
  per: number | undefined,
): Dated | DateProblem | null {
  const said = typeof plain.first === 'number' ? undefined : fill(plain.first, row, { patient });
  const word = typeof said === 'string' ? said.trim().toLowerCase() : undefined;
  const meant = word === undefined ? undefined : spoken.get(word);
  if (meant === null) return null;
  const { first, last, anchor } = meant ?? plain;
  const start = wholeDays(first, row, patient, per);
  const end = last === first ? start : wholeDays(last, row, patient, per);
  for (const bound of [start, end]) if (typeof bound !== 'number') return bound;
  const [min, max] = [start as number, end as number];
  if (min > max || (limits && (min < limits[0] || max > limits[1]))) {
    const column = columnOf(first) ?? columnOf(last);
    const allowed = limits ? `${limits[0]} - ${limits[1]}` : 'first <= last';
    return {
      code: min > max ? 'number.reversed' : 'offset.beyond',
      column,
      got: min === max ? String(min) : `${min} - ${max}`,
      allowed,
    };
  }
  const effective = {
    anchor: { ref: anchorId(patient, anchor), offsetDays: [min, max] },
    ...(meant ? { text: said } : {}),
  };
  const days = min === max ? `d${min}` : `d${min}..${max}`;
  return { effective, name: anchor.code === 'inf.date' ? days : `${anchor.name}+${days}` };
}

/** Days of what a column counts. */
const DAYS = { weeks: 7, months: 30.4375, years: 365.25 } as const;

const columnOf = (bound: Bound): number | undefined =>
  typeof bound === 'number' ? undefined : bound.parts.find(({ kind }) => kind === 'column')?.index;

function wholeDays(bound: Bound, row: Row, patient: string, per: number | undefined): number | DateProblem {
  if (typeof bound === 'number') return bound;
  const text = fill(bound, row, { patient });
  const column = columnOf(bound);
  if (typeof text === 'number') return { code: 'date.missing', column: text, got: '', allowed: '..., -1, 0, 1, ...' };
  const trimmed = text.trim();
  if (per !== undefined && /^-?\d+(?:\.\d+)?$/.test(trimmed)) return Math.round(Number(trimmed) * per);
  // "--12" is what a minus before a negative number makes.
  const days = Number(trimmed.replace(/^--/, ''));
  return /^(?:--?|\+)?\d+$/.test(trimmed)
    ? days
    : { code: 'offset.malformed', column, got: trimmed, allowed: '..., -1, 0, 1, ...' };
}
