import type { LeafPath } from './paths.ts';
import { goesLeft, type Rows, type Tree } from './tree.ts';

/**
 * Which features of a leaf's path each row satisfies, as a sum of powers of two (feature k of the path is 2^k).
 *
 * @throws {RangeError} more than 52 distinct features on the path
 */
export function satisfied(tree: Tree, path: LeafPath, { n, p, x }: Rows): Float64Array {
  if (path.asks.length > 52) throw new RangeError(`satisfied: ${path.asks.length} features on one path`);
  const mask = new Float64Array(n);
  path.asks.forEach((asks, k) => {
    const bit = 2 ** k;
    for (let i = 0; i < n; i++) {
      if (asks.every(({ node, left }) => goesLeft(tree, node, x, i * p) === left)) mask[i]! += bit;
    }
  });
  return mask;
}

/** Rows with the same value, in groups. */
export function grouped(values: Float64Array): Map<number, number[]> {
  const groups = new Map<number, number[]>();
  values.forEach((value, i) => {
    const own = groups.get(value);
    if (own) own.push(i);
    else groups.set(value, [i]);
  });
  return groups;
}

/** Is feature k in the set? */
export const has = (mask: number, k: number): boolean => Math.floor(mask / 2 ** k) % 2 === 1;
