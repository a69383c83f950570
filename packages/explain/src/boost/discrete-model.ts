import type { TrainingTable } from '../table/training-table.ts';
import { fixFeature } from '../tree/fix-feature.ts';
import { compiledTree, type PlainTree, plainTree } from '../tree/plain-tree.ts';
import { type Ensemble, leafOf, type Rows, type Tree } from '../tree/tree.ts';
import { type BoostOptions, boostDiscrete } from './boost.ts';

/** Boosted trees of the discrete-time hazard: the sum at interval k is the log odds of the event there. */
export interface DiscreteModel {
  readonly kind: 'boost';
  readonly loss: 'discrete';
  readonly features: readonly string[];
  /** Upper ends of the intervals, and the log odds in each before any tree. */
  readonly end: readonly number[];
  readonly base: readonly number[];
  /** Feature p is the interval (0, 1, …). */
  readonly trees: readonly PlainTree[];
}

export interface DiscreteOptions extends BoostOptions {
  /** Intervals of time, at quantiles of the events; default 10. */
  readonly intervals?: number;
  /** Runs with seeds of their own, whose mean is the model; default 1. */
  readonly bags?: number;
}

export function fitDiscrete(table: TrainingTable, options: DiscreteOptions = {}): DiscreteModel {
  const { bags = 1, seed = 1, intervals = 10 } = options;
  const runs = Array.from({ length: bags }, (_, bag) =>
    boostDiscrete(table, { ...options, intervals, seed: bags === 1 ? seed : seed + 1000 * (bag + 1) }),
  );
  const { end, base } = runs[0]!;
  return {
    kind: 'boost',
    loss: 'discrete',
    features: table.features,
    end: Array.from(end),
    base: Array.from(base),
    trees: runs.flatMap((run) =>
      run.trees.map((tree) => plainTree({ ...tree, value: tree.value.map((v) => v / bags) })),
    ),
  };
}

const averaged = new WeakMap<DiscreteModel, Ensemble>();

/**
 * The risk: the log odds averaged over the intervals, as a sum of trees on the features alone. Time is known, so each
 * tree is taken apart at its splits by time; what is left is explained like any other.
 */
export function discreteEnsemble(model: DiscreteModel): Ensemble {
  const known = averaged.get(model);
  if (known) return known;
  const K = model.end.length;
  const p = model.features.length;
  const trees: Tree[] = [];
  for (const plain of model.trees) {
    const tree = compiledTree(plain);
    const cuts = new Set<number>([0]);
    tree.feature.forEach((feature, node) => {
      if (feature === p) cuts.add(Math.ceil(tree.threshold[node]!));
    });
    const starts = [...cuts].filter((k) => k < K).sort((a, b) => a - b);
    starts.forEach((from, s) => {
      const share = ((starts[s + 1] ?? K) - from) / K;
      const fixed = fixFeature(tree, p, from);
      trees.push({ ...fixed, value: fixed.value.map((v) => v * share) });
    });
  }
  const ensemble = { trees, base: model.base.reduce((sum, b) => sum + b, 0) / K, p };
  averaged.set(model, ensemble);
  return ensemble;
}

/** Log of the survival at the end of each interval, n x K. */
function logSurvival(model: DiscreteModel, { n, p, x }: Rows): Float64Array {
  const K = model.end.length;
  const trees = model.trees.map(compiledTree);
  const row = new Float64Array(p + 1);
  const logs = new Float64Array(n * K);
  for (let i = 0; i < n; i++) {
    row.set(x.subarray(i * p, (i + 1) * p));
    const own = logs.subarray(i * K, (i + 1) * K);
    own.set(model.base);
    for (const tree of trees) addByInterval(tree, row, own);
    let sum = 0;
    for (let k = 0; k < K; k++) {
      // log(1 - chance) of log odds m is -log(1 + exp(m)).
      sum -= own[k]! > 30 ? own[k]! : Math.log1p(Math.exp(own[k]!));
      own[k] = sum;
    }
  }
  return logs;
}

/** Adds a tree's value at every interval; the tree is walked once for each stretch of intervals it treats alike. */
function addByInterval(tree: Tree, row: Float64Array, own: Float64Array): void {
  const p = row.length - 1;
  for (let k = 0; k < own.length; ) {
    row[p] = k;
    // How far the answer holds: the nearest threshold of time above k on the way down.
    let end = own.length;
    let node = 0;
    for (let feature = tree.feature[0]!; feature >= 0; feature = tree.feature[node]!) {
      const threshold = tree.threshold[node]!;
      const value = row[feature]!;
      const left = Number.isNaN(value) ? tree.missingLeft[node] === 1 : value < threshold;
      if (feature === p && left) end = Math.min(end, Math.ceil(threshold));
      node = left ? tree.left[node]! : tree.right[node]!;
    }
    const value = tree.value[node]!;
    for (; k < end; k++) own[k]! += value;
  }
}

/** Survival of each row at each time, n x times: the hazard is even within an interval, and none after the last. */
export function discreteSurvival(model: DiscreteModel, rows: Rows, times: readonly number[]): Float64Array {
  const { end } = model;
  const K = end.length;
  const logs = logSurvival(model, rows);
  const survival = new Float64Array(rows.n * times.length);
  times.forEach((t, q) => {
    let k = 0;
    while (k < K && end[k]! < t) k++;
    const from = k === 0 ? 0 : end[k - 1]!;
    const share = k < K ? (Math.max(t, 0) - from) / (end[k]! - from) : 0;
    for (let i = 0; i < rows.n; i++) {
      const before = k === 0 ? 0 : logs[i * K + k - 1]!;
      const after = k < K ? logs[i * K + k]! : before;
      survival[i * times.length + q] = Math.exp(before + (after - before) * share);
    }
  });
  return survival;
}

/** The tree a row falls through, for tests of the walk by interval. */
export const oddsAt = (model: DiscreteModel, row: ArrayLike<number>, k: number): number => {
  const withTime = Float64Array.of(...Array.from(row), k);
  return model.trees.reduce((sum, plain) => {
    const tree = compiledTree(plain);
    return sum + tree.value[leafOf(tree, withTime, 0)]!;
  }, model.base[k]!);
};
