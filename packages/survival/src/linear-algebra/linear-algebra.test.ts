import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cholesky, choleskySolve } from './cholesky.ts';
import { invertSymmetric, multiply, waldStatistic } from './matrix.ts';
import { solve } from './solve.ts';

const near = (values: ArrayLike<number>, digits = 8): number[] =>
  Array.from(values, (v) => expect.closeTo(v, digits) as number);
const rows = (n: number, p: number) =>
  fc.array(fc.integer({ min: -5, max: 5 }), { minLength: n * p, maxLength: n * p }).map((v) => Float64Array.from(v));

describe('linear algebra', () => {
  it('solves by hand: [[4, 2], [2, 3]] x = [2, 1]', () => {
    const a = Float64Array.of(4, 2, 2, 3);
    expect(cholesky(a, 2)).toBe(2);
    expect([...choleskySolve(a, 2, Float64Array.of(2, 1))]).toEqual(near([0.5, 0]));
  });

  it('a column that repeats another gets no weight, and the rank says so', () => {
    const a = Float64Array.of(1, 1, 1, 1);
    expect(cholesky(a, 2)).toBe(1);
    expect([...choleskySolve(a, 2, Float64Array.of(3, 3))]).toEqual([3, 0]);
    expect(waldStatistic([1, 1, 1, 1], 2, [3, 3])).toEqual({ statistic: 9, df: 1 });
  });

  it('a general system with a zero on the diagonal; none for a singular one', () => {
    expect([...solve([0, 2, 1, 0], 2, [4, 3])!]).toEqual(near([3, 2]));
    expect(solve([1, 2, 2, 4], 2, [1, 1])).toBeUndefined();
  });

  it('an inverse undoes its matrix', () =>
    fc.assert(
      fc.property(rows(6, 3), (x) => {
        const a = new Float64Array(9);
        for (let i = 0; i < 6; i++) {
          for (let j = 0; j < 3; j++) for (let k = 0; k < 3; k++) a[j * 3 + k]! += x[i * 3 + j]! * x[i * 3 + k]!;
        }
        for (let j = 0; j < 3; j++) a[j * 3 + j]! += 1;
        expect([...multiply(invertSymmetric(a, 3), a, 3, 3, 3)]).toEqual(near([1, 0, 0, 0, 1, 0, 0, 0, 1]));
      }),
    ));
});
