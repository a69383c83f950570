export type { BlockGain } from './plan/blocks.ts';
export type { Difference, Effect, Interaction, Refusal } from './plan/effects.ts';
export type { Performance } from './plan/performance.ts';
export { EFFORTS, type Effort, type PlanResults, runPlan, type Step } from './plan/plan.ts';
export type { Transport, Verdict } from './plan/transport.ts';
