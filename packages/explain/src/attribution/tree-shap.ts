import { columnsOf } from '../table/training-table.ts';
import { type Ensemble, goesLeft, meanValues, type Rows, type Tree } from '../tree/tree.ts';
import { type BranchTable, branchTables } from './branch-tables.ts';
import { DecisionPatterns, markLeft } from './decision-patterns.ts';
import { type RowWalk, rowWalk } from './fast-walk.ts';
import { type TreeGame, treeGame } from './tree-game.ts';
import { Walker } from './tree-walk.ts';

/** Shapley values of an ensemble's margin; everything that does not depend on the rows is worked out once. */
export interface TreeExplainer {
  readonly ensemble: Ensemble;
  readonly games: readonly TreeGame[];
  /** Expected margin: what remains when nothing is known. */
  readonly baseline: number;
  /** n x (p + 1): contribution of each feature, then the baseline; a row adds up to its margin. */
  readonly contributions: (rows: Rows) => Float64Array;
}

/**
 * Exact path-dependent TreeSHAP: Shapley values where unknown features follow the training cover.
 *
 * @source Lundberg SM et al. Nat Mach Intell 2020;2:56-67
 * @oracle xgboost 1.7 pred_contribs (float32); the definition over all subsets (`textbook.testing.ts`)
 *
 * Rows that decide alike have the same values: many rows are read off tables by their decisions, few are walked through.
 */
export function treeExplainer(ensemble: Ensemble): TreeExplainer {
  const known = explainers.get(ensemble.trees);
  if (known && known.ensemble.base === ensemble.base) return known;
  const made = explainerOf(ensemble);
  explainers.set(ensemble.trees, made);
  return made;
}

/** One explainer for the same trees, so that a patient at a time costs no more than a patient. */
const explainers = new WeakMap<readonly Tree[], TreeExplainer>();

function explainerOf(ensemble: Ensemble): TreeExplainer {
  const games = ensemble.trees.map(treeGame);
  const baseline = ensemble.trees.reduce((sum, tree) => sum + meanValues(tree)[0]!, ensemble.base);
  // Laid out for single rows when the first one comes: many rows do not need it.
  let walk: RowWalk | undefined | null = null;
  const walked: RowWalk = (x, phi, at) => {
    if (walk === null) walk = rowWalk(ensemble, games) ?? undefined;
    if (walk) walk(x, phi, at);
    else walkPlainly(games, x, phi, at);
  };
  return { ensemble, games, baseline, contributions: (rows) => contributions(games, baseline, rows, walked) };
}

function contributions(games: readonly TreeGame[], baseline: number, rows: Rows, walk: RowWalk): Float64Array {
  const { n, p } = rows;
  const width = p + 1;
  const phi = n < FEW ? ofFewRows(walk, rows) : ofManyRows(games, rows);
  for (let i = 0; i < n; i++) phi[i * width + p] = baseline;
  return phi;
}

/** Fewer rows than this are walked through the trees one by one. */
const FEW = 8;
/** Decisions of a branch at most: its table of 2^decisions patterns is to be small beside the rows. */
const decisionsFor = (n: number): number => Math.min(10, Math.floor(Math.log2(n)) - 3);

function ofFewRows(walk: RowWalk, { n, p, x }: Rows): Float64Array {
  const phi = new Float64Array(n * (p + 1));
  for (let i = 0; i < n; i++) walk(x.subarray(i * p, (i + 1) * p), phi, i * (p + 1));
  return phi;
}

/** The same in plain TypeScript: the reference, and where there are no kernels. */
export function walkPlainly(games: readonly TreeGame[], x: Float64Array, phi: Float64Array, at: number): void {
  const walker = new Walker();
  let left = new Uint8Array(0);
  for (const game of games) {
    const nodes = game.tree.feature.length;
    if (left.length < nodes) left = new Uint8Array(2 * nodes);
    for (const node of game.inner) left[node] = goesLeft(game.tree, node, x, 0) ? 1 : 0;
    walker.add(game, left, phi, at);
  }
}

/**
 * A tree that comes apart into branches of few decisions is read off their tables, a feature at a time over all rows;
 * of another, each pattern of decisions that occurs is walked once.
 */
function ofManyRows(games: readonly TreeGame[], rows: Rows): Float64Array {
  const { n, p } = rows;
  const width = p + 1;
  const columns = columnsOf(rows);
  const sums = columns.map(() => new Float64Array(n));
  const decisions = decisionsFor(n);
  const pattern = new Uint16Array(n);
  const patterns = new DecisionPatterns(columns, n);
  const walker = new Walker();
  let table = new Float64Array(0);
  for (const game of games) {
    const branches = branchTables(game.tree, decisions);
    if (branches) {
      for (const branch of branches) addBranch(branch, game.tree, columns, pattern, sums);
      continue;
    }
    const { patternOf, count, left, nodes } = patterns.of(game);
    if (table.length < count * width) table = new Float64Array(2 * count * width);
    table.fill(0, 0, count * width);
    for (let k = 0; k < count; k++) walker.add(game, left.subarray(k * nodes, (k + 1) * nodes), table, k * width);
    for (const j of game.features) {
      const sum = sums[j]!;
      for (let i = 0; i < n; i++) sum[i]! += table[patternOf[i]! * width + j]!;
    }
  }
  const phi = new Float64Array(n * width);
  // By blocks of rows, so that what is written stays near.
  for (let from = 0; from < n; from += 512) {
    const to = Math.min(n, from + 512);
    for (let j = 0; j < p; j++) {
      const sum = sums[j]!;
      for (let i = from; i < to; i++) phi[i * width + j] = sum[i]!;
    }
  }
  return phi;
}

function addBranch(
  { nodes, features, values }: BranchTable,
  tree: Tree,
  columns: readonly Float64Array[],
  pattern: Uint16Array,
  sums: readonly Float64Array[],
): void {
  pattern.fill(0);
  nodes.forEach((node, k) => {
    markLeft(tree, node, columns[tree.feature[node]!]!, pattern, 1 << k);
  });
  const patterns = 1 << nodes.length;
  features.forEach((feature, f) => {
    const sum = sums[feature]!;
    const own = values.subarray(f * patterns, (f + 1) * patterns);
    for (let i = 0; i < pattern.length; i++) sum[i]! += own[pattern[i]!]!;
  });
}
