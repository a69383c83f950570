import { ascending } from '../order/ascending.ts';
import { tally } from '../product-limit/tally.ts';
import { rowsByCode, take, takeSurvival } from '../response/groups.ts';
import { mergeNearTies } from '../response/near-ties.ts';
import type { Survival } from '../response/survival.ts';
import { Fenwick } from './fenwick.ts';
import { type TimeWeight, timeWeights } from './time-weights.ts';

/** Weighted numbers of comparable pairs. */
export interface PairCounts {
  readonly concordant: number;
  readonly discordant: number;
  /** Tied on the predictor only. */
  readonly tiedX: number;
  /** Tied on time only, both with the event. */
  readonly tiedY: number;
  readonly tiedXY: number;
}

export interface Concordance {
  /** (concordant + tiedX / 2) / (concordant + discordant + tiedX); NaN without a comparable pair. */
  readonly concordance: number;
  /** Infinitesimal-jackknife standard error. */
  readonly se: number;
  readonly counts: PairCounts;
  /** By stratum, when there are any. */
  readonly countsByStratum: readonly PairCounts[];
}

export interface ConcordanceOptions {
  readonly timeWeight?: TimeWeight;
  /** Events after this time do not count (Uno's tau). */
  readonly latest?: number;
  readonly weights?: Float64Array | undefined;
  readonly strata?: Int32Array | undefined;
  readonly cluster?: Int32Array | undefined;
  /** A pair is concordant when the higher predictor has the earlier event: for risk scores. */
  readonly reverse?: boolean;
}

interface StratumResult {
  readonly counts: PairCounts;
  /** Concordant less discordant pairs each row is in, and all its pairs. */
  readonly difference: Float64Array;
  readonly pairs: Float64Array;
}

/** Dense ranks 0.. of a predictor. */
function ranksOf(x: Float64Array): { rank: Int32Array; size: number } {
  const order = ascending(x);
  const rank = new Int32Array(x.length);
  let size = 0;
  let last = x[order[0]!]!;
  for (let r = 0; r < order.length; r++) {
    const i = order[r]!;
    const value = x[i]!;
    if (value !== last) size++;
    last = value;
    rank[i] = size;
  }
  return { rank, size: size + 1 };
}

/** A stratum's rows by ascending time, so that both passes read and write in order. */
interface Sorted {
  readonly order: Int32Array;
  readonly rank: Int32Array;
  readonly died: Uint8Array;
  readonly weight: Float64Array | undefined;
  /** Positions by ascending start, with the start of each, for late entry. */
  readonly entries: Int32Array | undefined;
  readonly starts: Float64Array | undefined;
}

function sortedBy(
  { start, time, status, order: known }: Survival,
  rankOfRow: Int32Array,
  weights: Float64Array | undefined,
): Sorted {
  const n = time.length;
  const order = known ?? ascending(time);
  const rank = new Int32Array(n);
  const died = new Uint8Array(n);
  const weight = weights && new Float64Array(n);
  const starts = start && new Float64Array(n);
  for (let r = 0; r < n; r++) {
    const i = order[r]!;
    rank[r] = rankOfRow[i]!;
    died[r] = status[i]! > 0 ? 1 : 0;
    if (weight) weight[r] = weights![i]!;
    if (starts) starts[r] = start![i]!;
  }
  return { order, rank, died, weight, entries: starts && ascending(starts), starts };
}

