import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ascending, lastAt, timeBlocks } from './ascending.ts';

describe('ascending', () => {
  it('is the stable order of finite numbers', () =>
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer({ min: -9, max: 9 })), {
          maxLength: 200,
        }),
        (values) => {
          const plain = values.map((v) => v + 0);
          const want = plain.map((_, i) => i).sort((a, b) => plain[a]! - plain[b]! || a - b);
          expect(Array.from(ascending(plain))).toEqual(want);
        },
      ),
    ));
  it('knows where each time ends', () => {
    const { order, ends } = timeBlocks([3, 1, 3, 2]);
    expect(Array.from(order)).toEqual([1, 3, 0, 2]);
    expect(Array.from(ends)).toEqual([1, 2, 4]);
    expect(() => timeBlocks([1, Infinity])).toThrow(RangeError);
  });
  it('finds the last time reached', () => {
    expect([0, 1, 2.5, 9].map((t) => lastAt([1, 2, 3], t))).toEqual([-1, 0, 1, 2]);
  });
});
