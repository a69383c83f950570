import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CoxLoss } from '../hazard/cox-loss.ts';
import { cohort } from '../testing/cohorts.testing.ts';
import { fixFeature } from '../tree/fix-feature.ts';
import { leafOf, margins } from '../tree/tree.ts';
import { boostCox } from './boost.ts';
import { boostEnsemble, boostSurvival, fitBoost } from './boost-model.ts';
import { discreteEnsemble, discreteSurvival, fitDiscrete, oddsAt } from './discrete-model.ts';
import { personPeriods } from './person-periods.ts';

const TIMES = [10, 40, 80, 160];

describe('boosting the partial likelihood', () => {
  it('one stump by hand', () => {
    // Four patients, all die, x = 0 for the first two. Gradients at 0 are 1/4 - 1, 1/4 + 1/3 - 1, ... ; curvatures follow.
    const table = {
      ...cohort({ n: 4, p: 1 }),
      rows: { n: 4, p: 1, x: Float64Array.of(0, 0, 1, 1) },
      time: Float64Array.of(1, 2, 3, 4),
      event: new Uint8Array(4).fill(1),
    };
    const a = [1 / 4, 1 / 4 + 1 / 3, 1 / 4 + 1 / 3 + 1 / 2, 1 / 4 + 1 / 3 + 1 / 2 + 1];
    const b = [1 / 16, 1 / 16 + 1 / 9, 1 / 16 + 1 / 9 + 1 / 4, 1 / 16 + 1 / 9 + 1 / 4 + 1];
    const g = a.map((v) => v - 1);
    const h = a.map((v, i) => v - b[i]!);
    const { trees } = boostCox(table, {
      rounds: 1,
      depth: 1,
      rate: 0.5,
      lambda: 1,
      minimumCurvature: 0.01,
      rowShare: 1,
    });
    const leaf = (i: number, j: number): number => (-0.5 * (g[i]! + g[j]!)) / (h[i]! + h[j]! + 1);
    expect(trees[0]!.threshold[0]).toBe(0.5);
    expect(Array.from(trees[0]!.value)).toEqual([0, leaf(0, 1), leaf(2, 3)].map((v) => expect.closeTo(v, 12)));
  });

  it('lowers the loss round by round when every row is seen', () => {
    const table = cohort({ missing: 0.1, effects: [1, -1] });
    const loss = new CoxLoss(table);
    const margin = new Float64Array(table.rows.n);
    let before = loss.logLikelihood(margin);
    boostCox(table, { rounds: 30, rowShare: 1, rate: 0.1 }, (tree) => {
      margin.forEach((m, i) => {
        margin[i] = m + tree.value[leafOf(tree, table.rows.x, i * 3)]!;
      });
      const now = loss.logLikelihood(margin);
      expect(now).toBeGreaterThan(before - 1e-9);
      before = now;
      return true;
    });
  });

  it('the margins it keeps are those of its trees, missing values included', () => {
    const table = cohort({ missing: 0.3 });
    const { trees, margin } = boostCox(table, { rounds: 20, featureShare: 0.6 });
    const again = margins({ trees, base: 0, p: 3 }, table.rows);
    again.forEach((m, i) => {
      expect(m).toBeCloseTo(margin[i]!, 12);
    });
  });

  it('holds the direction asked for, against what the data say', () => {
    const table = cohort({ n: 300, p: 2, effects: [-2, 1] });
    const model = fitBoost(table, { rounds: 60, depth: 3, monotone: Int8Array.of(1, 0) });
    fc.assert(
      fc.property(
        fc.double({ min: -1, max: 1, noNaN: true }),
        fc.double({ min: -1, max: 1, noNaN: true }),
        fc.double({ min: -1, max: 1, noNaN: true }),
        (a, b, other) => {
          const risk = margins(boostEnsemble(model), {
            n: 2,
            p: 2,
            x: Float64Array.of(Math.min(a, b), other, Math.max(a, b), other),
          });
          expect(risk[1]!).toBeGreaterThanOrEqual(risk[0]! - 1e-12);
        },
      ),
    );
  });

  it('is the same again for the same seed only', () => {
    const table = cohort();
    expect(fitBoost(table, { rounds: 5, seed: 3 })).toEqual(fitBoost(table, { rounds: 5, seed: 3 }));
    expect(fitBoost(table, { rounds: 5, seed: 3 }).trees).not.toEqual(fitBoost(table, { rounds: 5, seed: 4 }).trees);
  });

  it('with strata, each has its own baseline', () => {
    const table = cohort({ strata: 2 });
    const model = fitBoost(table, { rounds: 10 });
    expect(model.baselines.strata).toHaveLength(2);
    const strata = Int32Array.from({ length: table.rows.n }, (_, i) => (i % 2 === 0 ? 0 : -1));
    const own = boostSurvival(model, table.rows, TIMES, strata);
    const pooled = boostSurvival(model, table.rows, TIMES);
    expect(own[1]).not.toBe(pooled[1]);
    expect(own[4 + 1]).toBe(pooled[4 + 1]);
  });
});

