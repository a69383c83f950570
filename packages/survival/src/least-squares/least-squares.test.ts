import { describe, expect, it } from 'vitest';
import { leastSquares } from './least-squares.ts';

// Stopping distances of cars (Ezekiel 1930, as R has them).
const SPEED = [
  4, 4, 7, 7, 8, 9, 10, 10, 10, 11, 11, 12, 12, 12, 12, 13, 13, 13, 13, 14, 14, 14, 14, 15, 15, 15, 16, 16, 17, 17, 17, 18, 18, 18, 18, 19, 19, 19, 20, 20, 20, 20, 20,
  22, 23, 24, 24, 24, 24, 25,
]; // biome-ignore format: data
const DISTANCE = [
  2, 10, 4, 22, 16, 10, 18, 26, 34, 17, 28, 14, 20, 24, 28, 26, 34, 34, 46, 26, 36, 60, 80, 20, 26, 54, 32, 40, 32, 40, 50, 42, 56, 76, 84, 36, 46, 68, 32, 48, 52, 56,
  64, 66, 54, 70, 92, 93, 120, 85,
]; // biome-ignore format: data
const one = SPEED.map(() => 1);

describe('least squares', () => {
  it('by hand: the line through three points', () => {
    // y = 1/3 + x/2; residuals -1/3, 2/3, -1/3 hold 2/3 on one degree of freedom; sum of squares of x about its mean: 2... of 0, 1, 2.
    const { coefficients, residuals, df } = leastSquares([0, 1.5, 1], [[1, 1, 1], [0, 1, 2]]); // biome-ignore format: columns
    expect(coefficients[0]).toBeCloseTo(1 / 3, 12);
    expect(coefficients[1]).toBeCloseTo(1 / 2, 12);
    expect(Array.from(residuals)).toEqual([-1 / 3, 2 / 3, -1 / 3].map((r) => expect.closeTo(r, 12)));
    expect(df).toBe(1);
  });
  it('agrees with R lm', () => {
    const { coefficients, se, p } = leastSquares(DISTANCE, [one, SPEED]);
    // summary(lm(dist ~ speed, cars)), R 4.2, 12 digits.
    expect([coefficients[0], coefficients[1]]).toEqual([
      expect.closeTo(-17.57909489051, 8),
      expect.closeTo(3.93240875912, 8),
    ]);
    expect([se[0], se[1]]).toEqual([expect.closeTo(6.758440169379, 8), expect.closeTo(0.415512776657, 8)]);
    expect(p[0]).toBeCloseTo(0.0123188161538, 10);
  });
  it('has no error for a column that others determine, and refuses fewer rows than columns', () => {
    expect(leastSquares(DISTANCE, [one, SPEED, SPEED.map((v) => 2 * v)]).se[2]).toBe(Infinity);
    expect(() => leastSquares([1, 2], [[1, 1], [1, 2]])).toThrow(RangeError); // biome-ignore format: columns
  });
});
