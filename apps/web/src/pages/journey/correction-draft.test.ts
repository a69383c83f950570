import type { FactJson } from '@linea/briefs';
import { describe, expect, it } from 'vitest';
import { changeOf, draftOf } from './correction-draft.ts';

const day = (date: string) => ({ start: date, end: date, precision: 'day' });
const fact = (over: Partial<FactJson>): FactJson => ({
  id: 'a1',
  code: 'lab.hb',
  event: 'lab:1',
  effective: day('2024-03-05'),
  value: 9.4,
  unit: 'g/dL',
  stated: false,
  known: '2024-03-05T23:59:59Z',
  ...over,
});
const change = (of: FactJson, over: Partial<ReturnType<typeof draftOf>>) => changeOf(of, { ...draftOf(of), ...over });

describe('a draft of a correction', () => {
  it.each([
    ['a number', fact({}), '9.4'],
    ['a censored number', fact({ value: 0.2, comparator: '<' }), '< 0.2'],
    ['an interval', fact({ value: null, low: 7, high: 8 }), '7-8'],
    ['a coded answer', fact({ value: 'PR', unit: null }), 'PR'],
    ['yes or no', fact({ value: true, unit: null }), 'true'],
    ['several codes', fact({ value: ['tocilizumab', 'steroid'], unit: null }), 'tocilizumab, steroid'],
    ['a date with its precision', fact({ value: { start: '2024-03-01', end: null }, unit: null }), '2024-03-01/..'],
    ['nothing known', fact({ value: null, absent: 'notDone' }), ''],
  ])('shows %s as it is written', (_, of, text) => {
    expect(draftOf(of).value).toBe(text);
    expect(changeOf(of, draftOf(of))).toBeNull();
  });

  it.each([
    ['8,2', { value: 8.2 }],
    ['< 0.2', { value: 0.2, comparator: '<' }],
    ['≥5', { value: 5, comparator: '>=' }],
    ['7–8', { low: 7, high: 8 }],
    ['about nine', { value: 'about nine' }],
  ])('reads the number %s', (value, expected) => expect(change(fact({}), { value })).toEqual(expected));

  it('changes unit and date alone', () => {
    expect(change(fact({}), { unit: 'g/L' })).toEqual({ unit: 'g/L' });
    expect(change(fact({}), { effective: '2024-03' })).toEqual({ effective: '2024-03' });
  });
  it('names a month and a year as such, and leaves a date counted from another fact alone', () => {
    const month = { start: '2024-03-01', end: '2024-03-31', precision: 'month' };
    expect(draftOf(fact({ effective: month })).effective).toBe('2024-03');
    const anchored = { ...day('2024-03-05'), anchor: { ref: 'x', offsetDays: [3, 3] as const } };
    expect(change(fact({ effective: anchored }), { value: '8' })).toEqual({ value: 8 });
  });
  it('moves the day of a dated item with its value: one date, said twice', () =>
    expect(change(fact({ value: '2024-03-05', unit: null }), { value: '2024-03-06' })).toEqual({
      value: '2024-03-06',
      effective: '2024-03-06',
    }));
  it('reads yes, no and lists', () => {
    expect(change(fact({ value: true, unit: null }), { value: 'false' })).toEqual({ value: false });
    expect(change(fact({ value: ['a'], unit: null }), { value: 'a; b' })).toEqual({ value: ['a', 'b'] });
  });
});
