import { invertSymmetric, solveSymmetric } from '../linear-algebra/matrix.ts';
import type { Random } from '../random/random.ts';
import { gaussianDraw } from './gaussian-draw.ts';

/** Precision of a normal prior on every standardised coefficient: keeps them finite under perfect prediction. */
const PRIOR = 0.05;

/**
 * Fills missing categories from a multinomial logistic model (logistic for two) whose parameters are drawn from their
 * approximate posterior under a weak prior.
 *
 * @param codes    observed categories, 0..levels-1, length n
 * @param x        their predictors with an intercept in the first column, n x p row-major
 * @param missing  predictors of the rows to fill, m x p
 * @returns m codes
 * @source van Buuren S. Flexible Imputation of Missing Data, 2018, algorithms 3.5, 3.6; Gelman A et al. Ann Appl Stat
 *   2008;2:1360-1383 (weak priors against separation)
 */
export function drawCategories(
  codes: ArrayLike<number>,
  levels: number,
  x: Float64Array,
  missing: Float64Array,
  p: number,
  random: Random,
): Int32Array {
  const n = codes.length;
  const { standard, others } = standardised(x, missing, n, p);
  const q = (levels - 1) * p;
  let theta = new Float64Array(q);
  let at = posterior(theta, codes, levels, standard, n, p);
  for (let iteration = 0; iteration < 50; iteration++) {
    const step = solveSymmetric(at.information, q, at.score);
    let next = theta.map((b, j) => b + step[j]!);
    let candidate = posterior(next, codes, levels, standard, n, p);
    for (let k = 0; k < 20 && candidate.value < at.value; k++) {
      for (let j = 0; j < q; j++) step[j]! /= 2;
      next = theta.map((b, j) => b + step[j]!);
      candidate = posterior(next, codes, levels, standard, n, p);
    }
    const gain = candidate.value - at.value;
    theta = next;
    at = candidate;
    if (gain < 1e-8) break;
  }
  const drawn = gaussianDraw(theta, invertSymmetric(at.information, q, 1e-14), random);
  const chance = new Float64Array(levels);
  return Int32Array.from({ length: missing.length / p }, (_, i) => {
    probabilities(drawn, others, i, levels, p, chance);
    let rest = random.uniform();
    let level = 0;
    while (level < levels - 1 && rest > chance[level]!) rest -= chance[level++]!;
    return level;
  });
}

/** Columns centred and scaled by the observed rows; the intercept is left alone. */
function standardised(x: Float64Array, missing: Float64Array, n: number, p: number) {
  const standard = Float64Array.from(x);
  const others = Float64Array.from(missing);
  for (let j = 1; j < p; j++) {
    let [sum, squares] = [0, 0];
    for (let i = 0; i < n; i++) sum += x[i * p + j]!;
    const mean = sum / n;
    for (let i = 0; i < n; i++) squares += (x[i * p + j]! - mean) ** 2;
    const sd = Math.sqrt(squares / n) || 1;
    for (let i = 0; i < n; i++) standard[i * p + j] = (x[i * p + j]! - mean) / sd;
    for (let i = 0; i < missing.length / p; i++) others[i * p + j] = (missing[i * p + j]! - mean) / sd;
  }
  return { standard, others };
}

/** Probability of each level for row i; level 0 is the reference. */
function probabilities(
  theta: Float64Array,
  x: Float64Array,
  i: number,
  levels: number,
  p: number,
  chance: Float64Array,
): void {
  let largest = 0;
  chance[0] = 0;
  for (let l = 1; l < levels; l++) {
    let eta = 0;
    for (let j = 0; j < p; j++) eta += x[i * p + j]! * theta[(l - 1) * p + j]!;
    chance[l] = eta;
    largest = Math.max(largest, eta);
  }
  let sum = 0;
  for (let l = 0; l < levels; l++) {
    chance[l] = Math.exp(chance[l]! - largest);
    sum += chance[l]!;
  }
  for (let l = 0; l < levels; l++) chance[l]! /= sum;
}

function posterior(
  theta: Float64Array,
  codes: ArrayLike<number>,
  levels: number,
  x: Float64Array,
  n: number,
  p: number,
): { value: number; score: Float64Array; information: Float64Array } {
  const q = theta.length;
  const score = theta.map((b) => -PRIOR * b);
  const information = new Float64Array(q * q);
  let value = theta.reduce((sum, b) => sum - (PRIOR * b * b) / 2, 0);
  for (let j = 0; j < q; j++) information[j * q + j] = PRIOR;
  const chance = new Float64Array(levels);
  for (let i = 0; i < n; i++) {
    probabilities(theta, x, i, levels, p, chance);
    value += Math.log(chance[codes[i]!]!);
    for (let l = 1; l < levels; l++) {
      const residual = (codes[i] === l ? 1 : 0) - chance[l]!;
      for (let j = 0; j < p; j++) score[(l - 1) * p + j]! += residual * x[i * p + j]!;
      for (let k = 1; k < levels; k++) {
        const weight = chance[l]! * ((l === k ? 1 : 0) - chance[k]!);
        for (let j = 0; j < p; j++) {
          const weighted = weight * x[i * p + j]!;
          const at = ((l - 1) * p + j) * q + (k - 1) * p;
          for (let h = 0; h < p; h++) information[at + h]! += weighted * x[i * p + h]!;
        }
      }
    }
  }
  return { value, score, information };
}
