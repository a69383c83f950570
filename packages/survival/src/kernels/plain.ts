import { BLOCK } from './block.ts';
import type { ColumnSummary, Kernels, Sweep } from './kernels.ts';
import { addSquare, descend, dotsOf, square, sumOf } from './plain-columns.ts';

function linear(eta: Float64Array, x: Float64Array, beta: Float64Array, rows: number, width: number): void {
  for (let r = 0, at = 0; r < rows; r++) {
    let a = 0;
    let b = 0;
    for (let c = 0; c < width; c += 2, at += 2) {
      a += x[at]! * beta[c]!;
      b += x[at + 1]! * beta[c + 1]!;
    }
    eta[r]! += a + b;
  }
}

function describe(
  x: Float64Array,
  w: Float64Array | undefined,
  rows: number,
  width: number,
  { sum, least, most, other }: ColumnSummary,
): void {
  for (let r = 0, at = 0; r < rows; r++) {
    for (let c = 0; c < width; c++, at++) {
      const v = x[at]!;
      sum[c]! += w === undefined ? v : w[r]! * v;
      if (v < least[c]!) least[c] = v;
      if (v > most[c]!) most[c] = v;
      if (v * v !== Math.abs(v)) other[c] = 1;
    }
  }
}

function spread(
  x: Float64Array,
  w: Float64Array | undefined,
  rows: number,
  width: number,
  means: Float64Array,
  sum: Float64Array,
): void {
  for (let r = 0, at = 0; r < rows; r++) {
    for (let c = 0; c < width; c++, at++) sum[c]! += (w === undefined ? 1 : w[r]!) * Math.abs(x[at]! - means[c]!);
  }
}

function permute(
  x: Float64Array,
  from: number,
  place: Int32Array,
  rows: number,
  width: number,
  space: Float64Array,
): void {
  space.set(x.subarray(from * width, (from + rows) * width));
  for (let r = 0, at = 0; r < rows; r++) {
    let to = (from + place[r]!) * width;
    for (let c = 0; c < width; c++) x[to++] = space[at++]!;
  }
}

function standardise(x: Float64Array, means: Float64Array, scale: Float64Array, rows: number, width: number): void {
  for (let r = 0, at = 0; r < rows; r++) {
    for (let c = 0; c < width; c++, at++) x[at] = (x[at]! - means[c]!) * scale[c]!;
  }
}

function combine(sum: Float64Array, x: Float64Array, w: Float64Array, rows: number, width: number): void {
  for (let r = 0, at = 0; r < rows; r++) {
    const weight = w[r]!;
    for (let c = 0; c < width; c++, at++) sum[c]! += weight * x[at]!;
  }
}

function dots(out: Float64Array, x: Float64Array, v: Float64Array, columns: number): void {
  const n = v.length;
  for (let j = 0, at = 0; j < columns; j++) {
    let [a, b] = [0, 0];
    let i = 0;
    for (; i + 2 <= n; i += 2, at += 2) {
      a += x[at]! * v[i]!;
      b += x[at + 1]! * v[i + 1]!;
    }
    if (i < n) a += x[at++]! * v[i]!;
    out[j] = a + b;
  }
}

/** sum += r x_j */
function addRow(sum: Float64Array, x: Float64Array, at: number, r: number): void {
  for (let c = 0; c < sum.length; c++) sum[c]! += r * x[at + c]!;
}

function sweep(given: Sweep): void {
  const { width, x, risk, lived, firstRow, survivor, stratum, late, lateFrom, first, ratio, rest, h, sum } = given;
  const { s1, d1, rank, rankWeight, scratch, unused } = given.space;
  const deaths = first.length;
  let entering = late.length - 1;
  let gathered = 0;
  let done = firstRow[deaths]!;
  for (let k = deaths - 1; k >= 0; k--) {
    if (k === deaths - 1 || stratum[k] !== stratum[k + 1]) s1.fill(0);
    const share = ratio[k]!;
    const second = rest[k]!;
    const tied = share !== 0 || second !== 0;
    if (tied) d1.fill(0);
    const from = firstRow[k]!;
    const middle = tied ? survivor[k]! : from;
    for (let j = middle; j < firstRow[k + 1]!; j++) addRow(s1, x, j * width, risk[j]!);
    if (tied) {
      for (let j = from; j < middle; j++) addRow(d1, x, j * width, risk[j]!);
      for (let c = 0; c < width; c++) s1[c]! += d1[c]!;
    }
    for (; entering >= 0 && lateFrom[entering]! > k; entering--) {
      addRow(s1, x, late[entering]! * width, -risk[late[entering]!]!);
    }
    if (first[k] !== 0) {
      const at = gathered * width;
      rankWeight[gathered++] = first[k]!;
      for (let c = 0; c < width; c++) rank[at + c] = share === 0 ? s1[c]! : s1[c]! - share * d1[c]!;
      if (second !== 0) {
        rank.set(d1, gathered * width);
        rankWeight[gathered++] = second;
      }
    }
    if (gathered >= BLOCK) {
      cross(h, unused, rank, rankWeight, 0, gathered, width, scratch);
      gathered = 0;
    }
    if (done - from >= BLOCK || k === 0) {
      cross(h, sum, x, lived, from, done - from, width, scratch);
      done = from;
    }
  }
  cross(h, unused, rank, rankWeight, 0, gathered, width, scratch);
}

