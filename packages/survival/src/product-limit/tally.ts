import { ascending, timeBlocks } from '../order/ascending.ts';
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

/**
 * Counts at each distinct time. O(n) after the sort.
 *
 * @throws {RangeError} no rows
 */
export function tally(survival: Survival, weights?: Float64Array): Tally {
  const { start, time, status } = survival;
  const n = time.length;
  if (n === 0) throw new RangeError('tally: no rows');
  const { order, ends } = timeBlocks(time, survival.order);
  const m = ends.length;
  const counts: Tally = {
    time: new Float64Array(m),
    risk: new Float64Array(m),
    events: new Float64Array(m),
    censored: new Float64Array(m),
    deaths: new Float64Array(m),
  };
  const entry = start && ascending(start);
  let from = n;
  let late = n - 1;
  let risk = 0;
  for (let k = m - 1; k >= 0; k--) {
    const end = from;
    from = k === 0 ? 0 : ends[k - 1]!;
    let events = 0;
    let censored = 0;
    let deaths = 0;
    for (let r = from; r < end; r++) {
      const i = order[r]!;
      const w = weights === undefined ? 1 : weights[i]!;
      risk += w;
      if (status[i]! > 0) {
        events += w;
        deaths++;
      } else censored += w;
    }
    const t = time[order[from]!]!;
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
