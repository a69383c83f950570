import { type Ensemble, goesLeft, leafOf, share, type Tree } from '../tree/tree.ts';

/** What a tree is expected to answer when only some features are known: unknown ones follow the cover. */
function expectation(tree: Tree, x: Float64Array, known: (feature: number) => boolean, node = 0): number {
  const feature = tree.feature[node]!;
  if (feature < 0) return tree.value[node]!;
  const [l, r] = [tree.left[node]!, tree.right[node]!];
  if (known(feature)) return expectation(tree, x, known, goesLeft(tree, node, x, 0) ? l : r);
  return share(tree, node, l) * expectation(tree, x, known, l) + share(tree, node, r) * expectation(tree, x, known, r);
}

/** Value of the game for each set of players, as a bit mask: path-dependent, or against background rows. */
function game(
  { trees, base }: Ensemble,
  x: Float64Array,
  players: number,
  playerOf: (feature: number) => number,
  background?: readonly Float64Array[],
): Float64Array {
  return Float64Array.from({ length: 1 << players }, (_, set) => {
    const known = (feature: number): boolean => ((set >> playerOf(feature)) & 1) === 1;
    if (!background) return trees.reduce((sum, tree) => sum + expectation(tree, x, known), base);
    const mixed = background.map((row) => row.map((value, j) => (known(j) ? x[j]! : value)));
    const sum = (row: Float64Array): number =>
      trees.reduce((total, tree) => total + tree.value[leafOf(tree, row, 0)]!, base);
    return mixed.reduce((total, row) => total + sum(row), 0) / background.length;
  });
}

const size = (set: number): number => {
  let bits = 0;
  for (let rest = set; rest > 0; rest >>= 1) bits += rest & 1;
  return bits;
};
const factorial = (k: number): number => (k <= 1 ? 1 : k * factorial(k - 1));

/** Shapley values by the definition, over all 2^p sets; the value of the empty set last. */
export const shapley = (ensemble: Ensemble, x: Float64Array, background?: readonly Float64Array[]): number[] =>
  shapleyOfGroups(
    ensemble,
    x,
    Int32Array.from({ length: ensemble.p }, (_, j) => j),
    ensemble.p,
    background,
  );

/** The same with groups as players, of[j] the group of feature j. */
export function shapleyOfGroups(
  ensemble: Ensemble,
  x: Float64Array,
  of: Int32Array,
  p: number,
  background?: readonly Float64Array[],
): number[] {
  const value = game(ensemble, x, p, (j) => of[j]!, background);
  const phi = Array.from({ length: p }, (_, j) => {
    let sum = 0;
    for (let set = 0; set < 1 << p; set++) {
      if ((set >> j) & 1) continue;
      const s = size(set);
      sum += ((factorial(s) * factorial(p - s - 1)) / factorial(p)) * (value[set | (1 << j)]! - value[set]!);
    }
    return sum;
  });
  return [...phi, value[0]!];
}

/** Shapley interaction values by the definition, halved between the two; the diagonal holds the rest. (p + 1)^2. */
export function shapleyInteractions(ensemble: Ensemble, x: Float64Array): number[][] {
  const { p } = ensemble;
  const value = game(ensemble, x, p, (j) => j);
  const phi = shapley(ensemble, x);
  const matrix = Array.from({ length: p + 1 }, () => new Array<number>(p + 1).fill(0));
  for (let i = 0; i < p; i++) {
    for (let j = 0; j < p; j++) {
      if (i === j) continue;
      let sum = 0;
      for (let set = 0; set < 1 << p; set++) {
        if ((set >> i) & 1 || (set >> j) & 1) continue;
        const s = size(set);
        const [a, b] = [1 << i, 1 << j];
        const both = value[set | a | b]! - value[set | a]! - value[set | b]! + value[set]!;
        sum += ((factorial(s) * factorial(p - s - 2)) / (2 * factorial(p - 1))) * both;
      }
      matrix[i]![j] = sum;
    }
  }
  for (let i = 0; i < p; i++) matrix[i]![i] = phi[i]! - matrix[i]!.reduce((sum, v) => sum + v, 0);
  matrix[p]![p] = phi[p]!;
  return matrix;
}
