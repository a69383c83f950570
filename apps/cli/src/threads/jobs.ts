import type {
  ForestOptions, ForestTree, Horizon, LearnerName, LearnerOptions, OptimismJob, OptimismSample, Outcomes, Split,
  SplitResult, SurvivalOrder,
} from '@linea/explain'; // biome-ignore format: a list
import type { BootstrapOptions, CoxData, MethodInput } from '@linea/survival';
import type { NestedAsked } from '../bench/nested.ts';

/** Some pieces of a method of `linea survival`. */
export interface PartAsked {
  readonly method: string;
  readonly input: MethodInput;
  readonly from: number;
  readonly to: number;
}

/** One split of a validation. */
export interface SplitAsked {
  readonly outcomes: Outcomes;
  readonly split: Split;
  readonly learner: LearnerName;
  readonly options: LearnerOptions;
  readonly horizon: Horizon;
}

/** One sample of the bootstrap of optimism. */
export interface OptimismAsked {
  readonly outcomes: Outcomes;
  readonly sample: number;
  readonly job: OptimismJob;
}

/** Some trees of a forest. */
export interface TreesAsked {
  readonly order: SurvivalOrder;
  readonly options: ForestOptions;
  readonly from: number;
  readonly to: number;
}

/** What a thread can be asked to do. A job knows only what it is given, and what it gives does not depend on who does it. */
export const JOBS = {
  async part({ method, input, from, to }: PartAsked): Promise<unknown> {
    const { partedMethods } = await import('@linea/survival');
    return partedMethods[method]?.part(input, from, to);
  },
  async bootstrap({ data, options }: { data: CoxData; options: BootstrapOptions }): Promise<Float64Array> {
    const { bootstrapCox } = await import('@linea/survival');
    return bootstrapCox(data, options);
  },
  async split({ outcomes, split, learner, options, horizon }: SplitAsked): Promise<SplitResult> {
    const { runSplit } = await import('@linea/explain');
    return runSplit(outcomes, split, learner, options, horizon);
  },
  async optimism({ outcomes, sample, job }: OptimismAsked): Promise<OptimismSample | undefined> {
    const { optimismSample } = await import('@linea/explain');
    return optimismSample(outcomes, sample, job);
  },
  async trees({ order, options, from, to }: TreesAsked): Promise<{ trees: ForestTree[]; outOfBag: Uint8Array[] }> {
    const { growTrees } = await import('@linea/explain');
    const { trees, outOfBag } = growTrees(order, options, from, to);
    return { trees, outOfBag };
  },
  async nested(asked: NestedAsked): Promise<readonly number[]> {
    const { nestedPart } = await import('../bench/nested.ts');
    return nestedPart(asked);
  },
} as const;

export type JobName = keyof typeof JOBS;
export type Asked<K extends JobName> = Parameters<(typeof JOBS)[K]>[0];
export type Answer<K extends JobName> = Awaited<ReturnType<(typeof JOBS)[K]>>;
