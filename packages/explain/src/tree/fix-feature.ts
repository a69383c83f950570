import type { Tree } from './tree.ts';

/**
 * The tree that remains when one feature has a known value: its splits are gone, the branch it takes stands in their place.
 * Shares of cover below are kept.
 */
export function fixFeature(tree: Tree, feature: number, value: number): Tree {
  const kept: number[] = [];
  const cover: number[] = [];
  const left: number[] = [];
  const right: number[] = [];
  const resolve = (node: number): number => {
    let here = node;
    while (tree.feature[here] === feature) here = value < tree.threshold[here]! ? tree.left[here]! : tree.right[here]!;
    return here;
  };
  const visit = (entered: number, scale: number): number => {
    const id = kept.length;
    const node = resolve(entered);
    const weight = tree.cover[entered]! * scale;
    kept.push(node);
    cover.push(weight);
    left.push(-1);
    right.push(-1);
    if (tree.feature[node]! >= 0) {
      const below = tree.cover[node]! > 0 ? weight / tree.cover[node]! : scale;
      left[id] = visit(tree.left[node]!, below);
      right[id] = visit(tree.right[node]!, below);
    }
    return id;
  };
  visit(0, 1);
  return {
    feature: Int32Array.from(kept, (node) => tree.feature[node]!),
    threshold: Float64Array.from(kept, (node) => tree.threshold[node]!),
    left: Int32Array.from(left),
    right: Int32Array.from(right),
    missingLeft: Uint8Array.from(kept, (node) => tree.missingLeft[node]!),
    value: Float64Array.from(kept, (node) => tree.value[node]!),
    cover: Float64Array.from(cover),
  };
}
