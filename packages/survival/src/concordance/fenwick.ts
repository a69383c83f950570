/** Ranks per leaf: their weights lie together, so that a sum touches one or two cache lines and a small tree. */
const LEAF_BITS = 5;

/** Sums of weights by rank 0..size-1 that can be changed: a Fenwick tree over short leaves, O(log size) either way. */
export class Fenwick {
  /** Weight at each rank. */
  readonly at: Float64Array;
  total = 0;
  private readonly tree: Float64Array;

  constructor(size: number) {
    this.at = new Float64Array(size);
    this.tree = new Float64Array((size >> LEAF_BITS) + 2);
  }

  add(rank: number, weight: number): void {
    const { tree } = this;
    this.at[rank]! += weight;
    this.total += weight;
    for (let i = (rank >> LEAF_BITS) + 1; i < tree.length; i += i & -i) tree[i]! += weight;
  }

  /** Weight at ranks below `rank`. */
  below(rank: number): number {
    const { tree, at } = this;
    let sum = 0;
    const leaf = rank >> LEAF_BITS;
    for (let i = leaf; i > 0; i -= i & -i) sum += tree[i]!;
    for (let i = leaf << LEAF_BITS; i < rank; i++) sum += at[i]!;
    return sum;
  }
}
