import { groupTrees } from '../groups/group-trees.ts';
import type { Rows } from '../tree/tree.ts';
import { attribute, ensembleOf, type SurvivalModel } from './survival-model.ts';

/**
 * What each group of features contributes to the risk of each row, exactly: Shapley values with groups as players.
 *
 * @param of          group of each feature, 0..count-1
 * @param background  unknown groups take the values of these rows
 * @returns n x (count + 1), the baseline last
 */
export function attributeGroups(
  model: SurvivalModel,
  rows: Rows,
  of: Int32Array,
  count: number,
  background?: Rows,
): Float64Array {
  if (model.kind === 'stack') {
    const width = count + 1;
    const total = new Float64Array(rows.n * width);
    for (let i = 0; i < rows.n; i++) total[i * width + count] = model.base;
    for (const { weight, model: member } of model.members) {
      if (weight === 0) continue;
      const own = attributeGroups(member, rows, of, count, background);
      for (let k = 0; k < total.length; k++) total[k]! += weight * own[k]!;
    }
    return total;
  }
  if (model.kind === 'causes') return attributeGroups(model.models[model.interest - 1]!, rows, of, count, background);
  const ensemble = ensembleOf(model);
  if (ensemble) return groupTrees(ensemble, rows, of, count, background);
  // A sum over features, and over pairs that are halved or, within a group, whole: groups get the sum of their features.
  const { contributions, interventional } = attribute(model, rows, { background });
  return summed(interventional ?? contributions, rows.n, of, count);
}

/** Sums of columns by group, the last column apart. */
function summed(phi: Float64Array, n: number, of: Int32Array, count: number): Float64Array {
  const [from, to] = [of.length + 1, count + 1];
  const sum = new Float64Array(n * to);
  for (let i = 0; i < n; i++) {
    of.forEach((g, j) => {
      sum[i * to + g]! += phi[i * from + j]!;
    });
    sum[i * to + count] = phi[i * from + of.length]!;
  }
  return sum;
}
