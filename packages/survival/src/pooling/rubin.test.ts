import { expect, it } from 'vitest';
import { rubin } from './rubin.ts';

it('Rubin by hand: two data sets, one term', () => {
  const pooled = rubin([[1], [3]], [[4], [6]], 100);
  expect(pooled.estimate).toEqual([2]);
  expect(pooled.within).toEqual([5]);
  expect(pooled.between).toEqual([2]);
  expect(pooled.total).toEqual([8]); // 5 + 1.5 * 2
  expect(pooled.riv[0]).toBeCloseTo(0.6, 14);
  expect(pooled.lambda[0]).toBeCloseTo(3 / 8, 14);
  expect(pooled.dfLarge[0]).toBeCloseTo(64 / 9, 12);
  const observed = (101 / 103) * 100 * (5 / 8);
  expect(pooled.df[0]).toBeCloseTo(1 / (9 / 64 + 1 / observed), 12);
});

it('nothing missing: the complete-data answer', () => {
  const pooled = rubin([[1], [1], [1]], [[4], [4], [4]], 50);
  expect(pooled.se).toEqual([2]);
  expect(pooled.lambda).toEqual([0]);
  expect(pooled.df[0]).toBeCloseTo((51 / 53) * 50, 12);
});

it('refuses a single data set', () => {
  expect(() => rubin([[1]], [[1]], 10)).toThrow(RangeError);
  expect(() => rubin([[1], [1, 2]], [[1], [1]], 10)).toThrow('terms differ');
});