/** One stratum: pairs counted backwards in time, then each row's pairs as the later member forwards. O(n log n). */
function countPairs(
  survival: Survival,
  x: Float64Array,
  weights: Float64Array | undefined,
  kind: TimeWeight,
  latest: number,
): StratumResult {
  const n = survival.time.length;
  const counted = tally(survival, weights);
  const weightAt = timeWeights(counted, kind, latest);
  const { rank: rankOfRow, size } = ranksOf(x);
  const sorted = sortedBy(survival, rankOfRow, weights);
  const { order, rank, died, weight, entries, starts } = sorted;
  const ends = blockEnds(survival.time, order, counted.time.length);
  const differenceAt = new Float64Array(n);
  const pairsAt = new Float64Array(n);

  const atRisk = new Fenwick(size);
  const tiedWeight = new Float64Array(size);
  const sums = { concordant: 0, discordant: 0, tiedX: 0, tiedY: 0, tiedXY: 0 };
  let entering = n - 1;
  for (let k = ends.length - 1; k >= 0; k--) {
    const from = k === 0 ? 0 : ends[k - 1]!;
    const end = ends[k]!;
    const t = counted.time[k]!;
    if (entries && starts) {
      for (; entering >= 0 && starts[entries[entering]!]! >= t; entering--) {
        const q = entries[entering]!;
        atRisk.add(rank[q]!, weight ? -weight[q]! : -1);
      }
    }
    for (let q = from; q < end; q++) if (died[q] === 0) atRisk.add(rank[q]!, weight ? weight[q]! : 1);
    if (counted.deaths[k] === 0) continue;
    const pairWeight = weightAt[k]!;
    let dead = 0;
    for (let q = from; q < end; q++) {
      if (died[q] === 0) continue;
      const own = rank[q]!;
      const w = weight ? weight[q]! : 1;
      const below = atRisk.below(own);
      const tied = atRisk.at[own]!;
      const above = atRisk.total - below - tied;
      const pairs = w * pairWeight;
      sums.concordant += pairs * above;
      sums.discordant += pairs * below;
      sums.tiedX += pairs * tied;
      differenceAt[q] = pairWeight * (above - below);
      pairsAt[q] = pairWeight * (above + below + tied);
      sums.tiedY += pairs * dead;
      sums.tiedXY += pairs * tiedWeight[own]!;
      dead += w;
      tiedWeight[own]! += w;
    }
    for (let q = from; q < end; q++) {
      if (died[q] === 0) continue;
      tiedWeight[rank[q]!] = 0;
      atRisk.add(rank[q]!, weight ? weight[q]! : 1);
    }
  }
  sums.tiedY -= sums.tiedXY;

  addLaterPairs(sorted, ends, counted.time, weightAt, new Fenwick(size), differenceAt, pairsAt);
  const difference = new Float64Array(n);
  const pairs = new Float64Array(n);
  for (let r = 0; r < n; r++) {
    difference[order[r]!] = differenceAt[r]!;
    pairs[order[r]!] = pairsAt[r]!;
  }
  return { counts: sums, difference, pairs };
}

/** Where each block of equal times ends. */
function blockEnds(time: Float64Array, order: Int32Array, count: number): Int32Array {
  const ends = new Int32Array(count);
  let m = 0;
  let last = time[order[0]!]!;
  for (let r = 1; r < order.length; r++) {
    const t = time[order[r]!]!;
    if (t !== last) ends[m++] = r;
    last = t;
  }
  ends[m] = order.length;
  return ends;
}

/** Adds to each row the pairs in which it outlives an event: all events while it was under observation. */
function addLaterPairs(
  { rank, died, weight, entries, starts }: Sorted,
  ends: Int32Array,
  times: Float64Array,
  weightAt: Float64Array,
  dead: Fenwick,
  difference: Float64Array,
  pairs: Float64Array,
): void {
  const meet = (q: number, sign: number): void => {
    const own = rank[q]!;
    const below = dead.below(own);
    const above = dead.total - below - dead.at[own]!;
    difference[q]! += sign * (below - above);
    pairs[q]! += sign * dead.total;
  };
  let next = 0;
  for (let k = 0; k < ends.length; k++) {
    const from = k === 0 ? 0 : ends[k - 1]!;
    const end = ends[k]!;
    if (entries && starts) {
      for (; next < entries.length && starts[entries[next]!]! < times[k]!; next++) meet(entries[next]!, -1);
    }
    for (let q = from; q < end; q++) if (died[q] === 1) meet(q, 1);
    const w = weightAt[k]!;
    for (let q = from; q < end; q++) if (died[q] === 1 && w !== 0) dead.add(rank[q]!, weight ? weight[q]! * w : w);
    for (let q = from; q < end; q++) if (died[q] === 0) meet(q, 1);
  }
}

