import type { ColumnSummary, Kernels } from '../kernels/kernels.ts';
import { type Centring, scalingOf } from './centring.ts';

/** Rows of one bucket of the two-step gather: they fit the second cache. */
const BUCKET_BITS = 11;
const BUCKET = 1 << BUCKET_BITS;
/** Below so many bytes the table fits the caches and rows are fetched one by one. */
const NEAR = 1 << 20;

/** Bytes that gathering takes besides the rows themselves. */
export const gatherBytes = (width: number): number => BUCKET * (8 * width + 4) + 64;

/**
 * Copies rows of a data matrix into kernel order: each row is read where it stands and written to the bucket of its place;
 * then each bucket is put in order by itself. Fetching rows from all over a large table costs twice as much.
 *
 * @param to     order.length x width; columns p to width - 1 become zero
 * @param order  kernel row -> data row
 */
export function gatherRows(
  kernels: Kernels,
  to: Float64Array,
  width: number,
  x: Float64Array,
  p: number,
  order: Int32Array,
): void {
  const m = order.length;
  if (p < width) to.fill(0);
  if (x.byteLength < NEAR) {
    for (let j = 0; j < m; j++) {
      for (let c = 0, from = order[j]! * p, at = j * width; c < p; c++, from++, at++) to[at] = x[from]!;
    }
    return;
  }
  const place = new Int32Array(x.length / p).fill(-1);
  for (let j = 0; j < m; j++) place[order[j]!] = j;
  const buckets = (m + BUCKET - 1) >> BUCKET_BITS;
  const next = new Int32Array(buckets);
  for (let b = 0; b < buckets; b++) next[b] = b << BUCKET_BITS;
  const placeInBucket = new Int32Array(m);
  for (let i = 0; i < place.length; i++) {
    const j = place[i]!;
    if (j < 0) continue;
    const slot = next[j >> BUCKET_BITS]!;
    next[j >> BUCKET_BITS] = slot + 1;
    placeInBucket[slot] = j & (BUCKET - 1);
    for (let c = 0, from = i * p, at = slot * width; c < p; c++, from++, at++) to[at] = x[from]!;
  }
  const space = kernels.doubles(BUCKET * width);
  const own = kernels.ints(new Int32Array(BUCKET));
  for (let from = 0; from < m; from += BUCKET) {
    const rows = Math.min(BUCKET, m - from);
    own.set(placeInBucket.subarray(from, from + rows));
    kernels.permute(to, from, own, rows, width, space);
  }
}

/**
 * Centres and scales gathered rows in place.
 *
 * @param weights   of each gathered row, from the kernels' memory
 * @param outside   rows of x that were not gathered, which count for the means all the same, with their weights by data row
 */
export function standardiseRows(
  kernels: Kernels,
  rows: { readonly z: Float64Array; readonly count: number; readonly width: number },
  weights: Float64Array | undefined,
  outside: {
    readonly rows: readonly number[];
    readonly x: Float64Array;
    readonly p: number;
    readonly weights: Float64Array | undefined;
  },
): Centring {
  const { z, count, width } = rows;
  const { x, p } = outside;
  const make = (value: number): Float64Array => kernels.doubles(width).fill(value);
  const summary: ColumnSummary = { sum: make(0), least: make(Infinity), most: make(-Infinity), other: make(0) };
  const spread = make(0);
  const means = make(0);
  const scale = make(1);
  let total = 0;
  if (weights) for (let j = 0; j < count; j++) total += weights[j]!;
  else total = count;
  kernels.describe(z, weights, count, width, summary);
  const { sum, least, most, other } = summary;
  for (const i of outside.rows) {
    const w = outside.weights?.[i] ?? 1;
    total += w;
    for (let c = 0; c < p; c++) {
      const v = x[i * p + c]!;
      sum[c]! += w * v;
      least[c] = Math.min(least[c]!, v);
      most[c] = Math.max(most[c]!, v);
      if (v * v !== Math.abs(v)) other[c] = 1;
    }
  }
  // A mask of all ones is NaN.
  const indicator = Array.from({ length: p }, (_, c) => other[c] === 0);
  for (let c = 0; c < p; c++) if (!indicator[c]) means[c] = sum[c]! / total;
  kernels.spread(z, weights, count, width, means, spread);
  for (const i of outside.rows) {
    const w = outside.weights?.[i] ?? 1;
    for (let c = 0; c < p; c++) spread[c]! += w * Math.abs(x[i * p + c]! - means[c]!);
  }
  const made = scalingOf({ indicator, means, least, most, spread, total }, p);
  scale.set(made.scale);
  kernels.standardise(z, means, scale, count, width);
  return made;
}
