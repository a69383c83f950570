import { type Issue, ok, type Result, refused, shown } from '../issue.ts';
import { dayNumber, daysInMonth, fromIso, type IsoDate, toIso } from './day.ts';
import { type Span, spanOf } from './span.ts';

export type Precision = 'day' | 'month' | 'year' | 'range' | 'anchored';

export const PRECISIONS: readonly Precision[] = ['day', 'month', 'year', 'range', 'anchored'];

/** A date as an interval of days with a precision, never a guessed day (myeloma.md 0.4). `null` = open end. */
export interface PartialDate {
  readonly start: IsoDate | null;
  readonly end: IsoDate | null;
  readonly precision: Precision;
  /** The words of the source ("end of cycle 14"). */
  readonly text?: string;
}

const FORMS = 'YYYY-MM-DD, YYYY-MM, YYYY, START/END, ../END, START/..';

/** Days that were asked for: each is asked for many times, and is one object. */
const exact = new Map<IsoDate, Span>();
const MOST_EXACT = 50_000;

function dayAlone(day: IsoDate): Span {
  const known = exact.get(day);
  if (known !== undefined) return known;
  const days = spanOf(fromIso(day));
  if (exact.size < MOST_EXACT) exact.set(day, days);
  return days;
}

/** The days a partial date may be. */
export function span({ start, end }: PartialDate): Span {
  if (start && start === end) return dayAlone(start);
  return spanOf(start ? fromIso(start) : -Infinity, end ? fromIso(end) : Infinity);
}

/** The precision that a pair of days has by itself: a day, a whole month, a whole year, or a range. */
function precisionOf(start: IsoDate | null, end: IsoDate | null): Precision {
  if (start === null || end === null) return 'range';
  if (start === end) return 'day';
  if (start.endsWith('-01-01') && end === `${start.slice(0, 4)}-12-31`) return 'year';
  return start.endsWith('-01') && end === monthEnd(start) ? 'month' : 'range';
}

const monthEnd = (day: IsoDate): IsoDate =>
  `${day.slice(0, 8)}${daysInMonth(Number(day.slice(0, 4)), Number(day.slice(5, 7)))}`;

/** A partial date from its days; without a precision it gets the one that the days have by themselves. */
export function partialDate(days: Span, precision?: Precision, text?: string): PartialDate {
  const start = Number.isFinite(days.start) ? toIso(days.start) : null;
  const end = Number.isFinite(days.end) ? toIso(days.end) : null;
  return { start, end, precision: precision ?? precisionOf(start, end), ...(text ? { text } : {}) };
}

/** One EDTF date (day, month or year; `XX` not known; a trailing ~, ? or % marks it approximate), or what is wrong with it. */
function parseOne(text: string): Span | Issue['code'] {
  const match = /^(\d{4})(?:-(\d{2}|XX)(?:-(\d{2}|XX))?)?[~?%]?$/.exec(text);
  if (!match) return isLocal(text) ? 'date.notIso' : 'date.malformed';
  const [, year, month, day] = match;
  if (month === 'XX' && day !== undefined && day !== 'XX') return 'date.malformed';
  const known = (part: string | undefined): number | null =>
    part === undefined || part === 'XX' ? null : Number(part);
  const [y, m, d] = [Number(year), known(month), known(day)];
  const first = y < 1000 ? Number.NaN : dayNumber(y, m ?? 1, d ?? 1);
  if (Number.isNaN(first)) return 'date.impossible';
  if (d !== null) return spanOf(first);
  return spanOf(first, dayNumber(y, m ?? 12, daysInMonth(y, m ?? 12)));
}

/** 13/03/2024, 13.3.24, 03/2024: a day first or a month first, nobody can tell. */
const isLocal = (text: string): boolean => /^\d{1,2}[/.-](?:\d{1,2}[/.-])?(?:\d{4}|\d{2})$/.test(text);

/**
 * Reads EDTF: `2024-03-13`, `2024-03`, `2024`, `2003~`, `2024-03-XX`, `2024-03-01/2024-03-10`, `../2024-03`, `2024-03/..`.
 * An approximate date (~, ?, %) keeps its days; the mark stays in `text`.
 * @source Extended Date/Time Format, ISO 8601-2:2019, levels 0 and 1 (the part listed above)
 */
