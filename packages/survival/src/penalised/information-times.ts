import type { Hazard } from '../cox/hazard.ts';
import type { RiskSets } from '../cox/risk-sets.ts';

/**
 * The information as a form on rows, X'WX divided by n, W = diag(lived) - sum over deaths of c r r', r the risk of those at
 * risk then (Breslow ties), as it was when last set.
 */
export class InformationTimes {
  private readonly risk: Float64Array;
  private readonly lived: Float64Array;
  private readonly c: Float64Array;
  /** Sums of c times the sum of risk x, over the deaths before, from the start of the stratum. */
  private readonly before: Float64Array;

  private readonly sets: RiskSets;
  private readonly n: number;

  constructor(sets: RiskSets, n: number) {
    this.sets = sets;
    this.n = n;
    const deaths = sets.stratumOfDeath.length;
    this.risk = new Float64Array(sets.order.length);
    this.lived = new Float64Array(sets.order.length);
    this.c = new Float64Array(deaths);
    this.before = new Float64Array(deaths);
  }

  set(risk: Float64Array, lived: Float64Array, { c0 }: Hazard): void {
    this.risk.set(risk);
    for (let r = 0; r < lived.length; r++) this.lived[r] = lived[r]! / this.n;
    for (let k = 0; k < c0.length; k++) this.c[k] = c0[k]! / this.n;
  }

  setAs({ risk, lived, c }: InformationTimes): void {
    this.risk.set(risk);
    this.lived.set(lived);
    this.c.set(c);
  }

  /** Puts W x into `out`, both from a place on. @returns x'W x */
  times(out: Float64Array, outAt: number, x: Float64Array, xAt: number): number {
    const { risk, lived, c, before } = this;
    const { firstRow, late, lower, stratumOfDeath } = this.sets;
    const deaths = c.length;
    let sum = 0;
    let entering = late.length - 1;
    for (let k = deaths - 1; k >= 0; k--) {
      if (k === deaths - 1 || stratumOfDeath[k] !== stratumOfDeath[k + 1]) sum = 0;
      for (let r = firstRow[k]!; r < firstRow[k + 1]!; r++) sum += risk[r]! * x[xAt + r]!;
      for (; entering >= 0 && lower[late[entering]!]! > k; entering--) {
        sum -= risk[late[entering]!]! * x[xAt + late[entering]!]!;
      }
      before[k] = c[k]! * sum;
    }
    let passed = 0;
    let whole = 0;
    for (let k = 0; k < deaths; k++) {
      if (k === 0 || stratumOfDeath[k] !== stratumOfDeath[k - 1]) passed = 0;
      const own = before[k]!;
      before[k] = passed;
      passed += own;
      for (let r = firstRow[k]!; r < firstRow[k + 1]!; r++) {
        const value = x[xAt + r]!;
        const image = lived[r]! * value - risk[r]! * passed;
        out[outAt + r] = image;
        whole += value * image;
      }
    }
    for (let e = 0; e < late.length; e++) {
      const r = late[e]!;
      const more = risk[r]! * before[lower[r]!]!;
      out[outAt + r]! += more;
      whole += more * x[xAt + r]!;
    }
    return whole;
  }
}
