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
    const { tree, points, parent, isLeft, isFirst, feature, above, factor, gain } = game;
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
    const values = tree.value;
    for (let node = nodes - 1; node > 0; node--) {
      const own = node * points;
      const to = parent[node]! * points;
      const value = asked[node]! < 0 ? values[node]! : 1;
      const stand = stands[node]!;
      // The first child that comes up replaces its parent's product by the sum below; the other adds to it.
      const keep = isFirst[node] === 1 ? 0 : 1;
      if (stand === TURNED_OFF) {
        for (let q = 0; q < points; q++) product[to + q] = keep * product[to + q]! + value * product[own + q]!;
        continue;
      }
      const by = (node * 3 + stand) * points;
      let sum = 0;
      for (let q = 0; q < points; q++) {
        const below = value * product[own + q]!;
        sum += below * gain[by + q]!;
        product[to + q] = keep * product[to + q]! + below;
      }
      phi[at + feature[node]!]! += sum;
    }
  }
}
