import type { SurvivalCurve } from './product-limit.ts';

export interface AtTimes {
  readonly time: readonly number[];
  /** At risk just before each time; 0 after the last. */
  readonly risk: number[];
  /** Events since the time before (when the times ascend), else at the step itself. */
  readonly events: number[];
  readonly survival: number[];
  readonly seSurvival: number[];
  readonly lower: number[];
  readonly upper: number[];
  readonly cumulativeHazard: number[];
  readonly seCumulativeHazard: number[];
}

/** How many of the ascending values are <= t (or < t). */
export function countUpTo(values: ArrayLike<number>, t: number, strict = false): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle]! < t || (!strict && values[middle] === t)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The curve read at given times; one that ends earlier is carried on. */
export function atTimes(curve: SurvivalCurve, times: readonly number[]): AtTimes {
  const after = times.map((t) => countUpTo(curve.time, t));
  const before = times.map((t) => countUpTo(curve.time, t, true));
  const read = (values: Float64Array, start: number): number[] => after.map((k) => (k === 0 ? start : values[k - 1]!));
  const ascending = times.every((t, i) => i === 0 || t > times[i - 1]!);
  const eventsIn = (from: number, to: number): number => {
    let sum = 0;
    for (let k = from; k < to; k++) sum += curve.events[k]!;
    return sum;
  };
  return {
    time: times,
    risk: before.map((k) => curve.risk[k] ?? 0),
    events: ascending ? after.map((k, i) => eventsIn(i === 0 ? 0 : after[i - 1]!, k)) : read(curve.events, 0),
    survival: read(curve.survival, 1),
    seSurvival: read(curve.seSurvival, 0),
    lower: read(curve.lower, 1),
    upper: read(curve.upper, 1),
    cumulativeHazard: read(curve.cumulativeHazard, 0),
    seCumulativeHazard: read(curve.seCumulativeHazard, 0),
  };
}
