import { plainKernels } from '../kernels/plain.ts';
import type { Centring } from './centring.ts';
import type { Evaluation, LikelihoodDesign } from './partial-likelihood.ts';
import type { RiskSets } from './risk-sets.ts';
import { standardiseRows } from './standardised-rows.ts';

/**
 * The exact partial likelihood of tied deaths (a conditional logistic likelihood at each death time): among all ways of
 * choosing d of the n at risk, the probability of the ones that died. By recursion over those at risk, O(n d p^2) at each
 * death time, so for data with few ties at each.
 *
 * @source Gail MH, Lubin JH, Rubinstein LV. Biometrika 1981;68:703-707
 * @oracle R survival::coxph(ties = "exact")
 */
export class ExactLikelihood {
  private readonly sets: RiskSets;
  private readonly x: Float64Array;
  private readonly p: number;
  private readonly offset: Float64Array | undefined;
  private readonly evaluation: Evaluation;
  readonly centring: Centring;

  /** Weights have no meaning here but for the means of the covariates, as in R. */
  constructor(sets: RiskSets, { x, p }: LikelihoodDesign, weights?: Float64Array, offset?: Float64Array) {
    this.sets = sets;
    this.x = Float64Array.from(x);
    this.p = p;
    const rows = Array.from({ length: p === 0 ? 0 : x.length / p }, (_, i) => i);
    const nothing = { z: new Float64Array(0), count: 0, width: p };
    this.centring = standardiseRows(plainKernels, nothing, undefined, { rows, x, p, weights });
    const { means, scale } = this.centring;
    plainKernels.standardise(this.x, means, scale, rows.length, p);
    this.offset = offset;
    this.evaluation = { logLikelihood: 0, score: new Float64Array(p), information: new Float64Array(p * p) };
  }

  evaluate(beta: Float64Array): Evaluation {
    const { sets, x, p, offset } = this;
    const { score, information } = this.evaluation;
    const { order, lower, deaths, firstRow, survivor, firstDeath, stratumOfDeath } = sets;
    const eta = Float64Array.from(order, (i) => {
      let sum = offset ? offset[i]! : 0;
      for (let c = 0; c < p; c++) sum += x[i * p + c]! * beta[c]!;
      return sum;
    });
    score.fill(0);
    information.fill(0);
    let logLikelihood = 0;
    for (let k = 0; k < sets.deathTime.length; k++) {
      const end = firstRow[firstDeath[stratumOfDeath[k]! + 1]!]!;
      const rows: number[] = [];
      for (let j = firstRow[k]!; j < end; j++) if (lower[j]! <= k) rows.push(j);
      // Where all at risk die there is no choice, and nothing to learn.
      if (rows.length === deaths[k]) continue;
      for (let j = firstRow[k]!; j < survivor[k]!; j++) {
        logLikelihood += eta[j]!;
        for (let c = 0; c < p; c++) score[c]! += x[order[j]! * p + c]!;
      }
      logLikelihood -= this.takeOff(rows, deaths[k]!, eta);
    }
    this.evaluation.logLikelihood = logLikelihood;
    return this.evaluation;
  }

  /** Subtracts the mean of the sum of d covariate rows from the score, adds its variance; returns the log denominator. */
  private takeOff(rows: readonly number[], d: number, eta: Float64Array): number {
    const { x, p } = this;
    const { order } = this.sets;
    const { score, information } = this.evaluation;
    const shift = rows.reduce((most, j) => Math.max(most, eta[j]!), -Infinity);
    // For q chosen so far: the sum over choices of the product of risks, its gradient and second moments.
    const b = new Float64Array(d + 1);
    const g = new Float64Array((d + 1) * p);
    const h = new Float64Array((d + 1) * p * p);
    b[0] = 1;
    let seen = 0;
    for (const j of rows) {
      const r = Math.exp(eta[j]! - shift);
      const at = order[j]! * p;
      seen++;
      for (let q = Math.min(d, seen); q >= 1; q--) {
        const from = q - 1;
        for (let a = 0; a < p; a++) {
          const xa = x[at + a]!;
          for (let c = 0; c < p; c++) {
            const xc = x[at + c]!;
            h[(q * p + a) * p + c]! +=
              r * (h[(from * p + a) * p + c]! + xa * g[from * p + c]! + xc * g[from * p + a]! + xa * xc * b[from]!);
          }
        }
        for (let a = 0; a < p; a++) g[q * p + a]! += r * (g[from * p + a]! + x[at + a]! * b[from]!);
        b[q]! += r * b[from]!;
      }
    }
    const total = b[d]!;
    for (let a = 0; a < p; a++) {
      const mean = g[d * p + a]! / total;
      score[a]! -= mean;
      for (let c = 0; c < p; c++) {
        information[a * p + c]! += h[(d * p + a) * p + c]! / total - (mean * g[d * p + c]!) / total;
      }
    }
    return Math.log(total) + d * shift;
  }
}
