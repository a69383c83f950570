import { productLimit } from '@linea/survival';
import { describe, expect, it } from 'vitest';
import { attributeTrees } from '../attribution/attribution.ts';
import { cohort } from '../testing/cohorts.testing.ts';
import { leafOf } from '../tree/tree.ts';
import { growForest, growTrees } from './forest.ts';
import { fitForest, forestEnsemble, forestIncidence, forestSurvival } from './forest-model.ts';
import { survivalOrder } from './survival-order.ts';

const TIMES = [10, 40, 80, 160];

describe('a random survival forest', () => {
  it('splits by what matters, at the value that separates best', () => {
    // Everyone with x1 >= 0 dies early, everyone else late: one tree needs one split.
    const table = cohort({ n: 60, p: 2, effects: [] });
    const early = (i: number): boolean => table.rows.x[i * 2]! >= 0;
    const time = table.time.map((_, i) => (early(i) ? 1 + i : 1000 + i));
    const { forest } = growForest(
      { ...table, time, event: new Uint8Array(60).fill(1) },
      { trees: 1, tried: 2, minimumNode: 40, fraction: 1 },
    );
    const [tree] = forest.trees;
    expect(Array.from(tree!.feature)).toEqual([0, -1, -1]);
    expect(Math.abs(tree!.threshold[0]!)).toBeLessThan(0.1);
  });

  it('a leaf holds the Nelson-Aalen hazard of its patients', () => {
    const table = cohort({ n: 80, p: 1 });
    const { forest } = growForest(table, { trees: 1, fraction: 1, minimumNode: 80 });
    const [tree] = forest.trees;
    expect(tree!.feature).toHaveLength(1);
    const curve = productLimit(table.time, table.event);
    let alive = 1;
    const jumps = Array.from(tree!.hazard, (h, j) => [forest.eventTime[tree!.event[j]! - 1]!, h]);
    for (const [t, h] of jumps) {
      alive *= 1 - h!;
      expect(alive).toBeCloseTo(curve.survival[curve.time.indexOf(t!)]!, 12);
    }
  });

  it('is the same whoever grows its trees, and another for another seed', () => {
    const table = cohort();
    const data = survivalOrder(table, 1);
    const whole = growTrees(data, {}, 0, 6).trees;
    const parts = [...growTrees(data, {}, 0, 2).trees, ...growTrees(survivalOrder(table, 1), {}, 2, 6).trees];
    expect(parts).toEqual(whole);
    expect(growTrees(data, { seed: 2 }, 0, 6).trees).not.toEqual(whole);
  });

  it.each([
    ['as they are', {}],
    ['with missing values', { missing: 0.2 }],
    ['with late entry', { lateEntry: true }],
  ])('survival falls from 1 and follows the risk: patients %s', (_, options) => {
    const table = cohort({ n: 300, effects: [2], ...options });
    const model = fitForest(table, { trees: 60 });
    const survival = forestSurvival(model, table.rows, TIMES);
    for (let i = 0; i < 300; i++) {
      const own = [1, ...survival.subarray(i * 4, i * 4 + 4)];
      own.slice(1).forEach((s, k) => {
        expect(s).toBeLessThanOrEqual(own[k]!);
        expect(s).toBeGreaterThanOrEqual(0);
      });
    }
    const { margin } = attributeTrees(forestEnsemble(model), table.rows);
    const high = margin.indexOf(margin.reduce((a, b) => Math.max(a, b)));
    const low = margin.indexOf(margin.reduce((a, b) => Math.min(a, b)));
    expect(survival[high * 4 + 2]!).toBeLessThan(survival[low * 4 + 2]!);
  });

  it('a missing value goes to the side where those without it belong', () => {
    // Who lacks x1 dies early, like those with a high x1.
    const table = cohort({ n: 120, p: 1, effects: [] });
    const x = table.rows.x.map((v, i) => (i % 3 === 0 ? Number.NaN : v));
    const high = (i: number): boolean => Number.isNaN(x[i]) || x[i]! > 0;
    const time = table.time.map((_, i) => (high(i) ? 1 + i : 1000 + i));
    const { forest } = growForest(
      { ...table, rows: { n: 120, p: 1, x }, time, event: new Uint8Array(120).fill(1) },
      { trees: 1, fraction: 1, minimumNode: 90 },
    );
    const [tree] = forest.trees;
    expect(leafOf(tree!, Float64Array.of(Number.NaN), 0)).toBe(leafOf(tree!, Float64Array.of(1), 0));
    expect(leafOf(tree!, Float64Array.of(-1), 0)).not.toBe(leafOf(tree!, Float64Array.of(1), 0));
  });

  it('with competing causes, incidences and survival add up to 1', () => {
    const table = cohort({ n: 250, causes: 2 });
    const model = fitForest(table, { trees: 30 });
    const survival = forestSurvival(model, table.rows, TIMES);
    const [one, two] = [1, 2].map((cause) => forestIncidence(model, table.rows, TIMES, cause));
    survival.forEach((s, k) => {
      expect(s + one![k]! + two![k]!).toBeCloseTo(1, 9);
    });
    expect(model.causes).toBe(2);
  });

  it('its explanation adds up, whichever the risk', () => {
    const table = cohort({ n: 150, missing: 0.1 });
    for (const risk of ['mortality', 'logRatio'] as const) {
      const { margin, contributions } = attributeTrees(
        forestEnsemble(fitForest(table, { trees: 20, risk })),
        table.rows,
      );
      margin.forEach((m, i) => {
        const sum = contributions.subarray(i * 4, i * 4 + 4).reduce((a, b) => a + b, 0);
        expect(sum).toBeCloseTo(m, 9 - Math.ceil(Math.log10(1 + Math.abs(m))));
      });
    }
  });
});
