import { describe, expect, it } from 'vitest';
import { compareRestrictedMeans, restrictedMean } from './restricted-mean.ts';

describe('restricted mean survival time', () => {
  it('without censoring: the mean of the times cut at tau', () => {
    const { mean, se } = restrictedMean([1, 2, 3, 10], [1, 1, 1, 1], 4);
    expect(mean).toBeCloseTo((1 + 2 + 3 + 4) / 4, 14);
    // The standard error of a mean, with divisor n.
    const squares = [1, 2, 3, 4].reduce((sum, t) => sum + (t - 2.5) ** 2, 0);
    expect(se).toBeCloseTo(Math.sqrt(squares) / 4, 12);
  });
  it('by hand with one censored', () => {
    // S is 1 to 1, 2/3 to 3, 0 after: 1 + 2/3 * 2.
    expect(restrictedMean([1, 2, 3], [1, 0, 1], 5).mean).toBeCloseTo(1 + 4 / 3, 14);
    expect(restrictedMean([1, 2, 3], [0, 0, 0], 5)).toEqual({ mean: 5, se: 0 });
  });
  it('two equal groups differ by nothing', () => {
    const one = restrictedMean([1, 2, 3, 4, 5], [1, 0, 1, 1, 0], 4);
    const { difference, ratio, lostRatio } = compareRestrictedMeans(one, one, 4);
    expect(difference.est).toBe(0);
    expect(difference.p).toBe(1);
    expect(ratio.est).toBe(1);
    expect(lostRatio.est).toBe(1);
    expect(difference.upper).toBe(-difference.lower);
  });
  it('refuses tau of zero', () => {
    expect(() => restrictedMean([1], [1], 0)).toThrow(RangeError);
  });
});
