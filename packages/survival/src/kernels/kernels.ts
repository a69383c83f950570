import { BLOCK } from './block.ts';
import { plainKernels } from './plain.ts';
import { simdKernels } from './simd.ts';

/** One walk backwards over the death times of a Cox model; see `RiskSets` for what is numbered how. */
export interface Sweep {
  /** Doubles in a row of x: a multiple of 4. */
  readonly width: number;
  /** Kernel rows in order, padded with zeros to `width`. */
  readonly x: Float64Array;
  /** w exp(eta) of each row. */
  readonly risk: Float64Array;
  /** risk times the hazard each row has lived through. */
  readonly lived: Float64Array;
  /** K + 1 positions: the rows that leave at death k; of them those before `survivor[k]` die. */
  readonly firstRow: Int32Array;
  readonly survivor: Int32Array;
  readonly stratum: Int32Array;
  /** Rows that enter late, by the death they enter after, and that death. */
  readonly late: Int32Array;
  readonly lateFrom: Int32Array;
  /**
   * What is added for each death: first (s - ratio d)(s - ratio d)' + rest d d', s the sum of risk x over those at risk, d
   * over those that die.
   */
  readonly first: Float64Array;
  readonly ratio: Float64Array;
  readonly rest: Float64Array;
  /** Added to: sum of lived x x' and the terms above (4 x 4 tiles on and below the diagonal), and sum of lived x. */
  readonly h: Float64Array;
  readonly sum: Float64Array;
  /** Workspace, from `sweepSpace`. */
  readonly space: SweepSpace;
}

export interface SweepSpace {
  readonly s1: Float64Array;
  readonly d1: Float64Array;
  readonly rank: Float64Array;
  readonly rankWeight: Float64Array;
  readonly scratch: Float64Array;
  readonly unused: Float64Array;
}

/** Coordinate descent along columns whose weighted selves W x are at hand. */
export interface Descent {
  /** Contiguous columns of `rest.length` doubles, an even number, and W times them. */
  readonly x: Float64Array;
  readonly wx: Float64Array;
  /** Slope along column j is x_j . rest; a move of b_j takes the move times W x_j off it. */
  readonly rest: Float64Array;
  /** By column: the coefficients, and x_j . W x_j. */
  readonly b: Float64Array;
  readonly curvature: Float64Array;
}

/**
 * The inner loops, and the memory their arrays must come from: whoever needs them asks for all arrays at the start.
 * Two makes: plain TypeScript, and the same in SIMD WebAssembly, equal to rounding.
 */
export interface Kernels {
  readonly kind: 'plain' | 'simd';
  /** What they hold at first is not said. */
  readonly doubles: (length: number) => Float64Array;
  readonly ints: (values: Int32Array) => Int32Array;
  /** eta_r += x_r . beta */
  readonly linear: (eta: Float64Array, x: Float64Array, beta: Float64Array, rows: number, width: number) => void;
  /** sum += sum over rows of w_r x_r */
  readonly combine: (sum: Float64Array, x: Float64Array, w: Float64Array, rows: number, width: number) => void;
  /** out_j = column_j . v, contiguous columns of v.length doubles. */
  readonly dots: (out: Float64Array, x: Float64Array, v: Float64Array, columns: number) => void;
  /** out_k = column list_k . v, for the first `count` of a list of columns of v.length doubles, an even number. */
  readonly dotsOf: (out: Float64Array, x: Float64Array, v: Float64Array, list: Int32Array, count: number) => void;
  /** v += sum of d_k times column list_k. */
  readonly sumOf: (v: Float64Array, x: Float64Array, d: Float64Array, list: Int32Array, count: number) => void;
  /** a += r v v', of its first `size` rows and columns; rows have `width` doubles, v is zero up to an even number. */
  readonly addSquare: (a: Float64Array, v: Float64Array, r: number, size: number, width: number) => void;
  /** out = a v, likewise. */
  readonly square: (out: Float64Array, a: Float64Array, v: Float64Array, size: number, width: number) => void;
  /**
   * One pass of coordinate descent with an elastic-net penalty over the first `count` of a list of columns.
   *
   * @returns the largest violation of the optimality conditions met, each before its move
   */
  readonly descend: (descent: Descent, list: Int32Array, count: number, lasso: number, ridge: number) => number;
  /**
   * h += sum w_r x_r x_r', 4 x 4 tiles on and below the diagonal, rows of h from `first` (a multiple of 4) on only.
   *
   * @param space  from `sweepSpace`
   */
  readonly cross: (
    h: Float64Array,
    x: Float64Array,
    w: Float64Array,
    rows: number,
    width: number,
    first: number,
    space: SweepSpace,
  ) => void;
  /** Of each column: sum of w x, least, most, and whether any value is not 0, 1 or -1 (not zero then). Added to what is there. */
  readonly describe: (
    x: Float64Array,
    w: Float64Array | undefined,
    rows: number,
    width: number,
    summary: ColumnSummary,
  ) => void;
  /** spread_c += sum of w |x_rc - means_c| */
  readonly spread: (
    x: Float64Array,
    w: Float64Array | undefined,
    rows: number,
    width: number,
    means: Float64Array,
    spread: Float64Array,
  ) => void;
  /**
   * Rows `from` to `from` + order.length of x come in some order; they are put into the one that `place` asks for: row r goes
   * to `from` + place_r. `space` holds them meanwhile.
   */
  readonly permute: (
    x: Float64Array,
    from: number,
    place: Int32Array,
    rows: number,
    width: number,
    space: Float64Array,
  ) => void;
  /** x_rc becomes (x_rc - means_c) scale_c. */
  readonly standardise: (
    x: Float64Array,
    means: Float64Array,
    scale: Float64Array,
    rows: number,
    width: number,
  ) => void;
  readonly sweep: (sweep: Sweep) => void;
  /** The memory may serve another; none of the arrays may be used after. */
  readonly release: () => void;
}

/** Of columns, `width` of each. */
export interface ColumnSummary {
  readonly sum: Float64Array;
  readonly least: Float64Array;
  readonly most: Float64Array;
  readonly other: Float64Array;
}

/** Below so many bytes of work the start of a module costs more than it saves. */
const WORTH = 1 << 16;
/** WebAssembly addresses 4 GB. */
const MOST = 2 ** 32 - 2 ** 20;

/**
 * Kernels with room for so many bytes: SIMD where the platform has it and the work is worth it, else plain.
 *
 * @param kind  asks for one of them; `simd` where there is none falls back to plain
 */
export function kernelsFor(bytes: number, kind?: Kernels['kind']): Kernels {
  const wanted = kind ?? (bytes >= WORTH ? 'simd' : 'plain');
  return (wanted === 'simd' && bytes < MOST ? simdKernels(bytes) : undefined) ?? plainKernels;
}

/** Room for a row of p numbers in tiles of four. */
export const paddedWidth = (p: number): number => (p + 3) & ~3;

export const sweepSpace = (kernels: Kernels, width: number): SweepSpace => ({
  s1: kernels.doubles(width),
  d1: kernels.doubles(width),
  rank: kernels.doubles((BLOCK + 2) * width),
  rankWeight: kernels.doubles(BLOCK + 2),
  scratch: kernels.doubles(BLOCK * width),
  unused: kernels.doubles(width),
});

/** Bytes that `sweepSpace` takes. */
export const sweepSpaceBytes = (width: number): number => 8 * ((2 * BLOCK + 5) * width + BLOCK + 2 + 6);
