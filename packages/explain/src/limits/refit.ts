import type { LearnerName, LearnerOptions } from '../learner/fit-learner.ts';

/** What it takes to fit a model's learner anew: what it was told. */
export interface Refit {
  readonly learner: LearnerName;
  readonly options?: Omit<LearnerOptions, 'seed' | 'progress'>;
  readonly seed: number;
}
