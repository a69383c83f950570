import type { DaySpan } from '@linea/charts';

/** The closest view: two weeks. */
const LEAST = 14;

/**
 * A view of some days moved and zoomed, never closer than two weeks and never beyond the whole journey.
 *
 * @param factor  below 1 comes closer
 * @param centre  the day that stays where it is
 */
export function zoomed(shown: DaySpan, whole: DaySpan, factor: number, centre: number): DaySpan {
  const days = Math.min(whole.last - whole.first, Math.max(LEAST, (shown.last - shown.first) * factor));
  const part = (centre - shown.first) / Math.max(1, shown.last - shown.first);
  const first = centre - part * days;
  return within({ first, last: first + days }, whole);
}

/** A view moved by some days. */
export const panned = ({ first, last }: DaySpan, whole: DaySpan, days: number): DaySpan =>
  within({ first: first + days, last: last + days }, whole);

/** A view of the same length inside the whole. */
export function within({ first, last }: DaySpan, whole: DaySpan): DaySpan {
  const days = Math.min(last - first, whole.last - whole.first);
  const start = Math.min(Math.max(first, whole.first), whole.last - days);
  return { first: start, last: start + days };
}
