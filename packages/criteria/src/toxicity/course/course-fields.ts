import { withMembers } from '@linea/facts';
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
  let [low, high, isKnown] = [0, 0, false];
  for (const day of days) {
    if (!isPositive(day) && !isZero(day)) continue;
    isKnown = true;
    low = Math.max(low, day.min ?? 0);
    high = Math.max(high, day.max ?? 0);
  }
  if (!isKnown) return null;
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
  return withMembers(isOpen ? { status: 'indeterminate', missing } : { missing: [] }, {
    dayGrades: days,
    episodes,
    maxGrade: max ? max.outcome : null,
    maxGradeFirstDay: max && max.low > 0 ? (days.find(({ min }) => min === max.low)?.day ?? null) : null,
    onsetDay: first?.onsetDay ?? null,
    resolutionDay: last?.resolutionDay ?? null,
    durationDays: first && last ? last.lastDay - first.onsetDay + 1 : 0,
    totalDays: episodes.reduce((sum, { durationDays }) => sum + durationDays, 0),
    timeToOnsetDays: first?.onsetDay ?? null,
  });
}

/** What the episodes and the gaps of a course must say. */
export function courseWarnings(days: readonly DayGrade[], warnLate: boolean): readonly string[] {
  const gaps = days.some(({ min }) => min === null);
  return [...new Set(episodesOf(days, warnLate).flatMap(({ warnings }) => warnings)), ...(gaps ? ['unknownDays'] : [])];
}

/** The worst grade of a day of which nothing is known, death apart: that is recorded as such. */
const WORST_UNSEEN = 4;

/**
 * Every highest grade that a course leaves open: from the worst of the days that are known up to what a day may have been
 * that was not seen, lies open, or lies outside the sheet: where it begins or ends with the toxicity, or where the days
 * spoken of reach beyond it. Empty where no day is known.
 */
export function reachableGrades(
  { maxGrade, dayGrades }: Plain,
  spokenOf?: { readonly low: number; readonly high: number },
): readonly number[] {
  const days = (dayGrades ?? []) as readonly DayGrade[];
  const [first, last] = [days[0], days.at(-1)];
  if (maxGrade === null || maxGrade === undefined || !first || !last) return [];
  const known = days.filter((day) => isPositive(day) || isZero(day));
  const low = Math.max(...known.map(({ min }) => min ?? 0));
  const isOutside = spokenOf !== undefined && (spokenOf.low < first.day || spokenOf.high > last.day);
  const isCut = isOutside || (first.day > 0 && isPositive(first)) || isPositive(last);
  const high = Math.max(isCut ? WORST_UNSEEN : 0, ...days.map(({ max }) => max ?? WORST_UNSEEN));
  return numbers(low, Math.max(low, high));
}
