import { addCensoringInfluence, type Censoring, censoringAt } from './censoring.ts';

/** Everything a score at one time needs. */
export interface Outcome {
  readonly time: ArrayLike<number>;
  /** 0 = censored, 1 = the cause of interest, 2 = another cause. */
  readonly status: ArrayLike<number>;
  readonly censoring: Censoring;
}

export interface Estimate {
  readonly value: number;
  /** Influence of each row, length n; the standard error is its standard deviation over the root of n. */
  readonly influence: Float64Array;
}

/** Inverse probability of censoring weights at t, by row: 1/G(T-) for events up to t, 1/G(t) for those followed on. */
export function censoringWeights({ time, status, censoring }: Outcome, t: number): Float64Array {
  const atT = 1 / censoringAt(censoring, t);
  return Float64Array.from({ length: time.length }, (_, i) =>
    time[i]! > t ? atT : status[i] === 0 ? 0 : 1 / censoring.before[censoring.block[i]!]!,
  );
}

/**
 * Brier score at t of predicted risks, weighted for censoring.
 *
 * @param risk  predicted probability of the event of interest by t, length n
 * @source Graf E et al. Stat Med 1999;18:2529-2545; Gerds TA, Schumacher M. Biom J 2006;48:1029-1040
 * @oracle R riskRegression::Score
 */
export function brierScore(outcome: Outcome, risk: ArrayLike<number>, t: number): Estimate {
  const { time, status, censoring } = outcome;
  const n = time.length;
  const weight = censoringWeights(outcome, t);
  const terms = new Float64Array(n);
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const happened = time[i]! <= t && status[i] === 1 ? 1 : 0;
    terms[i] = weight[i] === 0 ? 0 : weight[i]! * (happened - risk[i]!) ** 2;
    sum += terms[i]!;
  }
  const value = sum / n;
  const influence = terms.map((term) => term - value);
  addCensoringInfluence(censoring, t, terms, (i) => status[i] === 0, influence);
  return { value, influence };
}
