import { plainKernels } from './plain.ts';
import { simdKernels } from './simd.ts';

/** Columns of a histogram, all lists of one length. */
export interface Units {
  /** Where the bins of each begin. */
  readonly start: Int32Array;
  /** Slot of its first sum, and how many it has: one a bin, and one more where values are missing. */
  readonly slot: Int32Array;
  readonly size: Int32Array;
  readonly count: number;
}

/** Several columns of few values as one: its bin is theirs written as digits, the first the highest. */
export interface JointUnit {
  readonly slot: number;
  readonly size: number;
  readonly sizes: Int32Array;
  readonly slots: Int32Array;
}

/** What a node is cut by: columns as in `Units`, and the bins of each without that of missing values. */
export interface Cuttable {
  readonly slot: Int32Array;
  readonly size: Int32Array;
  readonly bins: Int32Array;
  readonly count: number;
}

/** A node's sums, and how cuts are judged. */
export interface Judged {
  readonly gradient: number;
  readonly curvature: number;
  /** Added to the curvature of either side. */
  readonly lambda: number;
  /** Curvature that each side must keep. */
  readonly least: number;
}

/**
 * The inner loops of boosted trees, and the memory their arrays must come from: whoever needs them asks for all arrays at
 * the start. Two makes: plain TypeScript, and the same in SIMD WebAssembly, which give the same bits. Sums are pairs of
 * gradient and curvature, a slot each.
 */
export interface TreeKernels {
  readonly kind: 'plain' | 'simd';
  /** What they hold at first is not said. */
  readonly doubles: (length: number) => Float64Array;
  readonly ints: (values: Int32Array) => Int32Array;
  readonly bytes: (length: number) => Uint8Array;
  /** Sums by bin over rows from..to-1 of the list, in the order of the list. `gathered` is room for their pairs. */
  readonly histogram: (
    sums: Float64Array,
    pairs: Float64Array,
    gathered: Float64Array,
    rows: Int32Array,
    from: number,
    to: number,
    bins: Uint8Array,
    units: Units,
  ) => void;
  /** Takes the sums of a joint column apart into those of its members. */
  readonly unfold: (sums: Float64Array, joint: JointUnit) => void;
  /** whole -= part, over the slots of the columns. */
  readonly subtract: (whole: Float64Array, part: Float64Array, columns: Cuttable) => void;
  /** The best cut over a list of columns, into `found`. */
  readonly scan: (sums: Float64Array, columns: Cuttable, judged: Judged, found: Float64Array) => void;
  /**
   * Rows from..to-1 that go left first, the others behind, each in their order.
   *
   * @param start  where the column's bins begin
   * @param goes   by bin: 1 = left
   * @returns where those that go right begin
   */
  readonly partition: (
    rows: Int32Array,
    spare: Int32Array,
    from: number,
    to: number,
    bins: Uint8Array,
    start: number,
    goes: Uint8Array,
  ) => number;
  /** The memory may serve another; none of the arrays may be used after. */
  readonly release: () => void;
}

/** Below so many bytes of work the start of a module costs more than it saves. */
const WORTH = 1 << 14;
/** WebAssembly addresses 4 GB. */
const MOST = 2 ** 32 - 2 ** 20;

/**
 * Kernels with room for so many bytes: SIMD where the platform has it and the work is worth it, else plain.
 *
 * @param kind  asked for in tests and benchmarks
 */
export function treeKernels(bytes: number, kind?: TreeKernels['kind']): TreeKernels {
  const wanted = kind ?? (bytes >= WORTH ? 'simd' : 'plain');
  return (wanted === 'simd' && bytes < MOST ? simdKernels(bytes) : undefined) ?? plainKernels;
}
