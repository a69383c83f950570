import type { Day, DaySpan } from './days.ts';

/** Where days lie on a chart, in pixels from its left edge. */
export interface TimeScale {
  /** The days in view; may be parts of a day while zooming. */
  readonly shown: DaySpan;
  readonly left: number;
  readonly right: number;
  /** The start of a day. */
  readonly at: (day: Day) => number;
  /** A whole span: from the start of its first to the end of its last day. */
  readonly over: (span: DaySpan) => { readonly from: number; readonly to: number };
}

export function timeScale(shown: DaySpan, left: number, right: number): TimeScale {
  const perDay = (right - left) / Math.max(1, shown.last - shown.first);
  const at = (day: Day): number => left + (day - shown.first) * perDay;
  return { shown, left, right, at, over: ({ first, last }) => ({ from: at(first), to: at(last + 1) }) };
}
