import { invertSymmetric } from '../linear-algebra/matrix.ts';

/** R's tolerance: below it the covariates count as collinear in a risk set. */
const SINGULAR = 1e-7;

/** Who is at risk at one death time, as the model sees them. */
export interface RiskSet {
  time: number;
  deaths: readonly number[];
  atRisk: number;
  mean: Float64Array;
  /** Of the covariance over the risk set; undefined when it is singular. */
  inverse: Float64Array | undefined;
}

/**
 * Mean and inverse covariance of those at risk, from running sums.
 *
 * @param sum      weighted sums of the centred covariates, and last of the weights
 * @param squares  weighted sums of their products, lower triangle
 */
export function riskSet(
  time: number,
  deaths: readonly number[],
  sum: Float64Array,
  squares: Float64Array,
  centre: Float64Array,
  p: number,
): RiskSet {
  const atRisk = sum[p]!;
  const covariance = new Float64Array(p * p);
  for (let j = 0; j < p; j++) {
    for (let k = 0; k <= j; k++) {
      const value = squares[j * p + k]! / atRisk - (sum[j]! / atRisk) * (sum[k]! / atRisk);
      covariance[j * p + k] = value;
      covariance[k * p + j] = value;
    }
  }
  // Scaled to correlations, so that units do not decide what is singular; a constant has only rounding left.
  const sd = Float64Array.from({ length: p }, (_, j) => {
    const v = covariance[j * p + j]!;
    return v <= (squares[j * p + j]! / atRisk) * 1e-12 ? 0 : Math.sqrt(v);
  });
  const regular = sd.every((s) => s > 0) && fullRank(covariance, p);
  const scale = (at: number): number => sd[Math.floor(at / p)]! * sd[at % p]!;
  const inverse = regular
    ? invertSymmetric(
        covariance.map((v, at) => v / scale(at)),
        p,
        1e-15,
      ).map((v, at) => v / scale(at))
    : undefined;
  return { time, deaths, atRisk, mean: centre.map((c, j) => c + sum[j]! / atRisk), inverse };
}

/** Whether no column loses all but `SINGULAR` of its length when those before it are projected out (R's qr). */
function fullRank(a: Float64Array, p: number): boolean {
  const basis: Float64Array[] = [];
  const length = (v: Float64Array): number => Math.hypot(...v);
  for (let j = 0; j < p; j++) {
    const column = Float64Array.from({ length: p }, (_, i) => a[i * p + j]!);
    const original = length(column);
    for (const q of [...basis, ...basis]) {
      let inner = 0;
      for (let i = 0; i < p; i++) inner += q[i]! * column[i]!;
      for (let i = 0; i < p; i++) column[i]! -= inner * q[i]!;
    }
    const rest = length(column);
    if (!(rest >= original * SINGULAR) || rest === 0) return false;
    basis.push(column.map((v) => v / rest));
  }
  return true;
}
