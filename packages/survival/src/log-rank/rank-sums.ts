/** Events observed and expected in each group, as one death time after another is added. */
export class RankSums {
  readonly observed: Float64Array;
  readonly expected: Float64Array;
  /** Variance of observed - expected, G x G. */
  readonly variance: Float64Array;
  /** At risk in each group just before the time that is added next; the caller keeps it. */
  readonly risk: Float64Array;
  /** Events in each group at that time; zero again once they are added. */
  readonly events: Float64Array;
  private readonly rho: number;
  /** Kaplan-Meier survival of all groups just before the time. */
  private survival = 1;

  constructor(groups: number, rho: number) {
    this.observed = new Float64Array(groups);
    this.expected = new Float64Array(groups);
    this.variance = new Float64Array(groups * groups);
    this.risk = new Float64Array(groups);
    this.events = new Float64Array(groups);
    this.rho = rho;
  }

  /** Begins another stratum. */
  restart(): void {
    this.risk.fill(0);
    this.survival = 1;
  }

  /**
   * Adds one time with d events among n at risk: hypergeometric, each group's share weighted by S(t-)^rho.
   */
  add(d: number, n: number): void {
    const { observed, expected, variance, risk, events, rho } = this;
    const groups = risk.length;
    const weight = rho === 0 ? 1 : this.survival ** rho;
    const spread = n > 1 ? (weight * weight * d * (n - d)) / (n * (n - 1)) : 0;
    const share = (weight * d) / n;
    for (let g = 0; g < groups; g++) {
      const own = risk[g]!;
      if (own === 0) continue;
      observed[g]! += weight * events[g]!;
      expected[g]! += share * own;
      variance[g * groups + g]! += spread * own;
      const part = (spread * own) / n;
      for (let h = 0; h < groups; h++) variance[g * groups + h]! -= part * risk[h]!;
      events[g] = 0;
    }
    this.survival *= (n - d) / n;
  }
}
