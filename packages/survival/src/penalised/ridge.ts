import type { CoxData } from '../cox/fit.ts';
import type { Ties } from '../cox/hazard.ts';
import { maximise } from '../cox/newton.ts';
import { PartialLikelihood } from '../cox/partial-likelihood.ts';
import { riskSets } from '../cox/risk-sets.ts';
import { multiply } from '../linear-algebra/matrix.ts';

export interface RidgeFit {
  /** Length p. */
  readonly coefficients: Float64Array;
  /** Inverse of the penalised information H, p x p. */
  readonly variance: Float64Array;
  /** The sandwich H^-1 I H^-1. */
  readonly sandwich: Float64Array;
  readonly logLikelihoodNull: number;
  /** Without the penalty. */
  readonly logLikelihood: number;
  /** theta / 2 times the sum of squares. */
  readonly penalty: number;
  /** Trace of I H^-1. */
  readonly df: number;
  readonly converged: boolean;
  readonly iterations: number;
}

/**
 * Cox regression with the penalty theta / 2 sum b^2, coefficients as they are (not standardised).
 *
 * @source Gray RJ. J Am Stat Assoc 1992;87:942-951
 * @oracle R survival::coxph(~ ridge(…, theta, scale = FALSE))
 */
export function ridgeCox(data: CoxData, theta: number, ties: Ties = 'efron'): RidgeFit {
  const { survival, x, p, strata, weights } = data;
  const n = survival.time.length;
  const sets = riskSets(survival, strata, weights);
  const mean = data.offset ? data.offset.reduce((a, b) => a + b, 0) / n : 0;
  const likelihood = new PartialLikelihood(
    sets,
    { x, p, centre: true },
    { ties, weights, offset: data.offset?.map((o) => o - mean) },
  );
  const z = likelihood.centring;
  const penaltyAt = (beta: Float64Array): number =>
    (theta / 2) * beta.reduce((sum, b, j) => sum + (b * z.scale[j]!) ** 2, 0);
  const fit = maximise(
    (beta) => {
      const { logLikelihood, score, information } = likelihood.evaluate(beta);
      return {
        logLikelihood: logLikelihood - penaltyAt(beta),
        score: score.map((u, j) => u - theta * beta[j]! * z.scale[j]! ** 2),
        information: information.map((v, at) => (at % (p + 1) === 0 ? v + theta * z.scale[at % p]! ** 2 : v)),
      };
    },
    p,
    { radius: z.radius, tolerance: 1e-12 },
  );
  const at = likelihood.evaluate(fit.beta);
  likelihood.release();
  const sandwich = multiply(multiply(fit.variance, at.information, p, p, p), fit.variance, p, p, p);
  const perUnit = (v: number, index: number): number => v * z.scale[Math.floor(index / p)]! * z.scale[index % p]!;
  let df = 0;
  for (let a = 0; a < p; a++) for (let b = 0; b < p; b++) df += at.information[a * p + b]! * fit.variance[b * p + a]!;
  return {
    coefficients: fit.beta.map((b, j) => b * z.scale[j]!),
    variance: fit.variance.map(perUnit),
    sandwich: sandwich.map(perUnit),
    logLikelihoodNull: fit.logLikelihoodAtStart,
    logLikelihood: at.logLikelihood,
    penalty: penaltyAt(fit.beta),
    df,
    converged: fit.converged,
    iterations: fit.iterations,
  };
}
