import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sortedWith } from './sorted-with.ts';

/** How many of each number, and how many of them marked: their order among themselves is nobody's business. */
function counted(values: Float64Array, marks: ArrayLike<number>): Map<number, [number, number]> {
  const counts = new Map<number, [number, number]>();
  values.forEach((v, i) => {
    const [all, marked] = counts.get(v) ?? [0, 0];
    counts.set(v, [all + 1, marked + marks[i]!]);
  });
  return counts;
}

const isAscending = (values: Float64Array): boolean => values.every((v, i) => i === 0 || values[i - 1]! <= v);

const many = (make: (i: number) => number, n = 33_000): Float64Array =>
  Float64Array.from({ length: n }, (_, i) => make(i));
const noise = (i: number): number => Math.abs(Math.sin(i * 12.9898) * 43758.5453) % 1;

describe('sortedWith', () => {
  it.each([
    ['few', many(noise, 50)],
    ['spread evenly', many(noise)],
    ['with a long tail', many((i) => (-Math.log(noise(i) + 1e-12)) ** 3)],
    ['with ties', many((i) => Math.floor(50 * noise(i)) / 2)],
    ['with zeros', many((i) => (i % 30 === 0 ? 0 : i % 30 === 1 ? -0 : noise(i)))],
    ['all equal', many(() => 2.5)],
    ['most of them together', many((i) => (i === 7 ? 1e9 : noise(i)))],
    ['near each other within a bucket', many((i) => (i % 12 === 0 ? 1e-9 * noise(i) : noise(i)))],
    ['negative', many((i) => noise(i) - 0.5)],
    ['tiny and huge', many((i) => 10 ** (600 * noise(i) - 300))],
  ])('puts numbers in order with their marks: %s', (_, values) => {
    const status = Float64Array.from(values, (_, i) => Number(noise(i + 0.5) < 0.4));
    const before = [values.slice(), status.slice()];
    const made = sortedWith(values, status);
    expect(isAscending(made.values)).toBe(true);
    expect(counted(made.values, made.marks)).toEqual(counted(values, status));
    expect([values, status]).toEqual(before);
  });
  it('any numbers at all', () =>
    fc.assert(
      fc.property(
        fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 1, max: 3 }),
        (some, repeats) => {
          const values = many((i) => some[i % some.length]! * (1 + Math.floor(i / some.length) / repeats));
          const status = Float64Array.from(values, (_, i) => i & 1);
          fc.pre(values.every(Number.isFinite));
          const made = sortedWith(values, status);
          expect(isAscending(made.values)).toBe(true);
          expect(counted(made.values, made.marks)).toEqual(counted(values, status));
        },
      ),
      { numRuns: 5 },
    ));
});
