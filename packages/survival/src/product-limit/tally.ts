import { ascending } from '../order/ascending.ts';
import { sorted, wholeSpan } from '../order/sorted.ts';
import { sortedWith } from '../order/sorted-with.ts';
import { areDays, mergedSorted } from '../response/near-ties.ts';
import type { Survival } from '../response/survival.ts';

/** Who was at risk, and what happened, at each distinct time; all of length m, weighted but for `deaths`. */
export interface Tally {
  /** Distinct ending times, ascending. */
  readonly time: Float64Array;
  /** Weight under observation just before. A row that ends at t is at risk at t; one that enters at t is not. */
  readonly risk: Float64Array;
  readonly events: Float64Array;
  readonly censored: Float64Array;
  /** Number of events, unweighted. */
  readonly deaths: Float64Array;
}

/** Room for the counts of m times; unweighted events are the events where there are no weights. */
function emptyTally(m: number, weighted: boolean): Tally {
  const events = new Float64Array(m);
  return {
    time: new Float64Array(m),
    risk: new Float64Array(m),
    events,
    censored: new Float64Array(m),
    deaths: weighted ? new Float64Array(m) : events,
  };
}

/**
 * Counts at each distinct time. O(n) after the sort.
 *
 * @throws {RangeError} no rows
 */
export function tally(survival: Survival, weights?: Float64Array): Tally {
  const { start, time, status } = survival;
  const n = time.length;
  if (n === 0) throw new RangeError('tally: no rows');
  const { order, values } =
    survival.order && survival.sortedTime ? { order: survival.order, values: survival.sortedTime } : sorted(time);
  let m = 1;
  for (let r = 1; r < n; r++) if (values[r]! > values[r - 1]!) m++;
  const counts = emptyTally(m, weights !== undefined);
  // In bytes: they are read in random order.
  const dying = new Uint8Array(n);
  for (let i = 0; i < n; i++) dying[i] = status[i]! > 0 ? 1 : 0;
  const entry = start && ascending(start);
  let late = n - 1;
  let risk = 0;
  let r = n - 1;
  for (let k = m - 1; k >= 0; k--) {
    const t = values[r]!;
    let events = 0;
    let censored = 0;
    let deaths = 0;
    for (; r >= 0 && values[r] === t; r--) {
      const i = order[r]!;
      const w = weights === undefined ? 1 : weights[i]!;
      const died = dying[i]!;
      events += w * died;
      censored += w * (1 - died);
      deaths += died;
    }
    risk += events + censored;
    if (entry && start) {
      for (; late >= 0 && start[entry[late]!]! >= t; late--) risk -= weights === undefined ? 1 : weights[entry[late]!]!;
    }
    counts.time[k] = t;
    counts.risk[k] = risk;
    counts.events[k] = events;
    counts.censored[k] = censored;
    counts.deaths[k] = deaths;
  }
  return counts;
}

/**
 * The same without weights or late entry, from times that need not have been merged: counts for whole numbers such as days,
 * else a sort that moves times and statuses alone.
 */
export function plainTally(time: Float64Array, status: Float64Array): Tally {
  const n = time.length;
  const { least, span } = wholeSpan(time);
  if (span <= 4 * n + 65536 && areDays(time)) return tallyDays(time, status, least, span);
  const { values, marks } = sortedWith(time, status);
  return tallySorted(mergedSorted(values), marks);
}

/** Counts of times that stand in order. */
function tallySorted(values: Float64Array, marks: Uint8Array): Tally {
  const room = emptyTally(values.length, false);
  const m = fillTally(room, values, marks);
  const cut = (all: Float64Array): Float64Array => all.subarray(0, m);
  const events = cut(room.events);
  return { time: cut(room.time), risk: cut(room.risk), events, censored: cut(room.censored), deaths: events };
}

/** @returns how many distinct times there are */
function fillTally({ time, risk, events, censored }: Tally, values: Float64Array, marks: Uint8Array): number {
  const n = values.length;
  let k = -1;
  let last = Number.NaN;
  for (let r = 0; r < n; r++) {
    const t = values[r]!;
    const died = marks[r]!;
    if (t === last) {
      events[k]! += died;
      censored[k]! += 1 - died;
      continue;
    }
    k++;
    time[k] = t;
    risk[k] = n - r;
    events[k] = died;
    censored[k] = 1 - died;
    last = t;
  }
  return k + 1;
}

function tallyDays(time: Float64Array, status: Float64Array, least: number, span: number): Tally {
  const n = time.length;
  const all = new Int32Array(span);
  const dying = new Int32Array(span);
  for (let i = 0; i < n; i++) {
    const d = time[i]! - least;
    all[d]!++;
    dying[d]! += Number(status[i]! > 0);
  }
  let m = 0;
  for (let d = 0; d < span; d++) if (all[d] !== 0) m++;
  const counts = emptyTally(m, false);
  let risk = n;
  for (let d = 0, k = 0; d < span; d++) {
    if (all[d] === 0) continue;
    counts.time[k] = d + least;
    counts.risk[k] = risk;
    counts.events[k] = dying[d]!;
    counts.censored[k] = all[d]! - dying[d]!;
    risk -= all[d]!;
    k++;
  }
  return counts;
}
