import { describe, expect, it } from 'vitest';
import { publishedCases } from '../cases/cases.ts';
import { dictionary } from '../dictionary/dictionary.ts';
import { factOfJson } from './fact-of-json.ts';
import { factJson } from './write-fact.ts';

const kindOf = (code: string) => dictionary().get(code);

describe('a fact of its JSON', () => {
  it.each(publishedCases().map(({ id, facts }) => [id, facts] as const))('is the one it was, %s', (_, facts) => {
    for (const fact of facts) expect(factOfJson(factJson(fact), kindOf)).toEqual(fact);
  });
  it('of a clock time keeps the time, of an interval both ends', () => {
    const [fact] = publishedCases()[0]?.facts ?? [];
    if (!fact) throw new Error('no fact');
    const date = { start: '2026-11-22', end: '2026-11-22', precision: 'day' } as const;
    for (const [code, value] of [
      ['day.time', { kind: 'date', date, time: '02:10' }],
      ['day.iceOrientation', { kind: 'interval', low: 2, high: 3, unit: '{score}' }],
      ['day.vasopressors', { kind: 'codes', codes: ['norepinephrine'] }],
      ['day.neuroAssessed', { kind: 'boolean', boolean: false }],
    ] as const)
      expect(factOfJson(factJson({ ...fact, code, value }), kindOf).value).toEqual(value);
  });
});
