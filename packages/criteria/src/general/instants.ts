import { fromIso, shown } from '@linea/facts';
import { count, type InputIssue, type Reader } from '../engine/index.ts';

/** When something was seen or given: minutes, as wide as the clock time leaves it, on a calendar day of the centre. */
export interface Moment {
  /** Calendar day as written, in the treating centre's time zone. */
  readonly day: number;
  /** First and last minute it may have been, comparable with every other moment. */
  readonly from: number;
  readonly to: number;
}

const MINUTES_A_DAY = 1440;
const FORM = 'YYYY-MM-DDTHH:MM, YYYY-MM-DD';
const WRITTEN =
  /^(\d{4}-\d\d-\d\d)(?:[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?(?: ?(?:[Zz]|([+-])(\d\d):?(\d\d)?))?)?$/;

const days = new Map<string, number>();
const MOST_DAYS = 2000;

/** The number of a day; the days of an admission come again and again. */
function dayOf(date: string): number {
  const known = days.get(date);
  if (known !== undefined) return known;
  const day = fromIso(date);
  if (days.size >= MOST_DAYS) days.clear();
  days.set(date, day);
  return day;
}

const wholeOf = (day: number): Moment | null =>
  Number.isNaN(day) ? null : { day, from: day * MINUTES_A_DAY, to: (day + 1) * MINUTES_A_DAY - 1 };

/**
 * The moment of `2025-03-04T08:00` (with or without zone), or of a day: the whole of it. The calendar day is that which is
 * written; null where nobody can have meant it.
 */
function momentOf(text: string): Moment | null {
  if (text.length === 10) return wholeOf(dayOf(text));
  const match = WRITTEN.exec(text);
  if (!match) return null;
  const day = dayOf(match[1] as string);
  if (Number.isNaN(day)) return null;
  if (match[2] === undefined) return wholeOf(day);
  const start = day * MINUTES_A_DAY;
  const [hours, minutes, seconds] = [Number(match[2]), Number(match[3]), Number(match[4] ?? 0)];
  if (hours > 23 || minutes > 59 || seconds > 59) return null;
  const zone =
    match[5] === undefined ? 0 : (Number(match[6]) * 60 + Number(match[7] ?? 0)) * (match[5] === '-' ? -1 : 1);
  const at = start + hours * 60 + minutes + seconds / 60 - zone;
  return { day, from: at, to: at };
}

const NO_ISSUES: readonly InputIssue[] = [];
const NOT_GIVEN = { input: null, issues: NO_ISSUES };

/** A moment: date and clock time, or a day. */
export const moment = (): Reader<Moment | null> => ({
  help: FORM,
  read(raw, name) {
    if (raw === undefined || raw === null) return NOT_GIVEN;
    const found = typeof raw === 'string' ? momentOf(raw.trim()) : null;
    if (found) return { input: found, issues: NO_ISSUES };
    const issue: InputIssue = { code: 'instant.malformed', at: name, got: shown(raw), allowed: FORM, fatal: true };
    return { input: null, issues: [issue] };
  },
});

/** A day counted from the infusion, for what is dated so and not by the calendar: a whole number; null where it is not given. */
export const wholeDay = (): Reader<number | null> => {
  const days = count([-36_525, 36_525], 'd');
  return {
    help: days.help,
    read(raw, name) {
      const { input, issues } = days.read(raw, name);
      const { low, high } = input.range;
      return { input: input.given && low === high && Number.isInteger(low) ? low : null, issues };
    },
  };
};

/** The whole of a day counted from another one. */
export const wholeDayFrom = (zero: number, day: number): Moment => ({
  day: zero + day,
  from: (zero + day) * MINUTES_A_DAY,
  to: (zero + day + 1) * MINUTES_A_DAY - 1,
});
