import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import golden from './kappa.oracle.json' with { type: 'json' };
import { KAPPA_WEIGHTS, kappa } from './kappa.ts';

describe('kappa', () => {
  it('by hand: 50 pairs, observed 0.7, by chance 0.5', () => {
    const { kappa: value, observed, expected, n } = kappa([[20, 5], [10, 15]], 'none'); // biome-ignore format: a table
    expect([value, observed, expected, n]).toEqual([expect.closeTo(0.4, 12), 0.7, 0.5, 50]);
  });

  it('by hand: one step apart of three costs half by distance, a quarter by its square', () => {
    // Each rater says every category equally often; expected agreement is 5/9 by distance and 2/3 by its square.
    const table = [[0, 1, 0], [0, 0, 1], [1, 0, 0]]; // biome-ignore format: a table
    expect(kappa(table, 'linear').kappa).toBeCloseTo((1 / 3 - 5 / 9) / (4 / 9), 12);
    expect(kappa(table, 'quadratic').kappa).toBeCloseTo((1 / 2 - 2 / 3) / (1 / 3), 12);
  });

  // R printed twelve decimals.
  describe.each(golden.cases)('$name, as R vcd::Kappa', (one) => {
    it.each(KAPPA_WEIGHTS)('%s', (weights) => {
      const { kappa: value, se } = kappa(one.table, weights);
      expect(value).toBeCloseTo(one[weights].kappa, 10);
      expect(se).toBeCloseTo(one[weights].se, 10);
    });
  });

  const count = fc.nat({ max: 20 });
  const tables = fc
    .integer({ min: 2, max: 5 })
    .chain((k) => fc.array(fc.array(count, { minLength: k, maxLength: k }), { minLength: k, maxLength: k }))
    .filter((table) => table.flat().some((cell) => cell > 0));
  it('does not change when the raters change places, and nobody agrees more than always', () =>
    fc.assert(
      fc.property(tables, fc.constantFrom(...KAPPA_WEIGHTS), (table, weights) => {
        const [one, other] = [
          kappa(table, weights),
          kappa(
            table.map((_, i) => table.map((row) => row[i] ?? 0)),
            weights,
          ),
        ];
        if (Number.isNaN(one.kappa)) return;
        expect(other.kappa).toBeCloseTo(one.kappa, 9);
        expect(other.se).toBeCloseTo(one.se, 9);
        expect(one.kappa).toBeLessThanOrEqual(1 + 1e-12);
      }),
    ));

  it('knows nothing where both raters know one category', () => expect(kappa([[5, 0], [0, 0]]).kappa).toBeNaN()); // biome-ignore format: short
  it.each([[[]], [[[1, 2]]], [[[0]]], [[[1, -1], [2, 3]]], [[[1, Number.NaN], [2, 3]]]])('refuses %j', (table) =>
    expect(() => kappa(table)).toThrow(RangeError)); // biome-ignore format: tables
});
