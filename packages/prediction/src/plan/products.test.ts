import { describe, expect, it } from 'vitest';
import { binaryPredictors } from './binary-predictors.ts';
import { type PlainColumns, plainTable } from './plain-table.testing.ts';
import { compareProducts } from './products.ts';

const N = 80;
const row = <T>(of: (i: number) => T): T[] => Array.from({ length: N }, (_, i) => of(i));
/** Numbers that look drawn, the same in every run. */
const noise = (i: number, k: number): number => (((i + 1) * 7919 * (k + 3)) % 1009) / 1009 - 0.5;
const MODEL =
  '{ terms: { product: { column: product }, age: { column: age }, marker: { column: marker } }, comparison: product }';
const columns = (features: PlainColumns['features']): PlainColumns => ({
  setting: row(() => 'lbcl3l'),
  centre: row((i) => `c${i % 4}`),
  features,
  times: { pfs: { days: row((i) => 30 + Math.round(600 * (noise(i, 1) + 0.5))), event: row((i) => (i % 3 === 0 ? 0 : 1)) } },
  binary: { crs3: row((i) => (noise(i, 5) > 0 ? 1 : 0)) },
}); // biome-ignore format: one thought
const IMPUTATION = { m: 5, iterations: 5, seed: 1 };
const product = row((i) => (noise(i, 2) + 0.3 * noise(i, 3) > 0 ? 1 : 0));
const age = row((i) => 10 * noise(i, 3));

describe('products compared', () => {
  it('carry what is missing to the estimate', () => {
    const full = columns({ product, age, marker: row((i) => noise(i, 4)) });
    const known = compareProducts(plainTable(full, MODEL), 'pfs', 'lbcl3l', 'product', IMPUTATION);
    const gaps = { ...full, features: { ...full.features, marker: row((i) => (i % 2 === 0 ? noise(i, 4) : null)) } };
    const filled = compareProducts(plainTable(gaps, MODEL), 'pfs', 'lbcl3l', 'product', IMPUTATION);
    if ('code' in known || 'code' in filled) throw new Error('not compared');
    expect(known.weighted.fmi).toBe(0);
    expect(filled.weighted.fmi).toBeGreaterThan(0);
    expect(known.weights.mean).toBeCloseTo(1, 1);
  });
  it('are not where the other terms tell who was given which', () => {
    const told = plainTable(columns({ product, age, marker: product.map((value, i) => value + 0.1 * noise(i, 4)) }), MODEL);
    expect(compareProducts(told, 'pfs', 'lbcl3l', 'product', IMPUTATION)).toMatchObject({ code: 'plan.noOverlap' });
  }); // biome-ignore format: one thought
  it('are not where everybody was given the same', () => {
    const one = plainTable(columns({ product: row(() => 0), age, marker: age }), MODEL);
    expect(compareProducts(one, 'pfs', 'lbcl3l', 'product', IMPUTATION)).toMatchObject({ code: 'plan.oneProduct' });
  });
  it('are not with fewer than twenty in an arm, and it is said', () => {
    const few = plainTable(columns({ product: row((i) => (i < 19 ? 1 : 0)), age, marker: age }), MODEL);
    expect(compareProducts(few, 'pfs', 'lbcl3l', 'product', IMPUTATION)).toEqual({
      code: 'plan.smallArm', endpoint: 'pfs', setting: 'lbcl3l', got: '61 / 19',
    }); // biome-ignore format: one thought
  });
});

describe('predictors of a toxicity', () => {
  const terms = '{ terms: { age: { column: age, for: [toxicity] }, marker: { column: marker, for: [toxicity] } } }';
  it('print no odds ratio of a term that tells the outcome by itself', () => {
    const of = columns({ product, age, marker: [] });
    const told = { ...of, features: { ...of.features, marker: of.binary.crs3 ?? [] } };
    const { predictors, refused } = binaryPredictors(plainTable(told, terms), ['lbcl3l'], IMPUTATION);
    expect(predictors.map(({ key }) => key)).toEqual([]);
    expect(refused.map(({ code, got }) => [code, got])).toContainEqual(['plan.unusable', 'marker']);
  });
});
