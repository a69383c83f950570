import { share, type Tree } from '../tree/tree.ts';
import { gaussLegendre, pointsFor } from './quadrature.ts';

/** How a row stands to the branch above a node: it takes it; it turns off here; it turned off earlier at the same feature. */
export const TAKEN = 0;
export const TURNS_OFF = 1;
export const TURNED_OFF = 2;

/**
 * What Shapley values of a tree need of each of its branches, the same for every row. A branch is named by the node
 * below it; entries of node 0 are empty.
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
  readonly parent: Int32Array;
  /** Does the branch go left? */
  readonly isLeft: Uint8Array;
  /** Is the node the later one of its parent's two children? Walking up it comes first. */
  readonly isFirst: Uint8Array;
  /** Feature of the branch: that of the parent. */
  readonly feature: Int32Array;
  /** The nearest branch above with the same feature, -1 if none. */
  readonly above: Int32Array;
  /** By node, by how the row stands (3), by point: what the product is multiplied with on the way down. */
  readonly factor: Float64Array;
  /** Likewise: what the sum over the leaves below adds to the feature's value, quadrature weight included. */
  readonly gain: Float64Array;
  /** Inner nodes, ascending. */
  readonly inner: Int32Array;
  /** Distinct features asked for, ascending. */
  readonly features: Int32Array;
}

interface Branches {
  readonly parent: Int32Array;
  readonly isLeft: Uint8Array;
  readonly feature: Int32Array;
  readonly above: Int32Array;
  /** Product of shares of the branches of the same feature down to here. */
  readonly z: Float64Array;
  /** Most distinct features on a path. */
  readonly most: number;
}

function branches(tree: Tree): Branches {
  const nodes = tree.feature.length;
  const parent = new Int32Array(nodes).fill(-1);
  const isLeft = new Uint8Array(nodes);
  const feature = new Int32Array(nodes).fill(-1);
  const above = new Int32Array(nodes).fill(-1);
  const z = new Float64Array(nodes).fill(1);
  const distinct = new Int32Array(nodes);
  let most = 0;
  for (let node = 0; node < nodes; node++) {
    const asked = tree.feature[node]!;
    if (asked < 0) {
      most = Math.max(most, distinct[node]!);
      continue;
    }
    let same = node;
    while (same >= 0 && feature[same] !== asked) same = parent[same]!;
    for (const child of [tree.left[node]!, tree.right[node]!]) {
      parent[child] = node;
      isLeft[child] = child === tree.left[node] ? 1 : 0;
      feature[child] = asked;
      above[child] = same;
      z[child] = share(tree, node, child) * (same >= 0 ? z[same]! : 1);
      distinct[child] = distinct[node]! + (same >= 0 ? 0 : 1);
    }
  }
  return { parent, isLeft, feature, above, z, most };
}

export function treeGame(tree: Tree): TreeGame {
  const { parent, isLeft, feature, above, z, most } = branches(tree);
  const points = pointsFor(most);
  const { point, weight } = gaussLegendre(points);
  const nodes = parent.length;
  const factor = new Float64Array(nodes * 3 * points);
  const gain = new Float64Array(nodes * 3 * points);
  for (let node = 1; node < nodes; node++) {
    const up = above[node]!;
    const own = z[node]!;
    const before = up >= 0 ? z[up]! : 1;
    for (let q = 0; q < points; q++) {
      const t = point[q]!;
      const w = weight[q]!;
      const taken = own * (1 - t) + t;
      const takenAbove = up >= 0 ? before * (1 - t) + t : 1;
      const at = node * 3 * points + q;
      factor[at] = taken / takenAbove;
      factor[at + points] = (own * (1 - t)) / takenAbove;
      factor[at + 2 * points] = before > 0 ? own / before : 0;
      // What the feature brought through the branch above must be taken back for the leaves below here.
      const gainAbove = up >= 0 ? (1 - before) / takenAbove : 0;
      gain[at] = w * ((1 - own) / taken - gainAbove);
      gain[at + points] = w * (-1 / (1 - t) - gainAbove);
      gain[at + 2 * points] = 0;
    }
  }
  const isFirst = Uint8Array.from(parent, (up, node) =>
    up >= 0 && node === Math.max(tree.left[up]!, tree.right[up]!) ? 1 : 0,
  );
  const inner = Int32Array.from(tree.feature.keys()).filter((node) => tree.feature[node]! >= 0);
  const features = Int32Array.from(new Set(Array.from(inner, (node) => tree.feature[node]!))).sort();
  return { tree, points, parent, isLeft, isFirst, feature, above, factor, gain, inner, features };
}
