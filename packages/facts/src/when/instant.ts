import { ok, type Result, refused, shown } from '../issue.ts';
import { type DayNumber, fromIso, toIso } from './day.ts';

/** An instant in UTC, `YYYY-MM-DDTHH:MM:SSZ`, with or without fractions of a second. */
export type Instant = string;

const FORMS = 'YYYY-MM-DD, YYYY-MM-DDTHH:MM:SSZ, YYYY-MM-DDTHH:MM:SS+01:00';
const CANONICAL = /^\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?Z$/;
const WRITTEN =
  /^(\d{4}-\d\d-\d\d)(?:[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(?: ?([Zz])| ?([+-])(\d\d):?(\d\d)?)?)?$/;
const MINUTES_PER_DAY = 1440;

/** Ends of days that were asked for: an import asks for the same few thousand a hundred thousand times. */
const ends = new Map<DayNumber, Instant>();
const MOST_ENDS = 50_000;

/** The last second of a day. @throws {RangeError} a day outside the years 1000-9999 */
export function endOfDay(day: DayNumber): Instant {
  const known = ends.get(day);
  if (known !== undefined) return known;
  const end = `${toIso(day)}T23:59:59Z`;
  if (ends.size < MOST_ENDS) ends.set(day, end);
  return end;
}

const two = (number: number): string => String(number).padStart(2, '0');

/**
 * Reads an instant and writes it in UTC: `2024-03-01T10:00:00+02:00` is `2024-03-01T08:00:00Z`. Fractions of a second stay
 * as written. A day alone is its last second: what happened on it was known by then. A clock time without zone is refused,
 * because nothing says which one was meant.
 */
export function parseInstant(text: string, at = ''): Result<Instant> {
  if (CANONICAL.test(text) && !Number.isNaN(fromIso(text.slice(0, 10)))) return ok(text);
  const wrong = (code: string) => refused({ code, at, got: shown(text), allowed: FORMS });
  const match = WRITTEN.exec(text.trim());
  if (!match) return wrong('instant.malformed');
  const [, date = '', hours, minutes, seconds = '00', fraction, utc, sign, offsetHours = '00', offsetMinutes = '00'] =
    match;
  const day = fromIso(date);
  if (Number.isNaN(day)) return wrong('instant.impossible');
  if (hours === undefined) return ok(endOfDay(day));
  if (!utc && !sign) return wrong('instant.noZone');
  if (
    Number(hours) > 23 ||
    Number(minutes) > 59 ||
    Number(seconds) > 59 ||
    Number(offsetHours) > 14 ||
    Number(offsetMinutes) > 59
  ) {
    return wrong('instant.impossible');
  }
  const offset = (Number(offsetHours) * 60 + Number(offsetMinutes)) * (sign === '-' ? -1 : 1);
  const inUtc = Number(hours) * 60 + Number(minutes) - offset;
  const days = Math.floor(inUtc / MINUTES_PER_DAY);
  const rest = inUtc - days * MINUTES_PER_DAY;
  return ok(
    `${toIso(day + days)}T${two(Math.floor(rest / 60))}:${two(rest % 60)}:${seconds}${fraction ? `.${fraction}` : ''}Z`,
  );
}

const Z = 'Z'.charCodeAt(0);

/**
 * Which of two instants comes first: negative, 0 or positive; NaN when one of them is no instant.
 * Instants in UTC, which is nearly all of them, compare as text up to the second; the rest to the last digit of the fraction.
 */
export function compareInstants(a: Instant, b: Instant): number {
  if (a === b) return 0;
  if (a.length === 20 && b.length === 20 && a.charCodeAt(19) === Z && b.charCodeAt(19) === Z) return a < b ? -1 : 1;
  if (a.endsWith('Z') && b.endsWith('Z') && a.length >= 20 && b.length >= 20) {
    const [one, other] = [a.slice(0, 19), b.slice(0, 19)];
    if (one !== other) return one < other ? -1 : 1;
  }
  const [left, right] = [parseInstant(a), parseInstant(b)];
  if (!left.ok || !right.ok) return Number.NaN;
  const [first, second] = [left.value.slice(0, 19), right.value.slice(0, 19)];
  if (first !== second) return first < second ? -1 : 1;
  const [more, less] = [left.value.slice(20, -1).padEnd(9, '0'), right.value.slice(20, -1).padEnd(9, '0')];
  return more === less ? 0 : more < less ? -1 : 1;
}
