import { TAKEN, type TreeGame, TURNED_OFF, TURNS_OFF } from './tree-game.ts';

/** Room for the walks through one tree after another; no walk allocates. */
export class Walker {
  private product = new Float64Array(0);
  private stands = new Uint8Array(0);

  /**
   * Adds the Shapley values of one tree for one row.
   *
   * @param left  1 where the row would go left, by node (leaves are not read)
   * @param phi   added to at `at + feature`
   */
  add(game: TreeGame, left: Uint8Array, phi: Float64Array, at: number): void {
    const { tree, points, parent, isLeft, feature, above, factor, gain } = game;
    const nodes = parent.length;
    if (this.stands.length < nodes) this.stands = new Uint8Array(2 * nodes);
    if (this.product.length < nodes * points) this.product = new Float64Array(2 * nodes * points);
    const { product, stands } = this;
    for (let q = 0; q < points; q++) product[q] = 1;
    for (let node = 1; node < nodes; node++) {
      const up = parent[node]!;
      const same = above[node]!;
      const case_ = same >= 0 && stands[same] !== TAKEN ? TURNED_OFF : left[up] === isLeft[node] ? TAKEN : TURNS_OFF;
      stands[node] = case_;
      const from = up * points;
      const to = node * points;
      const by = (node * 3 + case_) * points;
      for (let q = 0; q < points; q++) product[to + q] = product[from + q]! * factor[by + q]!;
    }
    const asked = tree.feature;
    for (let node = nodes - 1; node > 0; node--) {
      const own = node * points;
      if (asked[node]! < 0) {
        const value = tree.value[node]!;
        for (let q = 0; q < points; q++) product[own + q]! *= value;
      }
      const by = (node * 3 + stands[node]!) * points;
      let sum = 0;
      for (let q = 0; q < points; q++) sum += product[own + q]! * gain[by + q]!;
      phi[at + feature[node]!]! += sum;
      // The first child that comes up replaces its parent's product by the sum below; the other adds to it.
      const to = parent[node]! * points;
      if (node === this.firstUp(game, node)) for (let q = 0; q < points; q++) product[to + q] = product[own + q]!;
      else for (let q = 0; q < points; q++) product[to + q]! += product[own + q]!;
    }
  }

  private firstUp({ tree, parent }: TreeGame, node: number): number {
    const up = parent[node]!;
    return Math.max(tree.left[up]!, tree.right[up]!);
  }
}
