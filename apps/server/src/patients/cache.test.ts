import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Cache } from './cache.ts';

it('keeps what was asked for last, up to its limit', () => {
  const cache = new Cache<string>(6, (text) => text.length);
  cache.set('a', 'one');
  cache.set('b', 'two');
  expect(cache.get('a')).toBe('one');
  cache.set('c', 'six');
  expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual(['one', undefined, 'six']);
  cache.set('d', 'far too long');
  expect(cache.get('d')).toBeUndefined();
});

it('never answers anything but what was set last under that key, and never holds more than its limit', () =>
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.string({ maxLength: 8 }))), (steps) => {
      const cache = new Cache<string>(12, (text) => text.length);
      const last = new Map<string, string>();
      for (const [key, text] of steps) {
        cache.set(key, text);
        last.set(key, text);
        const held = ['a', 'b', 'c', 'd'].flatMap((name) => cache.get(name) ?? []);
        expect(held.join('').length).toBeLessThanOrEqual(12);
        for (const name of last.keys()) expect([undefined, last.get(name)]).toContain(cache.get(name));
      }
    }),
  ));
