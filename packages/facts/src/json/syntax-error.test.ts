import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findSyntaxError } from './syntax-error.ts';

describe('the place at which a text stops being JSON', () => {
  it.each([
    ['{"a": 1,}', 1, 9, '}'],
    ['{"a": 7,1}', 1, 9, '1}'],
    ['{\n  "a": 1\n  "b": 2\n}', 3, 3, '"b": 2'],
    ['{"a": [1, 2}', 1, 12, '}'],
    ["{'a': 1}", 1, 2, "'a': 1}"],
    ['{"a": 01}', 1, 8, '1}'],
    ['{"a": "tab\there"}', 1, 11, '\there"}'],
    ['{"a": "\\x"}', 1, 8, '\\x"}'],
    ['{"a": NaN}', 1, 7, 'NaN}'],
    ['{"a": tru}', 1, 7, 'tru}'],
    ['{"a": 1} {', 1, 10, '{'],
    ['{"a"', 1, 5, ''],
    ['[1, 2', 1, 6, ''],
    ['', 1, 1, ''],
    ['\n\n', 3, 1, ''],
  ])('%j', (text, line, column, found) => {
    expect(() => JSON.parse(text)).toThrow();
    expect(findSyntaxError(text)).toEqual({ line, column, found });
  });

  it('is nowhere in JSON', () =>
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(0, 2), (json, indent) => {
        expect(findSyntaxError(json)).toBeNull();
        expect(findSyntaxError(JSON.stringify(JSON.parse(json), null, indent))).toBeNull();
      }),
    ));

  it('is somewhere in exactly the texts that the engine refuses', () => {
    const noise = fc.array(
      fc.constantFrom(
        '{',
        '}',
        '[',
        ']',
        ',',
        ':',
        '"a"',
        '"',
        '\\',
        '1',
        '-',
        '.5',
        'e3',
        'true',
        'null',
        ' ',
        '\n',
        'x',
      ),
      { maxLength: 12 },
    );
    const damaged = fc
      .tuple(fc.json(), fc.nat(), fc.constantFrom('', ',', '"', '}', ']', '\\', '1'))
      .map(([json, where, with_]) => {
        const at = where % (json.length + 1);
        return json.slice(0, at) + with_ + json.slice(at + 1);
      });
    fc.assert(
      fc.property(
        fc.oneof(
          noise.map((parts) => parts.join('')),
          damaged,
        ),
        (text) => {
          let isJson = true;
          try {
            JSON.parse(text);
          } catch {
            isJson = false;
          }
          expect(findSyntaxError(text) === null).toBe(isJson);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('is found at the end of a hundred thousand open brackets and of a very long string', () => {
    expect(findSyntaxError('['.repeat(1e5))).toMatchObject({ line: 1, column: 1e5 + 1 });
    expect(findSyntaxError(`"${'x'.repeat(1e5)}`)).toMatchObject({ column: 1e5 + 2 });
  });
});
