import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stateCurves, stateErrors } from '../multistate/multistate.ts';
import { cumulativeIncidence } from './cumulative-incidence.ts';

/** Follow-up of 2 to 25 patients with many ties and two causes. */
const cohort = fc.array(fc.record({ time: fc.integer({ min: 1, max: 12 }), cause: fc.integer({ min: 0, max: 2 }) }), {
  minLength: 2,
  maxLength: 25,
});

describe('cumulative incidence', () => {
  it('by hand: five patients, causes 1, censored, 2, 1, censored', () => {
    const fit = cumulativeIncidence([1, 2, 3, 4, 5], [1, 0, 2, 1, 0], 2);
    const row = (k: number): number[] => Array.from(fit.probability.subarray(3 * k, 3 * k + 3));
    const expected = [
      [4 / 5, 1 / 5, 0],
      [4 / 5, 1 / 5, 0],
      [8 / 15, 1 / 5, 4 / 15],
      [4 / 15, 1 / 5 + 4 / 15, 4 / 15],
      [4 / 15, 1 / 5 + 4 / 15, 4 / 15],
    ];
    expected.forEach((want, k) => {
      row(k).forEach((value, s) => {
        expect(value).toBeCloseTo(want[s]!, 14);
      });
    });
    expect(Array.from(fit.atRisk)).toEqual([5, 4, 3, 2, 1]);
    // With nobody censored yet the error is that of a proportion.
    expect(fit.se[1]).toBeCloseTo(Math.sqrt((0.2 * 0.8) / 5), 14);
  });

  it('sums with event-free survival to one, and never falls', () =>
    fc.assert(
      fc.property(cohort, (rows) => {
        const fit = cumulativeIncidence(rows.map((r) => r.time), rows.map((r) => r.cause), 2); // biome-ignore format: short
        for (let k = 0; k < fit.time.length; k++) {
          const [s, f1, f2] = fit.probability.subarray(3 * k, 3 * k + 3);
          expect(s! + f1! + f2!).toBeCloseTo(1, 12);
          if (k > 0) expect(f1!).toBeGreaterThanOrEqual(fit.probability[3 * k - 2]!);
          expect(s!).toBeGreaterThanOrEqual(0);
        }
      }),
    ));

  it('equals the general multi-state estimate, with its errors', () =>
    fc.assert(
      fc.property(cohort, fc.integer({ min: 1, max: 12 }), (rows, t) => {
        const fit = cumulativeIncidence(rows.map((r) => r.time), rows.map((r) => r.cause), 2); // biome-ignore format: short
        const data = {
          start: rows.map(() => 0),
          stop: rows.map((r) => r.time),
          from: rows.map(() => 0),
          to: rows.map((r) => (r.cause === 0 ? -1 : r.cause)),
          person: rows.map((_, i) => i),
          states: 3,
        };
        const curves = stateCurves(data);
        const k = fit.time.findLastIndex((u) => u <= t);
        if (k < 0) return;
        const se = stateErrors(data, curves, t, rows.length);
        for (let s = 0; s < 3; s++) {
          expect(curves.probability[3 * k + s]).toBeCloseTo(fit.probability[3 * k + s]!, 12);
          expect(se[s]).toBeCloseTo(fit.se[3 * k + s]!, 10);
        }
      }),
    ));

  it('counts a whole weight as so many equal rows', () =>
    fc.assert(
      fc.property(cohort, (rows) => {
        const weight = rows.map((_, i) => 1 + (i % 3));
        const weighted = cumulativeIncidence(rows.map((r) => r.time), rows.map((r) => r.cause), 2, weight); // biome-ignore format: short
        const twice = rows.flatMap((row, i) => Array.from({ length: weight[i]! }, () => row));
        const plain = cumulativeIncidence(twice.map((r) => r.time), twice.map((r) => r.cause), 2); // biome-ignore format: short
        weighted.probability.forEach((p, k) => {
          expect(p).toBeCloseTo(plain.probability[k]!, 12);
        });
      }),
    ));

  it('refuses nonsense', () => {
    expect(() => cumulativeIncidence([], [], 1)).toThrow(RangeError);
    expect(() => cumulativeIncidence([1], [3], 2)).toThrow('cause 3 of 2');
    expect(() => cumulativeIncidence([Number.NaN], [1], 2)).toThrow(RangeError);
  });
});
