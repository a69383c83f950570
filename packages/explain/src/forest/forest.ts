import { randomStream } from '../chance/random-stream.ts';
import type { TrainingTable } from '../table/training-table.ts';
import type { Tree } from '../tree/tree.ts';
import { turnUnknown } from '../tree/turn-unknown.ts';
import { type GrownTree, TreeGrower } from './grow.ts';
import { type SurvivalOrder, survivalOrder } from './survival-order.ts';

export interface ForestOptions {
  /** Told how far it is, 0 to 1, after each tree. */
  readonly progress?: (share: number) => void;
  /** Default 500. */
  readonly trees?: number;
  /** Features tried at each node; default the root of their number, rounded up. */
  readonly tried?: number;
  /** A node of this many patients or fewer is not split; default 15. */
  readonly minimumNode?: number;
  /** Patients that each side of a split must keep; default 1. */
  readonly minimumLeaf?: number;
  /** Default 30. */
  readonly depth?: number;
  /** The cause that splits are made for; default 1. */
  readonly cause?: number;
  /** Share of patients each tree is grown on, drawn without replacement; default: as many as there are, with replacement. */
  readonly fraction?: number | undefined;
  readonly seed?: number;
}

/** One tree of a forest: where rows go, and the hazard's jumps where they end. */
export interface ForestTree extends Tree {
  /** Jumps of node i are at [leafStart[i], leafStart[i + 1]). */
  readonly leafStart: Int32Array;
  readonly event: Int32Array;
  readonly cause: Uint8Array;
  readonly hazard: Float64Array;
}

/** A random survival forest. */
export interface Forest {
  readonly p: number;
  /** Distinct times of events; event k is at `eventTime[k - 1]`. */
  readonly eventTime: Float64Array;
  /** Highest cause. */
  readonly causes: number;
  readonly trees: readonly ForestTree[];
}

/** A forest with what its training knows of it. */
export interface GrownForest {
  readonly forest: Forest;
  /** By tree: 1 where the row (of the table given) was not drawn. */
  readonly outOfBag: readonly Uint8Array[];
}

/**
 * Random survival forest: log-rank trees on bootstrap samples, every cut of every tried feature looked at exactly.
 *
 * Late entry, weights (as frequencies), missing values (each split sends them where the statistic is larger) and
 * competing causes are taken; strata are not, for a leaf of a few patients holds no baseline of each centre.
 *
 * @source Ishwaran H, Kogalur UB, Blackstone EH, Lauer MS. Ann Appl Stat 2008;2:841-860;
 *   Ishwaran H et al. Biostatistics 2014;15:757-773 (competing risks)
 * @oracle R ranger (log-rank of a split, leaf hazards, out-of-bag error within its spread over seeds)
 */
export function growForest(table: TrainingTable, options: ForestOptions = {}): GrownForest {
  const { trees = 500 } = options;
  const grown = growTrees(survivalOrder(table, options.cause ?? 1), options, 0, trees);
  return {
    forest: {
      p: table.rows.p,
      eventTime: grown.data.eventTime,
      causes: table.event.reduce((most, own) => Math.max(most, own), 1),
      trees: grown.trees,
    },
    outOfBag: grown.outOfBag,
  };
}

/** Grows trees `from` to `to - 1` of a forest: any worker may grow any of them. */
export function growTrees(
  data: SurvivalOrder,
  options: ForestOptions,
  from: number,
  to: number,
): { data: SurvivalOrder; trees: ForestTree[]; outOfBag: Uint8Array[] } {
  const { seed = 1, fraction } = options;
  const { p } = data.columns;
  const grower = new TreeGrower(data, {
    tried: Math.max(1, Math.min(p, options.tried ?? Math.ceil(Math.sqrt(p)))),
    minimumNode: options.minimumNode ?? 15,
    minimumLeaf: options.minimumLeaf ?? 1,
    depth: options.depth ?? 30,
  });
  const trees: ForestTree[] = [];
  const outOfBag: Uint8Array[] = [];
  const drawn = new Int32Array(data.n);
  const pool = new Int32Array(data.n);
  for (let t = from; t < to; t++) {
    const random = randomStream(seed, t);
    drawn.fill(0);
    if (fraction === undefined) for (let i = 0; i < data.n; i++) drawn[random.below(data.n)]!++;
    else {
      for (let i = 0; i < data.n; i++) pool[i] = i;
      for (let i = 0; i < Math.ceil(fraction * data.n); i++) {
        const j = i + random.below(data.n - i);
        const own = pool[j]!;
        pool[j] = pool[i]!;
        drawn[own] = 1;
      }
    }
    const grown = grower.grow(drawn, random);
    turnUnknown(grown.tree, data.unknown);
    trees.push(flat(grown));
    const out = new Uint8Array(data.n);
    for (let i = 0; i < data.n; i++) if (drawn[i] === 0) out[data.rowOf[i]!] = 1;
    outOfBag.push(out);
    options.progress?.((t - from + 1) / (to - from));
  }
  return { data, trees, outOfBag };
}

function flat({ tree, leaves }: GrownTree): ForestTree {
  const leafStart = new Int32Array(leaves.length + 1);
  leaves.forEach((leaf, node) => {
    leafStart[node + 1] = leafStart[node]! + (leaf?.hazard.length ?? 0);
  });
  const jumps = leafStart[leaves.length]!;
  const made: ForestTree = {
    ...tree,
    leafStart,
    event: new Int32Array(jumps),
    cause: new Uint8Array(jumps),
    hazard: new Float64Array(jumps),
  };
  leaves.forEach((leaf, node) => {
    if (!leaf) return;
    made.event.set(leaf.event, leafStart[node]);
    made.cause.set(leaf.cause, leafStart[node]);
    made.hazard.set(leaf.hazard, leafStart[node]);
  });
  return made;
}
