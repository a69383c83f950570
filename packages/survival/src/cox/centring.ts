/** How a design matrix is made comfortable for Newton's method: columns centred and scaled, but those of 0, 1 and -1. */
export interface Centring {
  /** What is taken off each column: its weighted mean, or 0 for a column of 0, 1 and -1. Length p. */
  readonly means: Float64Array;
  /** What each column is then multiplied by. Length p. */
  readonly scale: Float64Array;
  /** Longest first step: no linear predictor may then range over more than 20. */
  readonly radius: number;
}

/** What is known of each column, length p or more. */
export interface ColumnFacts {
  /** Holds 0, 1 and -1 only. */
  readonly indicator: readonly boolean[];
  /** Weighted means, 0 for indicators. */
  readonly means: Float64Array;
  readonly least: Float64Array;
  readonly most: Float64Array;
  /** Weighted sum of absolute deviations from the mean. */
  readonly spread: Float64Array;
  /** Sum of weights. */
  readonly total: number;
}

/** @oracle R survival::coxph with its default `nocenter = c(-1, 0, 1)` */
export function scalingOf({ indicator, means, least, most, spread, total }: ColumnFacts, p: number): Centring {
  const scale = new Float64Array(p).fill(1);
  let [low, high] = [0, 0];
  for (let j = 0; j < p; j++) {
    if (indicator[j]) continue;
    if (spread[j]! > 0) scale[j] = total / spread[j]!;
    low = Math.min(low, (least[j]! - means[j]!) * scale[j]!);
    high = Math.max(high, (most[j]! - means[j]!) * scale[j]!);
  }
  return { means: means.slice(0, p), scale, radius: 3 * (high - low) > 20 ? 20 / (high - low) : 3 };
}
