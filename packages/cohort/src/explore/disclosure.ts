/** How few people may be told apart; the centre's own numbers. */
export interface DisclosureLimit {
  /** A group of fewer patients is not shown. */
  readonly leastShown: number;
  /** A curve stops where fewer are at risk. */
  readonly leastAtRisk: number;
}

/** A count, or null where it is hidden. */
export type ShownCount = number | null;

/**
 * Counts of the levels of one dimension, whose sum is known to the reader, with the small ones hidden: and others beside them,
 * until no hidden one follows from the sum. Afterwards nothing is hidden, or two or more are, and together they are not few.
 * A count of zero shows nobody. Which of the hidden ones was small is not told.
 *
 * @param last  levels that are hidden only when no other can be: how many are not known says nothing about a person
 */
export function shownCounts(
  counts: ArrayLike<number>,
  leastShown: number,
  last: ReadonlySet<number> = new Set(),
): readonly ShownCount[] {
  const all = Array.from(counts);
  const few = (count: number): boolean => count > 0 && count < leastShown;
  const hidden = new Set(all.flatMap((count, index) => (few(count) && !last.has(index) ? [index] : [])));
  if (hidden.size === 0) return all;
  const sum = (): number => [...hidden].reduce((total, index) => total + (all[index] as number), 0);
  const others = all
    .map((count, index) => ({ count, index }))
    .filter(({ count, index }) => count > 0 && !hidden.has(index))
    .sort((a, b) => Number(last.has(a.index)) - Number(last.has(b.index)) || a.count - b.count || a.index - b.index);
  while ((hidden.size < 2 || sum() < leastShown) && others.length > 0)
    hidden.add((others.shift() as { index: number }).index);
  return all.map((count, index) => (hidden.has(index) ? null : count));
}

/**
 * The same where the reader knows two sums: that of the levels a filter takes, and that of those it leaves out.
 *
 * @param taken  indices of the levels that the filter takes
 */
export function shownCountsOfFilter(
  counts: ArrayLike<number>,
  taken: ReadonlySet<number>,
  leastShown: number,
  last: ReadonlySet<number> = new Set(),
): readonly ShownCount[] {
  const part = (inside: boolean): Int32Array =>
    Int32Array.from({ length: counts.length }, (_, index) =>
      taken.has(index) === inside ? (counts[index] as number) : 0,
    );
  const [inside, outside] = [shownCounts(part(true), leastShown, last), shownCounts(part(false), leastShown, last)];
  return Array.from(inside, (count, index) => (taken.has(index) ? count : (outside[index] as ShownCount)));
}

/** Why a cohort is not shown: it is too small, or so large that who is left out could be worked out by subtraction. */
export type Undisclosed = { readonly why: 'tooFew' } | { readonly why: 'leavesOutFew'; readonly filter: string };

/** @param leftOut  how many each filter alone leaves out */
export function undisclosed(n: number, leftOut: ReadonlyMap<string, number>, leastShown: number): Undisclosed | null {
  if (n < leastShown) return { why: 'tooFew' };
  for (const [filter, count] of leftOut) if (count > 0 && count < leastShown) return { why: 'leavesOutFew', filter };
  return null;
}
