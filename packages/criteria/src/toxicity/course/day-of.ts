import type { Measured } from '../../engine/index.ts';
import { type Moment, wholeDayFrom } from '../../general/instants.ts';
import { type DayGrade, unseen } from './days.ts';

/** The least and most a grade may be. */
export interface Bounds {
  readonly min: number;
  readonly max: number;
}

/** A grade written by hand that the observation does not allow. */
export const isDisputed = (
  { reportedGrade: { given, range } }: { readonly reportedGrade: Measured },
  { min, max }: Bounds,
): boolean => given && (range.high < min || range.low > max);

/** An observation with the moment at which it was made, and its day counted from the infusion. */
export interface Dated<T> {
  readonly seen: T;
  readonly moment: Moment;
  readonly day: number;
  /** Its place in what was given. */
  readonly index: number;
}

/**
 * The grade of a day from its observations: the worst of those that could be graded. One that could not counts with what
 * is certain of it, so that a day is never better than the least its observations allow.
 */
export function dayOf(day: number, observations: readonly Bounds[]): DayGrade {
  if (observations.length === 0) return unseen(day);
  const graded = observations.filter(({ min, max }) => min === max);
  const sure = graded.reduce((worst, { min }) => Math.max(worst, min), -1);
  const open = observations.filter(({ min, max }) => min !== max && (graded.length === 0 || min > sure));
  if (open.length === 0) return { day, grade: sure, min: sure, max: sure };
  return {
    day,
    grade: null,
    min: open.reduce((worst, { min }) => Math.max(worst, min), Math.max(sure, 0)),
    max: open.reduce((worst, { max }) => Math.max(worst, max), sure),
  };
}

/**
 * Observations from day 0 on, in order of time; of those at one moment all are kept. One dated by its day alone is the whole
 * of that day; one that cannot be placed, because the infusion is not known to the day, is left out.
 */
export function inOrder<T extends { readonly at: Moment | null; readonly day: number | null }>(
  observations: readonly T[],
  infusion: number | null,
): readonly Dated<T>[] {
  const zero = infusion ?? 0;
  const dated: Dated<T>[] = [];
  for (const [index, seen] of observations.entries()) {
    const moment = seen.at
      ? infusion === null
        ? null
        : seen.at
      : seen.day === null
        ? null
        : wholeDayFrom(zero, seen.day);
    if (moment && moment.day >= zero) dated.push({ seen, moment, day: moment.day - zero, index });
  }
  return dated.sort((a, b) => a.moment.from - b.moment.from || a.moment.to - b.moment.to || a.index - b.index);
}
