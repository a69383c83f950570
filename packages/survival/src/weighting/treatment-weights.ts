import { type LogisticFit, logistic } from '../logistic/logistic.ts';

export interface TreatmentWeights {
  /** The propensity model. */
  readonly model: LogisticFit;
  /** Probability of treatment, length n. */
  readonly propensity: Float64Array;
  readonly weight: Float64Array;
}

/**
 * Stabilised inverse probability of treatment weights from a logistic model: share of the arm over the probability of
 * the arm given the covariates.
 *
 * @param treated  1 = treated, 0 = not, length n
 * @param x        design of the propensity model with its intercept, n x p row-major
 * @throws {RangeError} lengths differ, or everyone is in one arm
 * @source Robins JM et al. Epidemiology 2000;11:550-560; Cole SR, Hernan MA. Am J Epidemiol 2008;168:656-664
 */
export function treatmentWeights(treated: ArrayLike<number>, x: Float64Array, p: number): TreatmentWeights {
  const n = treated.length;
  const model = logistic(treated, x, p);
  let share = 0;
  for (let i = 0; i < n; i++) share += treated[i]! / n;
  if (share === 0 || share === 1) throw new RangeError('treatmentWeights: everyone is in one arm');
  const propensity = model.fitted;
  const weight = propensity.map((e, i) => (treated[i] === 1 ? share / e : (1 - share) / (1 - e)));
  return { model, propensity, weight };
}

export interface Balance {
  /** Means in the untreated and the treated. */
  readonly means: readonly [number, number];
  readonly standardised: number;
}

/**
 * Balance of one covariate between the arms: weighted means and their standardised difference (treated minus untreated,
 * over the root of the mean of the two weighted variances).
 *
 * @source Austin PC, Stuart EA. Stat Med 2015;34:3661-3679
 */
export function balance(values: ArrayLike<number>, treated: ArrayLike<number>, weight?: ArrayLike<number>): Balance {
  const arm = (which: number): { mean: number; variance: number } => {
    let [total, sum, squares] = [0, 0, 0];
    for (let i = 0; i < values.length; i++) {
      if (treated[i] !== which) continue;
      const w = weight?.[i] ?? 1;
      total += w;
      sum += w * values[i]!;
      squares += w * w;
    }
    const mean = sum / total;
    let spread = 0;
    for (let i = 0; i < values.length; i++) {
      if (treated[i] === which) spread += (weight?.[i] ?? 1) * (values[i]! - mean) ** 2;
    }
    // With equal weights the usual divisor n - 1.
    return { mean, variance: (spread * total) / (total * total - squares) };
  };
  const [zero, one] = [arm(0), arm(1)];
  const sd = Math.sqrt((zero.variance + one.variance) / 2);
  const difference = one.mean - zero.mean;
  return { means: [zero.mean, one.mean], standardised: difference === 0 ? 0 : difference / sd };
}

/** Effective sample size of weighted rows: squared sum over sum of squares. */
export function effectiveSize(weight: ArrayLike<number>): number {
  let [sum, squares] = [0, 0];
  for (let i = 0; i < weight.length; i++) {
    sum += weight[i]!;
    squares += weight[i]! ** 2;
  }
  return sum === 0 ? 0 : (sum * sum) / squares;
}