export function parseEdtf(written: string, at = ''): Result<PartialDate> {
  // A day, as nearly all are.
  if (written.length === 10 && !Number.isNaN(fromIso(written)))
    return ok({ start: written, end: written, precision: 'day' });
  const text = written.trim();
  const wrong = (code: string) => refused({ code, at, got: shown(written), allowed: FORMS });
  if (isLocal(text)) return wrong('date.notIso');
  const words = /[~?%]/.test(text) ? text : undefined;
  const parts = text.split('/');
  if (parts.length > 2) return wrong('date.malformed');
  if (parts.length === 1) {
    const one = parseOne(text);
    return typeof one === 'string' ? wrong(one) : ok(partialDate(one, undefined, words));
  }
  const [from, to] = parts.map((part) => (part === '..' || part === '' ? null : parseOne(part)));
  for (const bound of [from, to]) if (typeof bound === 'string') return wrong(bound);
  if (from === null && to === null) return wrong('date.malformed');
  const days = spanOf((from as Span | null)?.start ?? -Infinity, (to as Span | null)?.end ?? Infinity);
  return days.start > days.end ? wrong('date.reversed') : ok(partialDate(days, undefined, words));
}

/** The days of what `readPartialDate` reads. A day, or two with "/", as nearly all are, needs no date built in between. */
export function readSpan(raw: unknown, at = ''): Result<Span> {
  if (typeof raw === 'string' && (raw.length === 10 || (raw.length === 21 && raw[10] === '/'))) {
    const start = fromIso(raw.length === 10 ? raw : raw.slice(0, 10));
    const end = raw.length === 10 ? start : fromIso(raw.slice(11));
    if (start <= end) return ok(spanOf(start, end));
  }
  const read = readPartialDate(raw, at);
  return read.ok ? ok(span(read.value)) : read;
}

/** EDTF of a partial date: the shortest form that says the same days; `../..` when nothing is known. */
export function formatEdtf({ start, end }: PartialDate): string {
  switch (precisionOf(start, end)) {
    case 'day':
      return start as IsoDate;
    case 'month':
      return (start as IsoDate).slice(0, 7);
    case 'year':
      return (start as IsoDate).slice(0, 4);
    default:
      return `${start ?? '..'}/${end ?? '..'}`;
  }
}

/** Why a bound of an interval is no day: malformed, written the local way, or a day that does not exist. */
function boundIssue(bound: unknown): Issue['code'] | null {
  if (typeof bound !== 'string') return 'date.malformed';
  if (!Number.isNaN(fromIso(bound))) return null;
  return /^\d{4}-\d{2}-\d{2}$/.test(bound) ? 'date.impossible' : isLocal(bound) ? 'date.notIso' : 'date.malformed';
}

/** A day is one day; a month lies in one month, a year in one year (bounds may have been narrowed). */
function fits(precision: Precision, start: IsoDate | null, end: IsoDate | null): boolean {
  if (precision === 'range' || precision === 'anchored') return true;
  const length = { day: 10, month: 7, year: 4 }[precision];
  return start !== null && end !== null && start.slice(0, length) === end.slice(0, length);
}

/** Reads a partial date from JSON: EDTF text, or `{ start, end, precision?, text? }` with every issue found. */
export function readPartialDate(raw: unknown, at = ''): Result<PartialDate> {
  if (typeof raw === 'string') return parseEdtf(raw, at);
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    return refused({ code: 'date.malformed', at, got: shown(raw), allowed: FORMS });
  }
  const { start = null, end = null, precision, text } = raw as Record<string, unknown>;
  const issues: Issue[] = [];
  const check = (name: 'start' | 'end', bound: unknown): void => {
    const code = bound === null ? null : boundIssue(bound);
    if (code) issues.push({ code, at: at ? `${at}.${name}` : name, got: shown(bound), allowed: 'YYYY-MM-DD' });
  };
  check('start', start);
  check('end', end);
  if (precision !== undefined && precision !== null && !(PRECISIONS as readonly unknown[]).includes(precision)) {
    issues.push({ code: 'date.precision', at, got: shown(precision), allowed: PRECISIONS.join(', ') });
  }
  if (issues.length > 0) return { ok: false, issues };
  const [from, to] = [start, end] as [IsoDate | null, IsoDate | null];
  if (from !== null && to !== null && from > to)
    return refused({ code: 'date.reversed', at, got: `${from}/${to}`, allowed: 'start <= end' });
  const given = (precision ?? precisionOf(from, to)) as Precision;
  if (!fits(given, from, to))
    return refused({
      code: 'date.precision',
      at,
      got: `${given} ${from ?? '..'}/${to ?? '..'}`,
      allowed: precisionOf(from, to),
    });
  return ok({ start: from, end: to, precision: given, ...(typeof text === 'string' && text !== '' ? { text } : {}) });
}
