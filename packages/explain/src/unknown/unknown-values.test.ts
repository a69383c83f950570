import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitLearner, type LearnerName, type LearnerOptions } from '../learner/fit-learner.ts';
import { attribute, predictRisk, predictSurvival, type SurvivalModel } from '../model/survival-model.ts';
import type { TrainingTable } from '../table/training-table.ts';
import { cohort } from '../testing/cohorts.testing.ts';
import { missingTells, standInsOf } from './unknown-values.ts';

const LEARNT: readonly [LearnerName, LearnerOptions][] = [
  ['cox', {}],
  ['cox', { penalty: 5 }],
  ['cox', { knots: 4, penalty: 5 }],
  ['coxnet', { alpha: 0 }],
  ['coxnet', {}],
  ['additive', {}],
  ['forest', { trees: 20 }],
  ['boost', {}],
  ['boost', { loss: 'discrete' }],
];
const N = 90;

/** The first feature is not known of these rows. */
const without = (table: TrainingTable, rows: readonly number[]): TrainingTable => {
  const { n, p, x } = table.rows;
  const holed = x.slice();
  for (const i of rows) holed[i * p] = Number.NaN;
  return { ...table, rows: { n, p, x: holed } };
};

/** Risks of one patient with each value of the first feature that somebody in training had, and without one. */
function risks(model: SurvivalModel, table: TrainingTable, patient: number): { known: Float64Array; unknown: number } {
  const { n, p, x } = table.rows;
  const own = x.slice(patient * p, patient * p + p);
  const values = Array.from({ length: n }, (_, i) => x[i * p]!).filter((v) => !Number.isNaN(v));
  const rows = Float64Array.from([Number.NaN, ...values].flatMap((v) => [v, ...own.subarray(1)]));
  const [unknown, ...known] = predictRisk(model, { n: values.length + 1, p, x: rows });
  return { known: Float64Array.from(known), unknown: unknown! };
}

describe.each(LEARNT)('%s %o', (learner, options) => {
  it('one unknown value among full rows moves a risk no further than a known one', { timeout: 60_000 }, () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 0, max: 8 }), (seed, gaps) => {
        // Those who lack it are the first to have the event: nothing would tell them apart better than that they lack it.
        const full = cohort({ n: N, p: 3, effects: [0.8, -0.5], seed });
        const soonest = Array.from({ length: N }, (_, i) => i)
          .filter((i) => full.event[i] === 1)
          .sort((a, b) => full.time[a]! - full.time[b]!);
        const table = without(full, soonest.slice(0, gaps));
        const model = fitLearner(learner, table, options);
        for (const patient of [soonest[0]!, N - 1, 40]) {
          const { known, unknown } = risks(model, table, patient);
          expect(unknown).toBeGreaterThanOrEqual(Math.min(...known) - 1e-9);
          expect(unknown).toBeLessThanOrEqual(Math.max(...known) + 1e-9);
        }
      }),
      { numRuns: 4 },
    ),
  );

  it('lacking a value is told apart where it is frequent and tells something', { timeout: 60_000 }, () => {
    const full = cohort({ n: 300, p: 3, effects: [0, -0.5], seed: 5 });
    const order = Array.from({ length: 300 }, (_, i) => i).sort((a, b) => full.time[a]! - full.time[b]!);
    // Most of those who lack it are among the first third to leave.
    const table = without(full, [...order.slice(0, 80), ...order.slice(200, 220)]);
    const model = fitLearner(learner, table, options);
    const survival = (rows: TrainingTable['rows']): number => {
      const own = predictSurvival(model, rows, [40]);
      return own.reduce((sum, v) => sum + v, 0) / own.length;
    };
    const everyone = (value: (own: number) => number): TrainingTable['rows'] => ({
      ...full.rows,
      x: full.rows.x.map((own, k) => (k % 3 === 0 ? value(own) : own)),
    });
    expect(survival(everyone(() => Number.NaN))).toBeLessThan(survival(everyone((own) => own)) - 0.1);
  });
});

describe('a rare gap', () => {
  const full = cohort({ n: N, p: 2, effects: [1, -0.5], seed: 9 });
  const table = without(full, [0, 1, 2]);
  const rows = { n: 1, p: 2, x: Float64Array.of(Number.NaN, 0.3) };
  it.each(['cox', 'coxnet', 'additive'] as const)('adds nothing to a sum of %s', (learner) => {
    expect(attribute(fitLearner(learner, table), rows).contributions[0]).toBeCloseTo(0, 10);
  });
});

describe('what tells something, and what stands in', () => {
  it('ten events on either side', () => {
    const event = Uint8Array.from({ length: 40 }, (_, i) => (i < 20 ? 1 : 0));
    const gaps = (count: number): TrainingTable => ({
      features: ['x'],
      rows: { n: 40, p: 1, x: Float64Array.from({ length: 40 }, (_, i) => (i < count ? Number.NaN : i)) },
      time: new Float64Array(40).fill(1),
      event,
    });
    expect([9, 10, 11].map((count) => missingTells(gaps(count))[0])).toEqual([0, 1, 0]);
    expect(missingTells(gaps(10), 2)[0]).toBe(0);
  });
  it('the lower median; of a factor the level that most have, though each of its columns is more often 0', () => {
    const levels = [0, 0, 1, 1, 1, 2, 2].map((level) => [level === 1 ? 1 : 0, level === 2 ? 1 : 0]);
    const x = Float64Array.from([...levels, [Number.NaN, Number.NaN]].flatMap((own, i) => [i, ...own]));
    const table = {
      features: ['age', 'armB', 'armC'],
      origin: { armB: ['arm'], armC: ['arm'] },
      rows: { n: 8, p: 3, x },
      time: new Float64Array(8).fill(1),
      event: new Uint8Array(8).fill(1),
    };
    expect(Array.from(standInsOf(table).value)).toEqual([3, 1, 0]);
  });
  it('of columns of a spline, those of one patient', () => {
    const x = Float64Array.from([1, 2, 3, 4, 5].flatMap((v) => [v, (v - 3) ** 2]));
    const table = {
      features: ['s1', 's2'],
      origin: { s1: ['age'], s2: ['age'] },
      rows: { n: 5, p: 2, x },
      time: new Float64Array(5).fill(1),
      event: new Uint8Array(5).fill(1),
    };
    const [first, second] = standInsOf(table).value;
    expect(second).toBe((first! - 3) ** 2);
  });
});
