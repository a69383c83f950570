import { CoxLoss, countUpTo } from '../hazard/cox-loss.ts';
import type { TrainingTable } from '../table/training-table.ts';
import { leafOf, type Tree } from '../tree/tree.ts';

/**
 * What each leaf says of the hazard, by node: log of the events over those expected of its patients at everyone's hazard,
 * one event added to both, so that a leaf of few says little. Averaged over trees it is a log hazard ratio that adds up.
 *
 * @source LeBlanc M, Crowley J. Biometrics 1992;48:411-425 (the one-step estimate of a leaf's relative risk)
 */
export function leafLogRatios(trees: readonly Tree[], table: TrainingTable, cause?: number): Float64Array[] {
  const { rows, time, event, start, weights } = table;
  const { n, p, x } = rows;
  const { time: at, hazard } = new CoxLoss({ ...table, strata: undefined }, cause).baseline(new Float64Array(n))[0]!;
  const upTo = (t: number): number => {
    const k = countUpTo(at, t);
    return k === 0 ? 0 : hazard[k - 1]!;
  };
  const expected = Float64Array.from(time, (t, i) => upTo(t) - (start ? upTo(start[i]!) : 0));
  return trees.map((tree) => {
    const seen = new Float64Array(tree.feature.length).fill(1);
    const awaited = new Float64Array(tree.feature.length).fill(1);
    for (let i = 0; i < n; i++) {
      const leaf = leafOf(tree, x, i * p);
      const w = weights ? weights[i]! : 1;
      if (cause === undefined ? event[i]! > 0 : event[i] === cause) seen[leaf]! += w;
      awaited[leaf]! += w * expected[i]!;
    }
    return seen.map((d, node) => (tree.feature[node]! < 0 ? Math.log(d / awaited[node]!) : 0));
  });
}