/** h += sum over `rows` rows from `first` of w x x', in 4 x 4 tiles on and below the diagonal; sum += w x. */
function cross(
  h: Float64Array,
  sum: Float64Array,
  x: Float64Array,
  w: Float64Array,
  first: number,
  rows: number,
  width: number,
  scratch: Float64Array,
  firstColumn = 0,
): void {
  for (let from = first; from < first + rows; from += BLOCK) {
    const m = Math.min(BLOCK, first + rows - from);
    for (let r = 0; r < m; r++) {
      const weight = w[from + r]!;
      const source = (from + r) * width;
      const target = r * width;
      for (let c = 0; c < width; c++) {
        const value = weight * x[source + c]!;
        scratch[target + c] = value;
        sum[c]! += value;
      }
    }
    for (let i = firstColumn; i < width; i += 4)
      for (let j = 0; j <= i; j += 4) addTile(h, x, scratch, from, m, width, i, j);
  }
}
function addTile(
  h: Float64Array,
  x: Float64Array,
  weighted: Float64Array,
  from: number,
  m: number,
  width: number,
  i: number,
  j: number,
): void {
  let c00 = 0,
    c01 = 0,
    c02 = 0,
    c03 = 0,
    c10 = 0,
    c11 = 0,
    c12 = 0,
    c13 = 0;
  let c20 = 0, c21 = 0, c22 = 0, c23 = 0, c30 = 0, c31 = 0, c32 = 0, c33 = 0; // biome-ignore format: a tile
  let at = from * width + j;
  let wt = i;
  for (let r = 0; r < m; r++) {
    const w0 = weighted[wt]!;
    const w1 = weighted[wt + 1]!;
    const w2 = weighted[wt + 2]!;
    const w3 = weighted[wt + 3]!;
    const x0 = x[at]!;
    const x1 = x[at + 1]!;
    const x2 = x[at + 2]!;
    const x3 = x[at + 3]!;
    c00 += w0 * x0;
    c01 += w0 * x1;
    c02 += w0 * x2;
    c03 += w0 * x3;
    c10 += w1 * x0;
    c11 += w1 * x1;
    c12 += w1 * x2;
    c13 += w1 * x3;
    c20 += w2 * x0;
    c21 += w2 * x1;
    c22 += w2 * x2;
    c23 += w2 * x3;
    c30 += w3 * x0;
    c31 += w3 * x1;
    c32 += w3 * x2;
    c33 += w3 * x3;
    at += width;
    wt += width;
  }
  const top = i * width + j;
  h[top]! += c00;
  h[top + 1]! += c01;
  h[top + 2]! += c02;
  h[top + 3]! += c03;
  h[top + width]! += c10;
  h[top + width + 1]! += c11;
  h[top + width + 2]! += c12;
  h[top + width + 3]! += c13;
  h[top + 2 * width]! += c20;
  h[top + 2 * width + 1]! += c21;
  h[top + 2 * width + 2]! += c22;
  h[top + 2 * width + 3]! += c23;
  h[top + 3 * width]! += c30;
  h[top + 3 * width + 1]! += c31;
  h[top + 3 * width + 2]! += c32;
  h[top + 3 * width + 3]! += c33;
}

/** The reference: plain TypeScript, any platform. */
export const plainKernels: Kernels = {
  kind: 'plain',
  doubles: (length) => new Float64Array(length),
  ints: (values) => values,
  linear,
  combine,
  dots,
  dotsOf,
  sumOf,
  addSquare,
  square,
  descend,
  cross: (h, x, w, rows, width, first, { scratch, unused }) => cross(h, unused, x, w, 0, rows, width, scratch, first),
  describe,
  spread,
  permute,
  standardise,
  sweep,
  release: () => {},
};
