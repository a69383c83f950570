import { cholesky, choleskyInverse, choleskySolve } from '../linear-algebra/cholesky.ts';
import type { Evaluation } from './partial-likelihood.ts';

export interface NewtonOptions {
  /** Relative change of the log-likelihood at which it stops, default 1e-9. */
  readonly tolerance?: number;
  readonly maximumIterations?: number;
  /** Longest step, see `trustRadius`. */
  readonly radius: number;
}

export interface Maximum {
  readonly beta: Float64Array;
  readonly logLikelihoodAtStart: number;
  readonly logLikelihood: number;
  /** Score test of the start: u' I^-1 u. */
  readonly scoreTest: number;
  readonly score: Float64Array;
  /** Inverse of the information at beta; zero rows where a column is a combination of those before it. */
  readonly variance: Float64Array;
  readonly rank: number;
  readonly iterations: number;
  readonly converged: boolean;
}

const finite = (values: Float64Array): boolean => values.every(Number.isFinite);

/** Below this the information of a column brought to size one is rounding: nobody at risk together differs in it. */
const NOTHING = 1e-14;

/** A copy of the information in which what is only rounding is zero. */
function withoutRounding(information: Float64Array, p: number): Float64Array {
  const copy = Float64Array.from(information);
  for (let j = 0; j < p; j++) if (copy[j * p + j]! < NOTHING) copy[j * p + j] = 0;
  return copy;
}

/**
 * Maximises a log-likelihood by Newton-Raphson from zero within a trust region, with R's steps and R's stopping rule.
 *
 * @param evaluate  the returned evaluation may be the same object each time
 * @oracle R survival::coxph
 */
export function maximise(evaluate: (beta: Float64Array) => Evaluation, p: number, options: NewtonOptions): Maximum {
  const { tolerance = 1e-9, maximumIterations = 20 } = options;
  let { radius } = options;
  let beta = new Float64Array(p);
  const first = evaluate(beta);
  const logLikelihoodAtStart = first.logLikelihood;
  let best = logLikelihoodAtStart;
  let score = Float64Array.from(first.score);
  let ldl = withoutRounding(first.information, p);
  let rank = cholesky(ldl, p);
  let step = choleskySolve(ldl, p, Float64Array.from(score));
  const scoreTest = score.reduce((sum, u, j) => sum + u * step[j]!, 0);
  let iterations = 1;
  // Nothing to climb: no covariates, no events, or constant columns only.
  let converged = p === 0 || (rank === 0 && finite(score));
  for (; !converged && Number.isFinite(best) && iterations <= maximumIterations; iterations++) {
    if (iterations > 1) step = choleskySolve(ldl, p, Float64Array.from(score));
    const length = Math.hypot(...step);
    let gain = 0;
    const constrained = !(length < radius);
    if (constrained) {
      const size = Math.hypot(...score);
      for (let j = 0; j < p; j++) step[j] = (score[j]! * radius) / size;
      let [rise, bend] = [0, 0];
      for (let i = 0; i < p; i++) {
        rise += step[i]! * score[i]!;
        let sum = step[i]!;
        for (let j = i + 1; j < p; j++) sum += step[j]! * ldl[j * p + i]!;
        bend += sum * sum * ldl[i * p + i]!;
      }
      // So far along the gradient the parabola lies below its start: stop at its top, where a gain is still foreseen.
      const share = rise > bend / 2 ? 1 : rise / bend;
      if (share < 1) for (let j = 0; j < p; j++) step[j] = step[j]! * share;
      gain = share * (rise - (share * bend) / 2);
    } else for (let j = 0; j < p; j++) gain += (step[j]! * score[j]!) / 2;
    const next = beta.map((b, j) => b + step[j]!);
    const found = evaluate(next);
    const usable = Number.isFinite(found.logLikelihood) && finite(found.score) && finite(found.information);
    if (usable && Math.abs(1 - best / found.logLikelihood) <= tolerance) {
      beta = next;
      best = found.logLikelihood;
      score = Float64Array.from(found.score);
      ldl = withoutRounding(found.information, p);
      rank = cholesky(ldl, p);
      converged = true;
      break;
    }
    const ratio = (found.logLikelihood - best) / gain;
    if (!usable || !(ratio >= 0.25)) radius /= 4;
    else if (ratio > 0.75) radius *= 2;
    if (usable && ratio > 0.1) {
      beta = next;
      best = found.logLikelihood;
      score = Float64Array.from(found.score);
      ldl = withoutRounding(found.information, p);
      rank = cholesky(ldl, p);
    }
  }
  return {
    beta,
    logLikelihoodAtStart,
    logLikelihood: best,
    scoreTest,
    score,
    variance: choleskyInverse(ldl, p),
    rank,
    iterations: Math.min(iterations, maximumIterations),
    converged,
  };
}
