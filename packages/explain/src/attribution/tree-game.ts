import { share, type Tree } from '../tree/tree.ts';
import { pointsFor } from './quadrature.ts';

/**
 * What Shapley values of a tree need of each inner node, the same for every row.
 *
 * A leaf's value is shared among the d distinct features on its path, which play a product game: feature f brings 1 if
 * the row takes the path at f and z (its share of cover) while f is unknown. The Shapley value of such a product is
 *
 *   phi_f = v (o_f - z_f) integral over (0, 1) of prod over g != f of (z_g (1 - t) + o_g t) dt
 *
 * (expand the product: t^s (1 - t)^(d-1-s) integrates to s! (d-1-s)! / d!). The integrand is a polynomial, so
 * Gauss-Legendre quadrature makes it exact, and one walk down (products) and up (sums) serves all leaves and features.
 *
 * @source Shapley weights as a beta integral: Owen G. Manage Sci 1972;18:P64-P79 (multilinear extension);
 *   the game: Lundberg SM et al. Nat Mach Intell 2020;2:56-67
 */
export interface TreeGame {
  readonly tree: Tree;
  /** Quadrature points. */
  readonly points: number;
  /** Inner nodes, ascending. */
  readonly inner: Int32Array;
  /**
   * By node: the nearest node above that asks for the same feature, as the branch taken from there: that node, or -1 if
   * none asks.
   */
  readonly above: Int32Array;
  /** By node with one above: does the way to it leave that one to the left? */
  readonly aboveLeft: Uint8Array;
  /** By node: share of cover that goes left, and right, times that of the branches above for the same feature. */
  readonly left: Float64Array;
  readonly right: Float64Array;
  /** Distinct features asked for, ascending. */
  readonly features: Int32Array;
}

export function treeGame(tree: Tree): TreeGame {
  const nodes = tree.feature.length;
  const parent = new Int32Array(nodes).fill(-1);
  const above = new Int32Array(nodes).fill(-1);
  const aboveLeft = new Uint8Array(nodes);
  const [left, right] = [new Float64Array(nodes), new Float64Array(nodes)];
  const distinct = new Int32Array(nodes);
  let most = 0;
  for (let node = 0; node < nodes; node++) {
    const asked = tree.feature[node]!;
    if (asked < 0) {
      most = Math.max(most, distinct[node]!);
      continue;
    }
    let way = node;
    let same = parent[node]!;
    while (same >= 0 && tree.feature[same] !== asked) {
      way = same;
      same = parent[same]!;
    }
    above[node] = same;
    const isLeft = same >= 0 && tree.left[same] === way;
    aboveLeft[node] = isLeft ? 1 : 0;
    const before = same < 0 ? 1 : isLeft ? left[same]! : right[same]!;
    const [l, r] = [tree.left[node]!, tree.right[node]!];
    left[node] = before * share(tree, node, l);
    right[node] = before * share(tree, node, r);
    for (const child of [l, r]) {
      parent[child] = node;
      distinct[child] = distinct[node]! + (same < 0 ? 1 : 0);
    }
  }
  const inner = Int32Array.from(tree.feature.keys()).filter((node) => tree.feature[node]! >= 0);
  const features = Int32Array.from(new Set(Array.from(inner, (node) => tree.feature[node]!))).sort();
  return { tree, points: pointsFor(most), inner, above, aboveLeft, left, right, features };
}
