import type { Rows } from '../tree/tree.ts';

/** A function of one or two features, even within bins. */
export interface Term {
  /** Indices of the features, one or two. */
  readonly features: readonly number[];
  /** By feature: bin k holds cut[k - 1] <= x < cut[k]; missing values have the bin after the last. */
  readonly cuts: readonly (readonly number[])[];
  /** What each bin adds to the log hazard; for two features row by row, the second running faster. Mean 0 over training. */
  readonly values: readonly number[];
  /** Standard deviation of the value over the bags. */
  readonly spread: readonly number[];
  /** Training patients in each bin. */
  readonly count: readonly number[];
}

/** Bins of a feature, that of missing values included. */
export const binsOf = (cuts: readonly number[]): number => cuts.length + 2;

/** The bin of a value. */
export function binOf(cuts: readonly number[], value: number): number {
  if (Number.isNaN(value)) return cuts.length + 1;
  let [low, high] = [0, cuts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cuts[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The cell of a term that the row starting at `at` falls into. */
function cellOf({ features, cuts }: Term, x: Float64Array, at: number): number {
  const first = binOf(cuts[0]!, x[at + features[0]!]!);
  return features.length === 1 ? first : first * binsOf(cuts[1]!) + binOf(cuts[1]!, x[at + features[1]!]!);
}

/** What a term adds to each row. */
export const termValues = (term: Term, { n, p, x }: Rows): Float64Array =>
  Float64Array.from({ length: n }, (_, i) => term.values[cellOf(term, x, i * p)]!);