const flipped = (c: PairCounts): PairCounts => ({ ...c, concordant: c.discordant, discordant: c.concordant });

/** The concordance of rows whose times were already checked and merged. */
export function concordanceOf(survival: Survival, x: Float64Array, options: ConcordanceOptions = {}): Concordance {
  const { timeWeight = 'n', latest = Infinity, weights, strata, cluster, reverse = false } = options;
  const n = x.length;
  const rows = strata ? rowsByCode(strata) : [undefined];
  const difference = new Float64Array(n);
  const pairs = new Float64Array(n);
  const countsByStratum: PairCounts[] = [];
  for (const own of rows) {
    if (own?.length === 0) continue;
    const found = own
      ? countPairs(takeSurvival(survival, own), take(x, own), weights && take(weights, own), timeWeight, latest)
      : countPairs(survival, x, weights, timeWeight, latest);
    countsByStratum.push(reverse ? flipped(found.counts) : found.counts);
    for (let r = 0; r < found.pairs.length; r++) {
      const i = own ? own[r]! : r;
      difference[i] = reverse ? -found.difference[r]! : found.difference[r]!;
      pairs[i] = found.pairs[r]!;
    }
  }
  const sum = (key: keyof PairCounts): number => countsByStratum.reduce((total, c) => total + c[key], 0);
  const counts: PairCounts = {
    concordant: sum('concordant'),
    discordant: sum('discordant'),
    tiedX: sum('tiedX'),
    tiedY: sum('tiedY'),
    tiedXY: sum('tiedXY'),
  };
  const all = counts.concordant + counts.discordant + counts.tiedX;
  const somers = (counts.concordant - counts.discordant) / all;
  const groups = cluster ? cluster.reduce((a, b) => Math.max(a, b), -1) + 1 : n;
  const influence = new Float64Array(groups);
  for (let i = 0; i < n; i++) {
    const w = weights ? weights[i]! : 1;
    influence[cluster ? cluster[i]! : i]! += (w * (difference[i]! - somers * pairs[i]!)) / all;
  }
  return {
    concordance: (somers + 1) / 2,
    se: Math.sqrt(influence.reduce((total, v) => total + v * v, 0)) / 2,
    counts,
    countsByStratum,
  };
}

/**
 * Concordance of a predictor with censored follow-up: of the pairs whose order in time is known, the share ordered alike.
 *
 * @param time       follow-up, length n, each >= 0
 * @param event      1 = event, 0 = censored, length n
 * @param predictor  length n; higher = longer survival, unless `reverse`
 * @throws {RangeError} lengths differ or n = 0
 * @source Harrell FE et al. JAMA 1982;247:2543-2546; Uno H et al. Stat Med 2011;30:1105-1117;
 *   Therneau TM, Watson DA. The concordance statistic and the Cox model, Mayo Clinic 2017
 * @oracle R survival::concordance
 *
 * Of two patients with tied times, an event comes before a censoring. Rows tied on the predictor count one half.
 */
export function concordance(
  time: ArrayLike<number>,
  event: ArrayLike<number>,
  predictor: ArrayLike<number>,
  options: ConcordanceOptions & { readonly start?: ArrayLike<number> } = {},
): Concordance {
  const n = time.length;
  if (n === 0 || event.length !== n || predictor.length !== n) {
    throw new RangeError(`concordance: ${n} times, ${event.length} events, ${predictor.length} predictors`);
  }
  const start = options.start && Float64Array.from(options.start);
  const survival = mergeNearTies({ start, time: Float64Array.from(time), status: Float64Array.from(event) });
  return concordanceOf(survival, Float64Array.from(predictor), options);
}
