import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyCohort, column, repeated } from '../testing/cohorts.testing.ts';
import { atTimes } from './at-times.ts';
import { INTERVAL_TYPES } from './interval.ts';
import { productLimit, quantileOf, restrictedMeanOf } from './product-limit.ts';
import { survivalQuantile } from './quantile.ts';

describe('product-limit estimate', () => {
  // Freireich's 6-MP arm, the example of every textbook: Klein & Moeschberger, table 4.1A.
  const time = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35];
  const event = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0];
  const curve = productLimit(time, event);

  it('6-MP: S and its error at 6, 10 and 23 weeks', () => {
    const at = atTimes(curve, [6, 10, 23]);
    expect(at.survival).toEqual([18 / 21, expect.closeTo(0.7529, 4), expect.closeTo(0.4482, 4)]);
    expect(at.seSurvival[0]).toBeCloseTo(0.0764, 4);
    expect(at.seSurvival[2]).toBeCloseTo(0.1346, 4);
    expect(at.risk).toEqual([21, 15, 6]);
    expect(at.events).toEqual([3, 2, 4]);
  });

  it('6-MP: the median is 23 weeks, the upper limit not reached', () =>
    expect(quantileOf(curve, 0.5)).toEqual({ time: 23, lower: 16, upper: Number.NaN }));

  it('a quantile on a flat step is its middle', () =>
    expect(quantileOf(productLimit([1, 2, 3, 4], [1, 1, 1, 1]), 0.5).time).toBe(2.5));

  it('an event comes before a censoring on the same day', () =>
    expect([...productLimit([90, 90], [1, 0]).survival]).toEqual([0.5]));

  it('late entry: a row is not at risk on the day it enters', () => {
    const late = productLimit([5, 8, 9], [1, 1, 1], { start: [0, 5, 2] });
    expect([...late.risk]).toEqual([2, 2, 1]);
  });

  it('the restricted mean is the area under the curve', () =>
    expect(restrictedMeanOf(productLimit([1, 2, 3], [1, 1, 1]), 4).mean).toBeCloseTo(1 + 2 / 3 + 1 / 3, 12));

  it.each([
    ['no rows', () => productLimit([], [])],
    ['lengths differ', () => productLimit([1, 2], [1])],
    ['a negative time', () => productLimit([-1], [1])],
    ['a time that is not a number', () => productLimit([Number.NaN], [1])],
    ['a start after its time', () => productLimit([1], [1], { start: [2] })],
  ])('throws for %s', (_, run) => expect(run).toThrow(RangeError));

  it('times that differ by rounding are ties', () =>
    expect([...productLimit([0.1 + 0.2, 0.3, 1], [1, 1, 1]).events]).toEqual([2, 1]));

  const curveOf = (rows: Parameters<typeof column>[0], options = {}) =>
    productLimit(column(rows, 'time'), column(rows, 'event'), options);

  it('falls from 1 within [0, 1], inside its interval', () =>
    fc.assert(
      fc.property(anyCohort(1), fc.constantFrom(...INTERVAL_TYPES), (rows, intervalType) => {
        const { survival, lower, upper } = curveOf(rows, { intervalType });
        survival.forEach((s, k) => {
          expect(s).toBeGreaterThanOrEqual(0);
          expect(s).toBeLessThanOrEqual(k === 0 ? 1 : survival[k - 1]!);
          if (!Number.isNaN(lower[k]!)) expect(lower[k]).toBeLessThanOrEqual(s + 1e-12);
          if (!Number.isNaN(upper[k]!)) expect(upper[k]).toBeGreaterThanOrEqual(s - 1e-12);
        });
      }),
    ));

  it('does not depend on the order of rows, and weights are repeated rows', () =>
    fc.assert(
      fc.property(anyCohort(1), (rows) => {
        const made = curveOf(rows);
        expect(curveOf([...rows].reverse())).toEqual(made);
        const twice = curveOf(repeated(rows));
        const weighted = curveOf(rows, { weights: column(rows, 'weight') });
        for (const key of ['risk', 'events', 'survival', 'seSurvival', 'cumulativeHazard'] as const) {
          expect(Array.from(weighted[key])).toEqual(
            Array.from(twice[key], (v) => (Number.isNaN(v) ? v : expect.closeTo(v, 12))),
          );
        }
      }),
    ));

  it('scales with the unit of time', () =>
    fc.assert(
      fc.property(anyCohort(1), (rows) => {
        const made = curveOf(rows);
        const inYears = curveOf(rows.map((r) => ({ ...r, time: r.time / 365.25 })));
        expect([...inYears.survival]).toEqual([...made.survival]);
      }),
    ));

  // By definition: the sum over rows of (w dS/dw)^2, each derivative by differencing.
  it('robust errors are the squared influences', () =>
    fc.assert(
      fc.property(anyCohort(3, 8), (rows) => {
        const weights = column(rows, 'weight').map((w) => w + 0.5);
        const { survival, seSurvival, seCumulativeHazard, cumulativeHazard } = curveOf(rows, { weights });
        const nudged = rows.map((_, i) => {
          const own = Float64Array.from(weights);
          own[i]! += 1e-5;
          return curveOf(rows, { weights: own });
        });
        survival.forEach((s, k) => {
          const sum = (key: 'survival' | 'cumulativeHazard', base: number): number =>
            Math.sqrt(nudged.reduce((total, c, i) => total + (((c[key][k]! - base) / 1e-5) * weights[i]!) ** 2, 0));
          if (s > 1e-9) expect(seSurvival[k]).toBeCloseTo(sum('survival', s), 3);
          expect(seCumulativeHazard[k]).toBeCloseTo(sum('cumulativeHazard', cumulativeHazard[k]!), 3);
        });
      }),
    ));

  // Upper limits of a group of a simulated table, as R 4.2.2 printed them: 0.458 at 34, but 0.483 again at 41. R's answer is 41.
  it('a limit that rises again is read as R reads it', () => {
    const time = Float64Array.of(23, 27, 34, 37, 41, 80);
    const upper = Float64Array.of(0.5467123, 0.5014137, 0.4577451, 0.4577451, 0.482974, Number.NaN);
    expect(survivalQuantile(time, upper, 0.5)).toBe(41);
    expect(survivalQuantile(time.slice(0, 4), upper.slice(0, 4), 0.5)).toBe(34);
  });
});
