import { readSpan, type Span, toIso } from '@linea/facts';
import { describe, expect, it } from 'vitest';
import { imputed, imputedDay } from './impute.ts';

const days = (text: string): Span => {
  const read = readSpan(text);
  if (!read.ok) throw new RangeError(text);
  return read.value;
};
const shown = (day: number | null): string | null => (day === null ? null : toIso(day));

describe('the day that statistics take for a date that is not exact', () => {
  it.each([
    ['2024-03-07', '2024-03-07'],
    ['2024-03', '2024-03-15'],
    ['2024-03-15/2024-03-31', '2024-03-15'],
    ['2024-03-16/2024-03-31', '2024-03-23'],
    ['2024-03-01/2024-03-15', '2024-03-15'],
    ['2024-03-01/2024-03-14', '2024-03-07'],
    ['2024', '2024-07-01'],
    ['2024-01-01/2024-12-30', '2024-07-01'],
    ['2024-01-02/2024-12-31', '2024-07-02'],
    ['2023-01-01/2024-12-31', '2024-01-01'],
    ['2024-03-20/2024-04-10', '2024-03-30'],
    ['2024-03-20/..', null],
    ['../2024-03-20', null],
  ])('%s is %s', (text, expected) => expect(shown(imputedDay(days(text)))).toBe(expected));

  it.each([
    ['2024-03', '2024-03-01', '2024-03-15'],
    ['2024-03', '2024-03-20', '2024-03-20'],
    ['2024-03', '2024-04-20', '2024-03-31'],
  ])('%s not before %s is %s', (text, floor, expected) => {
    const when = { key: 'date', inputs: [], given: true, span: days(text) };
    expect(shown(imputed(when, days(floor).start)?.span?.start ?? null)).toBe(expected);
  });
  it('nothing that happened stays nothing', () => {
    const never = { key: 'date', inputs: [], given: true, span: null };
    expect(imputed(never, 0)).toEqual(never);
  });
});
