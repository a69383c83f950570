import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shownCounts, shownCountsOfFilter, undisclosed } from './disclosure.ts';

const K = 10;
const anyCounts = fc.array(fc.oneof(fc.nat(25), fc.nat(400)), { minLength: 1, maxLength: 12 });
const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

/** What is hidden as whoever knows the sum sees it: how many, and how much together. */
function hiddenOf(counts: readonly number[], shown: readonly (number | null)[]) {
  const hidden = counts.filter((_, index) => shown[index] === null);
  return { count: hidden.length, together: sum(hidden) };
}

describe('counts that are shown', () => {
  it.each([
    ['none is small', [20, 30], [20, 30]],
    ['nobody is nobody', [20, 0, 30], [20, 0, 30]],
    ['one small: the smallest beside it is hidden with it', [40, 3, 12], [40, null, null]],
    ['two small, together enough', [40, 7, 6], [40, null, null]],
    ['two small, together still few: a third', [40, 2, 3, 15], [40, null, null, null]],
    ['one small and one other: nothing can be told', [4, 90], [null, null]],
  ])('%s', (_, counts, expected) => expect(shownCounts(counts, K)).toEqual(expected));
  it('how many are not known is hidden only when nothing else can be', () => {
    expect(shownCounts([40, 3, 12], K, new Set([2]))).toEqual([null, null, 12]);
    expect(shownCounts([40, 50, 3], K, new Set([2]))).toEqual([40, 50, 3]);
    expect(shownCounts([3, 50], K, new Set([1]))).toEqual([null, null]);
  });
  it('no small number is shown, and none follows from the sum', () =>
    fc.assert(
      fc.property(anyCounts, (counts) => {
        const shown = shownCounts(counts, K);
        for (const count of shown) if (count !== null) expect(count === 0 || count >= K).toBe(true);
        const { count, together } = hiddenOf(counts, shown);
        if (sum(counts) >= K) expect(count === 0 || (count >= 2 && together >= K)).toBe(true);
      }),
    ));
  it('nor from what a filter takes and what it leaves out, unless all that it takes or leaves out is small', () =>
    fc.assert(
      fc.property(anyCounts, fc.infiniteStream(fc.boolean()), (counts, choose) => {
        const taken = new Set(counts.flatMap((_, index) => (choose.next().value ? [index] : [])));
        const shown = shownCountsOfFilter(counts, taken, K);
        for (const inside of [true, false]) {
          const part = counts.filter((_, index) => taken.has(index) === inside);
          const partShown = shown.filter((_, index) => taken.has(index) === inside);
          const { count, together } = hiddenOf(part, partShown);
          if (sum(part) >= K) expect(count === 0 || (count >= 2 && together >= K)).toBe(true);
        }
      }),
    ));
});

describe('a cohort is not shown', () => {
  it('when it is small', () => expect(undisclosed(9, new Map(), K)).toEqual({ why: 'tooFew' }));
  it('when a filter leaves out so few that they would follow by subtraction', () =>
    expect(undisclosed(200, new Map([['sex', 0], ['crs', 3]]), K)).toEqual({ why: 'leavesOutFew', filter: 'crs' })); // biome-ignore format: pairs
  it('else it is', () => expect(undisclosed(10, new Map([['sex', 10]]), K)).toBeNull());
});
