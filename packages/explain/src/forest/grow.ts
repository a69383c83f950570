import type { RandomStream } from '../chance/random-stream.ts';
import type { Tree } from '../tree/tree.ts';
import { LogRankScan } from './log-rank-scan.ts';
import { NodeSorter } from './node-sorter.ts';
import { between, MISSING } from './ranked-columns.ts';
import type { SurvivalOrder } from './survival-order.ts';

export interface GrowOptions {
  /** Features tried at each node. */
  readonly tried: number;
  /** A node of this weight or less is not split. */
  readonly minimumNode: number;
  /** Weight that each side of a split must keep. */
  readonly minimumLeaf: number;
  /** Deepest node, root = 0. */
  readonly depth: number;
}

/** Jumps of the hazard in one leaf. */
export interface LeafHazard {
  /** Which event time, from 1. */
  readonly event: Int32Array;
  /** Cause of each jump. */
  readonly cause: Uint8Array;
  /** Deaths over those at risk. */
  readonly hazard: Float64Array;
}

export interface GrownTree {
  readonly tree: Tree;
  /** By node; undefined at inner nodes. */
  readonly leaves: readonly (LeafHazard | undefined)[];
}

interface Split {
  feature: number;
  threshold: number;
  missingLeft: boolean;
  statistic: number;
}

/** Grows log-rank trees on one table; the room it works in serves all of them. */
export class TreeGrower {
  private readonly data: SurvivalOrder;
  private readonly options: GrowOptions;
  private readonly scan: LogRankScan;
  private readonly sorter: NodeSorter;
  private readonly features: Int32Array;
  private readonly rows: Int32Array;
  private readonly spare: Int32Array;
  private readonly weight: Float64Array;
  private readonly localLast: Int32Array;
  private readonly localFirst: Int32Array;
  private readonly nodeWeight: Float64Array;
  private readonly nodeDied: Uint8Array;
  private readonly localOf: Int32Array;
  private readonly notYet: Float64Array;

  constructor(data: SurvivalOrder, options: GrowOptions) {
    const { n, columns, eventTime } = data;
    this.data = data;
    this.options = options;
    this.scan = new LogRankScan(eventTime.length);
    this.sorter = new NodeSorter(
      n,
      columns.values.reduce((most, { length }) => Math.max(most, length), 1),
    );
    this.features = new Int32Array(columns.p);
    this.rows = new Int32Array(n);
    this.spare = new Int32Array(n);
    this.weight = new Float64Array(n);
    this.localLast = new Int32Array(n);
    this.localFirst = new Int32Array(n);
    this.nodeWeight = new Float64Array(n);
    this.nodeDied = new Uint8Array(n);
    this.localOf = new Int32Array(eventTime.length + 2);
    this.notYet = new Float64Array(eventTime.length + 2);
  }

  /**
   * @param multiplicity  how often each row (in order of time) was drawn
   */
  grow(multiplicity: ArrayLike<number>, random: RandomStream): GrownTree {
    const { data, rows, weight } = this;
    let m = 0;
    for (let i = 0; i < data.n; i++) {
      weight[i] = multiplicity[i]! * (data.weights ? data.weights[i]! : 1);
      if (weight[i]! > 0) rows[m++] = i;
    }
    const nodes: {
      feature: number;
      threshold: number;
      left: number;
      right: number;
      missingLeft: number;
      cover: number;
    }[] = [];
    const leaves: (LeafHazard | undefined)[] = [];
    const visit = (from: number, to: number, depth: number): number => {
      const id = nodes.length;
      const cover = this.describe(from, to);
      const node = { feature: -1, threshold: 0, left: -1, right: -1, missingLeft: 0, cover };
      nodes.push(node);
      leaves.push(undefined);
      const split = depth < this.options.depth ? this.bestSplit(from, to, cover, random) : undefined;
      if (!split) {
        leaves[id] = this.leaf(from, to);
        return id;
      }
      node.feature = split.feature;
      node.threshold = split.threshold;
      node.missingLeft = split.missingLeft ? 1 : 0;
      const middle = this.partition(from, to, split);
      node.left = visit(from, middle, depth + 1);
      node.right = visit(middle, to, depth + 1);
      return id;
    };
    visit(0, m, 0);
    return {
      leaves,
      tree: {
        feature: Int32Array.from(nodes, (node) => node.feature),
        threshold: Float64Array.from(nodes, (node) => node.threshold),
        left: Int32Array.from(nodes, (node) => node.left),
        right: Int32Array.from(nodes, (node) => node.right),
        missingLeft: Uint8Array.from(nodes, (node) => node.missingLeft),
        value: new Float64Array(nodes.length),
        cover: Float64Array.from(nodes, (node) => node.cover),
      },
    };
  }

