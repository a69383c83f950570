import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cox } from '../cox/cox.ts';
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

  // Without ties the score test of a Cox model with one indicator is the log-rank test, late entry included.
  it('with late entry it is the score test of a Cox model', () =>
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), fc.boolean(), fc.double({ min: 0, max: 0.9, noNaN: true })), { minLength: 6, maxLength: 40 }), (rows) => {
        const time = Float64Array.from(rows, (_, i) => 1 + ((i * 7) % 41) + i / 1000);
        const event = Float64Array.from(rows, ([died]) => Number(died));
        const group = Int32Array.from(rows, ([, one]) => Number(one));
        const start = time.map((t, i) => t * rows[i]![2]);
        const test = logRank(time, event, group, { start });
        const fit = cox(time, event, Array.from(group, (g) => [g]), { start });
        if (test.df === 0 || fit.scoreTest.statistic < 1e-9) return;
        expect(test.chiSquare).toBeCloseTo(fit.scoreTest.statistic, 6);
      }),
    )); // biome-ignore format: a property

  it('nobody entering late is no late entry; days counted are days sorted', () =>
    fc.assert(
      fc.property(anyCohort(), fc.constantFrom(0, 1), (rows, rho) => {
        const [time, event, group] = [column(rows, 'time'), column(rows, 'event'), codes(column(rows, 'group'))];
        const [counted, sorted] = [logRank(time, event, group, { rho }), logRank(time, event, group, { rho, start: time.map(() => -1) })];
        expect([...sorted.expected]).toEqual([...counted.expected].map((e) => expect.closeTo(e, 9)));
        expect([...sorted.variance]).toEqual([...counted.variance].map((v) => expect.closeTo(v, 9)));
      }),
    )); // biome-ignore format: a property
});
