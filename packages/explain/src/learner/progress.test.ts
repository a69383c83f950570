import { expect, it } from 'vitest';
import { cohort } from '../testing/cohorts.testing.ts';
import { fitLearner, type LearnerName } from './fit-learner.ts';

it.each([
  ['coxnet', 1],
  ['forest', 1],
  ['boost', 1],
  ['additive', 1],
  ['auto', 1],
  ['coxnet', 2],
  ['forest', 2],
] as [LearnerName, number][])(
  '%s of %i causes tells how far it is, always forwards, and learns the same',
  (name, causes) => {
    const table = cohort({ n: 80, p: 2, causes });
    const told: number[] = [];
    const model = fitLearner(name, table, { trees: 20, progress: (share) => void told.push(share) });
    expect(told.length).toBeGreaterThanOrEqual(10);
    expect(told).toEqual([...told].sort((a, b) => a - b));
    expect([told[0]! >= 0, told.at(-1)! <= 1, told.at(-1)! > 0.8]).toEqual([true, true, true]);
    expect(fitLearner(name, table, { trees: 20 })).toEqual(model);
  },
);
