export const ADJUSTMENTS = ['holm', 'bh', 'bonferroni', 'hochberg', 'by', 'none'] as const;
export type Adjustment = (typeof ADJUSTMENTS)[number];

/**
 * p values adjusted for their number; one that is NaN stays so and does not count.
 *
 * @source Holm S. Scand J Stat 1979;6:65-70; Benjamini Y, Hochberg Y. J R Stat Soc B 1995;57:289-300
 * @oracle R stats::p.adjust
 */
export function adjustP(all: readonly number[], method: Adjustment): number[] {
  const known = [...all.keys()].filter((i) => !Number.isNaN(all[i]!));
  if (known.length < all.length) {
    const adjusted = adjustP(
      known.map((i) => all[i]!),
      method,
    );
    const made = all.map(() => Number.NaN);
    known.forEach((i, k) => {
      made[i] = adjusted[k]!;
    });
    return made;
  }
  const p = all;
  const m = p.length;
  if (method === 'none') return [...p];
  if (method === 'bonferroni') return p.map((value) => Math.min(1, value * m));
  const up = [...p.keys()].sort((a, b) => p[a]! - p[b]!);
  const adjusted = new Array<number>(m);
  if (method === 'holm') {
    let largest = 0;
    up.forEach((i, rank) => {
      largest = Math.max(largest, (m - rank) * p[i]!);
      adjusted[i] = Math.min(1, largest);
    });
    return adjusted;
  }
  const harmonic = p.reduce((sum, _, k) => sum + 1 / (k + 1), 0);
  let least = 1;
  for (let rank = m; rank >= 1; rank--) {
    const i = up[rank - 1]!;
    const factor = method === 'hochberg' ? m - rank + 1 : (m / rank) * (method === 'by' ? harmonic : 1);
    least = Math.min(least, factor * p[i]!);
    adjusted[i] = least;
  }
  return adjusted;
}