  /** Numbers the node's own death times and who is at risk at them; returns the node's weight. */
  private describe(from: number, to: number): number {
    const { data, scan, rows, weight, localLast, localFirst, nodeWeight, nodeDied, localOf } = this;
    const { last, first, died } = data;
    let total = 0;
    for (let i = from; i < to; i++) total += weight[rows[i]!]!;
    let left = total;
    let deaths = 0;
    let known = 0; // global event times that already have a local number
    for (let i = from; i < to; ) {
      const k = last[rows[i]!]!;
      let [dead, gone, end] = [0, 0, i];
      for (; end < to && last[rows[end]!]! === k; end++) {
        const row = rows[end]!;
        gone += weight[row]!;
        if (died[row] === 1) dead += weight[row]!;
      }
      for (; known < k - 1; known++) localOf[known + 1] = deaths;
      if (dead > 0) {
        deaths++;
        scan.atRisk[deaths] = left;
        scan.dead[deaths] = dead;
      }
      if (k > 0) {
        localOf[k] = deaths;
        known = k;
      }
      for (; i < end; i++) {
        localLast[i - from] = deaths;
        nodeWeight[i - from] = weight[rows[i]!]!;
        nodeDied[i - from] = died[rows[i]!]!;
      }
      left -= gone;
    }
    scan.deaths = deaths;
    if (data.lateEntry) {
      const { notYet } = this;
      notYet.fill(0, 0, deaths + 2);
      for (let i = from; i < to; i++) {
        // Whoever enters after the node's last event is at risk at none of them.
        const entry = Math.min(first[rows[i]!]!, known);
        localFirst[i - from] = localOf[entry]!;
        notYet[localOf[entry]!]! += weight[rows[i]!]!;
      }
      for (let k = deaths, waiting = 0; k > 0; k--) {
        waiting += notYet[k]!;
        scan.atRisk[k]! -= waiting;
      }
    }
    return total;
  }

  private bestSplit(from: number, to: number, cover: number, random: RandomStream): Split | undefined {
    const { scan, features, data, options } = this;
    const p = features.length;
    if (cover <= options.minimumNode || scan.deaths < 2) return undefined;
    scan.prepare();
    const best: Split = { feature: -1, threshold: 0, missingLeft: false, statistic: 0 };
    for (let j = 0; j < p; j++) features[j] = j;
    for (let q = 0; q < Math.min(options.tried, p); q++) {
      const at = q + random.below(p - q);
      const feature = features[at]!;
      features[at] = features[q]!;
      features[q] = feature;
      this.tryFeature(feature, from, to, cover, best);
    }
    if (best.feature < 0) return undefined;
    return data.columns.values[best.feature] ? best : undefined;
  }

