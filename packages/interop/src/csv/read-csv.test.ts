import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileOf } from '../table/files.testing.ts';
import { LIMITS, type Limits } from '../table/limits.ts';
import { Notes } from '../table/notes.ts';
import type { Row, TextForm } from '../table/table.ts';
import { readCsv } from './read-csv.ts';

async function read(content: string | Uint8Array, form: TextForm = {}, limits: Partial<Limits> = {}, step = 7) {
  const notes = new Notes(100);
  const table = await readCsv(fileOf('t.csv', content, step), form, { notes, limits: { ...LIMITS, ...limits } });
  const rows: Row[] = [];
  for await (const row of table?.rows ?? []) rows.push(row);
  return { rows, cells: rows.map(({ cells }) => cells), issues: notes.issues, warnings: notes.warnings };
}
const latin = (text: string): Uint8Array => Buffer.from(text, 'latin1');

describe('the encoding of a CSV', () => {
  it.each([
    ['UTF-8', 'a,b\n1,caffè 😀\n'],
    ['UTF-8 with a byte order mark', '\ufeffa,b\n1,caffè 😀\n'],
    ['UTF-16 with a byte order mark', Buffer.from('\ufeffa,b\n1,caffè 😀\n', 'utf16le')],
  ])('%s is found out', async (_, content) => {
    for (const step of [1, 2, 3, 1000]) {
      const { cells, issues, warnings } = await read(content, {}, {}, step);
      expect(cells).toEqual([['a', 'b'], ['1', 'caffè 😀']]); // biome-ignore format: short
      expect([...issues, ...warnings]).toEqual([]);
    }
  });

  it('Windows-1252 is found out and said', async () => {
    const { cells, warnings } = await read(latin('a,b\n1,perch\xe9 3 \x80\n'));
    expect(cells[1]).toEqual(['1', 'perché 3 €']);
    expect(warnings).toEqual([
      { code: 'encoding.detected', at: 't.csv', got: 'windows-1252', allowed: 'encoding: windows-1252' },
    ]);
  });

  it('Windows-1252 that is declared is nothing to say', async () => {
    const { cells, warnings } = await read(latin('a\n\xc3\xa8\n'), { encoding: 'windows-1252' });
    expect([cells[1], warnings]).toEqual([['Ã¨'], []]);
  });

  it('UTF-8 with broken bytes is refused where they stand, not read as something else', async () => {
    const mixed = Buffer.concat([Buffer.from('a,b\n1,caffè\n'), latin('2,perch\xe9\n')]);
    const { cells } = await read(mixed);
    expect(cells).toEqual([['a', 'b'], ['1', 'caffè'], ['2', { kind: 'encoding', text: 'perch\ufffd', allowed: 'utf-8' }]]); // biome-ignore format: short
  });

  it('Windows-1252 that is declared UTF-8 is refused where it stands', async () => {
    const { cells } = await read(latin('a,b\n1,perch\xe9\n'), { encoding: 'utf-8' });
    expect(cells[1]?.[1]).toMatchObject({ kind: 'encoding' });
  });

  it.each([
    ['bytes of a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1])],
    ['text with NUL', 'a,b\n1,\0\n'],
  ])('%s is no text', async (_, content) => {
    expect(await read(content)).toMatchObject({ rows: [], issues: [{ code: 'file.binary', at: 't.csv' }] });
  });

  it('whatever text, it comes back', () =>
    fc.assert(
      fc.asyncProperty(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 5 }), async (texts) => {
        const cells = texts.map((text) => text.replaceAll('\ufffd', '?').replaceAll('\0', ' '));
        const line = cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');
        const read1 = await read(`a,b\n${line}\n`, { encoding: 'utf-8', delimiter: ',' }, {}, 3);
        expect(read1.cells[1]).toEqual(cells);
      }),
    ));
});

