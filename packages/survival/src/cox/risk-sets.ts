import { ascending } from '../order/ascending.ts';
import type { Survival } from '../response/survival.ts';

/**
 * Who is at risk at which death, as indices, so that the kernels never look at a clock.
 *
 * The K death times (distinct within their stratum) are numbered 0..K-1, stratum after stratum, ascending within each.
 * A row is at risk at deaths [lower, upper). Kernel rows are those at risk at some death, sorted by `upper`, so that
 * the rows that leave at death k are `firstRow[k]` to `firstRow[k + 1]`.
 */
export interface RiskSets {
  /** Kernel row -> data row; length m <= n. */
  readonly order: Int32Array;
  readonly lower: Int32Array;
  readonly upper: Int32Array;
  /** 1 where the kernel row dies at its last death. */
  readonly died: Uint8Array;
  /** Kernel rows that enter after the first death of their stratum, by `lower`. */
  readonly late: Int32Array;
  readonly deathTime: Float64Array;
  /** K + 1 positions into the kernel rows. */
  readonly firstRow: Int32Array;
  /** Number of deaths, unweighted, and their weight. */
  readonly deaths: Float64Array;
  readonly deathWeight: Float64Array;
  readonly stratumOfDeath: Int32Array;
  /** First death of each stratum; S + 1 of them. */
  readonly firstDeath: Int32Array;
  /** For all n data rows, at risk or not. */
  readonly lowerOfRow: Int32Array;
  readonly upperOfRow: Int32Array;
}

/** Rows by stratum, ascending in time within each; stable. */
function byStratumAndTime(
  time: Float64Array,
  strata: Int32Array | undefined,
  count: number,
  order: Int32Array = ascending(time),
): Int32Array {
  if (!strata) return order;
  const next = new Int32Array(count + 1);
  for (const s of strata) next[s + 1]!++;
  for (let s = 0; s < count; s++) next[s + 1]! += next[s]!;
  const sorted = new Int32Array(order.length);
  for (const i of order) {
    const s = strata[i]!;
    sorted[next[s]!] = i;
    next[s]!++;
  }
  return sorted;
}

/**
 * @param strata   0-based stratum of each row
 * @param weights  weight of each row
 */
export function riskSets(survival: Survival, strata?: Int32Array, weights?: Float64Array): RiskSets {
  const { start, time, status } = survival;
  const n = time.length;
  const count = strata ? strata.reduce((a, b) => Math.max(a, b), -1) + 1 : 1;
  const sorted = byStratumAndTime(time, strata, count, survival.order);
  const lowerOfRow = new Int32Array(n);
  const upperOfRow = new Int32Array(n);
  const deathTime = new Float64Array(n);
  const stratumOfDeath = new Int32Array(n);
  const firstDeath = new Int32Array(count + 1);
  let k = 0;
  let stratum = 0;
  for (let r = 0; r < n; ) {
    const s = strata ? strata[sorted[r]!]! : 0;
    while (stratum < s) firstDeath[++stratum] = k;
    const t = time[sorted[r]!]!;
    let end = r;
    let died = false;
    for (; end < n && time[sorted[end]!] === t && (!strata || strata[sorted[end]!] === s); end++) {
      if (status[sorted[end]!]! > 0) died = true;
    }
    if (died) {
      deathTime[k] = t;
      stratumOfDeath[k] = s;
      k++;
    }
    for (; r < end; r++) upperOfRow[sorted[r]!] = k;
  }
  while (stratum < count) firstDeath[++stratum] = k;
  setLower(lowerOfRow, start, strata, count, deathTime, firstDeath);

  let m = 0;
  const order = new Int32Array(n);
  for (const i of sorted) if (upperOfRow[i]! > lowerOfRow[i]!) order[m++] = i;
  const kernel = order.slice(0, m);
  const lower = new Int32Array(m);
  const upper = new Int32Array(m);
  const died = new Uint8Array(m);
  const firstRow = new Int32Array(k + 1);
  const deaths = new Float64Array(k);
  const deathWeight = new Float64Array(k);
  let late = 0;
  const lateRows = new Int32Array(start ? m : 0);
  for (let j = 0; j < m; j++) {
    const i = kernel[j]!;
    lower[j] = lowerOfRow[i]!;
    upper[j] = upperOfRow[i]!;
    firstRow[upper[j]!] = j + 1;
    if (status[i]! > 0) {
      died[j] = 1;
      deaths[upper[j]! - 1]! += 1;
      deathWeight[upper[j]! - 1]! += weights ? weights[i]! : 1;
    }
    if (start && lower[j]! > firstDeath[strata ? strata[i]! : 0]!) lateRows[late++] = j;
  }
  for (let d = 1; d <= k; d++) if (firstRow[d]! < firstRow[d - 1]!) firstRow[d] = firstRow[d - 1]!;
  const entering = lateRows.subarray(0, late);
  const byEntry = ascending(Float64Array.from(entering, (j) => lower[j]!));
  return {
    order: kernel,
    lower,
    upper,
    died,
    late: byEntry.map((position) => entering[position]!),
    deathTime: deathTime.slice(0, k),
    firstRow,
    deaths,
    deathWeight,
    stratumOfDeath: stratumOfDeath.slice(0, k),
    firstDeath,
    lowerOfRow,
    upperOfRow,
  };
}

/** Deaths up to and including each row's start do not count. */
function setLower(
  lower: Int32Array,
  start: Float64Array | undefined,
  strata: Int32Array | undefined,
  count: number,
  deathTime: Float64Array,
  firstDeath: Int32Array,
): void {
  if (!start) {
    if (strata) for (let i = 0; i < lower.length; i++) lower[i] = firstDeath[strata[i]!]!;
    return;
  }
  let k = 0;
  let stratum = -1;
  for (const i of byStratumAndTime(start, strata, count)) {
    const s = strata ? strata[i]! : 0;
    if (s !== stratum) {
      stratum = s;
      k = firstDeath[s]!;
    }
    while (k < firstDeath[s + 1]! && deathTime[k]! <= start[i]!) k++;
    lower[i] = k;
  }
}
