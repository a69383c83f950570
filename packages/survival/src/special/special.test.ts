import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { betaI } from './beta.ts';
import {
  betaQuantile,
  chiSquareQuantile,
  chiSquareUpper,
  fQuantile,
  fUpper,
  tCdf,
  tQuantile,
  tTwoSided,
} from './distributions.ts';
import { gammaP, gammaQ, logGamma } from './gamma.ts';
import { normalCdf, normalDensity, normalQuantile } from './normal.ts';

const near = (got: number, want: number, relative = 1e-13): void =>
  expect(Math.abs(got - want) / Math.max(Math.abs(want), 1e-300)).toBeLessThan(relative);

describe('special functions', () => {
  // Closed forms and tabulated constants (Abramowitz & Stegun; NIST DLMF).
  it('log gamma at 1/2, 5, 100', () => {
    near(logGamma(0.5), Math.log(Math.PI) / 2);
    near(logGamma(5), Math.log(24));
    near(logGamma(100), 359.13420536957539878);
  });
  it('normal at 1.96, in the far tail, and back', () => {
    near(normalCdf(1.959963984540054), 0.975, 1e-14);
    near(normalCdf(10, true), 7.619853024160526e-24, 1e-12);
    near(normalQuantile(0.975), 1.9599639845400545, 1e-15);
    near(normalQuantile(1e-20), -9.262340089798408, 1e-13);
    near(normalDensity(0), 1 / Math.sqrt(2 * Math.PI));
  });
  it('chi-square with 2 degrees of freedom is exponential', () => {
    for (const x of [0.01, 1, 5, 50, 300]) near(chiSquareUpper(x, 2), Math.exp(-x / 2), 1e-12);
    near(chiSquareUpper(3.841458820694124, 1), 0.05, 1e-12);
    near(chiSquareQuantile(0.95, 1), 3.841458820694124, 1e-12);
  });
  it('t with 1 degree is Cauchy, F(1, n) is t squared', () => {
    near(tCdf(1, 1), 0.75, 1e-13);
    near(tQuantile(0.975, 10), 2.228138851986274, 1e-14); // A & S 26.7.4, the finite sum for even df
    near(fUpper(2.5 * 2.5, 1, 7), tTwoSided(2.5, 7), 1e-13);
    near(fQuantile(0.95, 3, 12), 3.490294819497605, 1e-11);
    near(betaQuantile(0.5, 2, 2), 0.5, 1e-14);
  });
  it('tails add to one', () =>
    fc.assert(
      fc.property(
        fc.double({ min: 0.05, max: 60, noNaN: true }),
        fc.double({ min: 0, max: 200, noNaN: true }),
        (a, x) => {
          expect(gammaP(a, x) + gammaQ(a, x)).toBeCloseTo(1, 12);
          const y = 1 - x / 200;
          expect(betaI(a, 3, x / 200, y) + betaI(3, a, y, x / 200)).toBeCloseTo(1, 11);
          expect(normalCdf(x - 100) + normalCdf(x - 100, true)).toBeCloseTo(1, 14);
        },
      ),
    ));
  it('quantiles undo distribution functions', () =>
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true }), (p) => {
        expect(normalCdf(normalQuantile(p))).toBeCloseTo(p, 13);
        expect(tCdf(tQuantile(p, 5), 5)).toBeCloseTo(p, 12);
      }),
    ));
});
