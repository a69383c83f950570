import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyCohort, column } from '../testing/cohorts.testing.ts';
import { adjustP } from './adjust.ts';
import { logRank } from './log-rank.ts';

const codes = (values: Float64Array): Int32Array => Int32Array.from(values);

describe('log-rank test', () => {
  // Two deaths, two groups of two: expected 1/2 + 1/3 and variance 1/4 + 2/9 by hand.
  it('by hand', () => {
    const test = logRank(Float64Array.of(1, 2, 3, 4), Float64Array.of(1, 1, 0, 0), Int32Array.of(0, 1, 0, 1));
    expect([...test.observed]).toEqual([1, 1]);
    expect(test.expected[0]).toBeCloseTo(1 / 2 + 1 / 3, 14);
    expect(test.variance[0]).toBeCloseTo(1 / 4 + 2 / 9, 14);
    expect(test.chiSquare).toBeCloseTo((1 / 6) ** 2 / (17 / 36), 14);
    expect(test.df).toBe(1);
  });

  it('observed and expected have the same sum; one group more does not see the order of groups', () =>
    fc.assert(
      fc.property(anyCohort(), fc.constantFrom(0, 0.5, 1), (rows, rho) => {
        const [time, event, group] = [column(rows, 'time'), column(rows, 'event'), codes(column(rows, 'group'))];
        const test = logRank(time, event, group, { rho });
        const sum = (values: Float64Array): number => values.reduce((a, b) => a + b, 0);
        expect(sum(test.observed)).toBeCloseTo(sum(test.expected), 9);
        const turned = logRank(
          time,
          event,
          group.map((g) => 2 - g),
          { rho },
        );
        if (test.df > 0) expect(turned.chiSquare).toBeCloseTo(test.chiSquare, 7);
      }),
    ));

  it('strata add up', () =>
    fc.assert(
      fc.property(anyCohort(), (rows) => {
        const strata = codes(column(rows, 'group'));
        const arm = Int32Array.from(rows, (r) => (r.x > 0 ? 1 : 0));
        const whole = logRank(column(rows, 'time'), column(rows, 'event'), arm, { strata });
        const expected = [0, 1, 2].reduce((total, s) => {
          const part = rows.filter((r) => r.group === s);
          if (part.length === 0) return total;
          return (
            total +
            logRank(
              column(part, 'time'),
              column(part, 'event'),
              Int32Array.from(part, (r) => (r.x > 0 ? 1 : 0)),
            ).expected[0]!
          );
        }, 0);
        expect(whole.expected[0]).toBeCloseTo(expected, 10);
      }),
    ));

  // Wikipedia's example of Holm, and p.adjust's rules.
  it('adjusts p values', () => {
    const near = (values: number[], wanted: number[]): void =>
      expect(values).toEqual(wanted.map((w) => expect.closeTo(w, 12)));
    near(adjustP([0.01, 0.04, 0.03, 0.005], 'holm'), [0.03, 0.06, 0.06, 0.02]);
    near(adjustP([0.01, 0.04, 0.03, 0.005], 'bh'), [0.02, 0.04, 0.04, 0.02]);
    near(adjustP([0.01, 0.4], 'bonferroni'), [0.02, 0.8]);
  });
});
