import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { declarable, type PooledFit } from './fit.ts';
import { differenceOf, ratioOf } from './ratio.ts';

describe('limits of an estimate', () => {
  it('come from Student’s t where gaps were filled in, else from the normal distribution', () => {
    // Tables of Student's t: 3.182446 with 3 degrees of freedom, 1.959964 with infinitely many.
    expect(ratioOf(0.5, 0.1, 3).lower).toBeCloseTo(0.5 - 0.3182446, 6);
    expect(ratioOf(0.5, 0.1).upper).toBeCloseTo(0.5 + 0.1959964, 6);
  });
  it('leave 0 out exactly where p is below 0.05', () => {
    const freedom = fc.oneof(fc.double({ min: 0.5, max: 500, noNaN: true }), fc.constant(Number.POSITIVE_INFINITY));
    fc.assert(
      fc.property(fc.double({ min: -3, max: 3, noNaN: true }), freedom, (estimate, df) => {
        const fit = { estimate: [estimate], se: [0.4], df: [df], events: 80, keys: ['x'] } as unknown as PooledFit;
        const { lower, upper, p } = declarable(fit, 0);
        // Nearer to the border than quantile and distribution function agree on, either may be.
        fc.pre(Math.abs(p - 0.05) > 1e-9);
        expect(lower > 0 || upper < 0).toBe(p < 0.05);
      }),
    );
  });
});

describe('a difference of two estimates', () => {
  it('has the degrees of freedom of Welch', () => {
    const { estimate, se, p } = differenceOf({ ...ratioOf(1, 0.2), df: 9 }, { ...ratioOf(0.3, 0.1), df: 19 });
    expect([estimate, se]).toEqual([expect.closeTo(0.7, 12), expect.closeTo(Math.sqrt(0.05), 12)]);
    // 2 * pt(-0.7 / sqrt(0.05), 0.05^2 / (0.04^2 / 9 + 0.01^2 / 19)), R 4.2.
    expect(p).toBeCloseTo(0.00756263745318, 8);
  });
  it('is normal where nothing was filled in on either side', () => {
    const { p } = differenceOf({ ...ratioOf(1, 0.2), df: Infinity }, { ...ratioOf(0.3, 0.1), df: Infinity });
    expect(p).toBeCloseTo(0.00174511869953, 8);
  });
});
