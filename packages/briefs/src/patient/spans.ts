import { type Day, type DaySpan, dayOf } from '@linea/charts';
import type { EffectiveJson, FactJson } from './patient-json.ts';

/** Far enough in both directions to stand for "nobody said": an open side is clipped by what is shown. */
const OPEN_PAST = dayOf(1900, 1);
const OPEN_FUTURE = dayOf(2200, 1);

const ISO = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/;

/** Dates that have been read: a patient has a few hundred days, and a figure asks for each many times. */
const read = new Map<string, DaySpan | null>();
const MOST = 5_000;

/** The days of `2024`, `2024-03`, `2024-03-01`; null for anything else, an hour after the day is left out. */
function daysOf(text: string): DaySpan | null {
  const known = read.get(text);
  if (known !== undefined) return known;
  const days = daysIn(text);
  if (read.size < MOST) read.set(text, days);
  return days;
}

function daysIn(text: string): DaySpan | null {
  const [, year, month, day] = ISO.exec(text) ?? [];
  if (year === undefined) return null;
  const y = Number(year);
  if (month === undefined) return { first: dayOf(y, 1), last: dayOf(y + 1, 1) - 1 };
  if (day === undefined) return { first: dayOf(y, Number(month)), last: dayOf(y, Number(month) + 1) - 1 };
  const exact = dayOf(y, Number(month), Number(day));
  return { first: exact, last: exact };
}

/** The days of a date in EDTF, as Linea writes them: a day, a month, a year, `from/to` with `..` for an open side. */
export function spanOfEdtf(text: string): DaySpan | null {
  const [from = '', to] = text.split('/');
  if (to === undefined) return daysOf(from);
  const first = from === '..' || from === '' ? OPEN_PAST : daysOf(from)?.first;
  const last = to === '..' || to === '' ? OPEN_FUTURE : daysOf(to)?.last;
  return first === undefined || last === undefined ? null : { first, last };
}

/** The day of an ISO date. @throws {RangeError} it is none */
export function dayOfIso(iso: string): Day {
  const span = daysOf(iso);
  if (!span) throw new RangeError(`dayOfIso: ${iso}`);
  return span.first;
}

export const spanOfEffective = ({ start, end }: EffectiveJson): DaySpan => ({
  first: start === null ? OPEN_PAST : (daysOf(start)?.first ?? OPEN_PAST),
  last: end === null ? OPEN_FUTURE : (daysOf(end)?.last ?? OPEN_FUTURE),
});

/**
 * When what a dated item speaks of was: its value where it has one. A value finer than a range given in words does not
 * narrow it (`three cycles`: 11 to 25 July, entered as 18 July); one within a month or a year does.
 */
export function spanOfDated(fact: FactJson): DaySpan {
  const effective = spanOfEffective(fact.effective);
  const value =
    typeof fact.value === 'string'
      ? spanOfEdtf(fact.value)
      : isEffective(fact.value)
        ? spanOfEffective(fact.value)
        : null;
  if (value === null) return effective;
  const within = value.first >= effective.first && value.last <= effective.last;
  return within && (fact.effective.precision === 'range' || fact.effective.precision === 'anchored')
    ? effective
    : value;
}

const isEffective = (value: unknown): value is EffectiveJson =>
  typeof value === 'object' && value !== null && 'start' in value && 'end' in value;
