import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../errors/input-error.ts';
import { asFactor, numberText } from './column.ts';
import { columnNamed, frameOf } from './frame.ts';
import { readCsv } from './read-csv.ts';

const valuesOf = (text: string, name: string, options = {}) => {
  const column = readCsv(text, options).columns.get(name);
  if (column?.kind === 'number') return Array.from(column.values);
  return column && Array.from(column.codes, (code) => (code < 0 ? null : column.levels[code]));
};

describe('reading a CSV', () => {
  it.each([
    ['numbers, an empty cell and NA', 'a,b\n1,2\n,3\nNA,4\n', [1, Number.NaN, Number.NaN]],
    ['without a last line end', 'a\n1\n2', [1, 2]],
    ['with Windows line ends and a byte order mark', '\ufeffa,b\r\n1,x\r\n2,y\r\n', [1, 2]],
    [
      'signs, exponents, long fractions',
      'a\n-1.5\n+2e3\n.5\n0.1234567890123456789\n',
      [-1.5, 2000, 0.5, 0.1234567890123456789],
    ],
    ['quoted numbers', '"a"\n"1"\n" 2"\n', [1, 2]],
    ['infinite', 'a\nInf\n-Inf\n', [Infinity, -Infinity]],
    ['words, sorted as R sorts them', 'a\n>40\n<=20\n20-40\n', ['>40', '<=20', '20-40']],
    ['quotes, separators and line ends in a cell', 'b,a\n1,"x, ""y""\nz"\n', ['x, "y"\nz']],
    ['semicolons', 'b;a\n1,5;2\n', [2]],
    ['TRUE and FALSE', 'a\nTRUE\n\nFALSE\nT\n', ['TRUE', 'FALSE', 'TRUE']],
    ['a last empty cell', 'b,a\n1,\n2,3', [Number.NaN, 3]],
    ['a text that ends with a separator', 'b,a\n1,2\n3,', [2, Number.NaN]],
    [
      'numbers before the first word',
      'b,a\n"x,\ny",007\n\n2,1.50\n3,NA\n4,\n5,high\n6,007\n',
      ['007', '1.50', null, null, 'high', '007'],
    ],
    ['line ends of old, and empty lines', 'a\r1\r\r2\r', [1, 2]],
    [
      'many digits',
      'a\n123456789012\n0000000001.5\n9007199254740993\n1234567890.123456789\n',
      [123456789012, 1.5, 9007199254740992, 1234567890.1234567],
    ],
    ['a number with spaces, and no number', 'a\n 1 \n-\n', [' 1 ', '-']],
    ['words beyond ASCII', 'a\nété\nеще\nété\n', ['été', 'еще', 'été']],
  ])('%s', (_, text, values) => expect(valuesOf(text, 'a')).toEqual(values));

  it('reads bytes as text, however many rows there are, and words that share a hash', () => {
    // Two words of one FNV-1a hash.
    const cells = ['costarring', 'liquid', 'declinate', 'macallums'];
    const lines = Array.from({ length: 3000 }, (_, i) => `${i / 8},${cells[i % 4]}`);
    const text = `x,w\n1,a\n${lines.join('\n')}`;
    const frame = readCsv(text);
    expect(readCsv(new TextEncoder().encode(text))).toEqual(frame);
    expect(valuesOf(text, 'x')).toEqual([1, ...lines.map((_, i) => i / 8)]);
    expect(valuesOf(text, 'w')).toEqual(['a', ...lines.map((_, i) => cells[i % 4])]);
  });
  it('takes a decimal comma where asked', () => expect(valuesOf('a;b\n1,5;2\n', 'a', { decimal: ',' })).toEqual([1.5]));
  it('sorts levels as R does in an English locale', () =>
    expect(columnNamed(readCsv('a\nb\nB\na\n20-40\n>40\n<=20\n'), 'a')).toMatchObject({
      levels: ['<=20', '>40', '20-40', 'a', 'b', 'B'],
    }));

  it.each([
    ['an empty text', '', 'csv.empty'],
    ['a row too short', 'a,b\n1,2\n3\n', 'csv.rowLength'],
    ['an open quote', 'a\n"x\n', 'csv.unclosedQuote'],
    ['a name twice', 'a,a\n1,2\n', 'csv.duplicateColumn'],
  ])('refuses %s', (_, text, code) => {
    expect(() => readCsv(text)).toThrow(InputError);
    try {
      readCsv(text);
    } catch (error) {
      expect(error).toMatchObject({ issue: { code } });
    }
  });

  it('reads back any number that was written', () =>
    fc.assert(fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (x) => {
      expect(valuesOf(`a\n${x}\n`, 'a')![0]).toBe(x === 0 ? x + 0 : x);
    }))); // biome-ignore format: a property

  it('names the nearest column', () =>
    expect(() => columnNamed(frameOf({ age: [1], sex: ['m'] }), 'aeg')).toThrow(
      'column.unknown at column aeg (allowed: age)',
    ));

  it('prints numbers as R does', () =>
    expect([100000, 123456, 0.1, 1e-5, 1 / 3, 1e15, 2.5].map(numberText)).toEqual([
      '1e+05',
      '123456',
      '0.1',
      '1e-05',
      '0.333333333333333',
      '1e+15',
      '2.5',
    ]));

  it('makes a factor of numbers by value', () =>
    expect(asFactor({ kind: 'number', values: Float64Array.of(10, 2, Number.NaN, 10) })).toMatchObject({
      levels: ['2', '10'],
    }));
});
