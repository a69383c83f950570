import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Part numbers 0 … k-1 of each row, balanced within the groups (setting and event). Deterministic by seed. */
export function balancedFolds(groups: readonly string[], k: number, seed: number): Int32Array {
  const generator = xoroshiro128plus(seed);
  const parts = new Int32Array(groups.length);
  const byGroup = new Map<string, number[]>();
  for (const [i, group] of groups.entries()) byGroup.set(group, [...(byGroup.get(group) ?? []), i]);
  let next = 0;
  for (const group of [...byGroup.keys()].sort()) {
    const rows = byGroup.get(group) as number[];
    for (let i = rows.length - 1; i > 0; i--) {
      const j = uniformInt(generator, 0, i);
      [rows[i], rows[j]] = [rows[j] as number, rows[i] as number];
    }
    for (const row of rows) parts[row] = next++ % k;
  }
  return parts;
}
