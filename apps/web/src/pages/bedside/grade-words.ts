import { momentText, type Words } from '@linea/briefs';
import type { ObservationGrade } from '@linea/criteria/bedside';

/** `2`, or `2–3` where it is open; signs without fever are never a bare 0. */
export function gradeShort(grade: Pick<ObservationGrade, 'grade' | 'min' | 'max' | 'warnings'> | null): string {
  if (!grade) return '–';
  if (grade.grade === null) return `${grade.min}–${grade.max}`;
  return isSignsWithoutFever(grade) ? '0 !' : String(grade.grade);
}

const isSignsWithoutFever = ({ grade, warnings }: Pick<ObservationGrade, 'grade' | 'warnings'>): boolean =>
  grade === 0 && warnings.includes('signsWithoutFever');

/** `21:00`, or the days where no clock time is known: the day itself stands above it. */
export const timeText = (at: string | null, { say }: Words): string =>
  at === null ? '' : (at.split('T')[1]?.slice(0, 5) ?? momentText(at, say));

/** The grade as a sentence. */
export function gradeSentence(grade: ObservationGrade, { say }: Words): string {
  if (isSignsWithoutFever(grade)) return say('bedside.grade.signs');
  return grade.grade === null
    ? say('bedside.grade.open', { min: grade.min, max: grade.max })
    : say('bedside.grade', { grade: grade.grade });
}

/** What a warning says; the code of one that has no words. */
export const warningOf = (warning: string, { say }: Words): string => {
  const [code = '', about = ''] = warning.split(/:(.*)/s);
  return say.or(`warning.${code}`, warning, { about });
};

/** How grave a grade looks: the worst that it may be. */
export const gravity = (grade: Pick<ObservationGrade, 'max' | 'min' | 'grade' | 'warnings'> | null): string =>
  !grade
    ? 'none'
    : isSignsWithoutFever(grade)
      ? 'signs'
      : grade.grade === null
        ? `open${grade.min}`
        : String(grade.grade);

/** The field of the form that a code is typed in. */
const fieldOf = (code: string): string => `field-${code}`;

/** Takes the reader to a field and into it. */
export function goTo(code: string): void {
  const field = document.getElementById(fieldOf(code));
  const target = field?.matches('input, select') ? field : field?.querySelector<HTMLElement>('input, select');
  field?.scrollIntoView({ block: 'center' });
  target?.focus({ preventScroll: true });
}
