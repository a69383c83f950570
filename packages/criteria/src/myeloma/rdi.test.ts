import { publishedCases, view } from '@linea/facts';
import { describe, expect, it } from 'vitest';
import { derive } from '../patient/derive-patient.ts';
import { scheduleDays } from './courses.ts';
import { rdi } from './rdi.ts';

const times = (count: number, dose: number): number[] => Array(count).fill(dose);
const answerOf = (input: unknown) => rdi.derive(input).answer;

describe('mm.rdi, myeloma.md 8.2', () => {
  it.each([
    [
      1,
      { given: [100, 100, 100, 80, 80], planned: times(5, 100), actualDays: 35, plannedDays: 35 },
      { relativeDosePercent: 92 },
    ],
    [
      2,
      { given: [80, 80, 80, 60, 60], planned: times(5, 100), actualDays: 35, plannedDays: 35 },
      { relativeDosePercent: 72 },
    ],
    [
      3,
      { given: [460, 400, 360, ...times(14, 300)], planned: times(17, 500), actualDays: 607, plannedDays: 595 },
      { relativeDosePercent: 63.8, rdiPercent: 62.5 },
    ],
    [
      4,
      { given: [...times(5, 5.2), ...times(12, 4)], planned: times(17, 5.2), actualDays: 607, plannedDays: 595 },
      { relativeDosePercent: 83.7, rdiPercent: 82.1 },
    ],
    [
      5,
      { given: [1.3, 1.3, 1.3, 0], planned: times(4, 1.3), actualDays: 35, plannedDays: 35 },
      { relativeDosePercent: 75, rdiPercent: 75 },
    ],
    [
      6,
      { given: times(4, 100), planned: times(4, 100), actualDays: 35, plannedDays: 28 },
      { relativeDosePercent: 100, rdiPercent: 80 },
    ],
    [
      7,
      { given: [0], planned: [0], actualDays: 28, plannedDays: 28 },
      { status: 'notApplicable', reason: 'nothing-planned' },
    ],
  ])('row %i', (_, input, expected) => expect(answerOf(input)).toMatchObject(expected));

  it('without the days there is a relative dose only', () =>
    expect(answerOf({ given: [75], planned: [100] })).toMatchObject({
      status: 'determined',
      relativeDosePercent: 75,
      rdiPercent: null,
      missing: ['actualDays', 'plannedDays'],
    }));

  it('an unknown dose is not an omitted one', () => {
    expect(answerOf({ given: [1.3, null], planned: [1.3, 1.3], actualDays: 28, plannedDays: 28 })).toMatchObject({
      status: 'indeterminate',
      missing: ['given'],
    });
    expect(answerOf({ given: [1.3, 'omitted'], planned: [1.3, 1.3], actualDays: 28, plannedDays: 28 })).toMatchObject({
      relativeDosePercent: 50,
    });
  });

  it('nothing given of something planned is 0 %', () =>
    expect(answerOf({ given: [], planned: [100], actualDays: 28, plannedDays: 28 })).toMatchObject({
      relativeDosePercent: 0,
      rdiPercent: 0,
    }));

  it('mg and mg/m2 are not added up', () =>
    expect(answerOf({ given: [{ value: 1.3, unit: 'mg/m2' }], planned: [{ value: 2, unit: 'mg' }] })).toEqual({
      error: 'units-differ',
    }));

  it.each([
    ['1,8,15,22', [1, 8, 15, 22]],
    ['D1 D8 D15 D22 of 35', [1, 8, 15, 22]],
    ['1-4, 8', [1, 2, 3, 4, 8]],
    ['weekly C1-2', null],
  ])('schedule "%s"', (text, days) => expect(scheduleDays(text)).toEqual(days));

  it('D26: case 000, C1-C17, no omissions assumed', () => {
    const derived = derive(rdi, view(publishedCases()[0]?.facts ?? []));
    const of = (agent: string) => derived.find((entry) => entry.of?.agent === agent);
    expect(of('selinexor')).toMatchObject({
      of: { line: 2 },
      answer: { relativeDosePercent: 63.8, rdiPercent: 62.5, warnings: ['no-omissions-assumed'] },
    });
    expect(of('bortezomib')).toMatchObject({ answer: { relativeDosePercent: 83.7, rdiPercent: 82.1 } });
    expect(of('selinexor')?.because).toEqual(expect.arrayContaining(['a102', 'a127', 'a134', 'a193', 'a199']));
  });
});
