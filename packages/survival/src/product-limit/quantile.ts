/** Within this, a step of the curve counts as exactly at the quantile. */
const TOLERANCE = Math.sqrt(Number.EPSILON);

/**
 * The first time at which a survival curve has fallen to 1 - p; where the curve is flat exactly there, the middle of the step.
 *
 * @param time      ascending
 * @param survival  S just after each time (or one of its limits); NaN is skipped
 * @param p         0 to 1
 * @returns NaN when the curve does not fall that far
 * @oracle R survival::quantile.survfit
 */
export function survivalQuantile(time: Float64Array, survival: Float64Array, p: number, origin = 0): number {
  if (p === 0) return origin;
  let firstNear = Number.NaN;
  let last = 0;
  let lastTime = time.at(-1) ?? Number.NaN;
  for (let k = 0; k < time.length; k++) {
    const s = survival[k]!;
    if (Number.isNaN(s)) continue;
    const fallen = 1 - s;
    if (fallen === last) continue;
    last = fallen;
    if (Number.isNaN(firstNear) && fallen + TOLERANCE >= p) firstNear = time[k]!;
    if (fallen - TOLERANCE >= p) return (firstNear + time[k]!) / 2;
  }
  // The curve ends at the quantile: the middle of what is left of it.
  if (Number.isNaN(firstNear) || Math.abs(p - last) >= TOLERANCE) return Number.NaN;
  lastTime = time.at(-1)!;
  return (firstNear + lastTime) / 2;
}
