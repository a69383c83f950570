import { type LeafPath, leafPaths } from '../tree/paths.ts';
import type { Tree } from '../tree/tree.ts';
import { gaussLegendre, pointsFor } from './quadrature.ts';

/**
 * Part of a tree - a branch with the way to it - whose Shapley values depend on a few decisions only: a row that turns
 * left at the nodes of `nodes` marked by its pattern gets the entry of that pattern.
 */
export interface BranchTable {
  /** Inner nodes that are asked, bit 0 first: those above the branch, then those in it. */
  readonly nodes: Int32Array;
  /** Distinct features asked for. */
  readonly features: Int32Array;
  /** By feature, then by pattern: 2^nodes.length each. */
  readonly values: Float64Array;
}

/**
 * A tree taken apart into branches of at most so many decisions each; undefined where a leaf lies deeper.
 *
 * @source the tables of Fast TreeSHAP v2: Yang J. arXiv:2109.09847, 2021 (there by leaf, here by branch)
 */
export function branchTables(tree: Tree, decisions: number): BranchTable[] | undefined {
  const inner = innerBelow(tree);
  const paths = leafPaths(tree);
  const found: BranchTable[] = [];
  const open: { readonly node: number; readonly above: readonly number[] }[] = [{ node: 0, above: [] }];
  for (let here = open.pop(); here; here = open.pop()) {
    const { node, above } = here;
    if (above.length + inner[node]! <= decisions) {
      found.push(tableOf(tree, paths, node, above));
      continue;
    }
    if (tree.feature[node]! < 0) return undefined;
    const next = [...above, node];
    open.push({ node: tree.right[node]!, above: next }, { node: tree.left[node]!, above: next });
  }
  return found.filter(({ nodes }) => nodes.length > 0);
}

/** How many inner nodes there are from each node down, itself included. */
function innerBelow({ feature, left, right }: Tree): Int32Array {
  const count = new Int32Array(feature.length);
  for (let node = feature.length - 1; node >= 0; node--) {
    if (feature[node]! >= 0) count[node] = 1 + count[left[node]!]! + count[right[node]!]!;
  }
  return count;
}

/** Nodes of a branch: inner ones, and the leaves. */
function branch({ feature, left, right }: Tree, root: number): { inner: number[]; leaves: Set<number> } {
  const inner: number[] = [];
  const leaves = new Set<number>();
  const open = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (feature[node]! < 0) leaves.add(node);
    else {
      inner.push(node);
      open.push(right[node]!, left[node]!);
    }
  }
  return { inner, leaves };
}

function tableOf(tree: Tree, paths: readonly LeafPath[], root: number, above: readonly number[]): BranchTable {
  const { inner, leaves } = branch(tree, root);
  const nodes = Int32Array.from([...above, ...inner]);
  const features = Int32Array.from(new Set(Array.from(nodes, (node) => tree.feature[node]!)));
  const patterns = 2 ** nodes.length;
  const values = new Float64Array(features.length * patterns);
  for (const path of paths) {
    if (!leaves.has(path.leaf)) continue;
    const d = path.features.length;
    const own = leafTable(path);
    const at = Int32Array.from(path.features, (feature) => features.indexOf(feature) * patterns);
    // A pattern satisfies feature k of the path where it turns its way at all nodes that ask for it.
    const asked = new Int32Array(d);
    const turns = new Int32Array(d);
    path.asks.forEach((asks, k) => {
      for (const { node, left } of asks) {
        const bit = 1 << nodes.indexOf(node);
        asked[k]! |= bit;
        if (left) turns[k]! |= bit;
      }
    });
    for (let pattern = 0; pattern < patterns; pattern++) {
      let mask = 0;
      for (let k = 0; k < d; k++) if ((pattern & asked[k]!) === turns[k]!) mask |= 1 << k;
      for (let k = 0; k < d; k++) values[at[k]! + pattern]! += own[mask * d + k]!;
    }
  }
  return { nodes, features, values };
}

/**
 * What each feature of a leaf's path brings, by which of them the row satisfies: v (o_k - z_k) times the integral of the
 * product over the others (see `tree-game.ts`), for all 2^d sets. Entry of set m and feature k at m d + k.
 */
function leafTable({ share, value }: LeafPath): Float64Array {
  const d = share.length;
  const table = new Float64Array(2 ** d * d);
  const { point, weight } = gaussLegendre(pointsFor(d));
  const [factor, before] = [new Float64Array(d), new Float64Array(d)];
  for (let mask = 0; mask < 2 ** d; mask++) {
    const at = mask * d;
    const taken = (k: number): number => (mask >> k) & 1;
    for (let q = 0; q < point.length; q++) {
      const t = point[q]!;
      let product = weight[q]! * value;
      for (let k = 0; k < d; k++) {
        factor[k] = share[k]! * (1 - t) + taken(k) * t;
        before[k] = product;
        product *= factor[k]!;
      }
      // Factors before a feature times those behind it: nothing is divided, for a factor may be 0.
      let behind = 1;
      for (let k = d - 1; k >= 0; k--) {
        table[at + k]! += before[k]! * behind;
        behind *= factor[k]!;
      }
    }
    for (let k = 0; k < d; k++) table[at + k]! *= taken(k) - share[k]!;
  }
  return table;
}
