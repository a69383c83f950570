import type { DaySpan } from '@linea/charts';
import type { JourneySearch } from '../../app/search.ts';

const MS = 86_400_000;

export const isoOf = (day: number): string => new Date(Math.round(day) * MS).toISOString().slice(0, 10);
export const dayOfIso = (iso: string): number => Date.parse(`${iso}T00:00:00Z`) / MS;

/** The days in view that an address asks for, in days of the axis; null when it asks for none, or for the other axis. */
export function shownDays({ from, to, axis }: JourneySearch): DaySpan | null {
  if (from === undefined || to === undefined) return null;
  const read = axis === 'infusion' ? Number : dayOfIso;
  const [first, last] = [read(from), read(to)];
  return Number.isFinite(first) && Number.isFinite(last) && first < last ? { first, last } : null;
}

/** The same as an address writes it. */
export const shownSearch = (
  { first, last }: DaySpan,
  axis: JourneySearch['axis'],
): Pick<JourneySearch, 'from' | 'to'> =>
  axis === 'infusion'
    ? { from: String(Math.round(first)), to: String(Math.round(last)) }
    : { from: isoOf(first), to: isoOf(last) };
