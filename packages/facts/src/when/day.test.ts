import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMonths, DAYS_PER_MONTH, dayNumber, daysInMonth, fromIso, inMonths, toIso } from './day.ts';

/** Days of the years 1000-9999. */
const days = fc.integer({ min: dayNumber(1000, 1, 1), max: dayNumber(9999, 12, 31) });

describe('a day', () => {
  it('is counted from 1970-01-01', () => {
    expect(fromIso('1970-01-01')).toBe(0);
    expect(fromIso('2000-03-01')).toBe(11_017);
    expect(fromIso('1969-12-31')).toBe(-1);
  });

  it('agrees with the calendar of the engine', () =>
    fc.assert(
      fc.property(days, (day) => {
        expect(toIso(day)).toBe(new Date(day * 86_400_000).toISOString().slice(0, 10));
      }),
    ));

  it('comes back from its text', () =>
    fc.assert(
      fc.property(days, (day) => {
        expect(fromIso(toIso(day))).toBe(day);
      }),
    ));

  it.each([
    ['2024-02-29', true], ['2023-02-29', false], ['1900-02-29', false], ['2000-02-29', true], ['2024-02-30', false], ['2024-04-31', false],
    ['2024-13-01', false], ['2024-00-10', false], ['2024-01-00', false], ['0999-01-01', false], ['2024-1-01', false], ['2024/01/01', false],
    ['', false], ['2024-01-011', false], ['٢٠٢٤-٠١-٠١', false],
  ])('%s exists: %s', (iso, exists) => expect(Number.isNaN(fromIso(iso))).toBe(!exists)); // biome-ignore format: a table

  it('is no text outside the years 1000-9999, and never half a day', () => {
    for (const day of [Infinity, -Infinity, Number.NaN, 0.5, fromIso('9999-12-31') + 1, fromIso('1000-01-01') - 1]) {
      expect(() => toIso(day)).toThrow(RangeError);
    }
  });
});

describe('addMonths', () => {
  it.each([
    ['2024-08-31', 6, '2025-02-28'], // myeloma.md 0.4, row 4
    ['2023-08-31', 6, '2024-02-29'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2024-03-31', -1, '2024-02-29'],
    ['2024-01-15', -1, '2023-12-15'],
    ['2023-11-20', 18, '2025-05-20'],
    ['2024-12-31', 0, '2024-12-31'],
  ])('%s + %i months is %s', (from, months, to) => expect(toIso(addMonths(fromIso(from), months))).toBe(to));

  it('leaves an open end open', () => {
    expect(addMonths(Infinity, 6)).toBe(Infinity);
    expect(addMonths(-Infinity, 6)).toBe(-Infinity);
  });

  it('stays in the month it reaches, and keeps the day where that month has it', () =>
    fc.assert(
      fc.property(days, fc.integer({ min: -240, max: 240 }), (day, months) => {
        const to = new Date(addMonths(day, months) * 86_400_000);
        const from = new Date(day * 86_400_000);
        const index = from.getUTCFullYear() * 12 + from.getUTCMonth() + months;
        expect(to.getUTCFullYear() * 12 + to.getUTCMonth()).toBe(index);
        expect(to.getUTCDate()).toBe(
          Math.min(from.getUTCDate(), daysInMonth(to.getUTCFullYear(), to.getUTCMonth() + 1)),
        );
      }),
    ));
});

it('months of statistics are days / 30.4375', () => {
  expect(inMonths(607)).toBeCloseTo(19.943, 3); // case 000, D21: 607 days = 19.9 months
  expect(inMonths(DAYS_PER_MONTH)).toBe(1);
});
