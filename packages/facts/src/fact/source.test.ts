import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatSource, parseSource, type Source } from './source.ts';

describe('a source as text', () => {
  it.each<[string, Source]>([
    ['document:Paris L, Recenti Prog Med#f10', { kind: 'document', name: 'Paris L, Recenti Prog Med', place: 'f10' }],
    ['file:labs.csv#row 14, column drawn_on', { kind: 'file', name: 'labs.csv', place: 'row 14, column drawn_on' }],
    ['device:analyser 3', { kind: 'device', name: 'analyser 3' }],
    ['document:sample %2312', { kind: 'document', name: 'sample #12' }],
    ['document:https://example.org/a#b', { kind: 'document', name: 'https://example.org/a', place: 'b' }],
  ])('%s', (text, source) => {
    expect(parseSource(text)).toEqual(source);
    expect(formatSource(source)).toBe(text);
  });

  it('any other text is the name of a document', () => {
    expect(parseSource('discharge letter')).toEqual({ kind: 'document', name: 'discharge letter' });
    expect(parseSource('https://example.org')).toEqual({ kind: 'document', name: 'https://example.org' });
    expect(parseSource('letter#')).toEqual({ kind: 'document', name: 'letter' });
  });

  it('comes back the same, whatever name and place', () =>
    fc.assert(
      fc.property(
        fc.constantFrom<Source['kind']>('document', 'file', 'device', 'person'),
        fc.string(),
        fc.option(fc.string({ minLength: 1 })),
        (kind, name, place) => {
          const source: Source = { kind, name, ...(place === null ? {} : { place }) };
          expect(parseSource(formatSource(source))).toEqual(source);
        },
      ),
    ));
});
