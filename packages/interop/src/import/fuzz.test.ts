import { parseInstant } from '@linea/facts';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Mapping, readMapping } from '../mapping/read-mapping.ts';
import { fileOf } from '../table/files.testing.ts';
import { type TestCell, workbook } from '../xlsx/workbook.testing.ts';
import { readTables, type TablesReading } from './read-tables.ts';

const now = { recorded: '2026-11-22T10:00:00Z', by: 'u1', acceptValid: true };
const mapping = (yaml: string): Mapping => {
  const read = readMapping(`linea: mapping\nversion: 1\ncentre: bg\n${yaml}`, 'm.yaml');
  if (!read.ok) throw new Error(JSON.stringify(read.issues));
  return read.value;
};
const labs = mapping(
  `
dates: [DD/MM/YYYY]
decimal: ","
absent: { nd: notDone }
anchors: { infusion: { code: inf.date, between: 2020/2024 } }
tables:
  - patient: id
    when: { date: drawn }
    columns:
      sex: { code: demo.sex, words: { M: male, F: female }, per: patient }
      CRP: { code: lab.crp, unit: mg/L, uln: { column: max } }
      "IL6_d{day}": { code: lab.il6, unit: pg/mL, when: { from: infusion, day: "{day}" } }
      max: ~
`.replace(' as: ~,', ''),
);
const csv =
  'id;drawn;sex;CRP;max;IL6_d-1;IL6_d3;nota\r\np1;13/03/2024;M;12,5;5;nd;<3;"a;b"\r\np2;2024-03;F;8-9;;4;5;"say ""so"""\r\n;;;;;;;\r\np1;14/03/2024;M;nd;5;1;2;città\r\n';

/** What must hold of every reading, whatever came in. */
function holds({ facts, issues, warnings, refused, refusedCells, summary }: TablesReading, name: string): void {
  for (const { code, at } of [...issues, ...warnings])
    expect(`${code} ${at}`).toMatch(new RegExp(`^\\w+\\.\\w+ (${name}|m.yaml)`));
  for (const { id, known, source } of facts) {
    expect(id.length).toBeGreaterThan(0);
    expect(parseInstant(known).ok).toBe(true);
    expect(source.name === name || source.name === 'm.yaml').toBe(true);
  }
  expect(new Set(facts.map(({ id }) => id)).size).toBe(facts.length);
  if (refusedCells.some(({ row }) => row !== undefined)) expect(refused).toBeGreaterThan(0);
  for (const { columns } of summary.tables)
    for (const { cells, skipped } of columns) expect(cells).toBeGreaterThanOrEqual(skipped);
}

it('the table as it is gives facts and no issue', async () => {
  const reading = await readTables([fileOf('l.csv', csv)], labs, now);
  expect(reading.issues).toEqual([]);
  expect(reading.facts.length).toBe(13);
});

it('a CSV with any bytes changed is read, or refused with a place; never a crash, never two facts of one id', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ at: fc.nat(csv.length + 3), to: fc.oneof(fc.nat(255), fc.constantFrom(34, 59, 10, 13, 45, 60)) }), { minLength: 1, maxLength: 6 }), // biome-ignore format: short
      async (flips) => {
        const bytes = Uint8Array.from(Buffer.from(csv));
        for (const { at, to } of flips) if (at < bytes.length) bytes[at] = to;
        holds(await readTables([fileOf('l.csv', bytes)], labs, now), 'l.csv');
      },
    ),
    { numRuns: 400 },
  ));

it('any text as a CSV', () =>
  fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => holds(await readTables([fileOf('l.csv', bytes)], labs, now), 'l.csv')),
    { numRuns: 300 },
  )); // biome-ignore format: short

const anyCell: fc.Arbitrary<TestCell> = fc.oneof(
  fc.constantFrom<TestCell>(null, '', 'p1', 'p2', 'M', 'F', 'nd', '<3', '8-9', '13/03/2024', '31/02/2024', '2024-03', true, { error: '#N/A' }, { formula: 'A1', value: 3 }), // biome-ignore format: a list
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer({ min: -5, max: 5000 }),
  fc.integer({ min: 0, max: 3_000_000 }).map((serial) => ({ serial })),
  fc.string({ maxLength: 8 }).map((text) => text.replace(/[^\x20-\x7e]/g, '?')),
);

it('a workbook with any cells, and the same a second time adds nothing', () =>
  fc.assert(
    fc.asyncProperty(fc.array(fc.array(anyCell, { minLength: 7, maxLength: 7 }), { maxLength: 6 }), async (rows) => {
      const sheet = [['id', 'drawn', 'sex', 'CRP', 'max', 'IL6_d-1', 'IL6_d3'], ...rows];
      const files = [fileOf('w.xlsx', workbook({ S: sheet }), 4096)];
      const first = await readTables(files, labs, now);
      holds(first, 'w.xlsx');
      const stored = new Map(first.facts.map((fact) => [fact.id, fact]));
      const again = await readTables(files, labs, { ...now, existing: (id) => stored.get(id) });
      expect(again.facts).toEqual([]);
    }),
    { numRuns: 200 },
  ));
