import { describe, expect, it } from 'vitest';
import { ahead } from './ahead.ts';

const all = async <T>(from: AsyncIterable<T>): Promise<T[]> => {
  const found: T[] = [];
  for await (const one of from) found.push(one);
  return found;
};

describe('ahead', () => {
  it.each([1, 2, 3, 10])('%i at a time: in order, no more in flight than that', async (count) => {
    let [inFlight, most] = [0, 0];
    const load = async (n: number): Promise<number> => {
      most = Math.max(most, ++inFlight);
      await new Promise((resolve) => setTimeout(resolve, n % 3));
      inFlight--;
      return n * n;
    };
    expect(await all(ahead([1, 2, 3, 4, 5, 6, 7], load, count))).toEqual([1, 4, 9, 16, 25, 36, 49]);
    expect(most).toBeLessThanOrEqual(count);
    expect(most).toBe(Math.min(count, 7));
  });
  it('of nothing is nothing', async () => expect(await all(ahead([], async () => 1, 3))).toEqual([]));
  it('an item that fails fails in its turn, and what was begun after it is let go', async () => {
    const seen: number[] = [];
    const load = async (n: number): Promise<number> => (n === 2 ? Promise.reject(new Error('planted')) : n);
    const run = async (): Promise<void> => {
      for await (const one of ahead([1, 2, 2, 3], load, 4)) seen.push(one);
    };
    await expect(run()).rejects.toThrow('planted');
    expect(seen).toEqual([1]);
  });
});
