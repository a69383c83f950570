import { describe, expect, it } from 'vitest';
import { mergeNearTies } from './near-ties.ts';

const merged = (time: number[], start?: number[]) => {
  const made = mergeNearTies({
    start: start && Float64Array.from(start),
    time: Float64Array.from(time),
    status: new Float64Array(time.length),
  });
  return { time: [...made.time], start: made.start && [...made.start], order: [...(made.order ?? [])] };
};

describe('times that differ by rounding', () => {
  it.each([
    ['a sum and its rounded value', [0.1 + 0.2, 0.3, 1], [0.3, 0.3, 1]],
    ['a chain takes its first member', [1, 1 + 1e-8, 1 + 2e-8, 2.5], [1, 1, 1, 2.5]],
    ['relative to the mean, when times are large', [1e6 + 0.001, 1e6, 5e5], [1e6, 1e6, 5e5]],
    ['days apart stay apart', [1, 2, 3], [1, 2, 3]],
    ['hundredths apart stay apart', [0.01, 0.02], [0.01, 0.02]],
  ])('%s', (_, time, wanted) => expect(merged(time).time).toEqual(wanted));

  it('starts and stops are merged together, so that intervals still touch', () => {
    const made = merged([0.1 + 0.2, 1.5], [0, 0.3]);
    expect(made.time[0]).toBe(made.start![1]);
  });

  it('knows the order of what it returns', () => expect(merged([3, 1, 2.5]).order).toEqual([1, 2, 0]));
});
