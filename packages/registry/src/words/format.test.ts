import { messages as criteria } from '@linea/criteria/messages';
import { messages as facts } from '@linea/facts/messages';
import { messages as interop } from '@linea/interop/messages';
import { messages as therapies } from '@linea/therapies/messages';
import fc from 'fast-check';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { messages as registry } from '../messages.generated.ts';
import { formatOf } from './format.ts';

const rooms = [facts, criteria, interop, therapies, registry];

describe.each(['en', 'it'] as const)('in %s', (language) => {
  const texts = [...new Set(rooms.flatMap((room) => Object.values(room[language])))];

  it.each([
    ['words', { text: 'a {b} — 4.170,5', one: 1, many: 12_345.678, none: 0, empty: '' }],
    ['numbers', { text: 3, one: 0, many: 1, none: 1e21, empty: -0.5 }],
  ])('every message says what ICU says of it, with %s', (_, values) => {
    const given = Object.values(values);
    const [differ, withWords] = [[] as string[], [] as string[]];
    for (const text of texts) {
      const names = [...text.matchAll(/\{(\w+)/g)].map(([, name]) => name as string);
      const words = Object.fromEntries(names.map((name, at) => [name, given[at % given.length] as string]));
      const wanted = String(new IntlMessageFormat(text, language).format(words));
      if (names.length > 0) withWords.push(text);
      if (formatOf(text, language)(words) !== wanted) differ.push(text);
    }
    expect(differ).toEqual([]);
    expect(withWords.length).toBeGreaterThan(50);
  });

  it.each([
    ['a word that is not given', 'on {day}, {hour}', { day: 'Monday' }],
    ['one that is undefined', 'on {day}', { day: undefined as never }],
  ])('%s is our error where ICU says so', (_, text, given) => {
    const icu = (() => {
      try {
        return String(new IntlMessageFormat(text, language).format(given));
      } catch (error) {
        return error;
      }
    })();
    const own = () => formatOf(text, language)(given);
    if (icu instanceof Error) expect(own).toThrow(icu.message);
    else expect(own()).toBe(icu);
  });
});

it.each([
  ["it''s '{'x'}'", "it's {x}"],
  ["with '{lang}' in the name", 'with {lang} in the name'],
  ["it's the patients' {n}", "it's the patients' 1200"],
  ["'{n'' {n}", "{n' {n}"],
  ['{n, plural, one {# fact} other {# facts}}', '1,200 facts'],
  ['no. # of {n}', 'no. # of 1200'],
  ['{n, number}', '1,200'],
])('%s is read as ICU reads it', (text, expected) => {
  expect(formatOf(text, 'en')({ n: 1200 })).toBe(expected);
  expect(String(new IntlMessageFormat(text, 'en').format({ n: 1200 }))).toBe(expected);
});

const marks = fc.constantFrom("'", "''", '{', '}', '{n}', '{n, number}', '<', '>', '#', 'a', ' ', "'{", "}'", '{ n }');
it('whatever is written is read as ICU reads it, or is an error of both', () =>
  fc.assert(
    fc.property(fc.array(marks, { maxLength: 8 }), (written) => {
      const text = written.join('');
      const said = (read: () => string): string => {
        try {
          return read();
        } catch (error) {
          return `! ${(error as Error).message}`;
        }
      };
      const icu = said(() => String(new IntlMessageFormat(text, 'it').format({ n: 1200 })));
      expect(said(() => formatOf(text, 'it')({ n: 1200 }))).toBe(icu);
    }),
    { numRuns: 3000 },
  ));
