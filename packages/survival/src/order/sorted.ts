/** Numbers in ascending order. */
export interface Sorted {
  /** `order[r]` is the index of the r-th least; equal numbers keep their order. */
  readonly order: Int32Array;
  /** The numbers themselves in that order. */
  readonly values: Float64Array;
}

const RADIX_BITS = 11;
const RADIX = 1 << RADIX_BITS;
const MASK = RADIX - 1;

/** Whole numbers from `least` within a span not much larger than n, such as days: one counting pass. */
function counting(values: Float64Array, least: number, span: number): Sorted {
  const n = values.length;
  const next = new Int32Array(span + 1);
  for (let i = 0; i < n; i++) next[values[i]! - least + 1]!++;
  for (let d = 1; d <= span; d++) next[d]! += next[d - 1]!;
  const order = new Int32Array(n);
  const made = new Float64Array(n);
  for (let d = 0; d < span; d++) made.fill(least + d, next[d]!, next[d + 1]!);
  for (let i = 0; i < n; i++) {
    const d = values[i]! - least;
    order[next[d]!] = i;
    next[d]!++;
  }
  return { order, values: made };
}

/** The high word of a double as a number that sorts like the doubles. */
const sortable = (high: number): number => high ^ ((high >> 31) | 0x80000000);

/**
 * A radix sort by the high 32 bits, 11 at a time, doubles and their indices moved along; doubles that differ in the low bits
 * only are then put right by insertion. Undefined where those are too many for that.
 *
 * @param order  0, 1, 2, …; overwritten
 */
function radix(values: Float64Array, order: Int32Array): Sorted | undefined {
  const n = values.length;
  let from: Float64Array = new Float64Array(n);
  let to: Float64Array = new Float64Array(n);
  let load = order;
  let nextLoad: Int32Array = new Int32Array(n);
  let high = new Int32Array(from.buffer);
  let nextHigh = new Int32Array(to.buffer);
  const counts = [new Int32Array(RADIX), new Int32Array(RADIX), new Int32Array(RADIX)] as const;
  const [c0, c1, c2] = counts;
  for (let i = 0; i < n; i++) {
    from[i] = values[i]! + 0; // -0 becomes 0
    const h = sortable(high[2 * i + 1]!);
    c0[h & MASK]!++;
    c1[(h >>> 11) & MASK]!++;
    c2[h >>> 22]!++;
  }
  for (let pass = 0; pass < 3; pass++) {
    const count = counts[pass]!;
    const shift = RADIX_BITS * pass;
    if (n > 0 && count[(sortable(high[1]!) >>> shift) & MASK] === n) continue;
    let sum = 0;
    for (let d = 0; d < RADIX; d++) {
      const here = count[d]!;
      count[d] = sum;
      sum += here;
    }
    for (let i = 0; i < n; i++) {
      const d = (sortable(high[2 * i + 1]!) >>> shift) & MASK;
      const at = count[d]!;
      count[d] = at + 1;
      to[at] = from[i]!;
      nextLoad[at] = load[i]!;
    }
    [from, to] = [to, from];
    [high, nextHigh] = [nextHigh, high];
    [load, nextLoad] = [nextLoad, load];
  }
  return insertEqualHigh(from, load) ? { values: from, order: load } : undefined;
}

/** Insertion that gives up after some moves a row. */
function insertEqualHigh(values: Float64Array, payload: Int32Array): boolean {
  const n = values.length;
  let moves = 16 * n;
  for (let i = 1; i < n; i++) {
    const value = values[i]!;
    if (!(values[i - 1]! > value)) continue;
    const own = payload[i]!;
    let j = i - 1;
    for (; j >= 0 && values[j]! > value; j--) {
      values[j + 1] = values[j]!;
      payload[j + 1] = payload[j]!;
    }
    values[j + 1] = value;
    payload[j + 1] = own;
    moves -= i - j;
    if (moves < 0) return false;
  }
  return true;
}

function indices(n: number): Int32Array {
  const made = new Int32Array(n);
  for (let i = 0; i < n; i++) made[i] = i;
  return made;
}

/** For many numbers that agree in their first six digits, which no real table of times or scores holds. */
function byComparison(values: Float64Array): Sorted {
  const order = Int32Array.from(values.keys()).sort((a, b) => values[a]! - values[b]! || a - b);
  return { order, values: Float64Array.from(order, (i) => values[i]! + 0) };
}

/** Numbers so few that a radix costs more than it saves. */
const FEW = 40;

/**
 * Puts finite numbers in ascending order. O(n): counting for whole numbers such as days, else by radix.
 */
export function sorted(given: ArrayLike<number>): Sorted {
  const values = given instanceof Float64Array ? given : Float64Array.from(given);
  const n = values.length;
  const order = indices(n);
  if (n < FEW) {
    const made = values.map((v) => v + 0);
    return insertEqualHigh(made, order) ? { order, values: made } : byComparison(values);
  }
  const { least, span } = wholeSpan(values);
  if (span <= 4 * n + 65536) return counting(values, least, span);
  return radix(values, order) ?? byComparison(values);
}

/** Least value and number of whole numbers up to the most, when all are whole; the span is infinite when one is not. */
export function wholeSpan(values: Float64Array): { least: number; span: number } {
  let least = Infinity;
  let most = -Infinity;
  for (let i = 0; i < values.length; i++) {
    const v = values[i]!;
    if (v < least) least = v;
    if (v > most) most = v;
    if (v !== Math.floor(v)) return { least: Number.NaN, span: Infinity };
  }
  return { least, span: most - least + 1 };
}
