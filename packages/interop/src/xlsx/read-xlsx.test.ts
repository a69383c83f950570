import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileOf } from '../table/files.testing.ts';
import { LIMITS, type Limits } from '../table/limits.ts';
import { Notes } from '../table/notes.ts';
import type { Cell } from '../table/table.ts';
import { readXlsx } from './read-xlsx.ts';
import { type TestCell, workbook, workbookParts, zipped } from './workbook.testing.ts';

async function read(bytes: Uint8Array, limits: Partial<Limits> = {}) {
  const notes = new Notes(100);
  const tables = await readXlsx(fileOf('w.xlsx', bytes, 4096), { notes, limits: { ...LIMITS, ...limits } });
  const sheets: Record<string, (readonly Cell[])[]> = {};
  for (const { sheet = '', rows } of tables ?? []) {
    sheets[sheet] = [];
    for await (const { cells } of rows) sheets[sheet]?.push(cells);
  }
  return { sheets, issues: notes.issues };
}
const one = (...rows: TestCell[][]): Uint8Array => workbook({ S: rows });

describe('a workbook', () => {
  it('has its sheets and values', async () =>
    expect((await read(workbook({ First: [['a', 'b'], [1.5, true]], 'Second & last': [['x'], ['è < 3']] }))).sheets).toEqual({
      First: [['a', 'b'], [1.5, true]],
      'Second & last': [['x'], ['è < 3']],
    })); // biome-ignore format: short

  it('keeps blank rows and cells in their places', async () =>
    expect((await read(one([null, 'b'], [], [3]))).sheets.S).toEqual([[null, 'b'], [null, null], [3, null]])); // biome-ignore format: short

  it('has days and clock times as it shows them', async () =>
    expect((await read(one(['d'], [{ serial: 45_000 }], [{ serial: 45_000.75 }]))).sheets.S?.slice(1)).toEqual([
      [{ kind: 'date', day: '2023-03-15' }],
      [{ kind: 'date', day: '2023-03-15', time: '18:00:00' }],
    ]));

  it('shows formulas and errors, which are no values', async () =>
    expect((await read(one(['a', 'b'], [{ formula: 'A1*2', value: 12 }, { error: '#DIV/0!' }], [5, 6]))).sheets.S).toEqual([
      ['a', 'b'],
      [{ kind: 'formula', text: '=A1*2', cached: 12 }, { kind: 'error', text: '#DIV/0!' }],
      [5, 6],
    ])); // biome-ignore format: short

  it.each([
    ['a word', '<c r="B2" t="str"><f>SUM(A1:A9)</f></c>'],
    ['a number', '<c r="B2"><f>SUM(A1:A9)</f></c>'],
  ])('shows a formula that was saved without its result: %s', async (_, cell) => {
    const parts = workbookParts({ B: [['h'], ['y', 'z']] });
    const sheet = (parts['xl/worksheets/sheet1.xml'] as string).replace(/<c r="B2".*?<\/c>/, cell);
    const { sheets, issues } = await read(zipped({ ...parts, 'xl/worksheets/sheet1.xml': sheet }));
    expect([sheets.B?.[1], issues]).toEqual([['y', { kind: 'formula', text: '=SUM(A1:A9)', cached: null }], []]);
  });
});

describe('what is no workbook says what it is', () => {
  const parts = workbookParts({ S: [['a']] });
  const ole = Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(600)]);
  it.each([
    ['text', Buffer.from('a,b\n1,2\n'), 'xlsx.notWorkbook'],
    ['an empty file', new Uint8Array(0), 'file.empty'],
    ['a ZIP of something else', zipped({ 'a.txt': 'x' }), 'xlsx.notWorkbook'],
    ['XLS of before 2007', ole, 'xlsx.old'],
    ['one protected by a password', Buffer.concat([ole, Buffer.from('EncryptedPackage', 'utf16le')]), 'xlsx.password'],
    ['a ZIP cut short', zipped(parts).subarray(0, 300), 'xlsx.broken'],
    ['a sheet that is no XML', zipped({ ...parts, 'xl/worksheets/sheet1.xml': '<worksheet><row' }), 'xlsx.broken'],
    ['a document type, which may hold entities', zipped({ ...parts, 'xl/worksheets/sheet1.xml': '<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>' }), 'xlsx.broken'],
    ['an entity that nobody declared', zipped({ ...parts, 'xl/workbook.xml': '<workbook>&lol;</workbook>' }), 'xlsx.broken'],
  ])('%s', async (_, bytes, code) => expect((await read(bytes)).issues).toMatchObject([{ code, at: expect.stringContaining('w.xlsx') }])); // biome-ignore format: a table
});

