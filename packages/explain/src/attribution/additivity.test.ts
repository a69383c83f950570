import { describe, expect, it } from 'vitest';
import { fitLearner } from '../learner/fit-learner.ts';
import { attribute, predictRisk } from '../model/survival-model.ts';
import { cohort } from '../testing/cohorts.testing.ts';
import { addsUp } from './additivity.ts';
import { explanationOf } from './explanation.ts';

describe.each(['cox', 'boost', 'forest', 'additive'] as const)('contributions of %s', (learner) => {
  const table = cohort({ n: 60, p: 3, effects: [1, -1] });
  const model = fitLearner(learner, table, { trees: 10 });
  const own = attribute(model, table.rows, { interactions: true });
  it('are handed out while they add up to the prediction', () => {
    const { margin } = explanationOf(own, table.features);
    expect(margin).toEqual(Array.from(predictRisk(model, table.rows)));
  });
  it.each([1e-6, -0.5, Number.NaN])('one altered by %d is an error, and nothing is handed out', (by) => {
    const contributions = own.contributions.slice();
    contributions[5]! += by;
    expect(() => explanationOf({ ...own, contributions }, table.features)).toThrow(
      /addsUp: contributions of row 2 miss/,
    );
  });
});

it('rounding is no error, and no value of a patient is told', () => {
  expect(() => addsUp('parts', [[1e8, 0.1, -1e8]], [0.1 + 1e-9])).not.toThrow();
  expect(() => addsUp('parts', [[64.5, 1]], [7])).toThrow(/^addsUp: parts of row 1 miss the prediction by 58.5$/);
});
