import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkCodes } from './house/codes.ts';
import { messageKeys } from './house/messages.ts';
import { root } from './house/run.ts';
import { readFiles, readRooms } from './house/source.ts';

describe('codes of facts in the code', () => {
  const dictionary: { code: string }[] = JSON.parse(
    readFileSync(`${root}packages/facts/data/data-dictionary.json`, 'utf8'),
  );
  const codes = new Set(dictionary.map(({ code }) => code));
  const keys = messageKeys(readFiles(['packages', 'apps'], /\/src\/.*messages\.[a-z]+\.json$/));

  it('has a dictionary to check against', () => expect(codes).toContain('lab.b2m'));
  it('are all in the dictionary', () => expect(checkCodes(readRooms(), codes, keys)).toEqual([]));
});

describe('planted codes that do not exist are found', () => {
  const check = (text: string, path = 'packages/criteria/src/a.ts'): string[] =>
    checkCodes([{ path, text }], new Set(['lab.b2m', 'crs.grade']), new Set(['lab.unknownUnit']));

  it.each([
    ["const x = 'lab.b2M';", 'lab.b2M'],
    ["fact('lab.beta2')", 'lab.beta2'],
    ['quantity(`lab.beta2`)', 'lab.beta2'],
    ["const inputs = { 'lab.ldh2': 1 };", 'lab.ldh2'],
    ["type C = 'lab.b2m' | 'lab.beta2';", 'lab.beta2'],
    ["criterion('crs.astct2018')", 'crs.astct2018'],
  ])('%s', (text, code) =>
    expect(check(text)).toEqual([`packages/criteria/src/a.ts:1 ${code} is not in the dictionary`]),
  );

  it.each([
    ['a code of the dictionary', "fact('lab.b2m')"],
    ['a criterion', "criterion('crs.astct2019.course'); criterion('mm.iss')"],
    ['a message', "issue('lab.unknownUnit')"],
    ['a file', "import x from './lab.json' with { type: 'json' }"],
    ['a sentence', "const x = 'lab. b2'; const y = 'see lab.beta2'"],
    ['a comment', '// lab.beta2'],
  ])('and %s is left alone', (_, text) => expect(check(text)).toEqual([]));
  it('and so are tests, which plant wrong codes', () =>
    expect(check("fact('lab.beta2')", 'packages/facts/src/fact.test.ts')).toEqual([]));
});
