import { FOUND } from '../kernels/found.ts';
import type { TreeKernels } from '../kernels/kernels.ts';
import { scan } from '../kernels/plain.ts';
import type { Tree } from '../tree/tree.ts';
import type { BinnedColumns } from './binned.ts';
import { BinnedSums, type Looked } from './binned-sums.ts';

export interface BoostedTreeOptions {
  /** Deepest leaf, root = 0. */
  readonly depth: number;
  /** What a leaf's value is multiplied with. */
  readonly rate: number;
  /** Added to the curvature of a leaf. */
  readonly lambda: number;
  /** Curvature that each side of a split must keep. */
  readonly minimumCurvature: number;
  /** By feature: 1 = the margin may only rise with it, -1 only fall, 0 either. */
  readonly monotone?: Int8Array | undefined;
}

/** Rows of a node and what is known of them. */
interface Node {
  readonly from: number;
  readonly to: number;
  readonly gradient: number;
  readonly curvature: number;
  /** What its leaves may be worth, by the constraints above. */
  readonly lowest: number;
  readonly highest: number;
}

interface Split {
  readonly feature: number;
  readonly bin: number;
  readonly missingLeft: boolean;
  readonly leftGradient: number;
  readonly leftCurvature: number;
}

/** A node of the tree that is growing; leaves have no split. */
interface Grown {
  readonly node: Node;
  split?: Split;
  left?: Grown;
  right?: Grown;
}

/**
 * Grows regression trees by Newton steps on gradient and curvature from histograms: the smaller child is summed up, the
 * larger is what remains. Depth first, so that no more nodes are open than the tree is deep; nodes are numbered level by
 * level. Room is used again from tree to tree, and given back with `release`.
 *
 * @source Chen T, Guestrin C. KDD 2016:785-794; Friedman JH. Ann Stat 2001;29:1189-1232
 */
export class BoostedTreeGrower {
  private readonly data: BinnedColumns;
  private readonly options: BoostedTreeOptions;
  private readonly sums: BinnedSums;
  private readonly isDrawn: Uint8Array;
  private readonly direction: Int8Array | undefined;
  private looked!: Looked;
  private features: Int32Array = new Int32Array(0);

  /** @param kind  of kernels, for tests and benchmarks */
  constructor(data: BinnedColumns, options: BoostedTreeOptions, kind?: TreeKernels['kind']) {
    this.data = data;
    this.options = options;
    this.sums = new BinnedSums(data, options.depth + 1, FOUND.length, kind);
    this.isDrawn = new Uint8Array(data.n);
    this.direction = options.monotone?.some((own) => own !== 0) ? options.monotone : undefined;
  }

  release(): void {
    this.sums.kernels.release();
  }

  /**
   * @param sample    rows to grow on
   * @param features  columns to split by
   * @param margin    every row's leaf value is added to it, sampled or not
   */
  grow(
    gradient: Float64Array,
    curvature: Float64Array,
    sample: Int32Array,
    features: Int32Array,
    margin: Float64Array,
  ): Tree {
    const { options, sums } = this;
    const { pairs, rows, room } = sums;
    const m = sample.length;
    for (let i = 0; i < gradient.length; i++) {
      pairs[2 * i] = gradient[i]!;
      pairs[2 * i + 1] = curvature[i]!;
    }
    let [g, h] = [0, 0];
    for (let i = 0; i < m; i++) {
      const row = sample[i]!;
      rows[i] = row;
      g += gradient[row]!;
      h += curvature[row]!;
    }
    this.features = features;
    this.looked = sums.looked(features);
    const root: Grown = { node: { from: 0, to: m, gradient: g, curvature: h, lowest: -Infinity, highest: Infinity } };
    if (options.depth > 0) {
      sums.count(room[0]!, 0, m, this.looked);
      this.split(root, 0, 0);
    }
    const { tree, bin, leaves } = this.numbered(root);
    for (const { from, to, value } of leaves) for (let i = from; i < to; i++) margin[rows[i]!]! += value;
    if (m < this.data.n) this.addToOthers(tree, bin, sample, margin);
    return tree;
  }

  /**
   * Splits a node, and what is below.
   *
   * @param own  the room that holds its sums; rooms above the depth are free
   */
  private split(grown: Grown, depth: number, own: number): void {
    const { sums, looked, options } = this;
    const { room, kernels } = sums;
    const { node } = grown;
    const split = this.bestSplit(node, room[own]!);
    if (!split) return;
    const middle = this.partition(node, split);
    const [left, right] = this.children(node, split, middle);
    grown.split = split;
    grown.left = { node: left };
    grown.right = { node: right };
    if (depth + 1 >= options.depth) return;
    const isLeftSmall = left.to - left.from < right.to - right.from;
    const [small, large] = isLeftSmall ? [grown.left, grown.right] : [grown.right, grown.left];
    sums.count(room[depth + 1]!, small.node.from, small.node.to, looked);
    kernels.subtract(room[own]!, room[depth + 1]!, looked.cut);
    this.split(small, depth + 1, depth + 1);
    // Its room is free again once the small side is done, and the large one's children take it.
    this.split(large, depth + 1, own);
  }

  private weight(gradient: number, curvature: number, lowest: number, highest: number): number {
    const best = -gradient / (curvature + this.options.lambda);
    return best < lowest ? lowest : best > highest ? highest : best;
  }

