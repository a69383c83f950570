import { adjustP, cox } from '@linea/survival';
import fc from 'fast-check';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { describe, expect, it } from 'vitest';
import { adjustByFamily } from './families.ts';
import { declarable, pooledCox } from './fit.ts';

describe('questions in families', () => {
  it('by hand: the family of two is found, and of it the first', () => {
    // Within: a 0.02, 0.04; b 0.12, 0.7, 0.7, 0.7. Families (Simes): 0.02, 0.12, adjusted 0.04, 0.12. One of two is found: twice the p within.
    const p = [0.01, 0.04, 0.03, 0.5, 0.6, 0.7];
    const q = adjustByFamily(p, ['a', 'a', 'b', 'b', 'b', 'b'], 0.05);
    for (const [i, expected] of [0.04, 0.08, 0.24, 1, 1, 1].entries()) expect(q[i]).toBeCloseTo(expected, 12);
  });
  it('is Benjamini-Hochberg where there is one family', () =>
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1 }), (p) => {
        const bh = adjustP(p, 'bh');
        for (const [i, q] of adjustByFamily(p, p.map(() => 'all'), 0.05).entries()) expect(q).toBeCloseTo(bh[i] as number, 12); // biome-ignore format: one thought
      }),
    ));
  it('never makes a question look surer than it is', () =>
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom('a', 'b', 'c'))), (all) => {
        const q = adjustByFamily(all.map(([p]) => p), all.map(([, family]) => family), 0.05);
        for (const [i, [p]] of all.entries()) expect(q[i]).toBeGreaterThanOrEqual(p - 1e-12);
      }),
    )); // biome-ignore format: one thought
  it('finds anything in at most one study of twenty where nothing is to be found', () => {
    const generator = xoroshiro128plus(1);
    const families = ['a', 'a', 'b', 'b', 'c', 'c', 'c', 'c', 'c', 'c'];
    const studies = 4000;
    let any = 0;
    for (let s = 0; s < studies; s++) {
      const p = families.map(() => uniformFloat64(generator));
      if (adjustByFamily(p, families, 0.05).some((q) => q < 0.05)) any++;
    }
    // Three standard errors of a share of 5 % in so many studies.
    expect(any / studies).toBeLessThan(0.05 + 3 * Math.sqrt((0.05 * 0.95) / studies));
    expect(any / studies).toBeGreaterThan(0.03);
  });
});

describe('an estimate by which something is declared', () => {
  const generator = xoroshiro128plus(2);
  const uniform = (): number => uniformFloat64(generator);
  const time = Float64Array.from({ length: 40 }, uniform);
  const event = Uint8Array.from({ length: 40 }, (_, i) => (i % 2 === 0 ? 1 : 0));
  const columns = ['a', 'b', 'c', 'd'].map(() => Float64Array.from({ length: 40 }, uniform));
  const fit = pooledCox(time, event, ['a', 'b', 'c', 'd'], [columns]);

  it('has the standard error of the model, widened for its terms', () => {
    const variance = cox(
      time,
      event,
      Array.from(time, (_, i) => columns.map((column) => column[i] as number)),
    ).variance;
    const { estimate, se, p } = declarable(fit, 1);
    expect(estimate).toBe(fit.estimate[1]);
    expect(se).toBeCloseTo(Math.sqrt(((variance[5] as number) * 20) / 16), 12);
    expect(p).toBeGreaterThan(fit.p[1] as number);
  });
  it('declares nothing with as many terms as events', () =>
    expect(declarable({ ...fit, events: 4 }, 0)).toMatchObject({ se: Number.POSITIVE_INFINITY, p: 1 }));
});
