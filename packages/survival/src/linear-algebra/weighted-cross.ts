/** Rows are taken in blocks that stay in the nearest cache. */
const BLOCK = 256;

/** Room for a row of p numbers in tiles of four. */
export const paddedWidth = (p: number): number => (p + 3) & ~3;

/** Scratch space for `addWeightedCross`, to be made once per fit. */
export const crossScratch = (width: number): Float64Array => new Float64Array(BLOCK * width);

/**
 * Adds sum_i a_i x_i x_i' to the lower triangle of H, in tiles of 4 x 4 over blocks of rows.
 *
 * @param h        width x width, row-major; only 4 x 4 tiles on and below the diagonal are written
 * @param x        rows of `width` numbers, `width` a multiple of 4 (pad with zeros)
 * @param a        a weight per row, of any sign
 * @param rows     how many rows
 * @param scratch  from `crossScratch(width)`
 */
export function addWeightedCross(
  h: Float64Array,
  x: Float64Array,
  a: Float64Array,
  rows: number,
  width: number,
  scratch: Float64Array,
): void {
  for (let from = 0; from < rows; from += BLOCK) {
    const m = Math.min(BLOCK, rows - from);
    for (let r = 0; r < m; r++) {
      const weight = a[from + r]!;
      const source = (from + r) * width;
      const target = r * width;
      for (let j = 0; j < width; j++) scratch[target + j] = weight * x[source + j]!;
    }
    for (let i = 0; i < width; i += 4) for (let j = 0; j <= i; j += 4) addTile(h, x, scratch, from, m, width, i, j);
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