  private bestSplit(node: Node, sums: Float64Array): Split | undefined {
    const { looked, options, features, direction } = this;
    const { found, kernels } = this.sums;
    const { gradient, curvature } = node;
    const judged = { gradient, curvature, lambda: options.lambda, least: options.minimumCurvature };
    const base = (gradient * gradient) / (curvature + options.lambda);
    found[FOUND.gain] = 1e-9 * Math.max(1, base);
    found[FOUND.column] = -1;
    if (direction)
      scan(sums, looked.cut, judged, found, (u, g, h) => this.allowed(direction[features[u]!]!, g, h, node));
    else kernels.scan(sums, looked.cut, judged, found);
    const column = found[FOUND.column]!;
    if (column < 0) return undefined;
    const leftCurvature = found[FOUND.curvature]!;
    const missing = looked.cut.slot[column]! + looked.cut.bins[column]!;
    const someMissing = looked.cut.size[column]! > looked.cut.bins[column]! && sums[2 * missing + 1]! > 0;
    return {
      feature: features[column]!,
      bin: found[FOUND.bin]!,
      missingLeft: someMissing ? found[FOUND.missingLeft] === 1 : 2 * leftCurvature >= curvature,
      leftGradient: found[FOUND.gradient]!,
      leftCurvature,
    };
  }

  private allowed(direction: number, g: number, h: number, { gradient, curvature, lowest, highest }: Node): boolean {
    if (direction === 0) return true;
    const right = this.weight(gradient - g, curvature - h, lowest, highest);
    return direction * (right - this.weight(g, h, lowest, highest)) >= 0;
  }

  private children(node: Node, split: Split, middle: number): [Node, Node] {
    const { from, to, lowest, highest } = node;
    const left = { gradient: split.leftGradient, curvature: split.leftCurvature };
    const right = { gradient: node.gradient - left.gradient, curvature: node.curvature - left.curvature };
    const direction = this.direction?.[split.feature] ?? 0;
    const between =
      (this.weight(left.gradient, left.curvature, lowest, highest) +
        this.weight(right.gradient, right.curvature, lowest, highest)) /
      2;
    return [
      {
        from,
        to: middle,
        ...left,
        lowest: direction < 0 ? between : lowest,
        highest: direction > 0 ? between : highest,
      },
      {
        from: middle,
        to,
        ...right,
        lowest: direction > 0 ? between : lowest,
        highest: direction < 0 ? between : highest,
      },
    ];
  }

  private partition({ from, to }: Node, { feature, bin, missingLeft }: Split): number {
    const { kernels, rows, spare, bins, goes } = this.sums;
    const last = this.data.cuts[feature]!.length;
    for (let b = 0; b <= last; b++) goes[b] = b <= bin ? 1 : 0;
    goes[last + 1] = missingLeft ? 1 : 0;
    return kernels.partition(rows, spare, from, to, bins, feature * this.data.n, goes);
  }

  /** The tree with its nodes numbered level by level. */
  private numbered(root: Grown): {
    tree: Tree;
    bin: Int32Array;
    leaves: { readonly from: number; readonly to: number; readonly value: number }[];
  } {
    const nodes: Grown[] = [root];
    const [left, right]: [number[], number[]] = [[], []];
    for (let k = 0; k < nodes.length; k++) {
      const own = nodes[k]!;
      left.push(own.left ? nodes.length : -1);
      right.push(own.right ? nodes.length + 1 : -1);
      if (own.left && own.right) nodes.push(own.left, own.right);
    }
    const value = nodes.map(({ node, split }) =>
      split ? 0 : this.options.rate * this.weight(node.gradient, node.curvature, node.lowest, node.highest),
    );
    return {
      bin: Int32Array.from(nodes, ({ split }) => split?.bin ?? 0),
      leaves: nodes.flatMap(({ node: { from, to }, split }, k) => (split ? [] : [{ from, to, value: value[k]! }])),
      tree: {
        feature: Int32Array.from(nodes, ({ split }) => split?.feature ?? -1),
        threshold: Float64Array.from(nodes, ({ split }) =>
          split ? (this.data.cuts[split.feature]![split.bin] ?? Number.MAX_VALUE) : 0,
        ),
        left: Int32Array.from(left),
        right: Int32Array.from(right),
        missingLeft: Uint8Array.from(nodes, ({ split }) => (split?.missingLeft ? 1 : 0)),
        value: Float64Array.from(value),
        cover: Float64Array.from(nodes, ({ node: { from, to } }) => to - from),
      },
    };
  }

  /** The rows that were not drawn fall through the tree. */
  private addToOthers(tree: Tree, bin: Int32Array, sample: Int32Array, margin: Float64Array): void {
    const { data, isDrawn } = this;
    const { feature, left, right, missingLeft, value } = tree;
    isDrawn.fill(0);
    for (const i of sample) isDrawn[i] = 1;
    for (let i = 0; i < data.n; i++) {
      if (isDrawn[i] === 1) continue;
      let node = 0;
      for (let f = feature[0]!; f >= 0; f = feature[node]!) {
        const b = data.bin[f]![i]!;
        node = (b > data.cuts[f]!.length ? missingLeft[node] === 1 : b <= bin[node]!) ? left[node]! : right[node]!;
      }
      margin[i]! += value[node]!;
    }
  }
}
