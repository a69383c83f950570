import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarTicks } from './calendar-ticks.ts';
import { civil, dayOf } from './days.ts';
import { relativeTicks } from './relative-ticks.ts';
import { timeScale } from './scale.ts';

const words = (ticks: readonly { label: string }[]) => ticks.map(({ label }) => label).join(' ');

describe('calendar ticks', () => {
  const twoYears = { first: dayOf(2023, 9), last: dayOf(2025, 12, 31) };

  it('name years over quarters where months have no room', () => {
    const { major, minor } = calendarTicks(twoYears, 800, 'en');
    expect([words(major), words(minor)]).toEqual(['2024 2025', 'Oct Jan Apr Jul Oct Jan Apr Jul Oct']);
    expect(minor[0]?.day).toBe(dayOf(2023, 10));
  });
  it('name months over days up close, and speak Italian', () => {
    const { major, minor } = calendarTicks({ first: dayOf(2024, 1, 25), last: dayOf(2024, 2, 5) }, 600, 'it');
    expect([words(major), words(minor)]).toEqual(['feb 2024', '25 26 27 28 29 30 31 1 2 3 4 5']);
  });
  it('start weeks again on the first of a month', () => {
    const { minor } = calendarTicks({ first: dayOf(2024, 2, 1), last: dayOf(2024, 3, 31) }, 300, 'en');
    expect(words(minor)).toBe('1 8 15 22 1 8 15 22');
  });
  it('lie in view, in order, with room for their labels', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: -20_000, max: 40_000 }),
        fc.integer({ min: 7, max: 30_000 }),
        fc.integer({ min: 200, max: 2000 }),
        (first, days, width) => {
          const shown = { first, last: first + days };
          const { minor } = calendarTicks(shown, width, 'en');
          for (const [index, { day }] of minor.entries()) {
            expect(day).toBeGreaterThanOrEqual(first);
            expect(day).toBeLessThanOrEqual(shown.last);
            const before = minor[index - 1];
            // A label needs 18 pixels at least, unless the chart holds more decades than it has pixels for.
            if (before && days < 20_000) expect(((day - before.day) * width) / days).toBeGreaterThan(17);
          }
        },
      ),
    ));
});

it('days count from day zero, before it too', () =>
  expect(words(relativeTicks({ first: -20, last: 30 }, 500, 0))).toBe('−14 −7 0 +7 +14 +21 +28'));

it('a day of the calendar is itself again', () =>
  fc.assert(
    fc.property(fc.integer({ min: -100_000, max: 100_000 }), (day) => {
      const { year, month, dayOfMonth } = civil(day);
      expect(dayOf(year, month, dayOfMonth)).toBe(day);
    }),
  ));

it('a span covers its last day whole', () => {
  const scale = timeScale({ first: 0, last: 10 }, 100, 200);
  expect(scale.over({ first: 2, last: 3 })).toEqual({ from: 120, to: 140 });
});
