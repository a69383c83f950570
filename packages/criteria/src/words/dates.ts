import { type DayNumber, parseEdtf, type Span, span, toIso } from '@linea/facts';
import type { Say } from './say.ts';

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

interface Civil {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}
const civil = (day: DayNumber): Civil => {
  const [year, month, ofMonth] = toIso(day).split('-').map(Number) as [number, number, number];
  return { year, month, day: ofMonth };
};

/** `3 Dec 2025`, `Sep 2023`, `1997`, `14–21 Jun 2024`, `until 4 Apr 2024`: days as a person writes them, never a day that is not known. */
export function daysText({ start, end }: Span, say: Say): string {
  if (start === -Infinity && end === Infinity) return say('date.unknown');
  if (start === -Infinity) return say('date.until', { day: dayText(end, say) });
  if (end === Infinity) return say('date.from', { day: dayText(start, say) });
  if (start === end) return dayText(start, say);
  const [from, to] = [civil(start), civil(end)];
  const isWhole = from.day === 1 && civil(end + 1).day === 1;
  if (isWhole && from.year === to.year && from.month === 1 && to.month === 12) return String(from.year);
  if (isWhole && from.year === to.year && from.month === to.month)
    return format(say.language, 'month').format(start * MS);
  return rangeText(start, end, say);
}

/** `14–21 Jun 2024`, `5 Aug – 30 Oct 2024`: what both days share is said once. `formatRange` pads the days in Italian. */
function rangeText(first: DayNumber, last: DayNumber, say: Say): string {
  const [from, to] = [civil(first), civil(last)];
  const end = dayText(last, say);
  if (from.year !== to.year) return `${dayText(first, say)} – ${end}`;
  if (from.month === to.month) return `${from.day}–${end}`;
  return `${format(say.language, 'dayOfYear').format(first * MS)} – ${end}`;
}

/** Days that were written: many values are of one visit. */
const written = new Map<string, string>();
const MOST_WRITTEN = 20_000;

export function dayText(day: DayNumber, say: Say): string {
  const key = `${say.language}${day}`;
  const known = written.get(key);
  if (known !== undefined) return known;
  const text = format(say.language, 'day').format(day * MS);
  if (written.size < MOST_WRITTEN) written.set(key, text);
  return text;
}

const MAY_BE_DATE = /^(?:\d{4}-\d{2}(?:-\d{2})?|\.\.\/\d{4}.*|\d{4}.*\/.*)$/;

/** A date as criteria print it (EDTF: a day, a month, an interval) in words; null for any other text, and for a year alone, which may be a code. */
export function edtfText(text: string, say: Say): string | null {
  if (!MAY_BE_DATE.test(text)) return null;
  const read = parseEdtf(text);
  return read.ok ? daysText(span(read.value), say) : null;
}
