import { cox, normalCdf, normalQuantile } from '@linea/survival';

/** Patients of two groups: time, event, and 1 for the other against the reference. */
export interface Arm {
  readonly time: Float64Array;
  readonly event: Float64Array;
  readonly other: Float64Array;
}

/** The hazard of the other over the reference with its 95 % limits and Wald's p. */
export interface HazardRatio {
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
  readonly p: number;
}

/** Fewer events are no ground for a ratio. */
export const LEAST_EVENTS = 10;

/** Cox with one term; null where the likelihood has no maximum (nobody of a group had the event). */
export function hazardRatio({ time, event, other }: Arm): HazardRatio | null {
  const values = Float64Array.from(other);
  const fit = cox(time, event, { rows: values.length, columns: 1, values });
  const [beta, variance] = [fit.coefficients[0] as number, fit.variance[0] as number];
  if (!fit.converged || fit.perhapsInfinite.length > 0 || !Number.isFinite(beta) || !(variance > 0)) return null;
  const se = Math.sqrt(variance);
  const z = normalQuantile(0.975);
  return {
    estimate: Math.exp(beta),
    lower: Math.exp(beta - z * se),
    upper: Math.exp(beta + z * se),
    p: 2 * normalCdf(-Math.abs(beta / se)),
  };
}
