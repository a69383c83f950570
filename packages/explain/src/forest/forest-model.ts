import { countUpTo } from '../hazard/cox-loss.ts';
import type { TrainingTable } from '../table/training-table.ts';
import { type PlainTree, plainTree } from '../tree/plain-tree.ts';
import { type Ensemble, leafOf, type Rows } from '../tree/tree.ts';
import { type Forest, type ForestOptions, type ForestTree, growForest } from './forest.ts';
import { leafLogRatios } from './log-ratio.ts';
import { forestHazard } from './predict.ts';

/** A tree of a forest as JSON holds it: jumps of the hazard of node i are at [leafStart[i], leafStart[i + 1]). */
interface PlainForestTree extends PlainTree {
  readonly leafStart: readonly number[];
  /** Which event time, from 1. */
  readonly event: readonly number[];
  /** Cause of each jump; left out when there is one cause only. */
  readonly cause?: readonly number[];
  readonly hazard: readonly number[];
}

/** A random survival forest. */
export interface ForestModel {
  readonly kind: 'forest';
  readonly features: readonly string[];
  /** The cause that splits were made for, and the number of causes. */
  readonly cause: number;
  readonly causes: number;
  readonly eventTime: readonly number[];
  /** What the risk is: the expected number of events, or the mean log ratio of events to those expected in a leaf. */
  readonly risk: 'mortality' | 'logRatio';
  /** `value` of a leaf: what it adds to the risk. */
  readonly trees: readonly PlainForestTree[];
}

/** Seven digits: a leaf of some patients knows no more. */
const readable = (x: number): number => Number(x.toPrecision(7));

/**
 * Fits a random survival forest.
 *
 * Its risk is additive over trees, so that it can be explained exactly: the expected number of events if everyone were
 * like this patient and followed through all event times (Ishwaran's mortality); with competing causes, the sum over the
 * event times of the cumulative incidence of the cause of interest.
 */
export function fitForest(
  table: TrainingTable,
  options: ForestOptions & { readonly risk?: ForestModel['risk'] } = {},
): ForestModel {
  const { forest } = growForest(table, options);
  const { cause = 1, risk = 'mortality' } = options;
  const logRatios = risk === 'logRatio' ? leafLogRatios(forest.trees, table, cause) : undefined;
  return forestModel(forest, table.features, cause, logRatios);
}

/**
 * A grown forest as a model.
 *
 * @param logRatios  by tree and node, when they are the risk
 */
function forestModel(
  { trees, eventTime, causes }: Forest,
  features: readonly string[],
  cause: number,
  logRatios?: readonly Float64Array[],
): ForestModel {
  return {
    kind: 'forest',
    features,
    cause,
    causes,
    eventTime: Array.from(eventTime),
    risk: logRatios ? 'logRatio' : 'mortality',
    trees: trees.map((tree, t) => {
      const hazard = tree.hazard.map(readable);
      const rounded = { ...tree, hazard };
      const value = Float64Array.from(tree.feature, (feature, node) =>
        feature >= 0
          ? 0
          : readable(
              (logRatios?.[t]?.[node] ?? leafRisk(rounded, node, eventTime.length, causes, cause)) / trees.length,
            ),
      );
      return {
        ...plainTree({ ...tree, value }),
        leafStart: Array.from(tree.leafStart),
        event: Array.from(tree.event),
        ...(causes > 1 && { cause: Array.from(tree.cause) }),
        hazard: Array.from(hazard),
      };
    }),
  };
}

/** Sum over all event times of a leaf's cumulative hazard, or of its cumulative incidence. */
function leafRisk(tree: ForestTree, node: number, times: number, causes: number, cause: number): number {
  let sum = 0;
  if (causes === 1) {
    for (let j = tree.leafStart[node]!; j < tree.leafStart[node + 1]!; j++) {
      sum += tree.hazard[j]! * (times - tree.event[j]! + 1);
    }
    return sum;
  }
  leafIncidence(tree, node, (event, own, step) => {
    if (own === cause) sum += step * (times - event + 1);
  });
  return sum;
}

