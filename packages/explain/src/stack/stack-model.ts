import type { Baselines } from '../hazard/baselines.ts';
import type { SurvivalModel } from '../model/survival-model.ts';

/** One learner of a stack. */
export interface StackMember {
  readonly name: string;
  /** The setting that rows held out chose. */
  readonly setting: string;
  /** What its risk is multiplied with in the common log hazard ratio. */
  readonly weight: number;
  /** Share of its own survival curve in the mixture. */
  readonly share: number;
  readonly model: SurvivalModel;
}

/** Several learners together: risk = base + sum of weight times risk; survival = a mixture of curves. */
export interface StackModel {
  readonly kind: 'stack';
  readonly features: readonly string[];
  readonly base: number;
  readonly members: readonly StackMember[];
  /** Share of the proportional-hazards curve of the common risk in the mixture. */
  readonly proportional: number;
  readonly baselines: Baselines;
}
