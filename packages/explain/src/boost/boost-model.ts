import { type Baselines, baselinesOf, proportionalSurvival } from '../hazard/baselines.ts';
import type { TrainingTable } from '../table/training-table.ts';
import { compiledTree, type PlainTree, plainTree } from '../tree/plain-tree.ts';
import { type Ensemble, margins, type Rows } from '../tree/tree.ts';
import { type BoostOptions, boostCox } from './boost.ts';

/** Boosted trees whose sum is a log hazard ratio. */
export interface BoostModel {
  readonly kind: 'boost';
  readonly loss: 'cox';
  readonly features: readonly string[];
  readonly trees: readonly PlainTree[];
  readonly base: number;
  readonly baselines: Baselines;
}

/** The sum of several runs of boosting, each with a seed of its own, shrunk to their mean. */
export function fitBoost(table: TrainingTable, options: BoostOptions & { readonly bags?: number } = {}): BoostModel {
  const { bags = 1, seed = 1 } = options;
  const trees: PlainTree[] = [];
  for (let bag = 0; bag < bags; bag++) {
    const run = boostCox(table, { ...options, seed: bags === 1 ? seed : seed + 1000 * (bag + 1) });
    for (const tree of run.trees) trees.push(plainTree({ ...tree, value: tree.value.map((v) => v / bags) }));
  }
  const model: BoostModel = {
    kind: 'boost',
    loss: 'cox',
    features: table.features,
    trees,
    base: 0,
    baselines: { pooled: { time: [], hazard: [] } },
  };
  const margin = margins(boostEnsemble(model), table.rows);
  const mean = margin.reduce((sum, m) => sum + m, 0) / margin.length;
  return {
    ...model,
    base: -mean,
    baselines: baselinesOf(
      table,
      margin.map((m) => m - mean),
      options.cause,
    ),
  };
}

const ensembles = new WeakMap<BoostModel['trees'], Ensemble>();

/** The trees as the kernels read them; made once for each model. */
export function boostEnsemble({ trees, base, features }: Pick<BoostModel, 'trees' | 'base' | 'features'>): Ensemble {
  const known = ensembles.get(trees);
  if (known && known.base === base) return known;
  const made: Ensemble = { trees: known?.trees ?? trees.map(compiledTree), base, p: features.length };
  ensembles.set(trees, made);
  return made;
}

/** Survival of each row at each time, n x times. */
export const boostSurvival = (
  model: BoostModel,
  rows: Rows,
  times: readonly number[],
  strata?: Int32Array,
): Float64Array => proportionalSurvival(model.baselines, margins(boostEnsemble(model), rows), times, strata);
