import { sorted } from '../order/sorted.ts';
import type { Survival } from './survival.ts';

/** R's tolerance for numbers that should be equal: the square root of the machine epsilon. */
const TOLERANCE = Math.sqrt(Number.EPSILON);

/** Whole numbers of less than ten millions: none of them are near each other, as R's tolerance has it. */
export function areDays(values: Float64Array): boolean {
  for (let i = 0; i < values.length; i++) {
    const v = values[i]!;
    if (v !== Math.floor(v) || v >= 1e7 || v <= -1e7) return false;
  }
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
  const { order, values } = sorted(time);
  if (areDays(time) && (!start || areDays(start))) {
    return { start, time, status, order, sortedTime: values };
  }
  const all = start ? new Float64Array(2 * n) : time;
  if (start) {
    all.set(time);
    all.set(start, n);
  }
  const both = start ? sorted(all) : { order, values };
  const merged = mergedSorted(both.values);
  if (merged === both.values) return { start, time, status, order, sortedTime: values };
  const placed = new Float64Array(all.length);
  for (let r = 0; r < merged.length; r++) placed[both.order[r]!] = merged[r]!;
  const mergedTime = placed.subarray(0, n);
  return {
    start: start && placed.slice(n),
    time: mergedTime,
    status,
    order,
    sortedTime: Float64Array.from(order, (i) => mergedTime[i]!),
  };
}

/** Ascending times with near ones made equal; the same array when none are near. */
export function mergedSorted(ascending: Float64Array): Float64Array {
  const tolerance = toleranceOf(ascending);
  if (tolerance === undefined) return ascending;
  let kept = Number.NaN;
  let last = Number.NaN;
  return ascending.map((t) => {
    if (!(t - last <= tolerance)) kept = t;
    last = t;
    return kept;
  });
}

/** How near times must be to be one, when any are; infinite ones are left alone. */
function toleranceOf(ascending: Float64Array): number | undefined {
  let distinct = 0;
  let total = 0;
  let last = Number.NaN;
  let gap = Infinity;
  for (let r = 0; r < ascending.length; r++) {
    const t = ascending[r]!;
    if (t === last || !Number.isFinite(t)) continue;
    if (distinct > 0 && t - last < gap) gap = t - last;
    last = t;
    distinct++;
    total += Math.abs(t);
  }
  const tolerance = Math.max(TOLERANCE, (TOLERANCE * total) / distinct);
  return gap <= tolerance ? tolerance : undefined;
}
