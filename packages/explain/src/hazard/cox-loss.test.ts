import { cox } from '@linea/survival';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CoxLoss } from './cox-loss.ts';

const table = (rows: readonly (readonly [number, number])[], more: object = {}) => ({
  time: Float64Array.from(rows, ([t]) => t),
  event: Uint8Array.from(rows, ([, e]) => e),
  ...more,
});

/** Patients with ties, late entry, weights and strata, and a margin each. */
const anyone = fc.array(
  fc.record({
    t: fc.integer({ min: 1, max: 8 }),
    e: fc.integer({ min: 0, max: 1 }),
    s: fc.integer({ min: 0, max: 4 }),
    w: fc.integer({ min: 1, max: 3 }),
    g: fc.integer({ min: 0, max: 1 }),
    m: fc.double({ min: -2, max: 2, noNaN: true }),
  }),
  { minLength: 2, maxLength: 20 },
);

describe('the partial likelihood', () => {
  it('by hand: three patients, one tie', () => {
    // Deaths at 1 (of 3 at risk) and at 2 (two of 2 at risk, Breslow): L = r1/(r1+r2+r3) r2 r3/(r2+r3)^2, all r = 1.
    const loss = new CoxLoss(table([[1, 1], [2, 1], [2, 1]])); // biome-ignore format: a table
    const [g, h] = [new Float64Array(3), new Float64Array(3)];
    expect(loss.derivatives(new Float64Array(3), g, h)).toBeCloseTo(-Math.log(3) - 2 * Math.log(2), 12);
    // Expected events: 1/3 for who died first, 1/3 + 2/2 for the others.
    expect(Array.from(g)).toEqual([1 / 3 - 1, 1 / 3, 1 / 3].map((v) => expect.closeTo(v, 12)));
    expect(Array.from(h)).toEqual([2 / 9, 2 / 9 + 1 / 2, 2 / 9 + 1 / 2].map((v) => expect.closeTo(v, 12)));
    expect(loss.baseline(new Float64Array(3))[0]!.hazard).toEqual(Float64Array.of(1 / 3, 1 / 3 + 1));
  });

  it('gradient and curvature are its derivatives', () =>
    fc.assert(
      fc.property(anyone, (rows) => {
        const data = {
          time: Float64Array.from(rows, ({ t }) => t),
          event: Uint8Array.from(rows, ({ e }) => e),
          start: Float64Array.from(rows, ({ s, t }) => Math.min(s, t - 1)),
          weights: Float64Array.from(rows, ({ w }) => w),
          strata: Int32Array.from(rows, ({ g }) => g),
        };
        const loss = new CoxLoss(data);
        const at = Float64Array.from(rows, ({ m }) => m);
        const [g, h] = [new Float64Array(rows.length), new Float64Array(rows.length)];
        loss.derivatives(at, g, h);
        const step = 1e-4;
        rows.forEach((_, i) => {
          const moved = (by: number): number => loss.logLikelihood(at.map((v, k) => (k === i ? v + by : v)));
          const [low, here, high] = [moved(-step), moved(0), moved(step)];
          expect(g[i]).toBeCloseTo(-(high - low) / (2 * step), 5);
          expect(h[i]).toBeCloseTo(-(high - 2 * here + low) / step ** 2, 3);
        });
      }),
    ));

  it('is at its maximum where the Cox model is', () => {
    const rows: [number, number][] = [[5, 1], [6, 0], [6, 1], [8, 1], [9, 0], [12, 1], [15, 1], [20, 0]]; // biome-ignore format: a table
    const x = [1.2, 0.3, -0.4, 0.9, -1.1, 0.2, -0.3, -0.8];
    const data = table(rows);
    const fit = cox(data.time, data.event, x.map((v) => [v]), { ties: 'breslow' }); // biome-ignore format: short
    const loss = new CoxLoss(data);
    const margin = Float64Array.from(x, (v) => v * fit.coefficients[0]!);
    const [g, h] = [new Float64Array(8), new Float64Array(8)];
    expect(loss.derivatives(margin, g, h)).toBeCloseTo(fit.logLikelihood, 9);
    expect(x.reduce((sum, v, i) => sum + v * g[i]!, 0)).toBeCloseTo(0, 6);
  });

  it('counts the cause asked for only', () => {
    const data = table([[1, 2], [2, 1], [3, 0]]); // biome-ignore format: a table
    expect(Array.from(new CoxLoss(data, 1).deathTime.slice(1))).toEqual([2]);
    expect(Array.from(new CoxLoss(data).deathTime.slice(1))).toEqual([1, 2]);
  });
});
