/** A design matrix made comfortable for Newton's method: columns centred and scaled, but those of 0, 1 and -1 only. */
export interface Centred {
  /** n x p, row-major. */
  readonly x: Float64Array;
  /** What was taken off each column: its weighted mean, or 0 for a column of 0, 1 and -1. Length p. */
  readonly means: Float64Array;
  /** What each column was multiplied by. Length p. */
  readonly scale: Float64Array;
  /** Longest first step: no linear predictor may then range over more than 20. */
  readonly radius: number;
}

/** @oracle R survival::coxph with its default `nocenter = c(-1, 0, 1)` */
export function centred(x: Float64Array, n: number, p: number, weights?: Float64Array): Centred {
  const z = new Float64Array(n * p);
  const means = new Float64Array(p);
  const scale = new Float64Array(p).fill(1);
  let radius = 3;
  let least = 0;
  let most = 0;
  let total = 0;
  for (let i = 0; i < n; i++) total += weights ? weights[i]! : 1;
  for (let j = 0; j < p; j++) {
    let indicator = true;
    let sum = 0;
    for (let i = 0; i < n; i++) {
      const v = x[i * p + j]!;
      if (v !== 0 && v !== 1 && v !== -1) indicator = false;
      sum += weights ? weights[i]! * v : v;
    }
    if (indicator) {
      for (let i = 0; i < n; i++) z[i * p + j] = x[i * p + j]!;
      continue;
    }
    const mean = sum / total;
    means[j] = mean;
    let spread = 0;
    for (let i = 0; i < n; i++) spread += (weights ? weights[i]! : 1) * Math.abs(x[i * p + j]! - mean);
    const factor = spread > 0 ? total / spread : 1;
    scale[j] = factor;
    for (let i = 0; i < n; i++) {
      const v = (x[i * p + j]! - mean) * factor;
      z[i * p + j] = v;
      if (v < least) least = v;
      if (v > most) most = v;
    }
    if (most > least && radius * (most - least) > 20) radius = 20 / (most - least);
  }
  return { x: z, means, scale, radius };
}
