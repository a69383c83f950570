import type { FactJson, PatientJson } from '../patient/patient-json.ts';
import type { Words } from '../words/words.ts';

/** What a criterion derives of a field, beside what is stated there. */
export interface DerivedValue {
  readonly criterion: string;
  readonly version: string;
  /** Every grade that the record leaves possible, ascending. */
  readonly possible: readonly number[];
  readonly text: string;
  /** The derived grade where there is one only; it goes into no other system by itself. */
  readonly copy: string | null;
  /** Facts that it rests on. */
  readonly facts: readonly string[];
  /** True where the stated value lies outside everything that the record allows. */
  readonly differs: boolean;
}

/** Fields that a criterion of daily observations derives. */
const COURSES: Readonly<Record<string, string>> = {
  'crs.maxGrade': 'crs.astct2019.course',
  'icans.maxGrade': 'icans.astct2019.course',
};

/** The grade that daily records come to; null: no such field, or no record to derive it from. */
export function derivedGrade(
  code: string,
  stated: readonly Pick<FactJson, 'value'>[],
  { derivations }: Pick<PatientJson, 'derivations'>,
  { say, labels }: Words,
): DerivedValue | null {
  const criterion = COURSES[code];
  const course = derivations.findLast((one) => one.criterion === criterion && one.assuming.length === 0);
  const possible = course ? gradesOf(course.maxGrade) : [];
  if (criterion === undefined || !course || possible.length === 0) return null;
  const numbers = stated.map(({ value }) => Number(value)).filter(Number.isFinite);
  const differs = numbers.length > 0 && !numbers.some((grade) => possible.includes(grade));
  return {
    criterion,
    version: String(course.version ?? ''),
    possible,
    text: say('forms.derived', {
      criterion: say.or(`criterion.${criterion}`, criterion),
      grades: possible.join(', '),
      count: possible.length,
      missing: course.missing.map((item) => labels.item(item)).join('; ') || 'none',
      differs: differs ? 'yes' : 'no',
      stated: numbers.join(', '),
    }),
    copy: possible.length === 1 ? String(possible[0]) : null,
    facts: course.because,
    differs,
  };
}

/** A grade, or every grade that an undecided answer leaves. */
function gradesOf(answer: unknown): readonly number[] {
  if (typeof answer === 'number') return [answer];
  if (typeof answer !== 'object' || answer === null) return [];
  const { value, possible } = answer as { value?: unknown; possible?: unknown };
  const grades = typeof value === 'number' ? [value] : Array.isArray(possible) ? possible : [];
  return grades.filter((grade): grade is number => typeof grade === 'number').sort((a, b) => a - b);
}