/** Steps of the cumulative incidences of a leaf (Aalen-Johansen). */
function leafIncidence(
  tree: ForestTree,
  node: number,
  step: (event: number, cause: number, size: number) => void,
): void {
  let alive = 1;
  let gone = 0;
  let last = 0;
  for (let j = tree.leafStart[node]!; j < tree.leafStart[node + 1]!; j++) {
    if (tree.event[j]! !== last) {
      alive -= gone;
      gone = 0;
      last = tree.event[j]!;
    }
    const size = alive * tree.hazard[j]!;
    gone += size;
    step(last, tree.cause[j]!, size);
  }
}

const compiled = new WeakMap<ForestModel, Forest>();

/** The forest as the kernels read it; made once for each model. */
function compiledForest(model: ForestModel): Forest {
  const known = compiled.get(model);
  if (known) return known;
  const forest: Forest = {
    p: model.features.length,
    eventTime: Float64Array.from(model.eventTime),
    causes: model.causes,
    trees: model.trees.map((tree) => ({
      feature: Int32Array.from(tree.feature),
      threshold: Float64Array.from(tree.threshold),
      left: Int32Array.from(tree.left),
      right: Int32Array.from(tree.right),
      missingLeft: Uint8Array.from(tree.missingLeft),
      value: Float64Array.from(tree.value),
      cover: Float64Array.from(tree.cover),
      leafStart: Int32Array.from(tree.leafStart),
      event: Int32Array.from(tree.event),
      cause: tree.cause ? Uint8Array.from(tree.cause) : new Uint8Array(tree.hazard.length).fill(1),
      hazard: Float64Array.from(tree.hazard),
    })),
  };
  compiled.set(model, forest);
  return forest;
}

/** The risk as a sum of trees. */
export const forestEnsemble = (model: ForestModel): Ensemble => ({
  trees: compiledForest(model).trees,
  base: 0,
  p: model.features.length,
});

/** Probability of no event by each time, n x times. */
export function forestSurvival(model: ForestModel, rows: Rows, times: readonly number[]): Float64Array {
  const forest = compiledForest(model);
  const at = times.map((t) => countUpTo(forest.eventTime, t) - 1);
  const survival = new Float64Array(rows.n * times.length).fill(1);
  if (model.causes === 1) {
    const K = forest.eventTime.length;
    const hazard = forestHazard(forest, rows);
    for (let i = 0; i < rows.n; i++) {
      at.forEach((k, q) => {
        if (k >= 0) survival[i * times.length + q] = Math.exp(-hazard[i * K + k]!);
      });
    }
    return survival;
  }
  for (let cause = 1; cause <= model.causes; cause++) {
    forestIncidence(model, rows, times, cause).forEach((risk, k) => {
      survival[k]! -= risk;
    });
  }
  return survival;
}

/** Cumulative incidence of one cause by each time, n x times: the mean over trees of their leaves' curves. */
export function forestIncidence(
  model: ForestModel,
  { n, p, x }: Rows,
  times: readonly number[],
  cause: number,
): Float64Array {
  const { trees, eventTime } = compiledForest(model);
  const K = eventTime.length;
  const curve = new Float64Array(K + 1);
  const incidence = new Float64Array(n * times.length);
  const at = times.map((t) => countUpTo(eventTime, t));
  for (let i = 0; i < n; i++) {
    curve.fill(0);
    for (const tree of trees) {
      leafIncidence(tree, leafOf(tree, x, i * p), (event, own, size) => {
        if (own === cause) curve[event]! += size / trees.length;
      });
    }
    for (let k = 1; k <= K; k++) curve[k]! += curve[k - 1]!;
    at.forEach((k, q) => {
      incidence[i * times.length + q] = curve[k]!;
    });
  }
  return incidence;
}
