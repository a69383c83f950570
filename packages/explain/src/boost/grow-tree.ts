import type { Tree } from '../tree/tree.ts';
import { type BinnedColumns, MISSING_BIN } from './binned.ts';

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

interface Node {
  readonly id: number;
  readonly from: number;
  readonly to: number;
  readonly gradient: number;
  readonly curvature: number;
  /** What its leaves may be worth, by the constraints above. */
  readonly lowest: number;
  readonly highest: number;
  histogram: Float64Array | undefined;
}

interface Split {
  feature: number;
  bin: number;
  missingLeft: boolean;
  gain: number;
  leftGradient: number;
  leftCurvature: number;
}

/**
 * Grows regression trees by Newton steps on gradient and curvature, level by level, from histograms: the smaller child
 * is summed up, the larger is what remains. Room is used again from tree to tree.
 *
 * @source Chen T, Guestrin C. KDD 2016:785-794; Friedman JH. Ann Stat 2001;29:1189-1232
 */
export class BoostedTreeGrower {
  private readonly data: BinnedColumns;
  private readonly options: BoostedTreeOptions;
  private readonly rows: Int32Array;
  private readonly spare: Int32Array;
  private readonly pair: Float64Array;
  private readonly pool: Float64Array[] = [];

  constructor(data: BinnedColumns, options: BoostedTreeOptions) {
    this.data = data;
    this.options = options;
    this.rows = new Int32Array(data.n);
    this.spare = new Int32Array(data.n);
    this.pair = new Float64Array(2 * data.n);
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
    const { rows, options, data } = this;
    rows.set(sample);
    const all = this.sums(gradient, curvature, 0, sample.length);
    const nodes: {
      feature: number;
      bin: number;
      left: number;
      right: number;
      missingLeft: boolean;
      value: number;
      cover: number;
    }[] = [];
    const open = ({ from, to, gradient: g, curvature: h, lowest, highest }: Omit<Node, 'id'>): void => {
      const value = options.rate * this.weight(g, h, lowest, highest);
      nodes.push({ feature: -1, bin: 0, left: -1, right: -1, missingLeft: false, value, cover: to - from });
    };
    const root: Node = {
      id: 0,
      from: 0,
      to: sample.length,
      ...all,
      lowest: -Infinity,
      highest: Infinity,
      histogram: undefined,
    };
    open(root);
    let level = [root];
    for (let depth = 0; depth < options.depth && level.length > 0; depth++) {
      const next: Node[] = [];
      for (const node of level) {
        node.histogram ??= this.histogram(gradient, curvature, node, features);
        const split = this.bestSplit(node, features);
        if (!split) {
          this.pool.push(node.histogram);
          continue;
        }
        const middle = this.partition(node, split);
        const own = nodes[node.id]!;
        Object.assign(own, { feature: split.feature, bin: split.bin, missingLeft: split.missingLeft });
        own.left = nodes.length;
        own.right = nodes.length + 1;
        const [left, right] = this.children(node, split, middle, own.left);
        open(left);
        open(right);
        if (depth + 1 < options.depth) {
          const [small, large] = left.to - left.from < right.to - right.from ? [left, right] : [right, left];
          small.histogram = this.histogram(gradient, curvature, small, features);
          large.histogram = this.subtract(node.histogram, small.histogram, features);
        } else this.pool.push(node.histogram);
        next.push(left, right);
      }
      level = next;
    }
    for (const { histogram } of level) if (histogram) this.pool.push(histogram);
    const tree: Tree = {
      feature: Int32Array.from(nodes, (node) => node.feature),
      threshold: Float64Array.from(nodes, ({ feature, bin }) =>
        feature < 0 ? 0 : (data.cuts[feature]![bin] ?? Number.MAX_VALUE),
      ),
      left: Int32Array.from(nodes, (node) => node.left),
      right: Int32Array.from(nodes, (node) => node.right),
      missingLeft: Uint8Array.from(nodes, (node) => (node.missingLeft ? 1 : 0)),
      value: Float64Array.from(nodes, ({ feature, value }) => (feature < 0 ? value : 0)),
      cover: Float64Array.from(nodes, (node) => node.cover),
    };
    this.apply(
      tree,
      Int32Array.from(nodes, (node) => node.bin),
      margin,
    );
    return tree;
  }

  private weight(gradient: number, curvature: number, lowest: number, highest: number): number {
    const best = -gradient / (curvature + this.options.lambda);
    return best < lowest ? lowest : best > highest ? highest : best;
  }

  private sums(gradient: Float64Array, curvature: Float64Array, from: number, to: number) {
    let [g, h] = [0, 0];
    for (let i = from; i < to; i++) {
      g += gradient[this.rows[i]!]!;
      h += curvature[this.rows[i]!]!;
    }
    return { gradient: g, curvature: h };
  }

