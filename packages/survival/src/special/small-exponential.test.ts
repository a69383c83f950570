import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SMALL, smallExponential } from './small-exponential.ts';

it('is exp(x) - 1 near zero', () =>
  fc.assert(
    fc.property(fc.double({ min: -SMALL, max: SMALL, noNaN: true }), (x) => {
      const want = Math.expm1(x);
      // Two roundings of a double.
      expect(Math.abs(smallExponential(x) - want)).toBeLessThanOrEqual(2 * Number.EPSILON * Math.abs(want));
    }),
  ));
