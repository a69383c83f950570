import { ascending } from '../order/ascending.ts';
import type { Survival } from '../response/survival.ts';

/**
 * Who is at risk at which death, as indices, so that the kernels never look at a clock.
 *
 * The K death times (distinct within their stratum) are numbered 0..K-1, stratum after stratum, ascending within each.
 * A row is at risk at deaths [lower, upper). Kernel rows are those at risk at some death, sorted by `upper`, those that die
 * first: the rows that leave at death k are `firstRow[k]` to `firstRow[k + 1]`, of which those before `survivor[k]` die.
 */
export interface RiskSets {
  /** Kernel row -> data row; length m <= n. */
  readonly order: Int32Array;
  readonly lower: Int32Array;
  readonly upper: Int32Array;
  /** Kernel rows that enter after the first death of their stratum, by `lower`. */
  readonly late: Int32Array;
  readonly deathTime: Float64Array;
  /** K + 1 positions into the kernel rows. */
  readonly firstRow: Int32Array;
  /** K positions: one past the last row that dies at death k. */
  readonly survivor: Int32Array;
  /** Number of deaths, unweighted, and their weight. */
  readonly deaths: Float64Array;
  readonly deathWeight: Float64Array;
  readonly stratumOfDeath: Int32Array;
  /** First death of each stratum; S + 1 of them. */
  readonly firstDeath: Int32Array;
}

/** `lower` and `upper` of all n data rows: nothing lies between them where a row is at risk at no death. */
export function spansByDataRow({ order, lower, upper }: RiskSets, n: number): { lower: Int32Array; upper: Int32Array } {
  const spans = { lower: new Int32Array(n), upper: new Int32Array(n) };
  for (let j = 0; j < order.length; j++) {
    spans.lower[order[j]!] = lower[j]!;
    spans.upper[order[j]!] = upper[j]!;
  }
  return spans;
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

/** The death times, and by position in ascending order which rows die and how many deaths each has seen at its end. */
interface Deaths {
  readonly upper: Int32Array;
  readonly died: Uint8Array;
  readonly time: Float64Array;
  readonly stratum: Int32Array;
  readonly first: Int32Array;
}

function deathsOf(survival: Survival, sorted: Int32Array, strata: Int32Array | undefined, count: number): Deaths {
  const { time, status } = survival;
  const n = sorted.length;
  const ascending = strata === undefined ? survival.sortedTime : undefined;
  const upper = new Int32Array(n);
  const died = new Uint8Array(n);
  // In bytes: they are read in random order.
  const dies = new Uint8Array(n);
  for (let i = 0; i < n; i++) dies[i] = status[i]! > 0 ? 1 : 0;
  const deathTime = new Float64Array(n);
  const stratumOf = new Int32Array(n);
  const first = new Int32Array(count + 1);
  let k = 0;
  let stratum = 0;
  let from = 0;
  let t = Number.NaN;
  let some = 0;
  for (let r = 0; r <= n; r++) {
    const i = r < n ? sorted[r]! : -1;
    const s = strata === undefined || i < 0 ? stratum : strata[i]!;
    const next = i < 0 ? Number.NaN : ascending === undefined ? time[i]! : ascending[r]!;
    if (next !== t || s !== stratum) {
      if (some > 0) {
        deathTime[k] = t;
        stratumOf[k++] = stratum;
      }
      for (; from < r; from++) upper[from] = k;
      while (stratum < s) first[++stratum] = k;
      t = next;
      some = 0;
    }
    if (i >= 0) {
      died[r] = dies[i]!;
      some += dies[i]!;
    }
  }
  while (stratum < count) first[++stratum] = k;
  return { upper, died, time: deathTime.slice(0, k), stratum: stratumOf.slice(0, k), first };
}

/**
 * @param strata   0-based stratum of each row
 * @param weights  weight of each row
 */
export function riskSets(survival: Survival, strata?: Int32Array, weights?: Float64Array): RiskSets {
  const { start, time } = survival;
  const n = time.length;
  const count = strata ? strata.reduce((a, b) => Math.max(a, b), -1) + 1 : 1;
  const sorted = byStratumAndTime(time, strata, count, survival.order);
  const found = deathsOf(survival, sorted, strata, count);
  const k = found.time.length;
  const lowerOfRow = start && deathsBefore(start, strata, count, found);
  const lowerAt = (r: number): number =>
    lowerOfRow ? lowerOfRow[sorted[r]!]! : strata ? found.first[strata[sorted[r]!]!]! : 0;
  const order = new Int32Array(n);
  const lower = new Int32Array(n);
  const upper = new Int32Array(n);
  const firstRow = new Int32Array(k + 1);
  const survivor = new Int32Array(k);
  const deaths = new Float64Array(k);
  const deathWeight = new Float64Array(k);
  const late: number[] | undefined = start && [];
  let m = 0;
  const take = (r: number, low: number): void => {
    order[m] = sorted[r]!;
    lower[m] = low;
    upper[m] = found.upper[r]!;
    if (late && low > found.first[strata ? strata[sorted[r]!]! : 0]!) late.push(m);
    m++;
  };
  for (let r = 0; r < n; ) {
    const last = found.upper[r]!;
    const from = r;
    let dying = 0;
    while (r < n && found.upper[r] === last) dying += found.died[r++]!;
    if (last === 0) continue;
    if (dying > 0) firstRow[last - 1] = m;
    for (let q = from; dying > 0 && q < r; q++) {
      const low = lowerAt(q);
      if (found.died[q] === 0 || low >= last) continue;
      take(q, low);
      deaths[last - 1]! += 1;
      deathWeight[last - 1]! += weights === undefined ? 1 : weights[sorted[q]!]!;
    }
    if (dying > 0) survivor[last - 1] = m;
    for (let q = from; q < r; q++) {
      if (found.died[q] === 1) continue;
      const low = lowerAt(q);
      if (low < last) take(q, low);
    }
  }
  firstRow[k] = m;
  const entering = Int32Array.from(late ?? []);
  const byEntry = ascending(Float64Array.from(entering, (j) => lower[j]!));
  return {
    order: order.subarray(0, m),
    lower: lower.subarray(0, m),
    upper: upper.subarray(0, m),
    late: byEntry.map((position) => entering[position]!),
    deathTime: found.time,
    firstRow,
    survivor,
    deaths,
    deathWeight,
    stratumOfDeath: found.stratum,
    firstDeath: found.first,
  };
}

/** How many deaths, counted from the first of all, each row has missed when it enters: those up to and including its start. */
function deathsBefore(
  start: Float64Array,
  strata: Int32Array | undefined,
  count: number,
  { time, first }: Deaths,
): Int32Array {
  const lower = new Int32Array(start.length);
  let k = 0;
  let stratum = -1;
  for (const i of byStratumAndTime(start, strata, count)) {
    const s = strata ? strata[i]! : 0;
    if (s !== stratum) {
      stratum = s;
      k = first[s]!;
    }
    while (k < first[s + 1]! && time[k]! <= start[i]!) k++;
    lower[i] = k;
  }
  return lower;
}
