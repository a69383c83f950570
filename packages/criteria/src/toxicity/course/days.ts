import { count, type InputIssue, list, type Reader, record } from '../../engine/index.ts';
import { daysSince } from '../../general/readers.ts';

/** The grade of a calendar day: the worst of its observations, as far as they leave it. */
export interface DayGrade {
  readonly day: number;
  /** Null where the day was not observed, or what was seen leaves it open between `min` and `max`. */
  readonly grade: number | null;
  readonly min: number | null;
  readonly max: number | null;
}

export const unseen = (day: number): DayGrade => ({ day, grade: null, min: null, max: null });
export const isPositive = ({ min }: DayGrade): boolean => min !== null && min >= 1;
/** Graded 0; a day that was not observed, or may have been worse, is not. */
export const isZero = ({ max }: DayGrade): boolean => max === 0;

/** Every day from the first to the last of those given, the ones in between that were not observed included. */
export function everyDay(days: ReadonlyMap<number, DayGrade>): readonly DayGrade[] {
  const numbers = [...days.keys()].sort((a, b) => a - b);
  const [first, last] = [numbers[0], numbers.at(-1)];
  if (first === undefined || last === undefined) return [];
  return Array.from({ length: last - first + 1 }, (_, index) => days.get(first + index) ?? unseen(first + index));
}

const entry = record({ day: daysSince(), grade: count([0, 5]) });
const entries = list(entry);

/** The longest course that is drawn day by day. */
const LAST_DAY = 3660;

/** Grades of days from day 0 on: `{ day, grade }`, grade null for a day not observed; of several the worst counts. */
export const dayGrades = (): Reader<ReadonlyMap<number, DayGrade> | null> => ({
  help: '[ { day, grade | null } ]',
  read(raw, name) {
    const { input, issues } = entries.read(raw, name);
    if (!input.given) return { input: null, issues };
    const days = new Map<number, DayGrade>();
    const refused: InputIssue[] = [];
    for (const [index, { day, grade }] of input.entries()) {
      const number = day.range.low;
      if (!day.given || day.range.high !== number || !Number.isInteger(number) || number > LAST_DAY) {
        refused.push({
          code: 'number.notInteger',
          at: `${name}[${index}].day`,
          got: String(number),
          allowed: `0 - ${LAST_DAY}`,
          fatal: true,
        });
        continue;
      }
      if (number < 0) continue;
      const { low, high } = grade.range;
      const found = grade.given
        ? { day: number, grade: low === high ? low : null, min: low, max: high }
        : unseen(number);
      const before = days.get(number);
      days.set(number, before && (before.min ?? -1) >= (found.min ?? -1) ? before : found);
    }
    return { input: days, issues: [...issues, ...refused] };
  },
});
