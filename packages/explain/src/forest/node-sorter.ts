/**
 * Sorts the rows of a node by the rank of one feature; rows of equal rank keep their order. Counting sort where the
 * ranks are few for the node's size, insertion for small nodes, two passes of radix else. Nothing is allocated.
 */
export class NodeSorter {
  /** Positions 0..m-1 within the node, by ascending rank, after `sort`. */
  readonly order: Int32Array;
  /** Rank of each position of `order`. */
  readonly key: Uint16Array;
  private readonly spareOrder: Int32Array;
  private readonly spareKey: Uint16Array;
  private readonly count: Int32Array;

  constructor(n: number, mostRanks: number) {
    this.order = new Int32Array(n);
    this.key = new Uint16Array(n);
    this.spareOrder = new Int32Array(n);
    this.spareKey = new Uint16Array(n);
    this.count = new Int32Array(Math.max(256, Math.min(mostRanks, 2 * n)) + 1);
  }

  /**
   * @param rank   of all rows
   * @param rows   the node's rows are rows[from..to-1]
   * @param ranks  number of distinct ranks of the feature
   */
  sort(rank: Uint16Array, rows: Int32Array, from: number, to: number, ranks: number): void {
    const m = to - from;
    if (m <= 24) this.insert(rank, rows, from, m);
    else if (ranks <= 256 || ranks <= 2 * m) this.countUp(rank, rows, from, m, ranks);
    else this.radix(rank, rows, from, m);
  }

  private insert(rank: Uint16Array, rows: Int32Array, from: number, m: number): void {
    const { order, key } = this;
    for (let i = 0; i < m; i++) {
      const own = rank[rows[from + i]!]!;
      let j = i;
      for (; j > 0 && key[j - 1]! > own; j--) {
        key[j] = key[j - 1]!;
        order[j] = order[j - 1]!;
      }
      key[j] = own;
      order[j] = i;
    }
  }

  private countUp(rank: Uint16Array, rows: Int32Array, from: number, m: number, ranks: number): void {
    const { order, key, count, spareKey } = this;
    count.fill(0, 0, ranks + 1);
    for (let i = 0; i < m; i++) {
      const own = rank[rows[from + i]!]!;
      spareKey[i] = own;
      count[own]!++;
    }
    for (let v = 0, sum = 0; v < ranks; v++) {
      const own = count[v]!;
      count[v] = sum;
      sum += own;
    }
    for (let i = 0; i < m; i++) {
      const own = spareKey[i]!;
      const at = count[own]!;
      count[own] = at + 1;
      order[at] = i;
      key[at] = own;
    }
  }

  private radix(rank: Uint16Array, rows: Int32Array, from: number, m: number): void {
    const { order, key, count, spareKey, spareOrder } = this;
    count.fill(0, 0, 256);
    for (let i = 0; i < m; i++) {
      key[i] = rank[rows[from + i]!]!;
      count[key[i]! & 255]!++;
    }
    this.startsOf256();
    for (let i = 0; i < m; i++) {
      const at = count[key[i]! & 255]!;
      count[key[i]! & 255] = at + 1;
      spareKey[at] = key[i]!;
      spareOrder[at] = i;
    }
    count.fill(0, 0, 256);
    for (let i = 0; i < m; i++) count[spareKey[i]! >> 8]!++;
    this.startsOf256();
    for (let i = 0; i < m; i++) {
      const at = count[spareKey[i]! >> 8]!;
      count[spareKey[i]! >> 8] = at + 1;
      key[at] = spareKey[i]!;
      order[at] = spareOrder[i]!;
    }
  }

  private startsOf256(): void {
    const { count } = this;
    for (let v = 0, sum = 0; v < 256; v++) {
      const own = count[v]!;
      count[v] = sum;
      sum += own;
    }
  }
}
