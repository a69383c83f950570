import { type Bounds, type Dated, dayOf } from './day-of.ts';
import { type DayGrade, unseen } from './days.ts';
import { Closing } from './episodes.ts';

/**
 * Goes through observations in order of time, day by day, days without any included.
 *
 * @param grade   the grade of an observation; null where it says nothing of what is graded
 * @param closed  called when two consecutive days of grade 0 have passed
 */
export function walk<T>(
  observations: readonly Dated<T>[],
  grade: (one: Dated<T>) => Bounds | null,
  closed: () => void = () => undefined,
): readonly DayGrade[] {
  const closing = new Closing();
  const days: DayGrade[] = [];
  let today: Bounds[] = [];
  const endDay = (day: DayGrade): void => {
    days.push(day);
    if (closing.next(day)) closed();
  };
  for (const [index, one] of observations.entries()) {
    const bounds = grade(one);
    if (bounds) today.push(bounds);
    const next = observations[index + 1]?.day;
    if (next === one.day) continue;
    endDay(dayOf(one.day, today));
    today = [];
    for (let between = one.day + 1; next !== undefined && between < next; between++) endDay(unseen(between));
  }
  return days;
}
