import { describe, expect, it } from 'vitest';
import { randomStream } from '../random/random.ts';
import { bootstrapCox } from './bootstrap.ts';
import { cox } from './cox.ts';
import { coxData } from './data.ts';

/** Sixty rows with ties, two covariates, pairs of rows in clusters. */
const time = Array.from({ length: 60 }, (_, i) => 1 + ((i * 7) % 23));
const event = time.map((_, i) => Number(i % 3 !== 0));
const x = time.map((_, i) => [(i * 5) % 4, ((i * 11) % 9) / 2]);
const weights = time.map((_, i) => 1 + (i % 2));
const cluster = time.map((_, i) => i >> 1);
const seed = 3;

/** The rows of sample r as they are drawn. */
function rowsOfSample(r: number, units: number): number[] {
  const random = randomStream(seed, r);
  return Array.from({ length: units }, () => random.below(units));
}

describe('bootstrap of a Cox model', () => {
  it.each(['efron', 'breslow'] as const)('each sample is the fit of its repeated rows (%s)', (ties) => {
    const made = bootstrapCox(coxData(time, event, x, { weights }), { seed, to: 5, ties });
    for (let r = 0; r < 5; r++) {
      const rows = rowsOfSample(r, 60);
      const pick = <T>(values: readonly T[]): T[] => rows.map((i) => values[i]!);
      const fit = cox(pick(time), pick(event), pick(x), { ties, weights: pick(weights) });
      expect(made[2 * r]).toBeCloseTo(fit.coefficients[0]!, 6);
      expect(made[2 * r + 1]).toBeCloseTo(fit.coefficients[1]!, 6);
    }
  });

  it('draws whole clusters', () => {
    const made = bootstrapCox(coxData(time, event, x, { cluster }), { seed, to: 1 });
    const rows = rowsOfSample(0, 30).flatMap((c) => [2 * c, 2 * c + 1]);
    const pick = <T>(values: readonly T[]): T[] => rows.map((i) => values[i]!);
    expect(made[0]).toBeCloseTo(cox(pick(time), pick(event), pick(x)).coefficients[0]!, 6);
  });

  it('a sample does not depend on which others are fitted beside it', () => {
    const data = coxData(time, event, x);
    const all = bootstrapCox(data, { seed, to: 6 });
    const parts = [0, 2, 5].map((from, k) => bootstrapCox(data, { seed, from, to: [2, 5, 6][k]! }));
    expect(parts.flatMap((part) => [...part])).toEqual([...all]);
  });
});
