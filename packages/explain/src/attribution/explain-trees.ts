import { type Ensemble, leafOf, margins, type Rows } from '../tree/tree.ts';
import { addsUp } from './additivity.ts';
import { interactions } from './interactions.ts';
import { interventional } from './interventional.ts';
import { treeExplainer } from './tree-shap.ts';

/** Why each row got its margin. Arrays by row. */
export interface Explanation {
  readonly features: readonly string[];
  readonly margin: readonly number[];
  /** Features, then the baseline; each row adds up to its margin. */
  readonly contributions: readonly (readonly number[])[];
  /** Upper triangle with diagonal, row by row, of the symmetric (features + 1) matrix. */
  readonly interactions?: readonly (readonly number[])[];
  /** Leaf of each tree. */
  readonly leaf_index?: readonly (readonly number[])[];
  /** Shapley values against the background rows; features, then the background's mean margin. */
  readonly interventional?: readonly (readonly number[])[];
}

export interface Wanted {
  readonly interactions?: boolean;
  readonly leaves?: boolean;
  readonly background?: Rows | undefined;
}

const rowsOf = (values: Float64Array, width: number): number[][] =>
  Array.from({ length: values.length / width }, (_, i) => Array.from(values.subarray(i * width, (i + 1) * width)));

/**
 * Explains the margin of each row of a sum of trees, exactly.
 *
 * @param nodeNumber  what the leaves are called, by tree and node; their place in the tree when not given
 * @throws {Error} contributions that do not add up to the margin: ours is the mistake, and no such answer leaves here
 */
export function explainTrees(
  ensemble: Ensemble,
  features: readonly string[],
  rows: Rows,
  wanted: Wanted = {},
  nodeNumber?: readonly Int32Array[],
): Explanation {
  const { n, p, x } = rows;
  const width = p + 1;
  const explainer = treeExplainer(ensemble);
  const margin = margins(ensemble, rows);
  const contributions = rowsOf(explainer.contributions(rows), width);
  addsUp('contributions', contributions, margin);
  const made: { -readonly [K in keyof Explanation]: Explanation[K] } = {
    features,
    margin: Array.from(margin),
    contributions,
  };
  if (wanted.interactions) {
    const matrices = rowsOf(interactions(explainer, rows), width * width);
    addsUp('interactions', matrices, margin);
    made.interactions = matrices.map((matrix) => matrix.filter((_, k) => k % width >= Math.floor(k / width)));
  }
  if (wanted.leaves) {
    made.leaf_index = Array.from({ length: n }, (_, i) =>
      ensemble.trees.map((tree, t) => {
        const leaf = leafOf(tree, x, i * p);
        return nodeNumber?.[t]?.[leaf] ?? leaf;
      }),
    );
  }
  if (wanted.background) {
    made.interventional = rowsOf(interventional(ensemble, rows, wanted.background), width);
    addsUp('interventional', made.interventional, margin);
  }
  return made;
}
