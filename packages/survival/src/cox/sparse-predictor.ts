import type { Kernels } from '../kernels/kernels.ts';

/** Columns there is room for, as a share of all: with more of them a pass over whole rows costs no more. */
const SHARE = 3;

const even = (count: number): number => count + (count & 1);

/** How many columns may stand apart, of p. */
const roomFor = (p: number): number => Math.ceil(p / SHARE);

/** Bytes that it takes besides the rows. */
export const sparseBytes = (rows: number, p: number): number => 8 * even(rows) * roomFor(p) + 12 * p + 64;

/**
 * x beta where most of beta is zero, as along a lasso path: each column is copied out of the rows when it is first needed,
 * and the others are not read again.
 */
export class SparsePredictor {
  private readonly kernels: Kernels;
  private readonly x: Float64Array;
  private readonly width: number;
  private readonly columns: Float64Array;
  private readonly list: Int32Array;
  private readonly values: Float64Array;
  private readonly length: number;
  private readonly placeOf = new Map<number, number>();

  /** @param x  rows of `width` doubles, not changed hereafter */
  constructor(kernels: Kernels, x: Float64Array, rows: number, width: number, p: number) {
    const room = roomFor(p);
    this.kernels = kernels;
    this.x = x;
    this.width = width;
    this.length = even(rows);
    this.columns = kernels.doubles(this.length * room);
    this.values = kernels.doubles(room);
    this.list = kernels.ints(new Int32Array(room));
  }

  /**
   * Adds x beta to `eta`, of an even number of doubles.
   *
   * @returns false, and nothing is done, where there is no room for the columns of this beta
   */
  add(eta: Float64Array, beta: Float64Array): boolean {
    const { placeOf, values, list, kernels } = this;
    let count = 0;
    for (let c = 0; c < beta.length; c++) {
      if (beta[c] === 0) continue;
      const place = placeOf.get(c) ?? this.copied(c);
      if (place < 0) return false;
      values[count] = beta[c]!;
      list[count] = place;
      count++;
    }
    kernels.sumOf(eta, this.columns, values, list, count);
    return true;
  }

  /** The place of a column that was not needed before; -1 where there is no room. */
  private copied(c: number): number {
    const { x, width, columns, length, placeOf } = this;
    const place = placeOf.size;
    if (place === this.list.length) return -1;
    const to = columns.subarray(place * length, (place + 1) * length);
    to[length - 1] = 0;
    for (let at = c, r = 0; at < x.length; at += width, r++) to[r] = x[at]!;
    placeOf.set(c, place);
    return place;
  }
}
