import { describe, expect, it } from 'vitest';
import { parseEdtf, span } from './partial-date.ts';
import {
  compareSpans,
  daysBetween,
  intersect,
  isBefore,
  isExact,
  isNotAfter,
  type Span,
  shiftDays,
  spanOf,
  withinMonths,
} from './span.ts';

const on = (edtf: string): Span => {
  const read = parseEdtf(edtf);
  if (!read.ok) throw new Error(`span.test: ${edtf} is no date`);
  return span(read.value);
};

// myeloma.md 0.4; row 4 stands in day.test.ts, rows 8 and 9 in read-value.test.ts.
describe('imprecise dates', () => {
  it('1: March 2024 is before 2024-04-05, by 5 to 35 days', () => {
    expect(isBefore(on('2024-03'), on('2024-04-05'))).toBe(true);
    expect(daysBetween(on('2024-03'), on('2024-04-05'))).toEqual({ minDays: 5, maxDays: 35 });
  });
  it('2: March 2024 may be before 2024-03-13', () => expect(isBefore(on('2024-03'), on('2024-03-13'))).toBeNull());
  it('3: September 2023 to 2023-11-20 is 51 to 80 days', () =>
    expect(daysBetween(on('2023-09'), on('2023-11-20'))).toEqual({ minDays: 51, maxDays: 80 }));
  it.each([
    [5, '2025-05-20', true],
    [6, '2025-05-21', false],
    [7, '2025-05', null],
  ])('%i: %s within 18 months of 2023-11-20: %s', (_, event, within) =>
    expect(withinMonths(on('2023-11-20'), on(event), 18)).toBe(within),
  );

  it('the same day is not before itself, but not after either', () => {
    expect(isBefore(on('2024-03-13'), on('2024-03-13'))).toBe(false);
    expect(isNotAfter(on('2024-03-13'), on('2024-03-13'))).toBe(true);
  });
  it('two whole months that touch are ordered; the same month twice is not', () => {
    expect(isBefore(on('2024-03'), on('2024-04'))).toBe(true);
    expect(isNotAfter(on('2024-04'), on('2024-03'))).toBe(false);
    expect(isBefore(on('2024-03'), on('2024-03'))).toBeNull();
    expect(isNotAfter(on('2024-03'), on('2024-03'))).toBeNull();
  });
  it('an asserted order floors the difference at 0', () =>
    expect(daysBetween(on('2024-03'), on('2024-03'), true)).toEqual({ minDays: 0, maxDays: 30 }));
});

describe('open ends', () => {
  const [until, since] = [on('../2024-03'), on('2024-03/..')];
  it('leave open what they do not decide', () => {
    expect(isBefore(until, on('2024-04-01'))).toBe(true);
    expect(isBefore(until, since)).toBeNull();
    expect(isNotAfter(since, on('2024-02-29'))).toBe(false);
    expect(withinMonths(until, since, 6)).toBeNull();
    expect(daysBetween(until, since)).toEqual({ minDays: -30, maxDays: Infinity });
  });
  it('meet and sort', () => {
    expect(intersect(until, since)).toEqual(on('2024-03'));
    expect(intersect(on('2024-02'), since)).toBeNull();
    expect([since, on('2024-03'), until].sort(compareSpans)).toEqual([until, on('2024-03'), since]);
    expect(compareSpans(spanOf(-Infinity, Infinity), spanOf(-Infinity, Infinity))).toBe(0);
  });
});

it('a day label has its window', () => {
  expect(shiftDays(on('2024-09-01'), 21, 35)).toEqual(on('2024-09-22/2024-10-06'));
  expect(isExact(shiftDays(on('2024-09-01'), 28))).toBe(true);
});
