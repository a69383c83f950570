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
  ])('%s', (_, text, values) => expect(valuesOf(text, 'a')).toEqual(values));

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
