import { type Ensemble, goesLeft, meanValues, type Rows, type Tree } from '../tree/tree.ts';
import { DecisionPatterns } from './decision-patterns.ts';
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
 * Rows that decide alike at every node of a tree have the same values there, so each pattern of decisions is walked once.
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
  return { ensemble, games, baseline, contributions: (rows) => contributions(games, baseline, rows) };
}

function contributions(games: readonly TreeGame[], baseline: number, rows: Rows): Float64Array {
  const { n, p, x } = rows;
  const width = p + 1;
  const phi = new Float64Array(n * width);
  const walker = new Walker();
  if (n < 8) {
    let left = new Uint8Array(0);
    for (const game of games) {
      const nodes = game.parent.length;
      if (left.length < nodes) left = new Uint8Array(2 * nodes);
      for (let i = 0; i < n; i++) {
        for (const node of game.inner) left[node] = goesLeft(game.tree, node, x, i * p) ? 1 : 0;
        walker.add(game, left, phi, i * width);
      }
    }
  } else {
    const patterns = new DecisionPatterns(rows);
    let table = new Float64Array(0);
    for (const game of games) {
      const { patternOf, count, left, nodes } = patterns.of(game);
      if (table.length < count * width) table = new Float64Array(2 * count * width);
      table.fill(0, 0, count * width);
      for (let k = 0; k < count; k++) {
        walker.add(game, left.subarray(k * nodes, (k + 1) * nodes), table, k * width);
      }
      for (let i = 0; i < n; i++) {
        const from = patternOf[i]! * width;
        for (const j of game.features) phi[i * width + j]! += table[from + j]!;
      }
    }
  }
  for (let i = 0; i < n; i++) phi[i * width + p] = baseline;
  return phi;
}
