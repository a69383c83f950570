import { lastAt, timeBlocks } from '../order/ascending.ts';

/** The censoring distribution G of a data set, and how each row moves it. */
export interface Censoring {
  readonly order: Int32Array;
  /** One past the last position of each distinct time. */
  readonly ends: Int32Array;
  /** Distinct times, ascending. */
  readonly time: Float64Array;
  /** G just before and just after each distinct time. */
  readonly before: Float64Array;
  readonly after: Float64Array;
  /** Sum of c / Y^2 up to each distinct time. */
  readonly drift: Float64Array;
  /** Block of each row, by row. */
  readonly block: Int32Array;
}

/**
 * Kaplan-Meier curve of the censoring times.
 *
 * @param time      follow-up, length n
 * @param censored  whether row i was censored
 * @param ties      `eventsFirst`: an event at a tied time has left the risk set of censoring (reverse Kaplan-Meier,
 *                  riskRegression); `together`: it has not (survfit of 1 - status)
 */
export function censoringOf(
  time: ArrayLike<number>,
  censored: (row: number) => boolean,
  ties: 'eventsFirst' | 'together',
): Censoring {
  const n = time.length;
  const { order, ends } = timeBlocks(time);
  const m = ends.length;
  const times = new Float64Array(m);
  const before = new Float64Array(m);
  const after = new Float64Array(m);
  const drift = new Float64Array(m);
  const block = new Int32Array(n);
  let g = 1;
  let sum = 0;
  for (let k = 0; k < m; k++) {
    const from = k === 0 ? 0 : ends[k - 1]!;
    times[k] = time[order[from]!]!;
    let c = 0;
    for (let r = from; r < ends[k]!; r++) {
      block[order[r]!] = k;
      if (censored(order[r]!)) c++;
    }
    const atRisk = n - from;
    before[k] = g;
    if (c > 0) g *= 1 - c / (ties === 'eventsFirst' ? c + (n - ends[k]!) : atRisk);
    after[k] = g;
    sum += c / (atRisk * atRisk);
    drift[k] = sum;
  }
  return { order, ends, time: times, before, after, drift, block };
}

/** G(t), right-continuous. */
export const censoringAt = (g: Censoring, t: number): number => {
  const k = lastAt(g.time, t);
  return k < 0 ? 1 : g.after[k]!;
};

/**
 * Adds to `influence` what each row does to a mean of inverse-probability weighted terms through the estimated
 * censoring distribution: (1/n) sum of term_j * IF_i(T_j-) over events up to t, and of term_j * IF_i(t) over those
 * still followed, IF_i the influence of row i on the cumulative hazard of censoring. O(n) by running sums.
 *
 * @param terms     weighted terms, length n: zero for rows censored before t
 * @param censored  whether row i was censored
 */
export function addCensoringInfluence(
  g: Censoring,
  t: number,
  terms: Float64Array,
  censored: (row: number) => boolean,
  influence: Float64Array,
): void {
  const n = terms.length;
  const last = lastAt(g.time, t);
  if (last < 0) return;
  let beyond = 0; // terms of those followed past t
  let later = 0; // terms of events up to t, at times still to come
  for (let i = 0; i < n; i++) if (g.block[i]! > last) beyond += terms[i]!;
    else later += terms[i]!; // biome-ignore format: short
  let passed = 0; // minus sum of term * drift just before its time
  for (let k = 0; k < g.ends.length; k++) {
    const from = k === 0 ? 0 : g.ends[k - 1]!;
    if (k <= last) {
      const driftBefore = k === 0 ? 0 : g.drift[k - 1]!;
      for (let r = from; r < g.ends[k]!; r++) {
        const i = g.order[r]!;
        passed -= terms[i]! * driftBefore;
        later -= terms[i]!;
      }
    }
    for (let r = from; r < g.ends[k]!; r++) {
      const i = g.order[r]!;
      const own = k <= last ? (censored(i) ? 1 / (n - from) : 0) - g.drift[k]! : -g.drift[last]!;
      influence[i]! += passed + own * (later + beyond);
    }
  }
}