describe('the delimiter of a CSV', () => {
  it.each([
    ['comma', 'a,b\n1,2\n'],
    ['semicolon, beside decimal commas', 'a;b\n1,5;2,5\n1,5;2\n'],
    ['tab', 'a\tb\n1, 2\t2\n'],
    ['bar', 'a|b\n1|2'],
    ['as its first line says', 'sep=;\r\na;b\r\n1,2;2\r\n'],
  ])('%s', async (_, content) => expect((await read(content)).cells.at(0)).toEqual(['a', 'b']));
  it('the line that names it is a row of the spreadsheet', async () =>
    expect((await read('sep=;\na;b\n1;2\n')).rows.map(({ number }) => number)).toEqual([2, 3]));
  it('one declared wins', async () => expect((await read('a;b,c\n1;2,3\n', { delimiter: ';' })).cells[0]).toEqual(['a', 'b,c'])); // biome-ignore format: short
  it('none: a table of one column', async () => expect((await read('a\n1\n2\n')).cells).toEqual([['a'], ['1'], ['2']]));
});

describe('rows are counted as a spreadsheet does', () => {
  it('blank ones and line breaks in quotes included', async () =>
    expect((await read('a,b\n\n1,"x\ny"\n\n2,z\n')).rows.map(({ number, cells }) => [number, ...cells])).toEqual([
      [1, 'a', 'b'], [2, ''], [3, '1', 'x\ny'], [4, ''], [5, '2', 'z'],
    ])); // biome-ignore format: a table
});

describe('what cannot be read names its place', () => {
  it.each([
    ['a quote that is never closed', 'a,b\n1,2\n3,"x\n4,5\n', 'csv.quotes', 't.csv: row 3, column 2'],
    ['a quote inside a cell', 'a,b\n1,2\n3,x"y"\n', 'csv.quotes', 't.csv: row 3, column 2'],
    ['text after a quoted cell', 'a,b\n1,"2"x\n', 'csv.quotes', 't.csv: row 2, column 2'],
  ])('%s', async (_, content, code, at) => {
    const { rows, issues } = await read(content);
    expect(issues).toMatchObject([{ code, at }]);
    expect(rows.at(-1)?.number).toBe(Number(/row (\d+)/.exec(at)?.[1]) - 1);
  });

  it('a cell larger than a spreadsheet allows', async () => {
    const { cells, issues } = await read(`a,b\n1,${'x'.repeat(60)}\n2,y\n`, {}, { cellCharacters: 50 });
    expect(cells[1]?.[1]).toEqual({ kind: 'tooLarge', text: `60: ${'x'.repeat(40)}`, allowed: '50' });
    expect([cells[2], issues]).toEqual([['2', 'y'], []]);
  });

  it.each([
    ['too many rows', 'a\n1\n2\n3\n', { rows: 2 }, 'table.tooLong', 't.csv: row 3'],
    ['too many columns', 'a,b\n1,2,3,4\n', { columns: 3 }, 'row.tooWide', 't.csv: row 2'],
    ['too many bytes', 'a,b\n1,2\n', { fileBytes: 6 }, 'file.tooLarge', 't.csv'],
  ])('%s', async (_, content, limits, code, at) =>
    expect((await read(content, {}, limits)).issues).toMatchObject([{ code, at }]),
  );

  it('a cell of 200 MB, without holding it', async () => {
    const notes = new Notes(10);
    let given = 0;
    const giant = {
      name: 'giant.csv',
      open: async function* () {
        yield Buffer.from('a,b\n1,"');
        for (; given < 400; given++) yield Buffer.alloc(1_000_000, 120);
      },
    };
    const table = await readCsv(giant, { encoding: 'utf-8' }, { notes, limits: LIMITS });
    given = 0;
    for await (const _ of table?.rows ?? []);
    expect(notes.issues).toMatchObject([{ code: 'cell.tooLarge', at: 'giant.csv: row 2, column 2' }]);
    // Read only as far as a row may go: the rest of the file was never asked for.
    expect(given).toBeLessThan(10);
  });

  it('a file that cannot be read to its end is our error, not the sender’s', async () => {
    const broken = { name: 'x.csv', open: async function* () { yield Buffer.from('a,b\n'); throw new Error('disk'); } }; // biome-ignore format: short
    const reading = { notes: new Notes(10), limits: LIMITS };
    await expect(readCsv(broken, {}, reading)).rejects.toThrow('disk');
  });
});