  /** All cuts of one feature; a missing value is tried on both sides. */
  private tryFeature(feature: number, from: number, to: number, cover: number, best: Split): void {
    const { data, sorter, scan, rows, nodeWeight, nodeDied, localLast, localFirst } = this;
    const { columns, lateEntry } = data;
    const values = columns.values[feature]!;
    const { minimumLeaf } = this.options;
    const ranks = columns.hasMissing[feature] === 1 ? MISSING + 1 : values.length;
    if (values.length < 2 && ranks === values.length) return;
    sorter.sort(columns.rank[feature]!, rows, from, to, ranks);
    const { order, key } = sorter;
    const m = to - from;
    if (key[0] === key[m - 1]) return;
    let present = m;
    let missingWeight = 0;
    while (present > 0 && key[present - 1] === MISSING) missingWeight += nodeWeight[order[--present]!]!;
    const join = (i: number): void => {
      if (lateEntry) scan.joinLate(nodeWeight[i]!, nodeDied[i]!, localFirst[i]!, localLast[i]!);
      else scan.join(nodeWeight[i]!, nodeDied[i]!, localLast[i]!);
    };
    for (let side = 0; side < (present < m ? 2 : 1); side++) {
      scan.clear();
      let leftWeight = 0;
      if (side === 1) {
        for (let r = present; r < m; r++) join(order[r]!);
        leftWeight = missingWeight;
      }
      for (let r = 0; r < present; r++) {
        const i = order[r]!;
        join(i);
        leftWeight += nodeWeight[i]!;
        if (r + 1 < present && key[r + 1] === key[r]) continue;
        const lastCut = r + 1 === present;
        if (lastCut && (side === 1 || missingWeight === 0)) break;
        if (leftWeight < minimumLeaf || cover - leftWeight < minimumLeaf) continue;
        const statistic = scan.statistic();
        if (statistic > best.statistic * (1 + 1e-12)) {
          best.statistic = statistic;
          best.feature = feature;
          const here = values[key[r]!]!;
          // Everything that has a value on one side, the missing on the other.
          best.threshold = lastCut ? Number.MAX_VALUE : between(here, values[key[r + 1]!]!);
          best.missingLeft = present < m ? side === 1 : leftWeight * 2 >= cover;
        }
      }
    }
  }

  private partition(from: number, to: number, { feature, threshold, missingLeft }: Split): number {
    const { rows, spare, data } = this;
    const rank = data.columns.rank[feature]!;
    const values = data.columns.values[feature]!;
    let low = 0;
    let high = values.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (values[middle]! < threshold) low = middle + 1;
      else high = middle;
    }
    let [left, right] = [from, 0];
    for (let i = from; i < to; i++) {
      const row = rows[i]!;
      const own = rank[row]!;
      if (own === MISSING ? missingLeft : own < low) rows[left++] = row;
      else spare[right++] = row;
    }
    for (let i = 0; i < right; i++) rows[left + i] = spare[i]!;
    return left;
  }

  /** Hazard jumps of every cause among the node's rows. */
  private leaf(from: number, to: number): LeafHazard {
    const { data, rows, weight } = this;
    const { last, first, cause, lateEntry, eventTime } = data;
    const { notYet } = this;
    let atRisk = 0;
    for (let i = from; i < to; i++) atRisk += weight[rows[i]!]!;
    if (lateEntry) {
      notYet.fill(0);
      for (let i = from; i < to; i++) notYet[first[rows[i]!]!]! += weight[rows[i]!]!;
      for (let k = eventTime.length - 1; k > 0; k--) notYet[k]! += notYet[k + 1]!;
    }
    const event: number[] = [];
    const causes: number[] = [];
    const hazard: number[] = [];
    for (let i = from; i < to; ) {
      const k = last[rows[i]!]!;
      let gone = 0;
      const dead: number[] = [];
      for (; i < to && last[rows[i]!]! === k; i++) {
        const row = rows[i]!;
        gone += weight[row]!;
        const own = cause[row]!;
        if (own > 0) dead[own] = (dead[own] ?? 0) + weight[row]!;
      }
      dead.forEach((weightOfDead, own) => {
        event.push(k);
        causes.push(own);
        hazard.push(weightOfDead / (atRisk - (lateEntry ? notYet[k]! : 0)));
      });
      atRisk -= gone;
    }
    return { event: Int32Array.from(event), cause: Uint8Array.from(causes), hazard: Float64Array.from(hazard) };
  }
}
