import { describe, expect, it } from 'vitest';
import { mean, variance } from '../descriptive/summary.ts';
import { type FactorColumn, factorColumn, type NumberColumn, numberColumn } from '../frame/column.ts';
import { randomStream } from '../random/random.ts';
import { chainedEquations } from './chained-equations.ts';

describe('random streams', () => {
  it('repeat themselves for the same seed and differ between streams', () => {
    const draw = (seed: number, stream: number): number[] => {
      const random = randomStream(seed, stream);
      return [random.uniform(), random.uniform(), random.uniform()];
    };
    expect(draw(1, 0)).toEqual(draw(1, 0));
    expect(draw(1, 0)).not.toEqual(draw(1, 1));
    expect(draw(1, 0)).not.toEqual(draw(2, 0));
  });
  it('have the moments of the uniform and the normal', () => {
    const random = randomStream(7);
    const u = Array.from({ length: 20000 }, random.uniform);
    const z = Array.from({ length: 20000 }, random.normal);
    expect(mean(u)).toBeCloseTo(0.5, 1.7);
    expect(variance(u)).toBeCloseTo(1 / 12, 2);
    expect(Math.abs(mean(z))).toBeLessThan(0.03);
    expect(Math.abs(variance(z) - 1)).toBeLessThan(0.04);
  });
});

/** y = 2 + 3 x + noise, g more often `b` where x is high; y and g are missing more often where x is high. */
function incomplete(n: number) {
  const random = randomStream(42);
  const x = Float64Array.from({ length: n }, random.normal);
  const y = x.map((v) => 2 + 3 * v + random.normal());
  const g = Array.from(x, (v) => (random.uniform() < 1 / (1 + Math.exp(-2 * v)) ? 'b' : 'a'));
  const gap = (v: number): boolean => random.uniform() < 1 / (1 + Math.exp(1 - 1.5 * v));
  return {
    truth: { y, share: g.filter((level) => level === 'b').length / n },
    columns: [
      numberColumn(x),
      numberColumn(y.map((v, i) => (gap(x[i]!) ? Number.NaN : v))),
      factorColumn(g.map((level, i) => (gap(x[i]!) ? null : level))),
    ],
  };
}

describe('chained equations', () => {
  const { truth, columns } = incomplete(600);
  const made = chainedEquations(columns, { m: 5, iterations: 5, seed: 1 });

  it('leave nothing missing, change nothing observed, and take only values that occur', () => {
    const [, observed] = columns as [NumberColumn, NumberColumn, FactorColumn];
    const known = new Set(observed.values);
    for (const [, y, g] of made as [NumberColumn, NumberColumn, FactorColumn][]) {
      y.values.forEach((v, i) => {
        expect(Number.isNaN(observed.values[i]) || observed.values[i] === v).toBe(true);
        expect(known.has(v)).toBe(true);
      });
      expect(g.codes.every((code) => code >= 0)).toBe(true);
    }
  });
  it('take away the bias of the complete rows', () => {
    const [, observed, group] = columns as [NumberColumn, NumberColumn, FactorColumn];
    const naive = mean(observed.values.filter((v) => !Number.isNaN(v)));
    const pooled = mean(made.map((data) => mean((data[1] as NumberColumn).values)));
    expect(Math.abs(naive - mean(truth.y))).toBeGreaterThan(0.5);
    expect(Math.abs(pooled - mean(truth.y))).toBeLessThan(0.15);
    const share = (codes: Int32Array): number => mean(Array.from(codes.filter((c) => c >= 0), (c) => c)); // biome-ignore format: short
    expect(Math.abs(share(group.codes) - truth.share)).toBeGreaterThan(0.05);
    expect(Math.abs(mean(made.map((data) => share((data[2] as FactorColumn).codes))) - truth.share)).toBeLessThan(0.04);
  });
  it('are the same for the same seed, and data set k does not depend on how many are made', () => {
    const again = chainedEquations(columns, { m: 2, iterations: 5, seed: 1 });
    expect(again[1]).toEqual(made[1]);
    expect(chainedEquations(columns, { m: 1, iterations: 5, seed: 2 })[0]).not.toEqual(made[0]);
  });
  it('survive a category that the others predict perfectly, and three levels', () => {
    const x = Array.from({ length: 30 }, (_, i) => i);
    const levels = x.map((v) => (v % 7 === 3 ? null : v < 10 ? 'a' : v < 20 ? 'b' : 'c'));
    const [[, g]] = chainedEquations([numberColumn(x), factorColumn(levels)], { m: 1, seed: 3 }) as [
      [unknown, FactorColumn],
    ];
    expect(g.codes[3]).toBe(0);
    expect(g.codes[24]).toBe(2);
  });
  it('refuse a variable nobody has', () => {
    expect(() => chainedEquations([numberColumn([1, 2]), numberColumn([Number.NaN, Number.NaN])], { seed: 1 })).toThrow(
      'without any value',
    );
  });
});