describe('boosting the discrete-time hazard', () => {
  it('cuts follow-up into intervals, by hand', () => {
    // Events at 2 and 4 make intervals (0, 2] and (2, 4]. Who is censored at 3 has seen half of the second.
    const table = { ...cohort({ n: 3 }), time: Float64Array.of(2, 3, 4), event: Uint8Array.of(1, 0, 1) };
    const { end, patient, interval, event, weight } = personPeriods(table, 10);
    expect(Array.from(end)).toEqual([2, 4]);
    expect(Array.from(patient)).toEqual([0, 1, 1, 2, 2]);
    expect(Array.from(interval)).toEqual([0, 0, 1, 0, 1]);
    expect(Array.from(event)).toEqual([1, 0, 0, 0, 1]);
    expect(Array.from(weight)).toEqual([1, 1, 0.5, 1, 1]);
  });

  it('late entry sees its part of the first interval', () => {
    const table = {
      ...cohort({ n: 3 }),
      time: Float64Array.of(2, 4, 4),
      event: Uint8Array.of(1, 0, 1),
      start: Float64Array.of(0, 1, 2),
    };
    expect(Array.from(personPeriods(table, 10).weight)).toEqual([1, 0.5, 1, 1]);
  });

  const table = cohort({ n: 250, missing: 0.1, effects: [1.5] });
  const model = fitDiscrete(table, { rounds: 40, depth: 3 });

  it('the walk by interval is the sum of its trees', () => {
    const survival = discreteSurvival(model, table.rows, model.end);
    const row = table.rows.x.subarray(3, 6);
    let alive = 1;
    model.end.forEach((_, k) => {
      alive /= 1 + Math.exp(oddsAt(model, row, k));
      expect(survival[model.end.length + k]).toBeCloseTo(alive, 10);
    });
  });

  it('the risk is the mean of the log odds over the intervals, and trees without time explain it', () => {
    const risk = margins(discreteEnsemble(model), table.rows);
    const K = model.end.length;
    for (const i of [0, 7, 100]) {
      const row = table.rows.x.subarray(i * 3, i * 3 + 3);
      const mean = Array.from({ length: K }, (_, k) => oddsAt(model, row, k)).reduce((a, b) => a + b) / K;
      expect(risk[i]).toBeCloseTo(mean, 10);
    }
  });

  it('fixing a feature leaves the others alone', () => {
    const tree = boostCox(cohort({ effects: [1, 1, 1] }), { rounds: 1, depth: 3 }).trees[0]!;
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 3, maxLength: 3 }), (row) => {
        const x = Float64Array.from(row);
        const fixed = fixFeature(tree, 1, row[1]!);
        expect(fixed.feature.includes(1)).toBe(false);
        expect(fixed.value[leafOf(fixed, x, 0)]).toBe(tree.value[leafOf(tree, x, 0)]);
      }),
    );
  });
});
