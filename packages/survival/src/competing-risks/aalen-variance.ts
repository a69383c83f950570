import type { CumulativeIncidence } from './cumulative-incidence.ts';

/**
 * Variance of each cumulative incidence curve after Aalen, with the correction for ties used by Gray's test program.
 *
 * @param fit  unweighted curves of one group
 * @returns m x causes: at each time of `fit` the variance as of the last event of that cause
 * @source Aalen OO. Ann Stat 1978;6:534-545; Gray RJ. Ann Stat 1988;16:1141-1154
 * @oracle R cmprsk::cuminc
 *
 * An event at u moves F_k(t) by S(u-)/Y(u) [own - (F_k(t) - F_k(u)) / S(u)], own = 1 for cause k and 0 for another.
 * That is alpha - F_k(t) beta with alpha, beta known at u, so three running sums give the variance at every t. Where
 * S(u) = 0 nobody is left to be moved: beta is 0. Events of one time and cause vary together as a sample without
 * replacement.
 */
export function aalenVariance(fit: CumulativeIncidence): Float64Array {
  const { causes, atRisk, events, probability } = fit;
  const m = atRisk.length;
  const variance = new Float64Array(m * causes);
  for (let cause = 0; cause < causes; cause++) {
    let [aa, ab, bb] = [0, 0, 0];
    let before = 1;
    let asOfLast = 0;
    for (let k = 0; k < m; k++) {
      const y = atRisk[k]!;
      const after = probability[k * (causes + 1)]!;
      const f = probability[k * (causes + 1) + cause + 1]!;
      const beta = after > 0 ? 1 / after : 0;
      const own = events[k * causes + cause]!;
      let other = -own;
      for (let j = 0; j < causes; j++) other += events[k * causes + j]!;
      for (const [d, alpha] of [
        [other, f * beta],
        [own, 1 + f * beta],
      ] as const) {
        // biome-ignore format: short
        if (d === 0) continue;
        const spread = ((before / y) ** 2 * d * (y - d)) / Math.max(1, y - 1);
        const weight = d > 1 ? spread : (before / y) ** 2;
        aa += weight * alpha * alpha;
        ab += weight * alpha * beta;
        bb += weight * beta * beta;
      }
      if (own > 0) asOfLast = aa - 2 * f * ab + f * f * bb;
      variance[k * causes + cause] = asOfLast;
      before = after;
    }
  }
  return variance;
}
