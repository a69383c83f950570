import type { Hazard } from './hazard.ts';
import type { RiskSets } from './risk-sets.ts';

/** Sums over the death times of the covariates of those at risk; each K x p, row-major. */
export interface MeanCovariates {
  /** Mean covariate at each death (averaged over Efron's denominators). */
  readonly mean: Float64Array;
  /** Mean covariate times hazard increment, for a row that does not die then. */
  readonly hazardMean: Float64Array;
  /** The same for a row that dies then. */
  readonly ownHazardMean: Float64Array;
}

/**
 * @param x      n x p in data order, centred anyhow: what comes back is on the same scale
 * @param means  taken off x
 * @param risk   w exp(eta) by kernel row
 */
export function meanCovariates(
  sets: RiskSets,
  hazard: Hazard,
  x: Float64Array,
  means: Float64Array,
  p: number,
  risk: Float64Array,
): MeanCovariates {
  const { order, firstRow, survivor, late, lower, stratumOfDeath } = sets;
  const { c0, c1, c2, mean0, mean1 } = hazard;
  const deaths = c0.length;
  const mean = new Float64Array(deaths * p);
  const hazardMean = new Float64Array(deaths * p);
  const ownHazardMean = new Float64Array(deaths * p);
  const s1 = new Float64Array(p);
  const d1 = new Float64Array(p);
  let entering = late.length - 1;
  for (let k = deaths - 1; k >= 0; k--) {
    if (k === deaths - 1 || stratumOfDeath[k] !== stratumOfDeath[k + 1]) s1.fill(0);
    d1.fill(0);
    for (let j = firstRow[k]!; j < firstRow[k + 1]!; j++) {
      const at = order[j]! * p;
      for (let c = 0; c < p; c++) {
        const value = risk[j]! * (x[at + c]! - means[c]!);
        s1[c]! += value;
        if (j < survivor[k]!) d1[c]! += value;
      }
    }
    for (; entering >= 0 && lower[late[entering]!]! > k; entering--) {
      const j = late[entering]!;
      const at = order[j]! * p;
      for (let c = 0; c < p; c++) s1[c]! -= risk[j]! * (x[at + c]! - means[c]!);
    }
    for (let c = 0; c < p; c++) {
      const at = k * p + c;
      mean[at] = mean0[k]! * s1[c]! - mean1[k]! * d1[c]!;
      hazardMean[at] = c0[k]! * s1[c]! - c1[k]! * d1[c]!;
      ownHazardMean[at] = (c0[k]! - c1[k]!) * s1[c]! - (c1[k]! - c2[k]!) * d1[c]!;
    }
  }
  return { mean, hazardMean, ownHazardMean };
}
