/** Within this, a step of the curve counts as exactly at the quantile. */
const TOLERANCE = Math.sqrt(Number.EPSILON);

/**
 * The first time at which a survival curve has fallen to 1 - p; where the curve is flat exactly there, the middle of the step.
 *
 * A limit of the curve may rise again where few are at risk. As in R the least fall that reaches p then counts, not the first.
 *
 * @param time      ascending
 * @param survival  S just after each time (or one of its limits); NaN is skipped
 * @param p         0 to 1
 * @returns NaN when the curve does not fall that far
 * @oracle R survival::quantile.survfit
 */
export function survivalQuantile(time: Float64Array, survival: Float64Array, p: number, origin = 0): number {
  if (p === 0) return origin;
  // Falls that reach p with the tolerance given and taken away: the least of each, at its first time.
  let near = Infinity;
  let nearTime = Number.NaN;
  let beyond = Infinity;
  let beyondTime = Number.NaN;
  let last = 0;
  for (let k = 0; k < time.length; k++) {
    const fallen = 1 - survival[k]!;
    if (fallen === last) continue;
    last = fallen;
    if (fallen + TOLERANCE >= p && fallen < near) {
      near = fallen;
      nearTime = time[k]!;
    }
    if (fallen - TOLERANCE >= p && fallen < beyond) {
      beyond = fallen;
      beyondTime = time[k]!;
    }
  }
  // The curve ends at the quantile: the middle of what is left of it.
  if (Math.abs(p - last) < TOLERANCE) return (nearTime + time.at(-1)!) / 2;
  return (nearTime + beyondTime) / 2;
}
