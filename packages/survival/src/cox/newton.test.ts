import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cox } from './cox.ts';

describe('the climb to the largest likelihood', () => {
  it('never ends below its start, whatever the columns', () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.integer({ min: 1, max: 8 }), (seed, p) => {
        let state = seed;
        const next = (): number => {
          state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
          return state / 2_147_483_648;
        };
        // Rare yes-or-no columns times long-tailed ones: the first step along the gradient reaches far beyond the top.
        const rows = Array.from({ length: 80 }, () =>
          Array.from({ length: p }, (_, j) =>
            j % 2 === 0 ? (next() < 0.1 ? 1 : 0) * (next() * 4 - 3) ** 3 : (next() * 6 - 3) ** 3,
          ),
        );
        const time = rows.map((row) => 1 + 100 * next() * Math.exp(-0.2 * Math.cbrt(row[0] ?? 0)));
        const fit = cox(
          time,
          rows.map(() => (next() < 0.6 ? 1 : 0)),
          rows,
        );
        expect(fit.logLikelihood).toBeGreaterThanOrEqual(fit.logLikelihoodNull - 1e-9);
      }),
      { numRuns: 300 },
    ));
});
