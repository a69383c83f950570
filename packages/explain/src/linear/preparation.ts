import { columnsOf } from '../table/training-table.ts';
import type { Rows } from '../tree/tree.ts';
import { knotsOf } from './natural-spline.ts';

/** How one feature becomes columns of a linear model; learnt from the training rows alone. */
export interface FeaturePreparation {
  /** Stands in for a missing value in models written before columns had a value for it. */
  readonly median?: number;
  /** Values are kept within what was seen in training; null = they are not. */
  readonly lowest: number | null;
  readonly highest: number | null;
  /** Where the feature is skewed to the right: log(x + logOffset) takes its place. */
  readonly logOffset: number | null;
  /** Knots of a natural cubic spline, on the scale after the logarithm; null = a straight line. */
  readonly knots: readonly number[] | null;
  /** Adds a column that says whether the value was missing. */
  readonly missingColumn: boolean;
  /** Whether it takes more than one value beside missing ones. */
  readonly varies: boolean;
}

export interface PreparationOptions {
  /** Take the logarithm of features skewed to the right (skewness above 1, no negative value, more than 5 values); default true. */
  readonly logarithms?: boolean;
  /** Keep new values within the range of training; default true. */
  readonly clamp?: boolean;
  /** Knots of the splines, 0 = straight lines (default); features with few values stay straight. */
  readonly knots?: number;
  /** Add the product of every two features. */
  readonly products?: boolean;
  /** By feature: 1 = lacking a value has a column of its own; default none. */
  readonly missingTells?: Uint8Array;
}

const SKEWED = 1;
const FEW = 5;

/** Learns how the features of some rows become columns. A feature that does not vary gives none. */
export function learnPreparation(rows: Rows, options: PreparationOptions = {}): (FeaturePreparation | null)[] {
  const { logarithms = true, knots = 0, clamp = true, missingTells } = options;
  return columnsOf(rows).map((column, j) => {
    const present = column.filter((v) => !Number.isNaN(v)).sort();
    const n = present.length;
    const missingColumn = missingTells?.[j] === 1;
    if (n === 0 || (present[0] === present[n - 1] && !missingColumn)) return null;
    const [lowest, highest] = [present[0]!, present[n - 1]!];
    const distinct = new Set(present).size;
    const logOffset =
      logarithms && lowest >= 0 && distinct > FEW && skewness(present) > SKEWED ? offsetOf(present) : null;
    const scaled = logOffset === null ? present : present.map((v) => Math.log(v + logOffset));
    return {
      lowest: clamp ? lowest : null,
      highest: clamp ? highest : null,
      varies: lowest < highest,
      logOffset,
      knots: distinct > 2 * knots ? knotsOf(scaled, knots) : null,
      missingColumn,
    };
  });
}

function skewness(values: Float64Array): number {
  const n = values.length;
  const mean = values.reduce((sum, v) => sum + v, 0) / n;
  let [second, third] = [0, 0];
  for (const v of values) {
    const d = v - mean;
    second += d * d;
    third += d * d * d;
  }
  return third / n / (second / n) ** 1.5;
}

/** Zeros cannot be logged: they are moved by the tenth percentile of what is above zero. */
function offsetOf(sorted: Float64Array): number {
  if (sorted[0]! > 0) return 0;
  const positive = sorted.filter((v) => v > 0);
  return positive[Math.floor(positive.length / 10)]!;
}

/** A value within the range of training, on the scale of its logarithm where that is taken. */
export function prepared({ lowest, highest, logOffset }: FeaturePreparation, raw: number): number {
  const kept = Math.min(highest ?? raw, Math.max(lowest ?? raw, raw));
  return logOffset === null ? kept : Math.log(kept + logOffset);
}
