import { civil, type Day, type DaySpan, dayOf } from './days.ts';

export interface Tick {
  readonly day: Day;
  readonly label: string;
}

/** Two rows of an axis: the longer units above, what divides them below. Each tick stands at the start of its unit. */
interface AxisTicks {
  readonly major: readonly Tick[];
  readonly minor: readonly Tick[];
}

/** From the finest: what a step of the lower row is, and how many pixels its label needs. */
const STEPS = [
  { unit: 'day', every: 1, days: 1, room: 20 },
  { unit: 'day', every: 2, days: 2, room: 20 },
  { unit: 'week', every: 7, days: 7, room: 20 },
  { unit: 'month', every: 1, days: 30.4, room: 34 },
  { unit: 'month', every: 3, days: 91.3, room: 34 },
  { unit: 'month', every: 6, days: 182.6, room: 34 },
  { unit: 'year', every: 1, days: 365.25, room: 34 },
  { unit: 'year', every: 5, days: 1826, room: 34 },
  { unit: 'year', every: 10, days: 3652, room: 34 },
] as const;

/**
 * Ticks of a calendar: years over months, or months over days, as finely as their labels have room.
 *
 * @param shown  the days in view
 * @param width  pixels for them, > 0
 * @param locale  language of the names of months, `en` or `it`
 */
export function calendarTicks(shown: DaySpan, width: number, locale: string): AxisTicks {
  const perDay = width / Math.max(1, shown.last - shown.first);
  const step = STEPS.find(({ days, room }) => days * perDay >= room) ?? STEPS[STEPS.length - 1];
  if (!step) throw new RangeError(`calendarTicks: ${width} pixels`);
  if (step.unit === 'year') return { major: [], minor: years(shown, step.every) };
  if (step.unit === 'month') return { major: years(shown, 1), minor: months(shown, step.every, locale, false) };
  return { major: months(shown, 1, locale, true), minor: days(shown, step.every) };
}

const inside = (ticks: readonly Tick[], { first, last }: DaySpan): readonly Tick[] =>
  ticks.filter(({ day }) => day >= first && day <= last);

function years(shown: DaySpan, every: number): readonly Tick[] {
  const from = civil(shown.first).year;
  const to = civil(shown.last).year;
  const ticks: Tick[] = [];
  for (let year = Math.ceil(from / every) * every; year <= to; year += every)
    ticks.push({ day: dayOf(year, 1), label: String(year) });
  return inside(ticks, shown);
}

function months(shown: DaySpan, every: number, locale: string, withYear: boolean): readonly Tick[] {
  const name = new Intl.DateTimeFormat(locale, {
    month: 'short',
    timeZone: 'UTC',
    ...(withYear ? { year: 'numeric' } : {}),
  });
  const { year, month } = civil(shown.first);
  const ticks: Tick[] = [];
  for (let at = year * 12 + month - 1 - ((month - 1) % every); ; at += every) {
    const day = dayOf(Math.floor(at / 12), (at % 12) + 1);
    if (day > shown.last) break;
    ticks.push({ day, label: name.format(day * 86_400_000) });
  }
  return inside(ticks, shown);
}

/** Days of the month; with steps of 2 or 7 they start again on the first, and none stands closer than a step to the next first. */
function days(shown: DaySpan, every: number): readonly Tick[] {
  const ticks: Tick[] = [];
  for (let day = Math.ceil(shown.first); day <= shown.last; day += 1) {
    const { year, month, dayOfMonth } = civil(day);
    const left = dayOf(year, month + 1) - day;
    if ((dayOfMonth - 1) % every === 0 && (dayOfMonth === 1 || left >= every))
      ticks.push({ day, label: String(dayOfMonth) });
  }
  return ticks;
}
