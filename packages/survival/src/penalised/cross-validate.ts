import type { CoxData } from '../cox/fit.ts';
import { emptyHazard, fillHazard } from '../cox/hazard.ts';
import { type RiskSets, riskSets } from '../cox/risk-sets.ts';
import { take, takeSurvival } from '../response/groups.ts';
import { type PathOptions, penalisedPath } from './path.ts';

export interface CrossValidation {
  /** By falling lambda: mean over parts of the partial-likelihood deviance, and its standard error. */
  readonly lambda: readonly number[];
  readonly mean: readonly number[];
  readonly se: readonly number[];
  readonly best: number;
  /** The largest lambda within one standard error of the best. */
  readonly oneStandardError: number;
}

/** Breslow's log partial likelihood of some coefficients. */
function logLikelihoodAt({ x, p, weights }: CoxData, sets: RiskSets, coefficients: Float64Array): number {
  const { order, firstRow, survivor } = sets;
  const risk = new Float64Array(order.length);
  let value = 0;
  for (let k = 0, r = 0; k < survivor.length; k++) {
    for (; r < firstRow[k + 1]!; r++) {
      const i = order[r]!;
      const w = weights === undefined ? 1 : weights[i]!;
      let eta = 0;
      for (let j = 0, at = i * p; j < p; j++, at++) eta += x[at]! * coefficients[j]!;
      risk[r] = w * Math.exp(eta);
      if (r < survivor[k]!) value += w * eta;
    }
  }
  const hazard = emptyHazard(survivor.length);
  fillHazard(hazard, sets, risk, 'breslow');
  return value - hazard.logDenominator;
}

function rowsOfCoxData(data: CoxData, rows: Int32Array): CoxData {
  const { survival, x, p, strata, weights } = data;
  const taken = new Float64Array(rows.length * p);
  rows.forEach((i, r) => {
    taken.set(x.subarray(i * p, i * p + p), r * p);
  });
  return {
    survival: takeSurvival(survival, rows),
    x: taken,
    p,
    strata: strata && rows.map((i) => strata[i]!),
    weights: weights && take(weights, rows),
  };
}

/**
 * Cross-validated partial-likelihood deviance along a path: each part judged by how much it adds to the log-likelihood of
 * the rest under coefficients fitted without it.
 *
 * @param parts  part of each row, 0..k-1
 * @source Verweij PJM, van Houwelingen HC. Stat Med 1993;12:2305-2314
 * @oracle R glmnet::cv.glmnet(family = "cox", grouped = TRUE)
 */
export function crossValidatePath(data: CoxData, parts: Int32Array, options: PathOptions): CrossValidation {
  const lambda = penalisedPath(data, options).steps.map((step) => step.lambda);
  const setsOf = ({ survival, strata, weights }: CoxData): RiskSets => riskSets(survival, strata, weights);
  const all = setsOf(data);
  const count = parts.reduce((a, b) => Math.max(a, b), -1) + 1;
  const raw: number[][] = [];
  const events: number[] = [];
  for (let part = 0; part < count; part++) {
    const train = rowsOfCoxData(
      data,
      Int32Array.from(parts.keys()).filter((i) => parts[i] !== part),
    );
    const held = parts.reduce((sum, own, i) => sum + (own === part ? data.survival.status[i]! : 0), 0);
    if (held === 0) continue;
    const { steps } = penalisedPath(train, { ...options, lambda });
    const own = setsOf(train);
    raw.push(
      steps.map(
        ({ coefficients }) =>
          (-2 * (logLikelihoodAt(data, all, coefficients) - logLikelihoodAt(train, own, coefficients))) / held,
      ),
    );
    events.push(held);
  }
  const total = events.reduce((a, b) => a + b, 0);
  const mean = lambda.map((_, l) => raw.reduce((sum, own, k) => sum + (own[l]! * events[k]!) / total, 0));
  const se = lambda.map((_, l) =>
    Math.sqrt(
      raw.reduce((sum, own, k) => sum + ((own[l]! - mean[l]!) ** 2 * events[k]!) / total, 0) / (raw.length - 1),
    ),
  );
  const least = mean.indexOf(Math.min(...mean));
  const limit = mean[least]! + se[least]!;
  return { lambda, mean, se, best: lambda[least]!, oneStandardError: lambda[mean.findIndex((m) => m <= limit)]! };
}
