import { dayNumber, type Span, spanOf, toIso, withMembers } from '@linea/facts';
import type { When } from '../engine/index.ts';

/**
 * The day that statistics take for a date that is not exact: the 15th of a month, 1 July of a year, the middle of any
 * other interval (myeloma.md 0.4, lymphoma.md 5). An open end leaves no day.
 */
export function imputedDay({ start, end }: Span): number | null {
  if (start === end) return start;
  if (!Number.isFinite(start) || !Number.isFinite(end)) return null;
  const [from, to] = [toIso(start), toIso(end)];
  if (from.slice(0, 7) === to.slice(0, 7)) {
    const middle = dayNumber(Number(from.slice(0, 4)), Number(from.slice(5, 7)), 15);
    // A month cut short by what else is known keeps its 15th where that is still possible.
    if (middle >= start && middle <= end) return middle;
  } else if (from.endsWith('-01-01') && to === `${from.slice(0, 4)}-12-31`)
    return dayNumber(Number(from.slice(0, 4)), 7, 1);
  return Math.floor((start + end) / 2);
}

/** A date as statistics take it, not before `floor`: orders that are known stay so. */
export function imputed(when: When, floor: number): When | null {
  if (!when.span) return when;
  const day = imputedDay(when.span);
  return day === null ? null : withMembers(when, { span: spanOf(Math.max(day, Math.min(floor, when.span.end))) });
}
