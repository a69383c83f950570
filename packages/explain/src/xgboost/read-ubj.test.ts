import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RefusedInput } from '../errors/refused-input.ts';
import { json, table } from '../testing/fixtures.testing.ts';
import { explainXgboost } from './explain.ts';
import { readXgboost } from './read-model.ts';
import { isUbj, readUbj } from './read-ubj.ts';

const bytesOf = (name: string): Uint8Array =>
  readFileSync(new URL(`../../../../fixtures/models/ubj/${name}`, import.meta.url));

/** JSON's numbers as the single precision that both files stand for. */
const single = (value: unknown): unknown =>
  typeof value === 'number'
    ? Math.fround(value)
    : typeof value === 'boolean'
      ? Number(value)
      : Array.isArray(value)
        ? value.map(single)
        : typeof value === 'object' && value !== null
          ? Object.fromEntries(Object.entries(value).map(([key, own]) => [key, single(own)]))
          : value;

describe.each(['gbtree', 'dart'])('%s of xgboost 1.7.4', (booster) => {
  const bytes = bytesOf(`${booster}.ubj`);
  const text = json(`models/ubj/${booster}.json`);

  it('says what its JSON says, member by member', () => expect(single(readUbj(bytes))).toEqual(single(text)));
  it('gives the margins of XGBoost', () => {
    const { margin } = explainXgboost(readXgboost(readUbj(bytes)), table('models/ubj/rows.csv'));
    const { margin: wanted } = json<{ margin: number[] }>(`models/ubj/${booster}-margin.json`);
    // XGBoost adds five leaves of single precision.
    wanted.forEach((value, i) => {
      expect(margin[i]).toBeCloseTo(value, 6);
    });
  });
  it('is refused when it is cut anywhere, and never read as JSON', () => {
    expect(isUbj(bytes)).toBe(true);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: bytes.length - 1 }), (length) => {
        expect(() => readUbj(bytes.subarray(0, length))).toThrow(RefusedInput);
      }),
    );
  });
});

describe('Universal Binary JSON', () => {
  const of = (...parts: (string | number)[]): Uint8Array =>
    Uint8Array.from(
      parts.flatMap((part) => (typeof part === 'string' ? [...part].map((c) => c.charCodeAt(0)) : [part])),
    );

  it('every type, worked by hand', () => {
    const read = readUbj(of('{', 'i', 1, 'a', '[', 'Z', 'T', 'F', 'i', 0xff, 'U', 0xff, 'I', 1, 0, 'l', 0, 0, 1, 0, 'd', 0x3f, 0xc0, 0, 0, 'D', 0xbf, 0xf8, 0, 0, 0, 0, 0, 0, 'C', 'x', 'S', 'i', 2, 'h', 'i', ']', '}')); // biome-ignore format: a row of bytes
    expect(read).toEqual({ a: [null, true, false, -1, 255, 256, 256, 1.5, -1.5, 'x', 'hi'] });
  });
  it('typed and counted', () =>
    expect(readUbj(of('{', '$', 'U', '#', 'i', 2, 'i', 1, 'a', 7, 'i', 1, 'b', 8))).toEqual({ a: 7, b: 8 }));
  it.each([
    ['JSON', '{"learner": 1}', false],
    ['an empty object of JSON', '{}', false],
    ['JSON over lines', '{\n}', false],
  ])('%s is not taken for it', (_, text, is) => expect(isUbj(of(text))).toBe(is));
  it.each([
    ['a type that is not known', of('{', 'i', 1, 'a', 'x', '}')],
    ['a count beyond the file', of('{', 'i', 1, 'a', '[', '$', 'U', '#', 'l', 0x7f, 0, 0, 0, '}')],
    ['a negative length', of('{', 'i', 0xff, 'a', '}')],
    ['something after its end', of('{', '}', 'x')],
  ])('%s is refused by name', (_, bytes) => expect(() => readUbj(bytes)).toThrow(/model.ubj/));
});
