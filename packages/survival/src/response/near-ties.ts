import { ascending } from '../order/ascending.ts';
import type { Survival } from './survival.ts';

/** R's tolerance for numbers that should be equal: the square root of the machine epsilon. */
const TOLERANCE = Math.sqrt(Number.EPSILON);

function whole(values: Float64Array): boolean {
  for (let i = 0; i < values.length; i++) if (values[i] !== Math.floor(values[i]!)) return false;
  return true;
}

/**
 * Times that differ by rounding only become one time, the smallest of them, so that 0.1 + 0.2 ties with 0.3.
 * Times count as equal when neighbours in order differ by at most 1.5e-8, absolute or relative to the mean size.
 *
 * @returns the same times, or merged copies; with the order of `time`
 * @oracle R survival::aeqSurv
 */
export function mergeNearTies({ start, time, status }: Survival): Survival {
  const n = time.length;
  const order = ascending(time);
  // Whole numbers differ by at least 1; only a mean above 6e7 could still make them near.
  if (whole(time) && (!start || whole(start)) && Math.abs(time[order[n - 1]!] ?? 0) < 1e7) {
    return { start, time, status, order };
  }
  const all = start ? new Float64Array(2 * n) : time;
  if (start) {
    all.set(time);
    all.set(start, n);
  }
  const sorted = start ? ascending(all) : order;
  let distinct = 0;
  let total = 0;
  let last = Number.NaN;
  let gap = Infinity;
  for (let r = 0; r < sorted.length; r++) {
    const t = all[sorted[r]!]!;
    if (t === last || !Number.isFinite(t)) continue;
    if (distinct > 0 && t - last < gap) gap = t - last;
    last = t;
    distinct++;
    total += Math.abs(t);
  }
  const tolerance = Math.max(TOLERANCE, (TOLERANCE * total) / distinct);
  if (!(gap <= tolerance)) return { start, time, status, order };
  const merged = Float64Array.from(all);
  let kept = Number.NaN;
  last = Number.NaN;
  for (let r = 0; r < sorted.length; r++) {
    const t = all[sorted[r]!]!;
    if (!(t - last <= tolerance)) kept = t;
    last = t;
    merged[sorted[r]!] = kept;
  }
  return { start: start && merged.slice(n), time: merged.subarray(0, n), status, order };
}
