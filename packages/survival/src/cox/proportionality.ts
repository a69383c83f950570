import { waldStatistic } from '../linear-algebra/matrix.ts';
import { ascending } from '../order/ascending.ts';
import { countUpTo } from '../product-limit/at-times.ts';
import { curveOf } from '../product-limit/product-limit.ts';
import type { CoxFit, Test } from './fit.ts';
import { PartialLikelihood } from './partial-likelihood.ts';

/** The g(t) of the alternative beta(t) = beta + gamma g(t). */
export const TRANSFORMS = ['km', 'identity', 'rank', 'log'] as const;
export type Transform = (typeof TRANSFORMS)[number];

/** g at each distinct time, as a function; `rank` is the average rank among all times. */
function transformOf(fit: CoxFit, transform: Transform): (t: number) => number {
  const { survival } = fit.data;
  switch (transform) {
    case 'identity':
      return (t) => t;
    case 'log':
      return Math.log;
    case 'km': {
      const curve = curveOf(survival);
      return (t) => {
        const k = countUpTo(curve.time, t, true);
        return k === 0 ? 0 : 1 - curve.survival[k - 1]!;
      };
    }
    case 'rank': {
      const sorted = Float64Array.from(ascending(survival.time), (i) => survival.time[i]!);
      return (t) => (countUpTo(sorted, t, true) + 1 + countUpTo(sorted, t)) / 2;
    }
  }
}

export interface Proportionality {
  readonly terms: readonly { readonly term: number; readonly test: Test }[];
  readonly global: Test;
}

/**
 * Score tests of proportional hazards, one per term and one for all: is beta constant, or beta + gamma g(t)?
 *
 * @param termOf  the term of each column, which are tested together
 * @source Grambsch PM, Therneau TM. Biometrika 1994;81:515-526, as the exact score test
 * @oracle R survival::cox.zph (3.0 and later)
 */
export function proportionality(fit: CoxFit, termOf: readonly number[], transform: Transform): Proportionality {
  const { data, sets, coefficients, means } = fit;
  const { weights, offset, survival } = data;
  const kept = Array.from(coefficients.keys()).filter((j) => !Number.isNaN(coefficients[j]!));
  const p = kept.length;
  const n = fit.n;
  const x = new Float64Array(n * p);
  for (let i = 0; i < n; i++)
    kept.forEach((j, c) => {
      x[i * p + c] = data.x[i * data.p + j]! - means[j]!;
    });
  const g = transformOf(fit, transform);
  let total = 0;
  survival.time.forEach((t, i) => {
    if (survival.status[i]! > 0) total += g(t);
  });
  const centre = total / fit.events;
  const byDeath = sets.deathTime.map((t) => g(t) - centre);
  const centredOffset = offset?.map((o) => o - fit.offsetMean);
  const ties = fit.ties === 'exact' ? 'breslow' : fit.ties;
  const likelihood = new PartialLikelihood(sets, { x, p }, { ties, weights, offset: centredOffset });
  likelihood.evaluate(Float64Array.from(kept, (j) => coefficients[j]!));
  const plain = likelihood.evaluation.information;
  const once = likelihood.weightedByTime(byDeath);
  const twice = likelihood.weightedByTime(byDeath.map((v) => v * v));
  likelihood.release();
  const testOf = (columns: readonly number[]): Test => {
    const size = p + columns.length;
    const information = new Float64Array(size * size);
    const u = new Float64Array(size);
    for (let a = 0; a < p; a++) for (let b = 0; b < p; b++) information[a * size + b] = plain[a * p + b]!;
    columns.forEach((column, q) => {
      const row = p + q;
      u[row] = once.score[column]!;
      for (let a = 0; a < p; a++) {
        information[a * size + row] = once.information[a * p + column]!;
        information[row * size + a] = once.information[a * p + column]!;
      }
      columns.forEach((other, r) => {
        information[row * size + p + r] = twice.information[column * p + other]!;
      });
    });
    return { statistic: waldStatistic(scaledToUnit(information, size, u), size, u).statistic, df: columns.length };
  };
  const terms = [...new Set(kept.map((j) => termOf[j]!))];
  return {
    terms: terms.map((term) => ({
      term,
      test: testOf(kept.flatMap((j, c) => (termOf[j] === term ? [c] : []))),
    })),
    global: testOf(kept.map((_, c) => c)),
  };
}

/** Brings a matrix to a unit diagonal and the vector along with it, so that no column is lost to its units. */
function scaledToUnit(matrix: Float64Array, size: number, vector: Float64Array): Float64Array {
  const scale = Array.from({ length: size }, (_, a) =>
    matrix[a * size + a]! > 0 ? 1 / Math.sqrt(matrix[a * size + a]!) : 1,
  );
  for (let a = 0; a < size; a++) {
    vector[a]! *= scale[a]!;
    for (let b = 0; b < size; b++) matrix[a * size + b]! *= scale[a]! * scale[b]!;
  }
  return matrix;
}