describe('limits of a workbook', () => {
  const long = 'x'.repeat(1000);
  it.each([
    ['cells', one(['a', 'b'], [1, 2], [3, 4]), { cells: 5 }, 'xlsx.tooManyCells'],
    ['sheets', workbook({ A: [['a']], B: [['b']] }), { sheets: 1 }, 'xlsx.tooManySheets'],
    ['bytes when unpacked', one([long]), { unpackedBytes: 1000 }, 'xlsx.tooLarge'],
    ['bytes when packed', one([long]), { fileBytes: 100 }, 'file.tooLarge'],
    ['characters of a cell, before it is held', one([long]), { cellCharacters: 50 }, 'cell.tooLarge'],
  ])('%s', async (_, bytes, limits, code) => expect((await read(bytes, limits)).issues).toMatchObject([{ code }]));

  it('a cell a little too large is refused alone', async () =>
    expect((await read(one(['a'], ['x'.repeat(60)]), { cellCharacters: 50 })).sheets.S?.[1]).toEqual([
      { kind: 'tooLarge', text: `60: ${'x'.repeat(40)}`, allowed: '50' },
    ]));
  it.each([
    ['rows', one(['a'], [1], [2]), { rows: 2 }, 'table.tooLong', 'row 3'],
    ['columns', one(['a', 'b', 'c']), { columns: 2 }, 'row.tooWide', 'row 1'],
  ])('%s', async (_, bytes, limits, code, row) =>
    expect((await read(bytes, limits)).issues).toMatchObject([{ code, at: `w.xlsx: sheet S, ${row}` }]),
  );

  it('a bomb: blanks in one cell that are a thousand times as large as the file', async () => {
    const parts = workbookParts({ S: [['a']] });
    const sheet = (parts['xl/worksheets/sheet1.xml'] as string).replace('<t>a</t>', `<t>${' '.repeat(20_000_000)}</t>`);
    const bytes = zipped({ ...parts, 'xl/worksheets/sheet1.xml': sheet });
    expect(bytes.length).toBeLessThan(25_000);
    const before = process.memoryUsage().arrayBuffers;
    expect((await read(bytes)).issues).toMatchObject([
      { code: 'cell.tooLarge', at: 'w.xlsx: sheet S, row 1, column 1' },
    ]);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20_000_000);
  });
});

describe('a damaged workbook', () => {
  const bytes = workbook({ S: [['patient', 'crp'], ['p1', 12], ['p2', { formula: 'B2', value: 12 }]], T: [['x'], [{ serial: 45_000 }]] }); // biome-ignore format: short
  it('is read or refused with a place, whatever bytes are flipped', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ at: fc.nat(bytes.length - 1), to: fc.nat(255) }), { minLength: 1, maxLength: 8 }),
        async (flips) => {
          const damaged = Uint8Array.from(bytes);
          for (const { at, to } of flips) damaged[at] = to;
          const { issues } = await read(damaged);
          for (const { at } of issues) expect(at).toContain('w.xlsx');
        },
      ),
      { numRuns: 300 },
    ));
  it('is read or refused with a place, wherever it is cut', () =>
    fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), async (length) => {
        expect((await read(bytes.subarray(0, length))).issues.length).toBeGreaterThan(0);
      }),
      { numRuns: 50 },
    ));
});
