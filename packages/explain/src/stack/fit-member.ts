import { CoxLoss } from '../hazard/cox-loss.ts';
import type { SurvivalModel } from '../model/survival-model.ts';
import type { TrainingTable } from '../table/training-table.ts';
import { bestSetting, holdOut, timesOf } from './fit-stack.ts';
import { boostMember, discreteMember } from './member.ts';

const PARTS = 5;
const REPETITIONS = 2;

/** One boosted learner alone, its number of rounds chosen by cross-validation within the table. */
export function fitMember(
  name: 'boost' | 'discrete',
  table: TrainingTable,
  seed: number,
  monotone?: Int8Array,
  progress?: (share: number) => void,
): SurvivalModel {
  const member = (name === 'boost' ? boostMember : discreteMember)(monotone);
  const times = timesOf(table);
  const heldOut = Array.from({ length: REPETITIONS }, (_, repetition) =>
    holdOut(table, [member], times, PARTS, seed, repetition, (part) =>
      progress?.((repetition * PARTS + part) / (REPETITIONS * PARTS + 1)),
    ),
  );
  return member.fit(table, bestSetting(new CoxLoss(table), heldOut, 0, 1).setting, seed);
}
