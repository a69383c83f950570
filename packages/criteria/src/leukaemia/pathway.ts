import { type Span, spanOf } from '@linea/facts';

/** A named visit after infusion (day 0): its day and the window in which an assessment still counts as it (all.md 5.1). */
interface Visit {
  readonly name: string;
  /** The code of the time point in the dictionary. */
  readonly timepoint: string;
  readonly day: number;
  readonly window: readonly [first: number, last: number];
}

export const VISITS: readonly Visit[] = [
  { name: 'D+28', timepoint: 'd28', day: 28, window: [21, 35] },
  { name: 'M3', timepoint: 'm3', day: 90, window: [76, 104] },
  { name: 'M6', timepoint: 'm6', day: 180, window: [159, 201] },
  { name: 'M9', timepoint: 'm9', day: 270, window: [249, 291] },
  { name: 'M12', timepoint: 'm12', day: 365, window: [335, 395] },
  { name: 'M18', timepoint: 'm18', day: 545, window: [500, 590] },
  { name: 'M24', timepoint: 'm24', day: 730, window: [685, 775] },
];

/** End of the M3 window: without CR or CRi by then a patient has not responded. */
export const M3_WINDOW_END = 104;

export const visitOf = (timepoint: string | undefined): Visit | undefined =>
  VISITS.find((visit) => visit.timepoint === timepoint);

/** The days since infusion of the n-th day: day n, or n - 1 where the text counts the infusion day as day 1. */
export const dayAfterInfusion = (nth: number, infusionDayIsDay: 0 | 1 = 0): number => nth - infusionDayIsDay;

/** The days that lie `days` after a date. */
export const after = (date: Span, first: number, last = first): Span => spanOf(date.start + first, date.end + last);
