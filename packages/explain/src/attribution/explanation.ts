import { addsUp } from './additivity.ts';
import type { Attribution } from './attribution.ts';

/** Why each row got its margin. Arrays by row. */
export interface Explanation {
  readonly features: readonly string[];
  readonly margin: readonly number[];
  /** Features, then the baseline; each row adds up to its margin. */
  readonly contributions: readonly (readonly number[])[];
  /** Upper triangle with diagonal, row by row, of the symmetric (features + 1) matrix. */
  readonly interactions?: readonly (readonly number[])[];
  /** Leaf of each tree. */
  readonly leaf_index?: readonly (readonly number[])[];
  /** Shapley values against the background rows; features, then the background's mean margin. */
  readonly interventional?: readonly (readonly number[])[];
  /** What rows lack; by row, widest range first. */
  readonly unknown?: readonly (readonly UnknownInput[])[];
}

/** An input that is not known, and between which values the margin would lie if it were. */
export interface UnknownInput {
  /** Column of the table. */
  readonly column: string;
  readonly low: number;
  readonly high: number;
}

const rowsOf = (values: Float64Array, width: number): number[][] =>
  Array.from({ length: values.length / width }, (_, i) => Array.from(values.subarray(i * width, (i + 1) * width)));

/**
 * An attribution in public form, after it was held against the margins.
 *
 * @throws {Error} parts that do not add up to the margin: ours is the mistake, and no such answer leaves here
 */
export function explanationOf(attribution: Attribution, features: readonly string[]): Explanation {
  const { margin } = attribution;
  const width = attribution.p + 1;
  const contributions = rowsOf(attribution.contributions, width);
  addsUp('contributions', contributions, margin);
  const made: { -readonly [K in keyof Explanation]: Explanation[K] } = {
    features,
    margin: Array.from(margin),
    contributions,
  };
  if (attribution.interactions) {
    const matrices = rowsOf(attribution.interactions, width * width);
    addsUp('interactions', matrices, margin);
    made.interactions = matrices.map((matrix) => matrix.filter((_, k) => k % width >= Math.floor(k / width)));
  }
  if (attribution.interventional) {
    made.interventional = rowsOf(attribution.interventional, width);
    addsUp('interventional', made.interventional, margin);
  }
  return made;
}
