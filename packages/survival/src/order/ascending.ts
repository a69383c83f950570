const RADIX_BITS = 11;
const RADIX = 1 << RADIX_BITS;
const MASK = RADIX - 1;

/** Small inputs: a stable insertion sort of the indices. */
function insertion(values: ArrayLike<number>, order: Int32Array): Int32Array {
  for (let i = 1; i < order.length; i++) {
    const index = order[i]!;
    const value = values[index]!;
    let j = i - 1;
    while (j >= 0 && values[order[j]!]! > value) {
      order[j + 1] = order[j]!;
      j--;
    }
    order[j + 1] = index;
  }
  return order;
}

/** Whole numbers from `least` within a span not much larger than n, such as days: one counting pass. */
function counting(values: Float64Array, least: number, span: number): Int32Array {
  const n = values.length;
  const next = new Int32Array(span + 1);
  for (let i = 0; i < n; i++) next[values[i]! - least + 1]!++;
  for (let d = 1; d <= span; d++) next[d]! += next[d - 1]!;
  const order = new Int32Array(n);
  for (let i = 0; i < n; i++) {
    const d = values[i]! - least;
    order[next[d]!] = i;
    next[d]!++;
  }
  return order;
}

/** A radix sort of the 64 bits by 11, the keys moved along; passes whose digit never changes are left out. */
function radix(values: Float64Array): Int32Array {
  const n = values.length;
  // Two's complement to sortable: flip everything below zero, else the sign bit alone. Adding 0 makes -0 into 0.
  const words = new Uint32Array(values.slice().buffer);
  let low = new Uint32Array(n);
  let high = new Uint32Array(n);
  const counts = Array.from({ length: 6 }, () => new Int32Array(RADIX));
  const [c0, c1, c2, c3, c4, c5] = counts as [Int32Array, Int32Array, Int32Array, Int32Array, Int32Array, Int32Array];
  for (let i = 0; i < n; i++) {
    let h = words[2 * i + 1]!;
    let l = words[2 * i]!;
    if (h === 0x80000000 && l === 0) h = 0;
    const flip = h >>> 31 === 1 ? 0xffffffff : 0;
    l = (l ^ flip) >>> 0;
    h = (h ^ (flip === 0 ? 0x80000000 : flip)) >>> 0;
    low[i] = l;
    high[i] = h;
    c0[l & MASK]!++;
    c1[(l >>> 11) & MASK]!++;
    c2[(l >>> 22) | ((h & 1) << 10)]!++;
    c3[(h >>> 1) & MASK]!++;
    c4[(h >>> 12) & MASK]!++;
    c5[h >>> 23]!++;
  }
  let order = new Int32Array(n);
  for (let i = 0; i < n; i++) order[i] = i;
  let nextOrder = new Int32Array(n);
  let nextLow = new Uint32Array(n);
  let nextHigh = new Uint32Array(n);
  counts.forEach((count, pass) => {
    if (count[digit(low[0]!, high[0]!, pass)] === n) return;
    let sum = 0;
    for (let d = 0; d < RADIX; d++) {
      const here = count[d]!;
      count[d] = sum;
      sum += here;
    }
    scatter(pass, count, [order, low, high], [nextOrder, nextLow, nextHigh]);
    [order, nextOrder] = [nextOrder, order];
    [low, nextLow] = [nextLow, low];
    [high, nextHigh] = [nextHigh, high];
  });
  return order;
}

type Keyed = readonly [order: Int32Array, low: Uint32Array, high: Uint32Array];

function scatter(pass: number, count: Int32Array, [order, low, high]: Keyed, [toOrder, toLow, toHigh]: Keyed): void {
  const n = order.length;
  for (let i = 0; i < n; i++) {
    const l = low[i]!;
    const h = high[i]!;
    const d = digit(l, h, pass);
    const to = count[d]!;
    count[d] = to + 1;
    toOrder[to] = order[i]!;
    toLow[to] = l;
    toHigh[to] = h;
  }
}

/** Bits 11 pass to 11 pass + 10 of the 64-bit key (high, low); the last pass has the 9 that are left. */
function digit(low: number, high: number, pass: number): number {
  switch (pass) {
    case 0:
      return low & MASK;
    case 1:
      return (low >>> 11) & MASK;
    case 2:
      return (low >>> 22) | ((high & 1) << 10);
    case 3:
      return (high >>> 1) & MASK;
    case 4:
      return (high >>> 12) & MASK;
    default:
      return high >>> 23;
  }
}

/**
 * The stable permutation that puts finite numbers in ascending order: `values[order[0]]` is the least. O(n).
 */
export function ascending(values: ArrayLike<number>): Int32Array {
  const n = values.length;
  if (n < 40) {
    const order = new Int32Array(n);
    for (let i = 0; i < n; i++) order[i] = i;
    return insertion(values, order);
  }
  const doubles = values instanceof Float64Array ? values : Float64Array.from(values);
  let least = Infinity;
  let most = -Infinity;
  let whole = true;
  for (let i = 0; i < n; i++) {
    const v = doubles[i]!;
    if (v < least) least = v;
    if (v > most) most = v;
    if (whole && v !== Math.floor(v)) whole = false;
  }
  const span = most - least + 1;
  return whole && span <= 4 * n + 65536 ? counting(doubles, least, span) : radix(doubles);
}

/**
 * Rows in ascending order of their time, and where each block of equal times ends.
 *
 * @param sorted  the ascending order, when it is known already
 * @returns `order`: row indices, stable; `ends[k]`: one past the last position of the k-th distinct time
 * @throws {RangeError} a time that is not finite
 */
export function timeBlocks(time: ArrayLike<number>, sorted?: Int32Array): { order: Int32Array; ends: Int32Array } {
  const n = time.length;
  for (let i = 0; i < n; i++) if (!Number.isFinite(time[i]!)) throw new RangeError(`time ${time[i]} of row ${i}`);
  const order = sorted ?? ascending(time);
  const ends = new Int32Array(n);
  let m = 0;
  let last = n === 0 ? 0 : time[order[0]!]!;
  for (let r = 1; r < n; r++) {
    const t = time[order[r]!]!;
    if (t > last) {
      ends[m++] = r;
      last = t;
    }
  }
  if (n > 0) ends[m++] = n;
  return { order, ends: ends.slice(0, m) };
}

/** Position of the last of ascending `times` that is <= t, or -1. */
export function lastAt(times: ArrayLike<number>, t: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (times[middle]! <= t) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
