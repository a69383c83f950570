import { publishedCases, view } from '@linea/facts';
import { describe, expect, it } from 'vitest';
import { derive } from '../patient/derive-patient.ts';
import { cycle } from './cycle.ts';

const svd = { cycle1Day1: '2024-04-05', length: 35 };
const answerOf = (input: unknown) => cycle.derive(input).answer;

describe('mm.cycle, myeloma.md 8.1', () => {
  it.each([
    [1, { ...svd, cycle: 1, day: 22 }, '2024-04-26'],
    [2, { ...svd, cycle: 3, day: 1 }, '2024-06-14'],
    [3, { ...svd, cycle: 3, day: 22 }, '2024-07-05'],
    [4, { ...svd, cycle: 6, day: 1 }, '2024-09-27'],
    [5, { ...svd, cycle: 14, day: 35 }, '2025-08-07'],
    [6, { ...svd, cycle: 18, day: 1 }, '2025-11-21'],
    [8, { cycle1Day1: '2023-11-20', length: 28, cycle: 5, day: 1 }, '2024-03-11'],
  ])('row %i', (_, input, date) => expect(answerOf(input)).toMatchObject({ status: 'determined', date }));

  it.each(['cycle1Day1', 'length', 'cycle', 'day'])('%s is asked for where it is not known', (name) =>
    expect(answerOf({ ...svd, cycle: 3, day: 1, [name]: null })).toMatchObject({
      status: 'indeterminate',
      missing: [name],
    }),
  );

  it('row 6, with the actual day 1', () => {
    expect(answerOf({ ...svd, cycle: 18, day: 1, actualDay1: { 18: '2025-12-03' } })).toMatchObject({
      date: '2025-12-03',
      planned: '2025-11-21',
      cumulativeDelayDays: 12,
    });
    expect(answerOf({ ...svd, cycle: 18, day: 8, actualDay1: { 18: '2025-12-03' } })).toMatchObject({
      date: '2025-12-10',
    });
  });

  it('row 7: C2D36 does not exist; nor does day 0', () => {
    expect(answerOf({ ...svd, cycle: 2, day: 36 })).toEqual({ error: 'day-out-of-cycle' });
    expect(answerOf({ ...svd, cycle: 2, day: 0 })).toEqual({ error: 'day-out-of-cycle' });
  });

  it('an imprecise first day gives an interval; a missing one is asked for', () => {
    expect(answerOf({ ...svd, cycle1Day1: '2024-04', cycle: 2, day: 1 })).toMatchObject({
      date: '2024-05-06/2024-06-04',
    });
    expect(answerOf({ length: 35, cycle: 2, day: 1 })).toMatchObject({
      status: 'indeterminate',
      missing: ['cycle1Day1'],
    });
  });

  it('D25: case 000 began cycle 18 twelve days late', () => {
    const derived = derive(cycle, view(publishedCases()[0]?.facts ?? []));
    expect(derived).toHaveLength(1);
    expect(derived[0]).toMatchObject({
      of: { line: 2, cycle: 18 },
      at: '2025-12-03',
      answer: { planned: '2025-11-21', date: '2025-12-03', cumulativeDelayDays: 12 },
    });
    expect(derived[0]?.because).toEqual(expect.arrayContaining(['a193', 'a199', 'a105']));
  });
});