  private histogram(
    gradient: Float64Array,
    curvature: Float64Array,
    { from, to }: Node,
    features: Int32Array,
  ): Float64Array {
    const { data, rows, pair } = this;
    const sums = this.pool.pop() ?? new Float64Array(2 * data.offset[data.p]!);
    const m = to - from;
    for (let i = 0; i < m; i++) {
      const row = rows[from + i]!;
      pair[2 * i] = gradient[row]!;
      pair[2 * i + 1] = curvature[row]!;
    }
    for (const j of features) {
      const bin = data.bin[j]!;
      const start = 2 * data.offset[j]!;
      const end = 2 * data.offset[j + 1]!;
      sums.fill(0, start, end);
      const missing = end / 2 - start / 2 - 1;
      for (let i = 0; i < m; i++) {
        const own = bin[rows[from + i]!]!;
        const at = start + 2 * (own === MISSING_BIN ? missing : own);
        sums[at]! += pair[2 * i]!;
        sums[at + 1]! += pair[2 * i + 1]!;
      }
    }
    return sums;
  }

  private subtract(whole: Float64Array, part: Float64Array, features: Int32Array): Float64Array {
    const { offset } = this.data;
    for (const j of features) for (let k = 2 * offset[j]!; k < 2 * offset[j + 1]!; k++) whole[k]! -= part[k]!;
    return whole;
  }

  private bestSplit(node: Node, features: Int32Array): Split | undefined {
    const { data, options } = this;
    const { lambda, minimumCurvature, monotone } = options;
    const sums = node.histogram!;
    const base = (node.gradient * node.gradient) / (node.curvature + lambda);
    const best: Split = {
      feature: -1,
      bin: 0,
      missingLeft: false,
      gain: 1e-9 * Math.max(1, base),
      leftGradient: 0,
      leftCurvature: 0,
    };
    for (const j of features) {
      const start = 2 * data.offset[j]!;
      const bins = data.cuts[j]!.length + 1;
      const missingGradient = sums[start + 2 * bins]!;
      const missingCurvature = sums[start + 2 * bins + 1]!;
      const direction = monotone?.[j] ?? 0;
      const sides = missingCurvature > 0 ? 2 : 1;
      for (let side = 0; side < sides; side++) {
        let g = side === 1 ? missingGradient : 0;
        let h = side === 1 ? missingCurvature : 0;
        // The last cut has every present value on the left: only the missing can be on the other side.
        const last = sides === 2 && side === 0 ? bins : bins - 1;
        for (let k = 0; k < last; k++) {
          g += sums[start + 2 * k]!;
          h += sums[start + 2 * k + 1]!;
          if (h < minimumCurvature) continue;
          const rest = node.curvature - h;
          if (rest < minimumCurvature) break;
          const right = node.gradient - g;
          const gain = (g * g) / (h + lambda) + (right * right) / (rest + lambda) - base;
          if (gain <= best.gain) continue;
          if (direction !== 0 && !this.allowed(direction, g, h, right, rest, node)) continue;
          best.gain = gain;
          best.feature = j;
          best.bin = k;
          best.missingLeft = sides === 2 ? side === 1 : 2 * h >= node.curvature;
          best.leftGradient = g;
          best.leftCurvature = h;
        }
      }
    }
    return best.feature < 0 ? undefined : best;
  }

  private allowed(
    direction: number,
    g: number,
    h: number,
    right: number,
    rest: number,
    { lowest, highest }: Node,
  ): boolean {
    return direction * (this.weight(right, rest, lowest, highest) - this.weight(g, h, lowest, highest)) >= 0;
  }

  private children(node: Node, split: Split, middle: number, id: number): [Node, Node] {
    const { lowest, highest } = node;
    const left = { gradient: split.leftGradient, curvature: split.leftCurvature };
    const right = { gradient: node.gradient - left.gradient, curvature: node.curvature - left.curvature };
    const direction = this.options.monotone?.[split.feature] ?? 0;
    const between =
      (this.weight(left.gradient, left.curvature, lowest, highest) +
        this.weight(right.gradient, right.curvature, lowest, highest)) /
      2;
    return [
      {
        id,
        from: node.from,
        to: middle,
        ...left,
        lowest: direction < 0 ? between : lowest,
        highest: direction > 0 ? between : highest,
        histogram: undefined,
      },
      {
        id: id + 1,
        from: middle,
        to: node.to,
        ...right,
        lowest: direction > 0 ? between : lowest,
        highest: direction < 0 ? between : highest,
        histogram: undefined,
      },
    ];
  }

  private partition({ from, to }: Node, { feature, bin, missingLeft }: Split): number {
    const { rows, spare, data } = this;
    const own = data.bin[feature]!;
    let [left, right] = [from, 0];
    for (let i = from; i < to; i++) {
      const row = rows[i]!;
      const b = own[row]!;
      if (b === MISSING_BIN ? missingLeft : b <= bin) rows[left++] = row;
      else spare[right++] = row;
    }
    for (let i = 0; i < right; i++) rows[left + i] = spare[i]!;
    return left;
  }

  private apply({ feature, left, right, missingLeft, value }: Tree, bin: Int32Array, margin: Float64Array): void {
    const { data } = this;
    for (let i = 0; i < data.n; i++) {
      let node = 0;
      for (let f = feature[0]!; f >= 0; f = feature[node]!) {
        const b = data.bin[f]![i]!;
        node = (b === MISSING_BIN ? missingLeft[node] === 1 : b <= bin[node]!) ? left[node]! : right[node]!;
      }
      margin[i]! += value[node]!;
    }
  }
}
