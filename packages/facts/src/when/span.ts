import { addMonths, type DayNumber } from './day.ts';

/** Three-valued truth: `null` is unknown. */
export type Truth = boolean | null;

/** The days a date may be, both ends included; an open end is -Infinity or Infinity. */
export interface Span {
  readonly start: DayNumber;
  readonly end: DayNumber;
}

export const spanOf = (start: DayNumber, end: DayNumber = start): Span => ({ start, end });

/** True when the span is one day. */
export const isExact = (span: Span): boolean => span.start === span.end;

/** a < b on every pair of days, on none, or undecided. */
export function isBefore(a: Span, b: Span): Truth {
  if (a.end < b.start) return true;
  return a.start >= b.end ? false : null;
}

/** a <= b on every pair of days, on none, or undecided. */
export function isNotAfter(a: Span, b: Span): Truth {
  if (a.end <= b.start) return true;
  return a.start > b.end ? false : null;
}

/** b - a in days; `ordered` asserts that a is not after b and floors the lower bound at 0. */
export function daysBetween(a: Span, b: Span, ordered = false): { minDays: number; maxDays: number } {
  const minDays = b.start - a.end;
  return { minDays: ordered ? Math.max(0, minDays) : minDays, maxDays: b.end - a.start };
}

export const shiftDays = (span: Span, min: number, max = min): Span => spanOf(span.start + min, span.end + max);

export const shiftMonths = (span: Span, months: number): Span =>
  spanOf(addMonths(span.start, months), addMonths(span.end, months));

/** "Within N months": event <= addMonths(anchor, N), inclusive (myeloma.md 0.4). */
export const withinMonths = (anchor: Span, event: Span, months: number): Truth =>
  isNotAfter(event, shiftMonths(anchor, months));

/** The days both allow, or null when they contradict each other. */
export function intersect(a: Span, b: Span): Span | null {
  const start = Math.max(a.start, b.start);
  const end = Math.min(a.end, b.end);
  return start <= end ? spanOf(start, end) : null;
}

/** The order of display: by start, then end (myeloma.md 0.4). */
export const compareSpans = (a: Span, b: Span): number =>
  a.start === b.start ? (a.end === b.end ? 0 : a.end - b.end) : a.start - b.start;
