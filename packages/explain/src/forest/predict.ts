import { leafOf, type Rows } from '../tree/tree.ts';
import type { Forest } from './forest.ts';

/**
 * Cumulative hazard of any event for each row at every event time, averaged over trees: jumps are scattered, then summed
 * once. n x K.
 *
 * @param only  by tree and row: 1 = this tree counts for this row (out of bag); default all
 */
export function forestHazard(
  { trees, eventTime }: Forest,
  { n, p, x }: Rows,
  only?: readonly Uint8Array[],
): Float64Array {
  const K = eventTime.length;
  const cumulative = new Float64Array(n * K);
  const counted = new Int32Array(n);
  trees.forEach((tree, t) => {
    const { leafStart, event, hazard } = tree;
    for (let i = 0; i < n; i++) {
      if (only && only[t]![i] === 0) continue;
      counted[i]!++;
      const leaf = leafOf(tree, x, i * p);
      const base = i * K - 1;
      const end = leafStart[leaf + 1]!;
      for (let j = leafStart[leaf]!; j < end; j++) cumulative[base + event[j]!]! += hazard[j]!;
    }
  });
  for (let i = 0; i < n; i++) {
    const scale = 1 / Math.max(1, counted[i]!);
    let sum = 0;
    for (let at = i * K; at < (i + 1) * K; at++) {
      sum += cumulative[at]! * scale;
      cumulative[at] = sum;
    }
  }
  return cumulative;
}
