import type { Tally } from '../product-limit/tally.ts';

/**
 * How a pair counts by the time of its earlier event:
 * `n` alike (Harrell); `n/G2` by 1/G^2 (Uno); `S` by n S / n(t); `S/G` by n S / (G n(t)), G the distribution of censoring.
 * `n/G` is taken for `n/G2`, as R does.
 */
export const TIME_WEIGHTS = ['n', 'S', 'S/G', 'n/G', 'n/G2', 'I'] as const;
export type TimeWeight = (typeof TIME_WEIGHTS)[number];

/**
 * A weight for each time of a tally (0 where nobody has the event).
 *
 * S and G are left-continuous; at a tied time events come before censorings, so that they are not at risk for G.
 *
 * @param latest  events after this do not count
 */
export function timeWeights(counts: Tally, kind: TimeWeight, latest: number): Float64Array {
  const { time, risk, events, censored, deaths } = counts;
  const total = risk[0] ?? 0;
  const weights = new Float64Array(time.length);
  // With fewer than two events all weightings are the same.
  const chosen = deaths.reduce((sum, d) => sum + d, 0) < 2 ? 'n' : kind;
  let survival = 1;
  let censoring = 1;
  for (let k = 0; k < time.length; k++) {
    const n = risk[k]!;
    if (deaths[k]! > 0) {
      if (time[k]! <= latest) {
        if (chosen === 'n') weights[k] = 1;
        else if (chosen === 'I') weights[k] = 1 / n;
        else if (chosen === 'S') weights[k] = (total * survival) / n;
        else if (chosen === 'S/G') weights[k] = (total * survival) / (censoring * n);
        else weights[k] = 1 / (censoring * censoring);
      }
      survival *= (n - events[k]!) / n;
    }
    const left = n - events[k]!;
    if (censored[k]! > 0 && left > 0) censoring *= (left - censored[k]!) / left;
  }
  return weights;
}
