import type { Tree } from './tree.ts';

/** A tree as JSON holds it: one entry a node, node 0 the root, -1 where there is no feature or child. */
export interface PlainTree {
  readonly feature: readonly number[];
  readonly threshold: readonly number[];
  readonly left: readonly number[];
  readonly right: readonly number[];
  readonly missingLeft: readonly number[];
  readonly value: readonly number[];
  readonly cover: readonly number[];
}

export const plainTree = (tree: Tree): PlainTree => ({
  feature: Array.from(tree.feature),
  threshold: Array.from(tree.threshold),
  left: Array.from(tree.left),
  right: Array.from(tree.right),
  missingLeft: Array.from(tree.missingLeft),
  value: Array.from(tree.value),
  cover: Array.from(tree.cover),
});

const compiled = new WeakMap<PlainTree, Tree>();

/** The tree as the kernels read it; made once for each plain tree. */
export function compiledTree(plain: PlainTree): Tree {
  const known = compiled.get(plain);
  if (known) return known;
  const tree: Tree = {
    feature: Int32Array.from(plain.feature),
    threshold: Float64Array.from(plain.threshold),
    left: Int32Array.from(plain.left),
    right: Int32Array.from(plain.right),
    missingLeft: Uint8Array.from(plain.missingLeft),
    value: Float64Array.from(plain.value),
    cover: Float64Array.from(plain.cover),
  };
  compiled.set(plain, tree);
  return tree;
}
