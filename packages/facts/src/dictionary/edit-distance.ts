/**
 * Edits (insert, delete, replace, swap of neighbours) that turn one short text into another, or `limit + 1` when there
 * are more. O(length x limit).
 * @source Damerau-Levenshtein distance in its restricted form (optimal string alignment)
 */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const now = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      let least = Math.min(
        (last[column] as number) + 1,
        (now[column - 1] as number) + 1,
        (last[column - 1] as number) + (same ? 0 : 1),
      );
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) least = Math.min(least, (beforeLast[column - 2] as number) + 1);
      now.push(least);
    }
    if (Math.min(...now) > limit) return limit + 1;
    [beforeLast, last] = [last, now];
  }
  return Math.min(last[b.length] as number, limit + 1);
}

/**
 * What may have been meant by a mistyped name: the candidates fewest edits away, at most two and at most a third of its length.
 * @returns none, one, or several that are as near
 */
export function nearest(wrong: string, candidates: readonly string[]): readonly string[] {
  const word = wrong.slice(0, 40).toLowerCase();
  const limit = Math.min(2, Math.floor(word.length / 3));
  const scored = [...new Set(candidates)].map((name) => [name, editDistance(word, name.toLowerCase(), limit)] as const);
  const least = Math.min(limit, ...scored.map(([, edits]) => edits));
  return scored.filter(([, edits]) => edits <= least).map(([name]) => name);
}
