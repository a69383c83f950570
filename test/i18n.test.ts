import { describe, expect, it } from 'vitest';
import { parseMessage } from './house/icu.ts';
import { INTERNATIONAL } from './house/international.ts';
import { checkKeys, checkTranslations } from './house/messages.ts';
import { readFiles, readRooms, type SourceFile } from './house/source.ts';

const MESSAGES = /^(packages|apps)\/[^/]+\/src\/.*messages\.[a-z]+\.json$/;

describe('what Linea says', () => {
  const messages = readFiles(['packages', 'apps'], MESSAGES);

  it('is said in both languages', () => expect(checkTranslations(messages, INTERNATIONAL)).toEqual([]));
  it('exists wherever code asks for it', () => expect(checkKeys(readRooms(), messages)).toEqual([]));
});

const json = (path: string, texts: unknown): SourceFile => ({ path, text: JSON.stringify(texts) });
const both = (en: unknown, it: unknown): string[] => {
  const room = 'packages/facts/src/';
  const words = new Set(['car', 't', 'ldh']);
  const found = checkTranslations([json(`${room}messages.en.json`, en), json(`${room}messages.it.json`, it)], words);
  return found.map((line) => line.replace(room, '').trim());
};

describe('planted translation errors are found', () => {
  it.each([
    ['a key missing in Italian', { a: 'one', b: 'two' }, { a: 'uno' }, 'messages.it.json has no b'],
    ['a key missing in English', { a: 'one' }, { a: 'uno', b: 'due' }, 'messages.en.json has no b'],
    [
      'a placeholder renamed',
      { a: 'on {day}' },
      { a: 'il {giorno}' },
      'a: placeholders differ: {day} in English, {giorno} in Italian',
    ],
    [
      'a placeholder lost',
      { a: '{n} of {m}' },
      { a: '{n} casi' },
      'a: placeholders differ: {m, n} in English, {n} in Italian',
    ],
    [
      'one lost in a plural',
      { a: '{n, plural, one {# fact of {who}} other {# facts of {who}}}' },
      { a: '{n, plural, one {# fatto} other {# fatti}}' },
      'a: placeholders differ: {n, who} in English, {n} in Italian',
    ],
    ['an empty value', { a: 'one' }, { a: ' ' }, 'a: is empty'],
    ['a value that is no text', { a: { b: 'one' } }, { a: 'uno' }, 'a: is not a text'],
    ['a value not translated', { a: 'Unknown drug' }, { a: 'Unknown drug' }, 'a: is the same in both: «Unknown drug»'],
    ['a plural without other', { a: '{n, plural, one {one}}' }, { a: '{n} x' }, 'a: {n} has no branch «other»'],
    ['a brace left open', { a: 'on {day' }, { a: 'il {day}' }, 'a: } expected before «»'],
    ['a brace too many', { a: 'on {day}' }, { a: 'il {day}}' }, 'a: a } too many before «}»'],
    [
      'an apostrophe that quotes',
      { a: 'of {drug}' },
      { a: "dell'{drug}" },
      "a: a straight apostrophe before a brace quotes it: write ’ instead of '",
    ],
  ])('%s', (_, en, it, wrong) => expect(both(en, it)).toContain(wrong));

  it('a language missing altogether', () =>
    expect(checkTranslations([json('apps/cli/src/messages.it.json', {})], new Set())).toEqual([
      'apps/cli/src/ has no English messages',
    ]));
  it('and a sound pair passes', () => {
    const en = {
      a: 'CAR-T: {n, plural, one {# fact} other {# facts}} on {day, date, long}',
      b: '{a} / {b}',
      c: 'CAR-T',
    };
    const it = {
      a: 'CAR-T: il {day, date, long} {n, plural, one {# fatto} other {# fatti}}',
      b: '{a} / {b}',
      c: 'CAR-T',
    };
    expect(both(en, it)).toEqual([]);
  });
  it('braces may be quoted', () => {
    const { placeholders, problems } = parseMessage("lines '{\"id\"}', it''s {n}, the patients' '{'");
    expect([placeholders, problems]).toEqual([['n'], []]);
  });
  it('words of branches count as words', () =>
    expect(parseMessage('{x, select, a {one {y}} other {two}} three').text.match(/\w+/g)).toEqual([
      'one',
      'two',
      'three',
    ]));
});

describe('planted keys without a message are found', () => {
  const messages = [
    json('packages/facts/src/messages.en.json', { 'drug.unknown': 'x', 'date.impossible': 'x' }),
    json('packages/registry/src/messages.en.json', { 'cut.made': 'x' }),
  ];
  const asks = (path: string, text: string): string[] => checkKeys([{ path, text }], messages);
  const wrong = (path: string, key: string): string[] => [
    `${path}:1 asks for the message ${key}, which does not exist`,
  ];

  it.each([
    ["t('drug.unknwon')", 'drug.unknwon'],
    ["reader.say('drug.unknwon', { n: 1 })", 'drug.unknwon'],
    ["t(found ? 'drug.unknown' : 'drug.known')", 'drug.known'],
    ['t(`drugs.${kind}`)', 'drugs.…'],
    ['t(`drug.${kind}.help`)', 'drug.….help'],
    ["t('cut.made')", 'cut.made'],
  ])('%s', (text, key) =>
    expect(asks('packages/criteria/src/a.ts', text)).toEqual(wrong('packages/criteria/src/a.ts', key)),
  );

  it.each([
    "t('drug.unknown')",
    "t(found ? 'drug.unknown' : 'date.impossible')",
    't(`drug.${kind}`)',
    't(key)',
    "at('x')",
  ])('and %s has one', (text) => expect(asks('packages/criteria/src/a.ts', text)).toEqual([]));
  it('an app may use the messages of every room', () => expect(asks('apps/cli/src/a.ts', "t('cut.made')")).toEqual([]));
});
