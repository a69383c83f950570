import { addMonths, dayNumber, daysInMonth, type Fact, intersect, type Span, spanOf } from '@linea/facts';
import { numberOf, type Patient, type Sourced, sourced, unknownInput, valued } from '../patient/patient.ts';

const years = (day: number, count: number): number => addMonths(day, 12 * count);

/** Age a at some day of `at` puts birth in [at.start - (a + 1) years + 1 day, at.end - a years] (all.md 6). */
export const birthOfAge = (age: number, at: Span): Span => spanOf(years(at.start, -(age + 1)) + 1, years(at.end, -age));

/** Completed years on a day; someone born on 29 February is a year older on 28 February of other years. */
function completedYears(birth: number, day: number): number {
  const guess = Math.floor((day - birth) / 365.2425) + 1;
  return [guess, guess - 1, guess - 2].find((age) => years(birth, age) <= day) as number;
}

/** The month or year in which the patient was born, as recorded. */
function birthRecorded(of: Patient): { days: Span; facts: readonly Fact[] }[] {
  const year = valued(of, 'demo.birthYear').at(-1);
  const number = numberOf(year);
  if (!year || number === undefined) return [];
  const month = valued(of, 'demo.birthMonth').at(-1);
  const which = numberOf(month);
  if (!month || which === undefined)
    return [{ days: spanOf(dayNumber(number, 1, 1), dayNumber(number, 12, 31)), facts: [year] }];
  return [
    {
      days: spanOf(dayNumber(number, which, 1), dayNumber(number, which, daysInMonth(number, which))),
      facts: [year, month],
    },
  ];
}

interface Birth {
  readonly days: Span;
  readonly facts: readonly Fact[];
}

/** Birth year and month, narrowed by every stated age; null when nothing is recorded or the statements exclude each other. */
function birthOf(of: Patient): Birth | null {
  return of.memo('birth', () => {
    const stated = valued(of, 'demo.ageStated').flatMap((fact): Birth[] => {
      const age = numberOf(fact);
      return age === undefined ? [] : [{ days: birthOfAge(age, of.span(fact)), facts: [fact] }];
    });
    const bounds: readonly Birth[] = [...birthRecorded(of), ...stated];
    return bounds.reduce<Birth | null>((narrowed, bound, index) => {
      const days = index === 0 ? bound.days : narrowed && intersect(narrowed.days, bound.days);
      return days ? { days, facts: [...(narrowed?.facts ?? []), ...bound.facts] } : null;
    }, null);
  });
}

/** The days on which the patient may have been born; null when unknown or contradictory. */
export const birthInterval = (of: Patient): Span | null => birthOf(of)?.days ?? null;

/**
 * Age in completed years on a day: a number, or `{ low, high }` where birth or day leave it open.
 * On the very days for which an age was stated it is that age.
 */
export function ageAt(of: Patient, day: Span): Sourced<number | { readonly low: number; readonly high: number }> {
  const birth = birthOf(of);
  if (!birth || !Number.isFinite(birth.days.start + birth.days.end + day.start + day.end))
    return unknownInput('demo.birthYear');
  const stated = birth.facts.find(
    (fact) => fact.code === 'demo.ageStated' && of.span(fact).start === day.start && of.span(fact).end === day.end,
  );
  if (stated) return sourced(numberOf(stated) ?? null, [stated], 'demo.birthYear');
  const [low, high] = [completedYears(birth.days.end, day.start), completedYears(birth.days.start, day.end)];
  return sourced(low === high ? low : { low: Math.max(0, low), high }, birth.facts, 'demo.birthYear');
}
