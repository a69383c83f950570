import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aalenVariance } from './aalen-variance.ts';
import { cumulativeIncidence } from './cumulative-incidence.ts';
import { grayTest } from './gray.ts';

const row = fc.record({
  time: fc.integer({ min: 1, max: 30 }),
  status: fc.integer({ min: 0, max: 2 }),
  group: fc.integer({ min: 0, max: 2 }),
});
const cohort = fc.array(row, { minLength: 15, maxLength: 60 });

describe("Gray's test", () => {
  it('finds nothing between two equal groups', () => {
    const time = [1, 2, 3, 4, 1, 2, 3, 4];
    const test = grayTest(time, [1, 2, 0, 1, 1, 2, 0, 1], [0, 0, 0, 0, 1, 1, 1, 1], 2);
    expect(test.score[0]).toBeCloseTo(0, 14);
    expect(test.statistic).toBeCloseTo(0, 14);
    expect(test.df).toBe(1);
  });

  it('does not depend on which group is named first', () =>
    fc.assert(
      fc.property(cohort, (rows) => {
        const ask = (name: (group: number) => number) =>
          grayTest(
            rows.map((r) => r.time),
            rows.map((r) => r.status),
            rows.map((r) => name(r.group)),
            3,
          ).statistic;
        const [a, b] = [ask((g) => g), ask((g) => (g + 1) % 3)];
        if (Number.isFinite(a) && Number.isFinite(b) && a < 1e3) expect(b).toBeCloseTo(a, 6);
      }),
    ));

  it('adds scores over strata', () => {
    const time = [1, 2, 3, 4, 5, 6, 7, 8];
    const status = [1, 2, 1, 0, 1, 1, 2, 1];
    const group = [0, 1, 0, 1, 0, 1, 0, 1];
    const once = grayTest(time, status, group, 2);
    const twice = grayTest([...time, ...time], [...status, ...status], [...group, ...group], 2, {
      stratum: [...time.map(() => 0), ...time.map(() => 1)],
      strata: 2,
    });
    expect(twice.score[0]).toBeCloseTo(2 * once.score[0]!, 12);
    expect(twice.variance[0]).toBeCloseTo(2 * once.variance[0]!, 12);
  });
});

describe("Aalen's variance", () => {
  it('by hand: two patients, one event of the cause, then one of the other', () => {
    // F1(1) = 1/2; its single term S(0)^2 / Y^2 = 1/4 has weight (1 + F/S)^2 + F^2/S^2 - 2 F/S (1 + F/S) = 1.
    const variance = aalenVariance(cumulativeIncidence([1, 2], [1, 2], 2));
    expect(Array.from(variance.filter((_, k) => k % 2 === 0))).toEqual([0.25, 0.25]);
  });

  it('changes only where the cause happens', () => {
    const fit = cumulativeIncidence([1, 2, 3, 4, 5], [1, 2, 0, 2, 1], 2);
    const first = Array.from(aalenVariance(fit).filter((_, k) => k % 2 === 0));
    expect(new Set(first.slice(0, 4)).size).toBe(1);
    expect(first[4]).toBeGreaterThan(first[3]!);
  });
});
