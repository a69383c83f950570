import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCsv } from '../csv/read-csv.ts';
import { fileOf } from '../table/files.testing.ts';
import { LIMITS } from '../table/limits.ts';
import { Notes } from '../table/notes.ts';
import { type RefusedCell, refusedCsv } from './refused-cells.ts';

const cell: RefusedCell = {
  file: 'a.csv',
  row: 2,
  column: 'CRP',
  code: 'number.malformed',
  got: 'x',
  allowed: 'decimal',
};
const rowsOf = async (text: string) => {
  const table = await readCsv(fileOf('r.csv', text), { delimiter: ',' }, { notes: new Notes(10), limits: LIMITS });
  const rows: unknown[] = [];
  for await (const { cells } of table?.rows ?? []) rows.push(cells);
  return rows;
};

describe('the list of refused cells', () => {
  it('opens in a spreadsheet, one cell a row', async () => {
    const text = refusedCsv(
      [cell, { file: 'b.xlsx', sheet: 'S', code: 'xlsx.broken', got: 'a "b", c' }],
      () => 'Not a number',
    );
    expect(text.startsWith('\ufeff')).toBe(true);
    expect(await rowsOf(text)).toEqual([
      ['file', 'sheet', 'row', 'column', 'code', 'got', 'allowed', 'message'],
      ['a.csv', '', '2', 'CRP', 'number.malformed', 'x', 'decimal', 'Not a number'],
      ['b.xlsx', 'S', '', '', 'xlsx.broken', 'a "b", c', '', 'Not a number'],
    ]);
  });

  it.each(['=HYPERLINK("x")', '+cmd', '-cmd', '@SUM(A1)', '\t=1', '\r=1'])('never runs %j', (got) =>
    expect(refusedCsv([{ ...cell, got }], () => '')).toMatch(/,"?'[=+\-@\t\r]/),
  );
  it.each(['-3', '+4.5', '-0,2'])('leaves the number %s', (got) =>
    expect(refusedCsv([{ ...cell, got }], () => '')).not.toContain("'"),
  );

  it('no cell begins as a formula, whatever was read', () =>
    fc.assert(
      fc.asyncProperty(fc.string(), async (got) => {
        const [, row] = await rowsOf(refusedCsv([{ ...cell, got, column: got }], () => got));
        for (const text of row as string[]) if (/^[=+\-@\t\r]/.test(text)) expect(text).toMatch(/^[+-]?\d+([.,]\d+)?$/);
      }),
    ));
});
