import { leafPaths } from '../tree/paths.ts';
import { type Ensemble, margins, type Rows } from '../tree/tree.ts';
import { grouped, has, satisfied } from '../tree/turns.ts';

/**
 * Exact interventional Shapley values: unknown features take the values of each background row in turn.
 *
 * @returns n x (p + 1): contribution of each feature, then the background's mean margin; a row adds up to its margin
 * @throws {RangeError} no background rows
 * @source Lundberg SM et al. Nat Mach Intell 2020;2:56-67; Janzing D et al. AISTATS 2020
 * @oracle the definition over all subsets (`textbook.testing.ts`)
 *
 * For one leaf a row and a background row matter only by which path features each satisfies: with a features satisfied
 * by the row alone and b by the background alone, each of the first gains v (a-1)! b! / (a+b)!, each of the second loses
 * v a! (b-1)! / (a+b)!, and nothing when neither satisfies some feature. Rows are grouped by what they satisfy.
 */
export function interventional(ensemble: Ensemble, rows: Rows, background: Rows): Float64Array {
  const { n, p } = rows;
  if (background.n === 0) throw new RangeError('interventional: no background rows');
  const width = p + 1;
  const phi = new Float64Array(n * width);
  for (const tree of ensemble.trees) {
    for (const path of leafPaths(tree)) {
      if (path.features.length === 0) continue;
      const behind = [...grouped(satisfied(tree, path, background))].map(
        ([mask, members]) => [mask, members.length / background.n] as const,
      );
      for (const [mask, members] of grouped(satisfied(tree, path, rows))) {
        const own = againstAll(path.features.length, path.value, mask, behind);
        for (const i of members) path.features.forEach((j, k) => {
          phi[i * width + j]! += own[k]!;
        }); // biome-ignore format: one loop
      }
    }
  }
  const baseline = margins(ensemble, background).reduce((sum, m) => sum + m, 0) / background.n;
  for (let i = 0; i < n; i++) phi[i * width + p] = baseline;
  return phi;
}

/** a! b! / (a + b + 1)! */
function beta(a: number, b: number): number {
  let value = 1 / (a + b + 1);
  for (let k = 1; k <= b; k++) value *= k / (a + k);
  return value;
}

/** What each path feature gains or loses for one row, against all background rows. */
export function againstAll(
  d: number,
  value: number,
  mask: number,
  behind: readonly (readonly [mask: number, share: number])[],
): Float64Array {
  const phi = new Float64Array(d);
  for (const [other, share] of behind) {
    let [row, ground, neither] = [0, 0, false];
    for (let k = 0; k < d && !neither; k++) {
      const [o, z] = [has(mask, k), has(other, k)];
      if (o && !z) row++;
      else if (z && !o) ground++;
      else neither = !o;
    }
    if (neither || row + ground === 0) continue;
    const gain = row > 0 ? value * share * beta(row - 1, ground) : 0;
    const loss = ground > 0 ? value * share * beta(row, ground - 1) : 0;
    for (let k = 0; k < d; k++) {
      const [o, z] = [has(mask, k), has(other, k)];
      if (o && !z) phi[k]! += gain;
      else if (z && !o) phi[k]! -= loss;
    }
  }
  return phi;
}
