import { describe, expect, it } from 'vitest';
import { bCellAplasia } from './b-cell-aplasia.ts';

const state = (input: unknown) => bCellAplasia.derive(input).answer;
const course = (...days: readonly (readonly [number, number])[]) => ({
  measurements: days.map(([day, cd19]) => ({ day, cd19 })),
});

describe('bCellAplasia, toxicity.md 6.2', () => {
  it.each([
    ['9/uL', { cd19: { value: 9, unit: '/uL' } }, { value: 'aplasia' }],
    ['10/uL', { cd19: { value: 10, unit: '/uL' } }, { value: 'not aplasia' }],
    ['0.009 x 10*9/L', { cd19: { value: 0.009, unit: '10^9/L' } }, { value: 'aplasia' }],
    ['d90 0, d120 25, d150 30', course([90, 0], [120, 25], [150, 30]), { value: 'recovery', recoveryDay: 120 }],
    ['d90 0, d120 25, d150 5', course([90, 0], [120, 25], [150, 5]), { value: 'aplasia' }],
    [
      'd90 0, d120 25, nothing after',
      course([90, 0], [120, 25]),
      { status: 'indeterminate', possible: ['aplasia', 'recovery'], missing: ['measurements'] },
    ],
    [
      'd90 0, d150 25, none after',
      course([90, 0], [150, 25]),
      { status: 'indeterminate', possible: ['aplasia', 'recovery'] },
    ],
    [
      'B-ALL, recovered on day 150',
      { preset: 'b-all', ...course([90, 0], [150, 25], [170, 30]) },
      { value: 'recovery', recoveryDay: 150, earlyLoss: true },
    ],
    [
      'last measurement 61 days before the day asked',
      { ...course([90, 0]), asOfDay: 151 },
      { status: 'indeterminate', missing: ['cd19'] },
    ],
    ['last measurement 60 days before the day asked', { ...course([90, 0]), asOfDay: 150 }, { value: 'aplasia' }],
  ])('%s', (_, input, expected) => expect(state(input)).toMatchObject(expected));

  it('early loss is a sign of B-ALL, and of a recovery that is confirmed', () => {
    expect(state(course([90, 0], [150, 25], [170, 30]))).not.toHaveProperty('earlyLoss');
    expect(state({ preset: 'b-all', ...course([90, 0], [150, 25]) })).not.toHaveProperty('earlyLoss');
    expect(state({ preset: 'b-all', ...course([90, 0], [180, 25], [200, 30]) })).toMatchObject({ earlyLoss: false });
  });

  it('the limit is a preset and travels with the answer', () => {
    expect(state({ cd19: 7 })).toMatchObject({ value: 'aplasia', limit: 10 });
    expect(state({ cd19: 7, preset: 'sle-depth' })).toMatchObject({ value: 'not aplasia', limit: 5 });
    expect(state({ cd19: 7, params: { aplasiaLimit: 3 } })).toMatchObject({ value: 'not aplasia', limit: 3 });
  });

  it('two values on one day do not confirm; calendar dates count as well as days', () => {
    expect(state(course([90, 0], [120, 25], [120, 30]))).toMatchObject({ status: 'indeterminate' });
    const dated = (...days: readonly (readonly [string, number])[]) => days.map(([date, cd19]) => ({ date, cd19 }));
    expect(state({ infusion: '2024-01-01', measurements: dated(['2024-04-01', 0], ['2024-06-01', 25], ['2024-07-01', 30]) })).toMatchObject({
      value: 'recovery', recoveryDate: '2024-06-01', recoveryDay: 152, durationDays: { minDays: 152, maxDays: 152 },
    }); // biome-ignore format: one answer
  });

  it('what was measured after the day asked about is not read', () =>
    expect(state({ ...course([90, 0], [120, 25], [150, 30]), asOfDay: 130 })).toMatchObject({
      status: 'indeterminate',
    }));

  it('measurements without a day say nothing of the course', () =>
    expect(state({ measurements: [{ cd19: 30 }, { cd19: 30 }] })).toMatchObject({
      status: 'indeterminate',
      missing: ['cd19'],
    }));

  it('a single unknown value leaves both', () =>
    expect(state({})).toMatchObject({ possible: ['aplasia', 'not aplasia'], missing: ['cd19'] }));
});
