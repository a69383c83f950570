import type { RiskSets } from './risk-sets.ts';

export type Ties = 'efron' | 'breslow';

/** The baseline hazard at each death for given risk scores, and the scalars of the information; all of length K. */
export interface Hazard {
  /** Increment for a row at risk that does not die then. */
  readonly step: Float64Array;
  /** Increment for a row that dies then: the same with Breslow, less with Efron. */
  readonly ownStep: Float64Array;
  /** Cumulative hazard just before the death, from the start of its stratum. */
  readonly before: Float64Array;
  /** Coefficients of S1 S1', -(S1 D1' + D1 S1') and D1 D1' in what is taken off the information. */
  readonly c0: Float64Array;
  readonly c1: Float64Array;
  readonly c2: Float64Array;
  /** The mean covariate of those at risk is mean0 S1 - mean1 D1 (averaged over Efron's denominators). */
  readonly mean0: Float64Array;
  readonly mean1: Float64Array;
  /** Sum over deaths of weight times log of the denominator. */
  logDenominator: number;
}

export function emptyHazard(deaths: number): Hazard {
  const make = (): Float64Array => new Float64Array(deaths);
  return {
    step: make(),
    ownStep: make(),
    before: make(),
    c0: make(),
    c1: make(),
    c2: make(),
    mean0: make(),
    mean1: make(),
    logDenominator: 0,
  };
}

/**
 * Fills the hazard for risk scores r_i = w_i exp(eta_i). O(m) in rows; a tied death costs O(1).
 *
 * Efron's d tied deaths of total weight W see denominators S0 - (l / d) D0, l = 0..d-1, each with weight W / d.
 *
 * @source Efron B. J Am Stat Assoc 1977;72:557-565; Breslow NE. Biometrics 1974;30:89-99
 */
export function fillHazard(hazard: Hazard, sets: RiskSets, risk: Float64Array, ties: Ties): void {
  const { firstRow, survivor, late, lower, deaths, deathWeight, stratumOfDeath } = sets;
  const { step, ownStep, before, c0, c1, c2, mean0, mean1 } = hazard;
  let entering = late.length - 1;
  let s0 = 0;
  let logs = 0;
  // Logarithms of products of denominators, so that deaths of unit weight cost few of them.
  let all = 1;
  for (let k = step.length - 1; k >= 0; k--) {
    if (k === step.length - 1 || stratumOfDeath[k] !== stratumOfDeath[k + 1]) s0 = 0;
    let d0 = 0;
    const middle = survivor[k]!;
    const end = firstRow[k + 1]!;
    for (let j = firstRow[k]!; j < middle; j++) d0 += risk[j]!;
    for (let j = middle; j < end; j++) s0 += risk[j]!;
    s0 += d0;
    for (; entering >= 0 && lower[late[entering]!]! > k; entering--) s0 -= risk[late[entering]!]!;
    const d = deaths[k]!;
    const weight = deathWeight[k]!;
    if (d === 1 || weight === 0 || ties === 'breslow') {
      // Nobody of any weight dies, perhaps none is left: the time does not count.
      const a = weight === 0 ? 0 : weight / s0;
      step[k] = a;
      ownStep[k] = a;
      c0[k] = weight === 0 ? 0 : a / s0;
      c1[k] = 0;
      c2[k] = 0;
      mean0[k] = s0 === 0 ? 0 : 1 / s0;
      mean1[k] = 0;
      if (weight === 1 && s0 > 1e-100 && s0 < 1e100) {
        all *= s0;
        if (!(all > 1e-200 && all < 1e200)) {
          logs += Math.log(all);
          all = 1;
        }
      } else if (weight > 0) logs += weight * Math.log(s0);
      continue;
    }
    const each = weight / d;
    let inverses = 0;
    let gone1 = 0;
    let q0 = 0;
    let q1 = 0;
    let q2 = 0;
    // Logarithms of products, so that many ties cost few of them.
    let product = 1;
    for (let l = 0; l < d; l++) {
      const gone = l / d;
      const denominator = s0 - gone * d0;
      const inverse = 1 / denominator;
      product *= denominator;
      if (!(product > 1e-200 && product < 1e200)) {
        if (weight > 0) logs += each * Math.log(product);
        product = 1;
      }
      const square = inverse * inverse;
      inverses += inverse;
      gone1 += gone * inverse;
      q0 += square;
      q1 += gone * square;
      q2 += gone * gone * square;
    }
    if (weight > 0) logs += each * Math.log(product);
    step[k] = each * inverses;
    ownStep[k] = each * (inverses - gone1);
    c0[k] = each * q0;
    c1[k] = each * q1;
    c2[k] = each * q2;
    mean0[k] = inverses / d;
    mean1[k] = gone1 / d;
  }
  hazard.logDenominator = logs + Math.log(all);
  let cumulative = 0;
  for (let k = 0; k < step.length; k++) {
    if (k > 0 && stratumOfDeath[k] !== stratumOfDeath[k - 1]) cumulative = 0;
    before[k] = cumulative;
    cumulative += step[k]!;
  }
}

/**
 * Fills `lived` with the events expected of each kernel row: its risk times the hazard it has lived through.
 *
 * @param own, all, before  `ownStep`, `step` and `before` of a hazard, or the same weighted by time
 */
export function fillExpected(
  lived: Float64Array,
  risk: Float64Array,
  sets: RiskSets,
  { ownStep, step, before }: Pick<Hazard, 'ownStep' | 'step' | 'before'>,
): void {
  const { firstRow, survivor, late, lower } = sets;
  for (let k = 0; k < step.length; k++) {
    const middle = survivor[k]!;
    const end = firstRow[k + 1]!;
    const forDead = before[k]! + ownStep[k]!;
    const forOthers = before[k]! + step[k]!;
    for (let j = firstRow[k]!; j < middle; j++) lived[j] = risk[j]! * forDead;
    for (let j = middle; j < end; j++) lived[j] = risk[j]! * forOthers;
  }
  for (let e = 0; e < late.length; e++) {
    const j = late[e]!;
    lived[j]! -= risk[j]! * before[lower[j]!]!;
  }
}

/** Cumulative hazard a row at risk at deaths [lower, upper) has lived through. */
export function livedThrough(hazard: Hazard, lower: number, upper: number, died: boolean): number {
  if (upper <= lower) return 0;
  const last = died ? hazard.ownStep[upper - 1]! : hazard.step[upper - 1]!;
  return hazard.before[upper - 1]! - hazard.before[lower]! + last;
}
