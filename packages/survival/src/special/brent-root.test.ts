import { expect, it } from 'vitest';
import { brentRoot } from './brent-root.ts';

it('finds roots to the tolerance asked for', () => {
  expect(brentRoot((x) => x * x - 2, 0, 2, 1e-14)).toBeCloseTo(Math.SQRT2, 13);
  expect(Math.abs(brentRoot(Math.cos, 0, 3) - Math.PI / 2)).toBeLessThan(1e-4);
  expect(brentRoot((x) => x, 0, 1)).toBe(0);
  expect(() => brentRoot((x) => x * x + 1, -1, 1)).toThrow('no change of sign');
});
