import { gaussLegendre } from './quadrature.ts';
import type { TreeGame } from './tree-game.ts';

/** Room for the walks through one tree after another; no walk allocates. */
export class Walker {
  /** By node and point: weight times the product of the factors on the way to the node. */
  private product = new Float64Array(0);
  /** By node and point: sum over the leaves below of their value times the factors on the way from here. */
  private sum = new Float64Array(0);
  /** By node: 1 where the row has taken every branch above for the node's feature. */
  private taken = new Uint8Array(0);

  /**
   * Adds the Shapley values of one tree for one row.
   *
   * With B the sum below a child, z its share and o whether the row turns to it, a branch has the factor z (1 - t) + o t. At
   * a node whose feature nobody above asks for, one child is turned to and shares add up to 1: with M = z_l B_l + z_r B_r and
   * D the sum of the child turned to, the node's own sum is (1 - t) M + t D, and its feature gains the integral of P (D - M).
   *
   * @param left  1 where the row would go left, by node (leaves are not read)
   * @param phi   added to at `at + feature`
   */
  add(game: TreeGame, left: Uint8Array, phi: Float64Array, at: number): void {
    const { tree, points: m, inner } = game;
    const nodes = tree.feature.length;
    if (this.taken.length < nodes) this.taken = new Uint8Array(2 * nodes);
    if (this.product.length < nodes * m) {
      this.product = new Float64Array(2 * nodes * m);
      this.sum = new Float64Array(2 * nodes * m);
    }
    if (inner.length === 0) return;
    const { point, weight } = gaussLegendre(m);
    this.down(game, left, point, weight);
    this.up(game, left, point, phi, at);
  }

  private down(
    { tree, points: m, inner, above, aboveLeft, left: zl, right: zr }: TreeGame,
    left: Uint8Array,
    point: Float64Array,
    weight: Float64Array,
  ): void {
    const { product, taken } = this;
    for (let q = 0; q < m; q++) product[q] = weight[q]!;
    for (let k = 0; k < inner.length; k++) {
      const node = inner[k]!;
      const up = above[node]!;
      const isTaken = up < 0 || (taken[up] === 1 && left[up] === aboveLeft[node]) ? 1 : 0;
      taken[node] = isTaken;
      const before = up < 0 ? 1 : aboveLeft[node] === 1 ? zl[up]! : zr[up]!;
      for (let side = 0; side < 2; side++) {
        const child = side === 0 ? tree.left[node]! : tree.right[node]!;
        if (tree.feature[child]! < 0) continue;
        const z = side === 0 ? zl[node]! : zr[node]!;
        const from = node * m;
        const to = child * m;
        if (isTaken === 0) {
          const share = before > 0 ? z / before : 0;
          for (let q = 0; q < m; q++) product[to + q] = product[from + q]! * share;
          continue;
        }
        const o = (left[node] === 1) === (side === 0) ? 1 : 0;
        const rise = o - z;
        if (up < 0) for (let q = 0; q < m; q++) product[to + q] = product[from + q]! * (z + rise * point[q]!);
        else {
          for (let q = 0; q < m; q++) {
            const t = point[q]!;
            product[to + q] = (product[from + q]! * (z + rise * t)) / (before + (1 - before) * t);
          }
        }
      }
    }
  }

  private up(
    { tree, points: m, inner, above, aboveLeft, left: zl, right: zr }: TreeGame,
    left: Uint8Array,
    point: Float64Array,
    phi: Float64Array,
    at: number,
  ): void {
    const { product, sum, taken } = this;
    for (let k = inner.length - 1; k >= 0; k--) {
      const node = inner[k]!;
      const own = node * m;
      const isLeft = left[node] === 1;
      // The child turned to, and the other.
      const toward = isLeft ? tree.left[node]! : tree.right[node]!;
      const away = isLeft ? tree.right[node]! : tree.left[node]!;
      const z = isLeft ? zl[node]! : zr[node]!;
      const other = isLeft ? zr[node]! : zl[node]!;
      const a = toward * m;
      const b = away * m;
      const aLeaf = tree.feature[toward]! < 0;
      const bLeaf = tree.feature[away]! < 0;
      const va = tree.value[toward]!;
      const vb = tree.value[away]!;
      const up = above[node]!;
      let gain = 0;
      if (up < 0) {
        if (aLeaf && bLeaf) {
          const mean = z * va + other * vb;
          const step = va - mean;
          for (let q = 0; q < m; q++) {
            sum[own + q] = mean + step * point[q]!;
            gain += product[own + q]!;
          }
          gain *= step;
        } else {
          for (let q = 0; q < m; q++) {
            const toThere = aLeaf ? va : sum[a + q]!;
            const mean = z * toThere + other * (bLeaf ? vb : sum[b + q]!);
            const step = toThere - mean;
            sum[own + q] = mean + step * point[q]!;
            gain += product[own + q]! * step;
          }
        }
      } else {
        const before = aboveLeft[node] === 1 ? zl[up]! : zr[up]!;
        if (taken[node] === 0) {
          const s = before > 0 ? z / before : 0;
          const t = before > 0 ? other / before : 0;
          for (let q = 0; q < m; q++) {
            sum[own + q] = s * (aLeaf ? va : sum[a + q]!) + t * (bLeaf ? vb : sum[b + q]!);
          }
          continue;
        }
        // The feature has its factor already: it is replaced, and what it brought is taken back.
        for (let q = 0; q < m; q++) {
          const t = point[q]!;
          const factor = before + (1 - before) * t;
          const ra = (z + (1 - z) * t) / factor;
          const rb = (other * (1 - t)) / factor;
          const toThere = aLeaf ? va : sum[a + q]!;
          const toOther = bLeaf ? vb : sum[b + q]!;
          const below = ra * toThere + rb * toOther;
          sum[own + q] = below;
          gain += (product[own + q]! / factor) * ((1 - z) * toThere - other * toOther - (1 - before) * below);
        }
      }
      phi[at + tree.feature[node]!]! += gain;
    }
  }
}
