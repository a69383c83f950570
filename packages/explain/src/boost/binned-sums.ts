import type { Cuttable, JointUnit, TreeKernels, Units } from '../kernels/kernels.ts';
import { treeKernels } from '../kernels/kernels.ts';
import type { BinnedColumns } from './binned.ts';

/** Columns of few values that are counted together, as one column whose bins are their combinations. */
interface Joint {
  readonly members: readonly number[];
  readonly size: number;
}

/** A column with more bins than this is counted alone. */
const FEW = 16;
const MOST_BINS = 256;
/** Of fewer rows the columns are counted one by one: there is little to save. */
const MANY_ROWS = 4096;

const bins = (data: BinnedColumns, j: number): number => data.cuts[j]!.length + 1;
const size = (data: BinnedColumns, j: number): number => bins(data, j) + data.hasMissing[j]!;

/** Columns of few values in groups of at least two, whose combinations are no more than bins may be. */
function joints(data: BinnedColumns): Joint[] {
  const found: Joint[] = [];
  if (data.n < MANY_ROWS) return found;
  let [members, all]: [number[], number] = [[], 1];
  const close = (): void => {
    if (members.length > 1) found.push({ members, size: all });
    [members, all] = [[], 1];
  };
  for (let j = 0; j < data.p; j++) {
    const own = size(data, j);
    if (own > FEW) continue;
    if (all * own > MOST_BINS) close();
    members.push(j);
    all *= own;
  }
  close();
  return found;
}

/** Bins of a joint column: those of its members as digits. */
function jointBins(data: BinnedColumns, { members }: Joint, into: Uint8Array): void {
  members.forEach((j, k) => {
    const [own, base] = [data.bin[j]!, size(data, j)];
    for (let i = 0; i < data.n; i++) into[i] = k === 0 ? own[i]! : into[i]! * base + own[i]!;
  });
}

/** The columns that one tree looks at. */
export interface Looked {
  /** What is counted: columns, then joint columns. */
  readonly counted: Units;
  readonly joint: readonly JointUnit[];
  /** What is cut, in the order of the features. */
  readonly cut: Cuttable;
}

/**
 * Binned columns in the memory of the kernels, with room for the sums of as many nodes as are open at once.
 *
 * Columns of few values - most of a clinical table - are counted together: a row costs one addition for up to eight yes-or-no
 * columns, and the sums of each are those of the joint one added up.
 */
export class BinnedSums {
  readonly kernels: TreeKernels;
  /** By column, then by joint column: n bins each. */
  readonly bins: Uint8Array;
  /** Sums of `rooms` nodes. */
  readonly room: readonly Float64Array[];
  /** Gradient and curvature of each row, and room for those of a node. */
  readonly pairs: Float64Array;
  readonly gathered: Float64Array;
  readonly rows: Int32Array;
  readonly spare: Int32Array;
  readonly goes: Uint8Array;
  readonly found: Float64Array;
  private readonly data: BinnedColumns;
  private readonly joints: readonly Joint[];
  private readonly slot: Int32Array;
  /** Lists of what a tree looks at, filled anew for each choice of features. */
  private readonly lists: Looked;
  private last: Int32Array | undefined;
  private seen: Looked | undefined;

  constructor(data: BinnedColumns, rooms: number, foundLength: number, kind?: TreeKernels['kind']) {
    const { n, p } = data;
    this.data = data;
    this.joints = joints(data);
    const columns = p + this.joints.length;
    this.slot = new Int32Array(columns + 1);
    for (let c = 0; c < columns; c++)
      this.slot[c + 1] = this.slot[c]! + (c < p ? size(data, c) : this.joints[c - p]!.size);
    // One slot more, which the last cut of a column may touch.
    const sums = 2 * (this.slot[columns]! + 1);
    const members = this.joints.reduce((sum, joint) => sum + joint.members.length, 0);
    const bytes =
      columns * n +
      8 * (rooms * sums + 4 * n + foundLength) +
      4 * (2 * n + 7 * columns + 2 * members) +
      512 +
      32 * (rooms + 16 + 2 * this.joints.length);
    this.kernels = treeKernels(bytes, kind);
    const { kernels } = this;
    const zeros = (length: number): Float64Array => kernels.doubles(length).fill(0);
    this.bins = kernels.bytes(columns * n);
    data.bin.forEach((own, j) => {
      this.bins.set(own, j * n);
    });
    this.joints.forEach((joint, c) => {
      jointBins(data, joint, this.bins.subarray((p + c) * n, (p + c + 1) * n));
    });
    this.room = Array.from({ length: rooms }, () => zeros(sums));
    this.pairs = zeros(2 * n);
    this.gathered = zeros(2 * n);
    this.rows = kernels.ints(new Int32Array(n));
    this.spare = kernels.ints(new Int32Array(n));
    this.goes = kernels.bytes(256);
    this.found = zeros(foundLength);
    const list = (): Int32Array => kernels.ints(new Int32Array(columns));
    this.lists = {
      counted: { start: list(), slot: list(), size: list(), count: 0 },
      joint: this.joints.map(({ members, size: own }, c) => ({
        slot: this.slot[p + c]!,
        size: own,
        sizes: kernels.ints(Int32Array.from(members, (j) => size(data, j))),
        slots: kernels.ints(Int32Array.from(members, (j) => this.slot[j]!)),
      })),
      cut: { slot: list(), size: list(), bins: list(), count: 0 },
    };
  }

  /** @param features  ascending */
  looked(features: Int32Array): Looked {
    if (this.seen && this.last && features.length === this.last.length && features.every((j, k) => j === this.last![k]))
      return this.seen;
    const { data, slot, lists, joints: all } = this;
    const { n, p } = data;
    const isLooked = new Uint8Array(p);
    for (const j of features) isLooked[j] = 1;
    const together = all.map(({ members }) => members.filter((j) => isLooked[j] === 1).length > 1);
    all.forEach(({ members }, c) => {
      if (together[c]) for (const j of members) isLooked[j] = 0;
    });
    let count = 0;
    const { counted, cut } = lists;
    const add = (column: number, own: number): void => {
      counted.start[count] = column * n;
      counted.slot[count] = slot[column]!;
      counted.size[count++] = own;
    };
    for (let j = 0; j < p; j++) if (isLooked[j] === 1) add(j, size(data, j));
    all.forEach((joint, c) => {
      if (together[c]) add(p + c, joint.size);
    });
    features.forEach((j, k) => {
      cut.slot[k] = slot[j]!;
      cut.size[k] = size(data, j);
      cut.bins[k] = bins(data, j);
    });
    this.last = features;
    this.seen = {
      counted: { ...counted, count },
      joint: lists.joint.filter((_, c) => together[c]),
      cut: { ...cut, count: features.length },
    };
    return this.seen;
  }

  /** Sums over rows from..to-1 of `rows`. */
  count(sums: Float64Array, from: number, to: number, { counted, joint }: Looked): void {
    this.kernels.histogram(sums, this.pairs, this.gathered, this.rows, from, to, this.bins, counted);
    for (const own of joint) this.kernels.unfold(sums, own);
  }
}
