import type { Sorted } from '../order/sorted.ts';

/** Rows of one stratum; everything by row but the orders. */
export interface WeightedRows {
  readonly by: Sorted;
  /** In ascending order of late entry, when rows enter late. */
  readonly entry: Sorted | undefined;
  readonly event: ArrayLike<number>;
  readonly group: ArrayLike<number>;
  readonly weight: ArrayLike<number>;
  readonly groups: number;
  readonly rho: number;
}

/**
 * What each row adds to observed - expected of every group of a weighted log-rank test, its own expectation included:
 *   W(t_i) d_i (1{i in g} - e_g(t_i)) - sum over deaths it lived through of W dL (1{i in g} - e_g),
 * e_g the share of g among those at risk. Their weighted sums are observed - expected; their weighted squares its variance.
 *
 * @returns rows x groups, row-major
 * @source Lin DY, Wei LJ. J Am Stat Assoc 1989;84:1074-1078, at coefficients of zero
 * @oracle R survival::coxph(ties = "breslow", weights, robust)$rscore
 */
export function influenceOnRanks({ by, entry, event, group, weight, groups, rho }: WeightedRows): Float64Array {
  const { order, values } = by;
  const n = order.length;
  const influence = new Float64Array(n * groups);
  const risk = new Float64Array(groups);
  const count = new Int32Array(groups);
  /** Sum of W dL, and of W dL e_g, so far. */
  let hazard = 0;
  const shared = new Float64Array(groups);
  let survival = 1;
  let entered = 0;
  const enter = (i: number): void => {
    const own = group[i]!;
    risk[own]! += weight[i]!;
    count[own]!++;
    for (let g = 0; g < groups; g++) influence[i * groups + g]! -= shared[g]!;
    influence[i * groups + own]! += hazard;
  };
  if (entry === undefined) for (let i = 0; i < n; i++) enter(i);
  for (let r = 0; r < n; ) {
    const t = values[r]!;
    if (entry) while (entered < n && entry.values[entered]! < t) enter(entry.order[entered++]!);
    const from = r;
    let died = 0;
    for (; r < n && values[r] === t; r++) {
      const i = order[r]!;
      if (event[i]! > 0) died += weight[i]!;
    }
    let all = 0;
    for (let g = 0; g < groups; g++) all += risk[g]!;
    const w = rho === 0 ? 1 : survival ** rho;
    if (died > 0) {
      hazard += (w * died) / all;
      for (let g = 0; g < groups; g++) shared[g]! += (w * died * risk[g]!) / (all * all);
      for (let q = from; q < r; q++) {
        const i = order[q]!;
        if (!(event[i]! > 0)) continue;
        for (let g = 0; g < groups; g++) influence[i * groups + g]! -= (w * risk[g]!) / all;
        influence[i * groups + group[i]!]! += w;
      }
      survival *= Math.max(0, 1 - died / all);
    }
    for (let q = from; q < r; q++) {
      const i = order[q]!;
      const own = group[i]!;
      for (let g = 0; g < groups; g++) influence[i * groups + g]! += shared[g]!;
      influence[i * groups + own]! -= hazard;
      risk[own]! -= weight[i]!;
      // Rounding must not leave a share of nobody.
      if (--count[own]! === 0) risk[own] = 0;
    }
  }
  return influence;
}
