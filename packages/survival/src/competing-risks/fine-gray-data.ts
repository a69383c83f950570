import { timeBlocks } from '../order/ascending.ts';

/** The data in ascending time, ready for the scans. */
export interface FineGrayData {
  readonly n: number;
  readonly p: number;
  /** Blocks of equal times: one past the last row of each. */
  readonly ends: Int32Array;
  /** 0 censored, 1 the cause of interest, 2 another, by sorted row. */
  readonly status: Uint8Array;
  /** Centred covariates by sorted row, n x p. */
  readonly x: Float64Array;
  readonly centre: Float64Array;
  /** Censoring survival just before each block. */
  readonly before: Float64Array;
  /** Events of interest and censorings by block. */
  readonly events: Int32Array;
  readonly censored: Int32Array;
  /** Distinct times with an event of interest, and their blocks. */
  readonly eventTime: Float64Array;
  readonly eventBlock: Int32Array;
}

/** Inner product. */
export function crossTerms(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let j = 0; j < b.length; j++) sum += a[j]! * b[j]!;
  return sum;
}

/** Sorts, centres, and estimates the distribution of censoring. */
export function prepare(
  time: ArrayLike<number>,
  status: ArrayLike<number>,
  x: Float64Array,
  p: number,
  censoringTies: 'together' | 'eventsFirst',
): FineGrayData {
  const n = time.length;
  if (status.length !== n || x.length !== n * p) {
    throw new RangeError(`fineGray: ${n} times, ${status.length} statuses, ${x.length} covariates in ${p} columns`);
  }
  const { order, ends } = timeBlocks(time);
  const m = ends.length;
  const centre = new Float64Array(p);
  for (let i = 0; i < n; i++) for (let j = 0; j < p; j++) centre[j]! += x[i * p + j]! / n;
  const sorted = new Float64Array(n * p);
  const sortedStatus = new Uint8Array(n);
  for (let r = 0; r < n; r++) {
    const i = order[r]!;
    const s = status[i]!;
    sortedStatus[r] = s === 0 ? 0 : s === 1 ? 1 : 2;
    for (let j = 0; j < p; j++) sorted[r * p + j] = x[i * p + j]! - centre[j]!;
  }
  const before = new Float64Array(m);
  const events = new Int32Array(m);
  const censored = new Int32Array(m);
  const blocks: number[] = [];
  let g = 1;
  for (let k = 0; k < m; k++) {
    const from = k === 0 ? 0 : ends[k - 1]!;
    before[k] = g;
    let gone = 0;
    for (let r = from; r < ends[k]!; r++) {
      if (sortedStatus[r] === 1) events[k]!++;
      if (sortedStatus[r] === 0) censored[k]!++;
      else gone++;
    }
    if (events[k]! > 0) blocks.push(k);
    const atRisk = n - from - (censoringTies === 'eventsFirst' ? gone : 0);
    if (censored[k]! > 0) g *= 1 - censored[k]! / atRisk;
  }
  if (blocks.length === 0) throw new RangeError('fineGray: no event of interest');
  const eventTime = Float64Array.from(blocks, (k) => time[order[k === 0 ? 0 : ends[k - 1]!]!]!);
  return {
    n, p, ends, status: sortedStatus, x: sorted, centre, before, events, censored, eventTime,
    eventBlock: Int32Array.from(blocks),
  }; // biome-ignore format: a list
}
