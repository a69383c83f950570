/**
 * A binary decision tree as parallel arrays, one entry a node; node 0 is the root and children come after their parents.
 *
 * A row goes left when its value is below the threshold, and where `missingLeft` says when the value is missing (NaN).
 */
export interface Tree {
  /** Index of the feature a node asks for; -1 marks a leaf. */
  readonly feature: Int32Array;
  readonly threshold: Float64Array;
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly missingLeft: Uint8Array;
  /** What a leaf adds to the margin. */
  readonly value: Float64Array;
  /** Weight of the training rows that came by, of leaves and inner nodes; >= 0. */
  readonly cover: Float64Array;
}

/** A sum of trees: margin = base + sum of the leaves a row falls into. */
export interface Ensemble {
  readonly trees: readonly Tree[];
  readonly base: number;
  /** Number of features. */
  readonly p: number;
}

/** Rows of numbers, n x p row-major; NaN = missing. */
export interface Rows {
  readonly n: number;
  readonly p: number;
  readonly x: Float64Array;
}

/** @throws {RangeError} the values are not n rows of p */
export function rowsFrom(values: readonly ArrayLike<number>[], p: number): Rows {
  const x = new Float64Array(values.length * p);
  values.forEach((row, i) => {
    if (row.length !== p) throw new RangeError(`rowsFrom: a row of ${row.length} values, ${p} features`);
    x.set(Array.from(row), i * p);
  });
  return { n: values.length, p, x };
}

/** Does the row that starts at `at` go left at the node? */
export const goesLeft = (tree: Tree, node: number, x: Float64Array, at: number): boolean => {
  const value = x[at + tree.feature[node]!]!;
  return Number.isNaN(value) ? tree.missingLeft[node] === 1 : value < tree.threshold[node]!;
};

/** The leaf of the row that starts at `at`. */
export function leafOf(tree: Tree, x: Float64Array, at: number): number {
  let node = 0;
  while (tree.feature[node]! >= 0) node = goesLeft(tree, node, x, at) ? tree.left[node]! : tree.right[node]!;
  return node;
}

/** Margin of each row. */
export function margins({ trees, base }: Ensemble, { n, p, x }: Rows): Float64Array {
  const margin = new Float64Array(n).fill(base);
  for (const tree of trees) for (let i = 0; i < n; i++) margin[i]! += tree.value[leafOf(tree, x, i * p)]!;
  return margin;
}

/** Mean value of what is below each node, every branch weighted by its cover. Entry 0 is the tree's expected value. */
export function meanValues(tree: Tree): Float64Array {
  const mean = Float64Array.from(tree.value);
  for (let node = mean.length - 1; node >= 0; node--) {
    if (tree.feature[node]! < 0) continue;
    const [l, r] = [tree.left[node]!, tree.right[node]!];
    mean[node] = share(tree, node, l) * mean[l]! + share(tree, node, r) * mean[r]!;
  }
  return mean;
}

/** Share of a node's cover that goes to one of its children; a node nobody came by sends half each way. */
export const share = (tree: Tree, node: number, child: number): number =>
  tree.cover[node]! > 0 ? tree.cover[child]! / tree.cover[node]! : 0.5;
