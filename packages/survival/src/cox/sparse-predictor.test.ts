import { describe, expect, it } from 'vitest';
import { kernelsFor } from '../kernels/kernels.ts';
import { SparsePredictor, sparseBytes } from './sparse-predictor.ts';

/** Rows of 8 doubles, the last two of padding. */
const [ROWS, P, WIDTH] = [7, 6, 8];
const entry = (r: number, c: number): number => Math.sin(1 + 3 * r + c) * (c < P ? 1 : 0);

describe.each(['plain', 'simd'] as const)('x beta of few columns, %s', (kind) => {
  const make = () => {
    const kernels = kernelsFor(sparseBytes(ROWS, P) + 8 * (ROWS + 1) * (WIDTH + 1) + 4096, kind);
    const x = kernels.doubles(ROWS * WIDTH);
    for (let at = 0; at < x.length; at++) x[at] = entry(Math.floor(at / WIDTH), at % WIDTH);
    return { eta: kernels.doubles(ROWS + 1), predictor: new SparsePredictor(kernels, x, ROWS, WIDTH, P) };
  };
  const expected = (beta: readonly number[], r: number): number => beta.reduce((sum, b, c) => sum + b * entry(r, c), 0);

  it('is what the rows give, whichever columns were copied before', () => {
    const { eta, predictor } = make();
    for (const beta of [[0, 0, 2, 0, 0, 0], [0, 0, -1, 0, 0.5, 0], [0, 0, 0, 0, 3, 0]]) {
      eta.fill(1);
      expect(predictor.add(eta, Float64Array.from(beta))).toBe(true);
      for (let r = 0; r < ROWS; r++) expect(eta[r]).toBeCloseTo(1 + expected(beta, r), 13);
    }
  }); // biome-ignore format: coefficients
  it('declines more columns than it has room for, and leaves eta alone', () => {
    const { eta, predictor } = make();
    eta.fill(1);
    expect(predictor.add(eta, Float64Array.of(1, 1, 1, 0, 0, 0))).toBe(false);
    expect(Array.from(eta)).toEqual(new Array(ROWS + 1).fill(1));
  });
});
