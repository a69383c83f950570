import { againstAll } from '../attribution/interventional.ts';
import { gaussLegendre, pointsFor } from '../attribution/quadrature.ts';
import { type LeafPath, leafPaths } from '../tree/paths.ts';
import { type Ensemble, margins, meanValues, type Rows, type Tree } from '../tree/tree.ts';
import { grouped, has, satisfied } from '../tree/turns.ts';

/** A leaf's path where the features of a group are one player: it takes the path when all of them do. */
function pathsOfGroups(tree: Tree, of: Int32Array): LeafPath[] {
  return leafPaths(tree).map((path) => {
    const players = [...new Set(Array.from(path.features, (j) => of[j]!))];
    const share = new Float64Array(players.length).fill(1);
    const asks: { readonly node: number; readonly left: boolean }[][] = players.map(() => []);
    path.features.forEach((j, k) => {
      const player = players.indexOf(of[j]!);
      share[player]! *= path.share[k]!;
      asks[player]!.push(...path.asks[k]!);
    });
    return { ...path, features: Int32Array.from(players), share, asks };
  });
}

/**
 * Exact Shapley values of groups of features of a sum of trees, the game where a group is known as a whole or not at all.
 * What its features bring together is its own, which a sum of their single values halves with others.
 *
 * @param of          group of each feature, 0..count-1
 * @param background  unknown groups take the values of these rows; without, they follow the training cover
 * @returns n x (count + 1), the baseline last; a row adds up to its margin
 * @source Jullum M et al. arXiv:2106.12228 (groups as players); the product game of a leaf as in `tree-game.ts`
 * @oracle the definition over all subsets of groups
 */
export function groupTrees(
  ensemble: Ensemble,
  rows: Rows,
  of: Int32Array,
  count: number,
  background?: Rows,
): Float64Array {
  const { n } = rows;
  const width = count + 1;
  const phi = new Float64Array(n * width);
  for (const tree of ensemble.trees) {
    for (const path of pathsOfGroups(tree, of)) {
      const d = path.features.length;
      if (d === 0) continue;
      const behind =
        background &&
        [...grouped(satisfied(tree, path, background))].map(
          ([mask, members]) => [mask, members.length / background.n] as const,
        );
      for (const [mask, members] of grouped(satisfied(tree, path, rows))) {
        const own = behind ? againstAll(d, path.value, mask, behind) : followingCover(path, mask);
        for (const i of members) path.features.forEach((g, k) => {
          phi[i * width + g]! += own[k]!;
        }); // biome-ignore format: one loop
      }
    }
  }
  const baseline = background
    ? margins(ensemble, background).reduce((sum, m) => sum + m, 0) / background.n
    : ensemble.trees.reduce((sum, tree) => sum + meanValues(tree)[0]!, ensemble.base);
  for (let i = 0; i < n; i++) phi[i * width + count] = baseline;
  return phi;
}

/** v (o_g - z_g) times the integral of the product over the other players; see `tree-game.ts`. */
function followingCover({ share, value }: LeafPath, mask: number): Float64Array {
  const d = share.length;
  const phi = new Float64Array(d);
  const { point, weight } = gaussLegendre(pointsFor(d));
  for (let q = 0; q < point.length; q++) {
    const t = point[q]!;
    for (let g = 0; g < d; g++) {
      let product = weight[q]! * value * ((has(mask, g) ? 1 : 0) - share[g]!);
      for (let h = 0; h < d; h++) if (h !== g) product *= share[h]! * (1 - t) + (has(mask, h) ? t : 0);
      phi[g]! += product;
    }
  }
  return phi;
}
