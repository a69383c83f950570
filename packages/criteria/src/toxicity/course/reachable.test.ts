import { describe, expect, it } from 'vitest';
import { courseFields, reachableGrades } from './course-fields.ts';

const known = (day: number, grade: number) => ({ day, grade, min: grade, max: grade });
const unseen = (day: number) => ({ day, grade: null, min: null, max: null });
const reachable = (...dayGrades: readonly object[]) => reachableGrades({ maxGrade: 1, dayGrades });

describe('the highest grades that a course leaves open', () => {
  it.each([
    ['every day seen, over', [known(0, 0), known(1, 2), known(2, 1), known(3, 0)], [2]],
    ['a day between not seen', [known(1, 0), known(2, 1), unseen(3), known(4, 0)], [1, 2, 3, 4]],
    ['a day that lies open', [known(1, 0), known(2, 1), { day: 3, grade: null, min: 0, max: 2 }, known(4, 0)], [1, 2]],
    ['the sheet begins with it', [known(2, 1), known(3, 0)], [1, 2, 3, 4]],
    ['it begins on the day of the infusion', [known(0, 1), known(1, 0)], [1]],
    ['the sheet ends with it', [known(0, 0), known(1, 3)], [3, 4]],
  ])('%s', (_, days, expected) => expect(reachable(...days)).toEqual(expected));

  it('a grade of days that the sheet does not reach', () => {
    const sheet = { maxGrade: 0, dayGrades: [known(0, 0), known(1, 0)] };
    expect(reachableGrades(sheet, { low: 1, high: 1 })).toEqual([0]);
    expect(reachableGrades(sheet, { low: 1, high: 2 })).toEqual([0, 1, 2, 3, 4]);
    const later = { maxGrade: 0, dayGrades: [known(2, 0), known(3, 0)] };
    expect(reachableGrades(later, { low: 2, high: 3 })).toEqual([0]);
    expect(reachableGrades(later, { low: 1, high: 3 })).toEqual([0, 1, 2, 3, 4]);
  });

  it('says nothing where no day is known', () =>
    expect(reachableGrades({ maxGrade: null, dayGrades: [unseen(1)] })).toEqual([]));
});

it('the highest grade of a course is that of the days that are known, whatever an open day may have been', () => {
  const open = { day: 2, grade: null, min: 0, max: 3 };
  expect(courseFields([known(1, 1), open, known(3, 0)], ['x'], false).maxGrade).toBe(1);
  expect(courseFields([known(1, 0), { ...open, min: 1 }, known(3, 0)], ['x'], false)).toMatchObject({
    status: 'indeterminate',
    maxGrade: { status: 'indeterminate', possible: [1, 2, 3], missing: ['x'] },
  });
});
