import { randomStream } from '../random/random.ts';
import type { CoxData } from './fit.ts';
import type { Ties } from './hazard.ts';
import { maximise } from './newton.ts';
import { PartialLikelihood } from './partial-likelihood.ts';
import { riskSets } from './risk-sets.ts';

export interface BootstrapOptions {
  readonly seed: number;
  /** Which samples to fit, from 0: `from` (default 0) to `to` - 1. Sample r is the same whoever fits it. */
  readonly from?: number;
  readonly to: number;
  readonly ties?: Ties;
}

/**
 * Cox models of samples drawn with replacement: rows or, with clusters, whole clusters.
 *
 * A row drawn c times is c tied rows. The table is sorted once; a sample is a set of counts on it.
 *
 * @returns (to - from) x p coefficients, row-major: NaN in the whole row where the fit did not converge, and where a
 *   column is a combination of those before it
 * @throws {RangeError} `to` before `from`
 * @source Efron B. J Am Stat Assoc 1981;76:312-319
 */
export function bootstrapCox(data: CoxData, options: BootstrapOptions): Float64Array {
  const { from = 0, to, seed, ties = 'efron' } = options;
  if (to < from) throw new RangeError(`bootstrapCox: samples ${from} to ${to}`);
  const { survival, x, p, strata, weights, offset } = data;
  const n = survival.time.length;
  const units = data.cluster ?? Int32Array.from({ length: n }, (_, i) => i);
  const unitCount = units.reduce((a, b) => Math.max(a, b), -1) + 1;
  const sets = riskSets(survival, strata);
  const counted = new Float64Array(n).fill(1);
  const likelihood = new PartialLikelihood(sets, { x, p, centre: true }, { ties, weights: counted, offset });
  const z = likelihood.centring;
  const made = new Float64Array((to - from) * p).fill(Number.NaN);
  const drawn = new Float64Array(unitCount);
  for (let r = from; r < to; r++) {
    const random = randomStream(seed, r);
    drawn.fill(0);
    for (let k = 0; k < unitCount; k++) drawn[random.below(unitCount)]! += 1;
    for (let i = 0; i < n; i++) counted[i] = drawn[units[i]!]!;
    likelihood.count(counted, weights);
    const fit = maximise((beta) => likelihood.evaluate(beta), p, { radius: z.radius });
    if (!fit.converged) continue;
    for (let j = 0; j < p; j++) {
      if (fit.variance[j * p + j] !== 0) made[(r - from) * p + j] = fit.beta[j]! * z.scale[j]!;
    }
  }
  likelihood.release();
  return made;
}
