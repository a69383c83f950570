import { randomStream } from '../chance/random-stream.ts';

/** How much a feature, or a group of them, moves the risk over many patients. */
export interface Importance {
  readonly name: string;
  /** Mean absolute contribution, on the scale of the risk, with percentile limits over bootstrap samples of patients. */
  readonly importance: number;
  readonly lower: number;
  readonly upper: number;
  /** Share of the sum over all. */
  readonly share: number;
  /** From 1, the largest, with limits over the same samples. */
  readonly rank: number;
  readonly rankLower: number;
  readonly rankUpper: number;
}

const SAMPLES = 500;

/**
 * Mean absolute contribution of each column over the rows, with bootstrap limits of size and rank.
 *
 * @param contributions  n x width, the last column the baseline, which is left out
 * @returns by falling importance
 * @throws {RangeError} no rows
 * @source Lundberg SM et al. Nat Mach Intell 2020;2:56-67 (global importance); Efron B, Tibshirani R 1993 (percentiles)
 *
 * The model is held fixed: limits say how the patients at hand vary, not how another training set would.
 */
export function globalImportance(
  names: readonly string[],
  contributions: Float64Array,
  n: number,
  { seed = 1, samples = SAMPLES, level = 0.95 }: ImportanceOptions = {},
): Importance[] {
  if (n === 0) throw new RangeError('globalImportance: no rows');
  const p = names.length;
  const times = new Float64Array(n).fill(1);
  const observed = means(contributions, p, times);
  const drawn = Array.from({ length: samples }, (_, b) => {
    const random = randomStream(seed, b);
    times.fill(0);
    for (let i = 0; i < n; i++) times[random.below(n)]!++;
    return means(contributions, p, times);
  });
  const ranks = drawn.map(ranksOf);
  const own = ranksOf(observed);
  const total = observed.reduce((sum, v) => sum + v, 0);
  const at = (values: Float64Array, share: number): number =>
    values[Math.min(values.length - 1, Math.max(0, Math.round(share * (values.length - 1))))] ?? Number.NaN;
  const tail = (1 - level) / 2;
  const made = names.map((name, j): Importance => {
    const sizes = Float64Array.from(drawn, (one) => one[j]!).sort();
    const places = Float64Array.from(ranks, (one) => one[j]!).sort();
    return {
      name,
      importance: observed[j]!,
      lower: at(sizes, tail),
      upper: at(sizes, 1 - tail),
      share: total > 0 ? observed[j]! / total : 0,
      rank: own[j]!,
      rankLower: at(places, tail),
      rankUpper: at(places, 1 - tail),
    };
  });
  return made.sort((a, b) => a.rank - b.rank);
}

/** Mean absolute value of the first p columns, each row counted as often as it was drawn. */
function means(phi: Float64Array, p: number, times: Float64Array): Float64Array {
  const sum = new Float64Array(p);
  times.forEach((w, i) => {
    if (w !== 0) for (let j = 0; j < p; j++) sum[j]! += w * Math.abs(phi[i * (p + 1) + j]!);
  });
  return sum.map((v) => v / times.length);
}

export interface ImportanceOptions {
  readonly seed?: number;
  readonly samples?: number;
  readonly level?: number;
}

/** 1 = the largest; of equals the first. */
function ranksOf(sizes: Float64Array): Int32Array {
  const ranks = new Int32Array(sizes.length);
  [...sizes.keys()].sort((a, b) => sizes[b]! - sizes[a]! || a - b).forEach((j, r) => {
    ranks[j] = r + 1;
  }); // biome-ignore format: one loop
  return ranks;
}
