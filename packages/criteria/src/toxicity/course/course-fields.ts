import { type DayGrade, isPositive, isZero } from './days.ts';
import { episodesOf } from './episodes.ts';

type Plain = Readonly<Record<string, unknown>>;

const numbers = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** The worst grade: of the days that are known, unless a day that was positive may have been worse. */
function worst(
  days: readonly DayGrade[],
  missing: readonly string[],
): { readonly low: number; readonly outcome: unknown } | null {
  const known = days.filter((day) => isPositive(day) || isZero(day));
  if (known.length === 0) return null;
  const low = Math.max(...known.map(({ min }) => min ?? 0));
  const high = Math.max(...known.map(({ max }) => max ?? 0));
  return { low, outcome: low === high ? low : { status: 'indeterminate', possible: numbers(low, high), missing } };
}

/**
 * The record of a course of grades (toxicity.md 1.4), from consecutive calendar days.
 *
 * @param missing  the inputs to ask for where a grade is open
 */
export function courseFields(days: readonly DayGrade[], missing: readonly string[], warnLate: boolean): Plain {
  const max = worst(days, missing);
  const episodes = episodesOf(days, warnLate);
  const [first, last] = [episodes[0], episodes.at(-1)];
  const isOpen = max === null || typeof max.outcome === 'object';
  return {
    ...(isOpen ? { status: 'indeterminate', missing } : { missing: [] }),
    dayGrades: days,
    episodes,
    maxGrade: max ? max.outcome : null,
    maxGradeFirstDay: max && max.low > 0 ? (days.find(({ min }) => min === max.low)?.day ?? null) : null,
    onsetDay: first?.onsetDay ?? null,
    resolutionDay: last?.resolutionDay ?? null,
    durationDays: first && last ? last.lastDay - first.onsetDay + 1 : 0,
    totalDays: episodes.reduce((sum, { durationDays }) => sum + durationDays, 0),
    timeToOnsetDays: first?.onsetDay ?? null,
  };
}

/** What the episodes and the gaps of a course must say. */
export function courseWarnings(days: readonly DayGrade[], warnLate: boolean): readonly string[] {
  const gaps = days.some(({ min }) => min === null);
  return [...new Set(episodesOf(days, warnLate).flatMap(({ warnings }) => warnings)), ...(gaps ? ['unknownDays'] : [])];
}
