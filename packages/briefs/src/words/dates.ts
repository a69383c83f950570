import type { DaySpan } from '@linea/charts';
import { dayOf } from '@linea/charts';
import type { FactJson } from '../patient/patient-json.ts';
import { spanOfEdtf, spanOfEffective } from '../patient/spans.ts';
import type { Say } from './words.ts';

const MS = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

function format(language: string, style: 'day' | 'month' | 'dayOfYear'): Intl.DateTimeFormat {
  const key = `${language}-${style}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(language === 'it' ? 'it-IT' : 'en-GB', {
    timeZone: 'UTC',
    month: 'short',
    ...(style === 'dayOfYear' ? {} : { year: 'numeric' }),
    ...(style === 'month' ? {} : { day: 'numeric' }),
  });
  formats.set(key, made);
  return made;
}

const isMonth = ({ first, last }: DaySpan): boolean => {
  const from = new Date(first * MS);
  return from.getUTCDate() === 1 && last === dayOf(from.getUTCFullYear(), from.getUTCMonth() + 2) - 1;
};
const isYear = ({ first, last }: DaySpan): boolean => {
  const from = new Date(first * MS);
  return from.getUTCMonth() === 0 && from.getUTCDate() === 1 && last === dayOf(from.getUTCFullYear() + 1, 1) - 1;
};

/** When a fact was true, with the source's own words before the days: `start of cycle 3 (14–21 Jun 2024)`. */
export function whenText({ effective }: Pick<FactJson, 'effective'>, say: Say): string {
  const days = datesText(spanOfEffective(effective), say);
  return effective.text ? `${effective.text} (${days})` : days;
}

/** `3 Dec 2025`, `Sep 2023`, `1997`, `14–21 Jun 2024`, `until 4 Apr 2024`: days as a person writes them, never a day that is not known. */
export function datesText(span: DaySpan, say: Say): string {
  const { first, last } = span;
  const open = { past: first <= dayOf(1900, 1), future: last >= dayOf(2200, 1) };
  if (open.past && open.future) return say('figure.date.unknown');
  if (open.past) return say('figure.date.until', { day: dayText(last, say) });
  if (open.future) return say('figure.date.from', { day: dayText(first, say) });
  if (first === last) return dayText(first, say);
  if (isYear(span)) return String(new Date(first * MS).getUTCFullYear());
  if (isMonth(span)) return format(say.language, 'month').format(first * MS);
  return rangeText(first, last, say);
}

/** `14–21 Jun 2024`, `5 Aug – 30 Oct 2024`: what both days share is said once. `formatRange` pads the days in Italian. */
function rangeText(first: number, last: number, say: Say): string {
  const [from, to] = [new Date(first * MS), new Date(last * MS)];
  const end = dayText(last, say);
  if (from.getUTCFullYear() !== to.getUTCFullYear()) return `${dayText(first, say)} – ${end}`;
  if (from.getUTCMonth() === to.getUTCMonth()) return `${from.getUTCDate()}–${end}`;
  return `${format(say.language, 'dayOfYear').format(from)} – ${end}`;
}

/** `24 Nov 2026, 21:00`, or the days alone where no clock time is known. @param at  as Linea writes it: `2026-11-24T21:00`, or days in EDTF */
export function momentText(at: string, say: Say): string {
  const [days = '', clock] = at.split('T');
  const span = spanOfEdtf(days);
  const text = span ? datesText(span, say) : days;
  return clock === undefined ? text : say('figure.moment', { days: text, clock: clock.slice(0, 5) });
}

/** Days that were written: many values are of one visit. */
const written = new Map<string, string>();
const MOST_WRITTEN = 20_000;

export function dayText(day: number, say: Say): string {
  const key = `${say.language}${day}`;
  const known = written.get(key);
  if (known !== undefined) return known;
  const text = format(say.language, 'day').format(day * MS);
  if (written.size < MOST_WRITTEN) written.set(key, text);
  return text;
}
