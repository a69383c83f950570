import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pseudoValues } from './pseudo-values.ts';

const survivalAt = (time: readonly number[], event: readonly number[], t: number): number =>
  [...new Set(time)]
    .filter((u) => u <= t)
    .reduce((s, u) => {
      const d = time.filter((v, i) => v === u && event[i] === 1).length;
      return s * (1 - d / time.filter((v) => v >= u).length);
    }, 1);

describe('pseudo-values', () => {
  it.each(['infinitesimal', 'jackknife'] as const)('%s: without censoring they say who is alive', (kind) => {
    const values = pseudoValues([1, 2, 3, 4], [1, 1, 1, 1], [2.5], kind);
    [0, 0, 1, 1].forEach((alive, i) => {
      expect(values[i]).toBeCloseTo(alive, 14);
    });
  });

  it('jackknife: n S - (n - 1) S without the row', () =>
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 1 })), {
          minLength: 2,
          maxLength: 20,
        }),
        fc.integer({ min: 0, max: 10 }),
        (rows, t) => {
          const [time, event] = [rows.map(([u]) => u), rows.map(([, d]) => d)];
          const values = pseudoValues(time, event, [t], 'jackknife');
          const n = rows.length;
          const whole = survivalAt(time, event, t);
          for (let i = 0; i < n; i++) {
            const rest = rows.filter((_, j) => j !== i);
            const without = survivalAt(rest.map(([u]) => u), rest.map(([, d]) => d), t); // biome-ignore format: short
            expect(values[i]).toBeCloseTo(n * whole - (n - 1) * without, 10);
          }
        },
      ),
    ));

  it('infinitesimal: they average to S(t)', () => {
    const [time, event] = [[1, 2, 2, 3, 5, 5, 8], [1, 0, 1, 1, 0, 1, 0]]; // biome-ignore format: short
    const values = pseudoValues(time, event, [5]);
    expect(values.reduce((a, b) => a + b, 0) / 7).toBeCloseTo(survivalAt(time, event, 5), 12);
  });

  it('needs two patients', () => {
    expect(() => pseudoValues([1], [1], [1])).toThrow(RangeError);
  });
});
