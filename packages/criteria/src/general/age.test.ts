import { fromIso, publishedCases, spanOf, toIso, view } from '@linea/facts';
import { describe, expect, it } from 'vitest';
import { patient } from '../patient/patient.ts';
import { ageAt, birthInterval, birthOfAge } from './age.ts';

const span = (start: string, end = start) => spanOf(fromIso(start), fromIso(end));
const iso = (days: { start: number; end: number } | null) => days && [toIso(days.start), toIso(days.end)];
const [myeloma, leukaemia] = publishedCases().map(({ facts }) => patient(view(facts)));

describe('age and birth, all.md 6', () => {
  it('row 6: age 67 in 2023-02', () =>
    expect(iso(birthOfAge(67, span('2023-02-01', '2023-02-28')))).toEqual(['1955-02-02', '1956-02-28']));

  it('E2: two stated ages narrow each other (case 001)', () => {
    expect(leukaemia && iso(birthInterval(leukaemia))).toEqual(['1955-10-21', '1956-02-28']);
  });

  it('case 000: 73 in September 2023', () =>
    expect(myeloma && iso(birthInterval(myeloma))).toEqual(['1949-09-02', '1950-09-30']));

  it('the age stated for a month is the age of that month', () => {
    expect(myeloma && ageAt(myeloma, span('2023-09-01', '2023-09-30'))).toMatchObject({ value: 73, facts: ['a161'] });
  });

  it('ages at a later day follow', () => {
    expect(myeloma && ageAt(myeloma, span('2024-04-05')).value).toEqual({ low: 73, high: 74 });
    expect(myeloma && ageAt(myeloma, span('2024-10-01')).value).toEqual({ low: 74, high: 75 });
    expect(leukaemia && ageAt(leukaemia, span('2025-09-01', '2025-09-30')).value).toEqual(69);
  });

  it('nobody knows the age of a patient without a birth year or a stated age', () => {
    expect(ageAt(patient(view([])), span('2024-01-01'))).toEqual({ value: null, facts: [], codes: ['demo.birthYear'] });
  });
});
