import { leafPaths } from '../tree/paths.ts';
import type { Rows } from '../tree/tree.ts';
import { grouped, has, satisfied } from '../tree/turns.ts';
import { gaussLegendre, pointsFor } from './quadrature.ts';
import type { TreeExplainer } from './tree-shap.ts';

/**
 * Exact path-dependent Shapley interaction values: for each row the symmetric (p + 1) x (p + 1) matrix, row-major. What
 * two features bring together is halved between [i, j] and [j, i]; the diagonal holds what a feature brings alone, the
 * last entry the baseline. Rows of the matrix add up to the contributions, all of it to the margin.
 *
 * @returns n x (p + 1)^2
 * @source Lundberg SM et al. Nat Mach Intell 2020;2:56-67; Fujimoto K et al. Games Econ Behav 2006;55:72-99
 * @oracle xgboost 1.7 pred_interactions; the definition over all subsets
 *
 * By the integral of `tree-game.ts`: for a leaf, what i and j bring together is
 * v (o_i - z_i)(o_j - z_j) times the integral of the product over the other features.
 */
export function interactions(explainer: TreeExplainer, rows: Rows): Float64Array {
  const { n, p } = rows;
  const width = p + 1;
  const matrix = new Float64Array(n * width * width);
  for (const tree of explainer.ensemble.trees) {
    for (const path of leafPaths(tree)) {
      const d = path.features.length;
      if (d < 2) continue;
      const rule = gaussLegendre(pointsFor(d - 1));
      for (const [mask, members] of grouped(satisfied(tree, path, rows))) {
        const together = pairs(path.share, mask, path.value, rule.point, rule.weight);
        if (!together) continue;
        for (const i of members) {
          const at = i * width * width;
          for (let a = 0; a < d; a++) {
            for (let b = 0; b < a; b++) {
              const value = together[a * d + b]!;
              const [f, g] = [path.features[a]!, path.features[b]!];
              matrix[at + f * width + g]! += value;
              matrix[at + g * width + f]! += value;
            }
          }
        }
      }
    }
  }
  const phi = explainer.contributions(rows);
  for (let i = 0; i < n; i++) {
    const at = i * width * width;
    for (let j = 0; j < width; j++) {
      let rest = phi[i * width + j]!;
      for (let k = 0; k < p; k++) rest -= matrix[at + j * width + k]!;
      matrix[at + j * width + j] = rest;
    }
  }
  return matrix;
}

/** Half of what each pair of path features brings together, d x d (lower triangle); undefined when nothing does. */
function pairs(
  share: Float64Array,
  mask: number,
  value: number,
  point: Float64Array,
  weight: Float64Array,
): Float64Array | undefined {
  const d = share.length;
  for (let k = 0; k < d; k++) if (share[k] === 0 && !has(mask, k)) return undefined;
  const together = new Float64Array(d * d);
  const ratio = new Float64Array(d);
  for (let q = 0; q < point.length; q++) {
    const t = point[q]!;
    let product = (weight[q]! * value) / 2;
    for (let k = 0; k < d; k++) {
      const taken = has(mask, k) ? 1 : 0;
      const factor = share[k]! * (1 - t) + taken * t;
      product *= factor;
      ratio[k] = (taken - share[k]!) / factor;
    }
    for (let a = 1; a < d; a++) {
      for (let b = 0; b < a; b++) together[a * d + b]! += product * ratio[a]! * ratio[b]!;
    }
  }
  return together;
}
