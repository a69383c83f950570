import { describe, expect, it } from 'vitest';
import { predictIncidence, predictRisk, predictSurvival } from '../model/survival-model.ts';
import { type CohortOptions, cohort } from '../testing/cohorts.testing.ts';
import { fitLearner, LEARNERS, type LearnerName, type LearnerOptions } from './fit-learner.ts';

const LEARNT: readonly [LearnerName, LearnerOptions][] = [
  ...LEARNERS.filter((name) => name !== 'stack' && name !== 'auto').map((name): [LearnerName, LearnerOptions] => [
    name,
    { trees: 15 },
  ]),
  ['boost', { loss: 'discrete' }],
];
const SITUATIONS: readonly [string, CohortOptions, boolean][] = [
  ['late entry', { lateEntry: true }, false],
  ['weights', {}, true],
  ['strata', { strata: 2 }, false],
  ['missing values', { missing: 0.2 }, false],
  ['competing causes', { causes: 2 }, false],
  ['all at once', { lateEntry: true, strata: 2, missing: 0.1, causes: 2 }, true],
];
/** Strata that a learner has no baseline for: it must say so. */
const CANNOT = (name: LearnerName, { loss }: LearnerOptions): boolean => name === 'forest' || loss === 'discrete';

it('the stack takes all at once', { timeout: 60_000 }, () => {
  const table = cohort({ n: 70, p: 3, effects: [1.2], lateEntry: true, strata: 2, missing: 0.1, causes: 2 });
  const model = fitLearner('auto', { ...table, weights: new Float64Array(70).fill(2) });
  expect(predictRisk(model, table.rows).every(Number.isFinite)).toBe(true);
});

describe.each(LEARNT)('%s %o', (name, options) => {
  it.each(SITUATIONS)('takes %s, or refuses by name', (_, situation, weighted) => {
    const n = 70;
    const own = cohort({ n, p: 3, effects: [1.2], seed: 3, ...situation });
    const table = weighted ? { ...own, weights: Float64Array.from({ length: n }, (_, i) => 1 + (i % 3)) } : own;
    if (situation.strata && CANNOT(name, options)) {
      expect(() => fitLearner(name, table, options)).toThrow('learner.cannot');
      return;
    }
    const model = fitLearner(name, table, options);
    const rows = {
      n: 5,
      p: 3,
      x: Float64Array.of(...table.rows.x.subarray(0, 12), Number.NaN, Number.NaN, Number.NaN),
    };
    expect(predictRisk(model, rows).every(Number.isFinite)).toBe(true);
    for (const values of [predictSurvival(model, rows, [20, 80]), predictIncidence(model, rows, [20, 80], 1)]) {
      expect(values.every((v) => v >= 0 && v <= 1)).toBe(true);
    }
  });
});
