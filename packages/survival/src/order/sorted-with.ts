import { sorted } from './sorted.ts';

// A loop a function, here and elsewhere: the compiler takes up a function in the middle of its first long loop, knows
// nothing yet of what comes after it, and has to begin anew there.

/** Buckets hold about so many numbers, which fit the first cache. */
const IN_BUCKET = 1024;
const MOST_BUCKETS = 4096;
/** So few are put in order by insertion alone. */
const FEW = 16;
/** Numbers of which so great a part fall into one bucket are better sorted by their bits. */
const CROWDED = 0.125;
/** Below so many, which fit the second cache, a general sort costs no more. */
const WORTH = 32768;
/** Insertion may move each number so often. */
const MOVES = 16;

/** Numbers in ascending order, each with a mark of 0 or 1 that goes with it, where nobody asks which row was which. */
interface Marked {
  readonly values: Float64Array;
  readonly marks: Uint8Array;
}

/**
 * Puts finite numbers in ascending order with a mark each. O(n): they are spread over buckets by their size, and each bucket
 * over cells of its own, in which few are left to be put right by insertion. The mark of a number of at least 0 travels as
 * its sign, so that one array moves, not two.
 *
 * @param status  of the same length: the mark is 1 where it is above 0
 */
export function sortedWith(values: Float64Array, status: Float64Array): Marked {
  return (values.length < WORTH ? undefined : spread(values, status)) ?? byOrder(values, status);
}

function byOrder(values: Float64Array, status: Float64Array): Marked {
  const { order, values: ascending } = sorted(values);
  return { values: ascending, marks: Uint8Array.from(order, (i) => Number(status[i]! > 0)) };
}

/** Undefined where a number is negative, or most are too near each other for buckets of equal width. */
function spread(values: Float64Array, status: Float64Array): Marked | undefined {
  const n = values.length;
  const { least, most } = rangeOf(values);
  if (!(least >= 0) || !(most > least)) return undefined;
  const buckets = Math.min(MOST_BUCKETS, powerOfTwo(n / IN_BUCKET));
  // A little less, so that the greatest falls into the last bucket, too.
  const scale = (buckets / (most - least)) * (1 - 4 * Number.EPSILON);
  const next = countBuckets(values, buckets, least, scale);
  const largest = next.reduce((a, b) => Math.max(a, b), 0);
  if (largest > CROWDED * n) return undefined;
  toStarts(next, buckets);
  const signed = new Float64Array(n);
  toBuckets(values, status, signed, next, least, scale);
  const made = new Float64Array(n);
  const cells = new Int32Array(powerOfTwo(largest) + 1);
  const marked: Marked = { values: made, marks: new Uint8Array(n) };
  const high = new Int32Array(made.buffer);
  let moves = MOVES * n;
  for (let b = 0, start = 0; b < buckets; b++) {
    // By now `next` of a bucket is where it ends.
    const end = next[b]!;
    if (end - start > FEW) toCells(signed, made, start, end, cells, (v) => (v - least) * scale - b);
    else made.set(signed.subarray(start, end), start);
    moves -= insert(made, start, end, moves);
    if (moves < 0) return undefined;
    takeMarks(marked, high, start, end);
    start = end;
  }
  return marked;
}

const powerOfTwo = (least: number): number => 2 ** Math.ceil(Math.log2(least));

function rangeOf(values: Float64Array): { least: number; most: number } {
  let least = Infinity;
  let most = 0;
  for (let i = 0; i < values.length; i++) {
    const v = values[i]!;
    if (v < least) least = v;
    if (v > most) most = v;
  }
  return { least, most };
}

/** How many fall into bucket b, at b + 1. */
function countBuckets(values: Float64Array, buckets: number, least: number, scale: number): Int32Array {
  const counts = new Int32Array(buckets + 1);
  for (let i = 0; i < values.length; i++) counts[(((values[i]! - least) * scale) | 0) + 1]!++;
  return counts;
}

function toStarts(counts: Int32Array, buckets: number): void {
  for (let b = 0; b < buckets; b++) counts[b + 1]! += counts[b]!;
}

function toBuckets(
  values: Float64Array,
  status: Float64Array,
  to: Float64Array,
  next: Int32Array,
  least: number,
  scale: number,
): void {
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    const b = ((value - least) * scale) | 0;
    const at = next[b]!;
    next[b] = at + 1;
    // -0 becomes 0 before it takes its mark; no branch, since which rows have events cannot be foretold.
    to[at] = (value + 0) * (1 - 2 * Number(status[i]! > 0));
  }
}

/** Spreads one bucket over as many cells as it has numbers. @param within  where in the bucket, 0 to 1 */
function toCells(
  from: Float64Array,
  to: Float64Array,
  start: number,
  end: number,
  cells: Int32Array,
  within: (value: number) => number,
): void {
  const count = powerOfTwo(end - start);
  cells.fill(0, 0, count + 1);
  for (let r = start; r < end; r++) cells[((within(Math.abs(from[r]!)) * count) | 0) + 1]!++;
  for (let c = 0; c < count; c++) cells[c + 1]! += cells[c]!;
  for (let r = start; r < end; r++) {
    const value = from[r]!;
    const c = (within(Math.abs(value)) * count) | 0;
    const at = cells[c]!;
    cells[c] = at + 1;
    to[start + at] = value;
  }
}

/** Puts a bucket right by insertion. @returns how many moves that took; where they are more than `most` it is not done */
function insert(values: Float64Array, start: number, end: number, most: number): number {
  let moves = 0;
  for (let r = start + 1; r < end && moves <= most; r++) {
    const own = values[r]!;
    const size = Math.abs(own);
    let at = r - 1;
    if (!(Math.abs(values[at]!) > size)) continue;
    for (; at >= start && Math.abs(values[at]!) > size; at--) values[at + 1] = values[at]!;
    values[at + 1] = own;
    moves += r - at;
  }
  return moves;
}

/** Takes the marks off the numbers of a bucket. @param high  their words */
function takeMarks({ values, marks }: Marked, high: Int32Array, start: number, end: number): void {
  for (let r = start; r < end; r++) {
    marks[r] = high[2 * r + 1]! >>> 31;
    values[r] = Math.abs(values[r]!);
  }
}
