import { share, type Tree } from './tree.ts';

/**
 * The way from the root to one leaf, by distinct feature: a feature asked for twice has one entry. A row, or a
 * background, satisfies entry k when it turns the way of the path at every node of `asks[k]`.
 */
export interface LeafPath {
  readonly leaf: number;
  readonly value: number;
  /** Distinct features, in order of first mention; length d. */
  readonly features: Int32Array;
  /** Product of the shares of cover along the nodes of each feature; length d. */
  readonly share: Float64Array;
  /** Nodes that ask for each feature, and whether the path turns left there. */
  readonly asks: readonly (readonly { readonly node: number; readonly left: boolean }[])[];
}

/** The paths to all leaves of a tree, in order of their number. */
export function leafPaths(tree: Tree): LeafPath[] {
  const paths: LeafPath[] = [];
  const open: { node: number; features: number[]; share: number[]; asks: { node: number; left: boolean }[][] }[] = [
    { node: 0, features: [], share: [], asks: [] },
  ];
  for (let here = open.pop(); here; here = open.pop()) {
    const { node, features, asks } = here;
    const feature = tree.feature[node]!;
    if (feature < 0) {
      paths.push({
        leaf: node,
        value: tree.value[node]!,
        features: Int32Array.from(features),
        share: Float64Array.from(here.share),
        asks,
      });
      continue;
    }
    const known = features.indexOf(feature);
    for (const left of [false, true]) {
      const child = left ? tree.left[node]! : tree.right[node]!;
      const z = share(tree, node, child);
      const ask = { node, left };
      open.push(
        known < 0
          ? { node: child, features: [...features, feature], share: [...here.share, z], asks: [...asks, [ask]] }
          : {
              node: child,
              features,
              share: here.share.map((own, k) => (k === known ? own * z : own)),
              asks: asks.map((own, k) => (k === known ? [...own, ask] : own)),
            },
      );
    }
  }
  return paths.sort((a, b) => a.leaf - b.leaf);
}
