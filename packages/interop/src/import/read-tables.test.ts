import type { Fact } from '@linea/facts';
import { describe, expect, it } from 'vitest';
import { readMapping } from '../mapping/read-mapping.ts';
import { fileOf } from '../table/files.testing.ts';
import { type TestCell, workbook } from '../xlsx/workbook.testing.ts';
import { type GivenTables, type OpenTablesOptions, openTables, readTables, type TablesReading } from './read-tables.ts';

const now: GivenTables = { recorded: '2026-11-22T10:00:00Z', by: 'u1' };
type Options = Partial<GivenTables & OpenTablesOptions>;

const mappingOf = (yaml: string) => {
  const read = readMapping(`linea: mapping\nversion: 1\ncentre: bg\n${yaml}`, 'm.yaml');
  if (!read.ok) throw new Error(JSON.stringify(read.issues));
  return read.value;
};
const csv = (yaml: string, content: string | Uint8Array, options: Options = {}): Promise<TablesReading> =>
  readTables([fileOf('labs.csv', content)], mappingOf(yaml), { ...now, ...options });
const xlsx = (yaml: string, sheets: Record<string, TestCell[][]>, options: Options = {}): Promise<TablesReading> =>
  readTables([fileOf('cohort.xlsx', workbook(sheets), 4096)], mappingOf(yaml), { ...now, ...options });

/** `p1 lab.crp 12 mg/L 2024-03-13`: what a fact says on one line. */
function said({ patient, code, value, absent, effective: { start, end, anchor } }: Fact): string {
  const what =
    value?.kind === 'number' ? [value.comparator, value.number, value.unit].filter((part) => part !== undefined && part !== null).join(' ')
    : value?.kind === 'interval' ? `${value.low}-${value.high} ${value.unit}`
    : value?.kind === 'code' ? value.code
    : value?.kind === 'codes' ? value.codes.join('+')
    : value?.kind === 'boolean' ? String(value.boolean)
    : value?.kind === 'text' ? value.text
    : value?.kind === 'date' ? `${value.date.start}${value.time ? ` ${value.time}` : ''}`
    : value?.kind === 'reference' ? value.event : `(${absent})`; // biome-ignore format: a table
  const when = anchor ? `d${[...new Set(anchor.offsetDays)].join('..')}` : start === end ? start : `${start}/${end}`;
  return [patient, code, what, when].join(' ');
}
const facts = async (reading: Promise<TablesReading>): Promise<string[]> => {
  const { issues, facts: read } = await reading;
  expect(issues).toEqual([]);
  return read.map(said);
};
const problems = async (reading: Promise<TablesReading>): Promise<string[]> => {
  const read = await reading;
  expect(read).toMatchObject({ ok: false, facts: [] });
  return read.issues.map(({ code, at, got, allowed }) => `${at} ${code} ${got} | ${allowed}`);
};

const LABS = `
tables:
  - patient: id
    when: { date: drawn, formats: [DD/MM/YYYY, MM/YYYY] }
    columns:
      CRP: { code: lab.crp, unit: mg/L, absent: { n.d.: notDone } }
`;

describe('a table of laboratory values', () => {
  it('gives a fact a cell, with its source', async () => {
    const { facts: read } = await csv(LABS, 'id,drawn,CRP\np1,13/03/2024,12.5\n');
    expect(read).toMatchObject([
      {
        id: 'p1/lab:2024-03-13/lab.crp',
        patient: 'p1',
        centre: 'bg',
        known: '2024-03-13T23:59:59Z',
        knownBasis: 'assumed',
        recorded: now.recorded,
        by: 'u1',
        stated: false,
        source: { kind: 'file', name: 'labs.csv', place: 'row 2, column CRP' },
      },
    ]);
  });

  it('keeps comparators, intervals, reasons why there is none, and months', async () =>
    expect(
      await facts(csv(LABS, 'id;drawn;CRP\np1;13/03/2024;<0.2\np1;14/03/2024;8-9\np1;03/2024;n.d.\np1;2024-03-20;\n')),
    ).toEqual(['p1 lab.crp < 0.2 mg/L 2024-03-13', 'p1 lab.crp 8-9 mg/L 2024-03-14', 'p1 lab.crp (notDone) 2024-03-01/2024-03-31'])); // biome-ignore format: short

  it('with decimal commas and thousands as declared', async () =>
    expect(await facts(csv(`decimal: ","\nthousands: "."${LABS}`, 'id;drawn;CRP\np1;13/03/2024;< 0,2\np1;14/03/2024;1.000\n'))).toEqual([
      'p1 lab.crp < 0.2 mg/L 2024-03-13',
      'p1 lab.crp 1000 mg/L 2024-03-14',
    ])); // biome-ignore format: short

  it('a condition on the column of the same number', async () => {
    const mapping = `
tables:
  - patient: id
    when: { on: "2024" }
    columns:
      "Regime_{n}": { code: line.number, event: "L{n}", value: "{n}" }
      "Best_{n}": { code: line.bestResponse, event: "L{n}", if: { column: "Regime_{n}", not: [CAR-T] } }
`;
    expect(await facts(csv(mapping, 'id,Regime_1,Best_1,Regime_2,Best_2\np1,VRd,PR,CAR-T,CR\n'))).toEqual([
      'p1 line.number 1 {line} 2024-01-01/2024-12-31',
      'p1 line.number 2 {line} 2024-01-01/2024-12-31',
      'p1 line.bestResponse PR 2024-01-01/2024-12-31',
    ]);
  });

  it('one result a row: item, unit, limits and flag from columns', async () => {
    const mapping = `
tables:
  - patient: id
    when: { date: drawn }
    columns:
      Value:
        code: { column: Test, words: { HB: lab.hb, CREA: lab.creatinine, MCHC: ~ } }
        unit: { column: Unit, words: { mg%: mg/dL } }
        uln: { column: High }
        lln: { column: Low }
        interpretation: { column: Flag, words: { H: high, L: low, "": ~ } }
`;
    const table =
      'id,drawn,Test,Value,Unit,Low,High,Flag\np1,2024-03-13,HB,9.8,g/dL,12,16,L\np1,2024-03-13,crea,1.1,mg%,,1.2,\np1,2024-03-13,MCHC,33,g/dL,,,\n';
    const { facts: read, summary } = await csv(mapping, table);
    expect(read.map(said)).toEqual(['p1 lab.hb 9.8 g/dL 2024-03-13', 'p1 lab.creatinine 1.1 mg/dL 2024-03-13']);
    expect(read.map(({ qualifiers }) => qualifiers)).toEqual([
      { uln: 16, lln: 12, interpretation: 'low' },
      { uln: 1.2 },
    ]);
    expect(summary.tables[0]?.columns).toMatchObject([{ column: 'Value', cells: 3, facts: 2, skipped: 1, refused: 0 }]);
    expect(await problems(csv(mapping, table.replace('crea', 'NA')))).toEqual([
      'labs.csv: row 3, column Test word.unknown NA | HB, CREA, MCHC',
    ]);
  });
});

const DAILY = `
anchors:
  infusion: { code: inf.date, between: 2015-04/2020-02 }
tables:
  - patient: "b-{SID}"
    when: { from: infusion, day: Day }
    only: { column: SID, filled: true }
    columns:
      Sex: { code: demo.sex, words: { M: male, F: female }, per: patient, when: { from: infusion, day: 0 } }
      Temp:
        - { code: day.tempMax, unit: Cel, if: { below: 50 } }
        - { code: day.tempMax, unit: "[degF]", if: { atLeast: 50 } }
      Grade: { code: day.icansReported, if: { whole: true } }
      CRS:
        - { code: crs.occurred, event: "1", words: { 0: false, 1: true, 2: true }, when: { from: infusion, day: [-5, 30] } }
        - { code: crs.maxGrade, event: "1", words: { 0: ~, 1: 1, 2: 2 }, when: { from: infusion, day: Peak, between: [0, 30] } }
      Toci: { code: med.drug, value: tocilizumab, event: "toci-{value}", each: true, words: { 0: ~, 1: [a], 2: [a, b] }, when: { from: infusion, day: [0, 30] } }
`;

describe('a row a patient and day, counted from an infusion whose date nobody gives', () => {
  const rows: TestCell[][] = [
    ['SID', 'Day', 'Sex', 'Temp', 'Grade', 'CRS', 'Peak', 'Toci'],
    [7, -1, 'M', 98.6, 0, null, null, null],
    [7, 3, 'm', 39.5, 0.5, 2, 4, 2],
    [8, 0, 'F', null, 1, 0, -20, 0],
  ];

  it('has dates by the anchor, never a day that nobody wrote', async () =>
    expect(await facts(xlsx(DAILY, { S: rows }))).toEqual([
      'b-7 inf.date (unknown) 2015-04-01/2020-02-29',
      'b-7 demo.sex male d0',
      'b-7 day.tempMax 98.6 [degF] d-1',
      'b-7 day.icansReported 0 d-1',
      'b-7 day.tempMax 39.5 Cel d3',
      'b-7 crs.occurred true d-5..30',
      'b-7 crs.maxGrade 2 d4',
      'b-7 med.drug tocilizumab d0..30',
      'b-7 med.drug tocilizumab d0..30',
      'b-8 inf.date (unknown) 2015-04-01/2020-02-29',
      'b-8 demo.sex female d0',
      'b-8 day.icansReported 1 d0',
      'b-8 crs.occurred false d-5..30',
    ]));

  it('joins what belongs together by events', async () => {
    const { facts: read } = await xlsx(DAILY, { S: rows });
    const events = read.filter(({ patient }) => patient === 'b-7').map(({ event }) => event);
    expect(new Set(events)).toEqual(
      new Set([
        'infusion:1',
        'demographics:1',
        'daily:d-1',
        'daily:d3',
        'crs:1',
        'medication:toci-a',
        'medication:toci-b',
      ]),
    );
  });

  it('the anchor is a fact of the mapping, the rest of the table', async () => {
    const { facts: read } = await xlsx(DAILY, { S: rows });
    expect(read[0]?.source).toEqual({ kind: 'file', name: 'm.yaml', place: 'anchors.infusion' });
    expect(read[3]?.source).toEqual({ kind: 'file', name: 'cohort.xlsx', place: 'sheet S, row 2, column Grade' });
  });

  it('what is the same on every row is said once; what is not is kept twice and reported', async () => {
    const other = rows.map((row) => (row[1] === 3 ? [7, 3, 'F', ...row.slice(3)] : row));
    const reading = await xlsx(DAILY, { S: other });
    expect(reading).toMatchObject({ ok: true, duplicates: 0 });
    expect(reading.facts.filter(({ code }) => code === 'demo.sex').map(said)).toEqual([
      'b-7 demo.sex male d0',
      'b-7 demo.sex female d0',
      'b-8 demo.sex female d0',
    ]);
    expect(reading.warnings).toContainEqual(expect.objectContaining({ code: 'row.contradicts', got: 'demo.sex' }));
  });

  it('the same on rows of other days is said once, with its first day', async () => {
    const sex = LABS.replace('CRP: {', 'sex: { code: demo.sex, words: { M: male }, per: patient }\n      CRP: {');
    expect(await facts(csv(sex, 'id,drawn,sex,CRP\np1,13/03/2024,M,1\np1,14/03/2024,M,2\n'))).toEqual([
      'p1 demo.sex male 2024-03-13',
      'p1 lab.crp 1 mg/L 2024-03-13',
      'p1 lab.crp 2 mg/L 2024-03-14',
    ]);
  });

  it('a day beyond what the mapping expects is refused in its own column', async () =>
    expect(await problems(xlsx(DAILY, { S: rows.map((row) => row.map((cell) => (cell === 4 ? -20 : cell))) }))).toEqual([
      'cohort.xlsx: sheet S, row 3, column Peak offset.beyond -20 | 0 - 30',
    ])); // biome-ignore format: short

  it('a day that is no number is refused once, however many cells hang on it', async () => {
    const broken = rows.map((row) => row.map((cell) => (cell === 3 ? 'three' : cell)));
    const reading = await xlsx(DAILY, { S: broken });
    expect(reading.issues.map(({ code, at, got }) => `${at} ${code} ${got}`)).toEqual([
      'cohort.xlsx: sheet S, row 3, column Day offset.malformed three',
    ]);
    expect(reading.refused).toBe(1);
  });

  it('rows that the mapping leaves out are counted', async () => {
    const { summary } = await xlsx(DAILY, { S: [...rows, [null, 5, 'M', 37, 0, null, null, null], []] });
    expect(summary.tables[0]).toMatchObject({ rows: 3, leftOut: 1, blank: 0 });
    expect(summary).toMatchObject({ patients: 2, leftOut: [] });
  });
});

const SHEETS = `
anchors:
  infusion: { code: inf.date, event: "1" }
  apheresis: { code: leuk.date }
lists:
  response: { CR: CR, nCR: VGPR, PD: PD }
tables:
  - sheet: clin
    patient: patient_id
    columns:
      infused: { code: inf.date, as: infusion }
      time_apheresis: { code: leuk.date, as: apheresis, when: { from: infusion, day: "-{time_apheresis}" } }
      product: { code: inf.product, event: "1", words: { a: ide-cel, c: cilta-cel }, when: { from: infusion, day: 0 } }
      t(4;14):
        code: cyto.abnormality
        event: t414
        words: { x: T_4_14 }
        with: { cyto.result: present }
        when: { on: ../2024-12-31 }
      "Regime_{n}":
        - { code: line.number, event: "L{n}", words: { "CAR-T": ~ }, others: keep, value: "{n}", when: { from: infusion, day: [-3000, -1] } }
        - code: drug.code
          event: "L{n}-{value}"
          each: true
          words: { VCD: [bortezomib, cyclophosphamide, dexamethasone], "CAR-T": ~ }
          with: { drug.lineRef: "line:L{n}", drug.role: antineoplastic }
          when: { from: infusion, day: [-3000, -1] }
      "{n} month response": { code: resp.imwg, event: "m{n}", list: response, when: { from: infusion, day: [60, 120] } }
  - sheet: elisa
    patient: patient_id
    when:
      from: infusion
      day: Day
      words: { Leukapheresis: { from: apheresis, day: 0 }, "Day 7": [5, 9], pre: ~ }
    columns:
      "il6_d{day}": { code: lab.il6, unit: pg/mL, when: { from: infusion, day: "{day}" } }
      "CD3 %": { code: flow.pctParent, event: "{Day}-T", unit: "1", with: { flow.population: T } }
`;

describe('several sheets joined by the patient', () => {
  const sheets: Record<string, TestCell[][]> = {
    notes: [['legend']],
    clin: [
      ['patient_id', 'infused', 'time_apheresis', 'product', 't(4;14)', 'Regime_1', 'Regime_2', '3 month response'],
      ['P1', { serial: 45_000 }, 49, 'a', 'x', 'VCD', 'CAR-T', 'nCR'],
    ],
    elisa: [
      ['patient_id', 'Day', 'il6_d-1', 'il6_d2', 'CD3 %'],
      ['P1', 'Leukapheresis', 4.5, null, 0.65],
      ['P1', 'Day 7', null, 800, 0.5],
      ['P1', 'pre', null, null, 0.1],
      ['P1', 12, null, null, 0.2],
    ],
  };

  it('count from one another, words for days and columns for days alike', async () =>
    expect(await facts(xlsx(SHEETS, sheets))).toEqual([
      'P1 inf.date 2023-03-15 2023-03-15',
      'P1 leuk.date (unknown) d-49',
      'P1 inf.product ide-cel d0',
      'P1 cyto.abnormality T_4_14 null/2024-12-31',
      'P1 cyto.result present null/2024-12-31',
      'P1 line.number 1 {line} d-3000..-1',
      'P1 drug.code bortezomib d-3000..-1',
      'P1 drug.code cyclophosphamide d-3000..-1',
      'P1 drug.code dexamethasone d-3000..-1',
      'P1 drug.lineRef line:L1 d-3000..-1',
      'P1 drug.role antineoplastic d-3000..-1',
      'P1 drug.lineRef line:L1 d-3000..-1',
      'P1 drug.role antineoplastic d-3000..-1',
      'P1 drug.lineRef line:L1 d-3000..-1',
      'P1 drug.role antineoplastic d-3000..-1',
      'P1 resp.imwg VGPR d60..120',
      'P1 lab.il6 4.5 pg/mL d-1',
      'P1 flow.pctParent 0.65 1 d0',
      'P1 flow.population T d0',
      'P1 lab.il6 800 pg/mL d2',
      'P1 flow.pctParent 0.5 1 d5..9',
      'P1 flow.population T d5..9',
      'P1 flow.pctParent 0.2 1 d12',
      'P1 flow.population T d12',
    ]));

  it('a day of another anchor is that of the other', async () => {
    const { facts: read } = await xlsx(SHEETS, sheets);
    const atApheresis = read.find(({ source, code }) => code === 'flow.pctParent' && source.place?.includes('row 2'));
    expect(atApheresis?.effective).toMatchObject({
      anchor: { ref: 'P1/leukapheresis:1/leuk.date' },
      text: 'Leukapheresis',
    });
  });

  it('sheets that nothing reads are named', async () =>
    expect((await xlsx(SHEETS, sheets)).summary.leftOut).toEqual(['notes']));

  it('a sheet that vanished is an issue', async () => {
    const { elisa: _, ...rest } = sheets;
    expect(await problems(xlsx(SHEETS, rest))).toEqual(['m.yaml table.missing elisa | notes, clin']);
  });

  it('a patient without the day from which others count', async () => {
    const other = [...(sheets.elisa as TestCell[][]), ['P2', 3, 5, null, null]];
    expect(await problems(xlsx(SHEETS, { ...sheets, elisa: other }))).toEqual([
      'cohort.xlsx: sheet elisa, row 6, column il6_d-1 anchor.unknown P2/infusion:1/inf.date | the id of another fact',
    ]);
  });
});

describe('the same files again', () => {
  it.each([
    ['an anchored table', DAILY, { S: [['SID', 'Day', 'Sex', 'Temp', 'Grade', 'CRS', 'Peak', 'Toci'], [7, 3, 'M', 39.5, 0.5, 2, 4, 2]] as TestCell[][] }], // biome-ignore format: short
    ['several sheets', SHEETS, { clin: [['patient_id', 'infused', 'time_apheresis', 'product', 't(4;14)', 'Regime_1', '3 month response'], ['P1', { serial: 45_000 }, 49, 'a', 'x', 'VCD', 'CR']], elisa: [['patient_id', 'Day', 'il6_d2', 'CD3 %'], ['P1', 'Day 7', 4, 0.3]] } as Record<string, TestCell[][]>], // biome-ignore format: short
  ])('add nothing: %s', async (_, mapping, sheets) => {
    const opened = await openTables([fileOf('cohort.xlsx', workbook(sheets), 4096)], mappingOf(mapping));
    const first = opened.read(now);
    expect(first.facts.length).toBeGreaterThan(5);
    const stored = new Map(first.facts.map((fact) => [fact.id, fact]));
    const later = { ...now, recorded: '2026-12-01T08:00:00Z', existing: (id: string) => stored.get(id) };
    expect(opened.read(later)).toMatchObject({ ok: true, facts: [], duplicates: first.facts.length, refused: 0 });
    const again = await xlsx(mapping, sheets, later);
    expect(again).toMatchObject({ ok: true, facts: [], duplicates: first.facts.length });
  });

  it('with another value are a conflict, never a silent change', async () => {
    const first = await csv(LABS, 'id,drawn,CRP\np1,13/03/2024,12.5\n');
    const stored = new Map(first.facts.map((fact) => [fact.id, fact]));
    expect(await problems(csv(LABS, 'id,drawn,CRP\np1,13/03/2024,13\n', { existing: (id) => stored.get(id) }))).toEqual(
      ['labs.csv: row 2, column CRP id.conflict p1/lab:2024-03-13/lab.crp | supersedes, because, kind'],
    );
  });
});

describe('duplicate rows', () => {
  const rows = (...values: string[]): string =>
    `id,drawn,CRP\n${values.map((value) => `p1,13/03/2024,${value}\n`).join('')}`;
  it('that are exact count as duplicates', async () =>
    expect(await csv(LABS, rows('12', '12', '12'))).toMatchObject({ ok: true, duplicates: 2, facts: [{}] }));
  it('that contradict are both kept and reported, whatever their order', async () => {
    const [first, second] = [await csv(LABS, rows('12', '13')), await csv(LABS, rows('13', '12'))];
    expect(first.facts.map(said)).toEqual(['p1 lab.crp 12 mg/L 2024-03-13', 'p1 lab.crp 13 mg/L 2024-03-13']);
    expect(new Set(second.facts.map(({ id }) => id))).toEqual(new Set(first.facts.map(({ id }) => id)));
    expect(first.warnings).toEqual([
      {
        code: 'row.contradicts',
        at: 'labs.csv: row 3, column CRP',
        got: 'lab.crp',
        allowed: 'labs.csv: row 2, column CRP',
      },
    ]);
  });
});

describe('bad input names file, row, column, what was read and what is allowed', () => {
  it.each([
    ['a day that does not exist', 'id,drawn,CRP\np1,31/02/2024,12\n', 'labs.csv: row 2, column drawn date.impossible 2024-02-31 | YYYY-MM-DD, YYYY-MM, YYYY, START/END, ../END, START/..'],
    ['a date that could be two', 'id,drawn,CRP\np1,3/4/24,12\n', 'labs.csv: row 2, column drawn date.notIso 3/4/24 | YYYY-MM-DD, YYYY-MM, YYYY, START/END, ../END, START/..'],
    ['no date', 'id,drawn,CRP\np1,,12\n', 'labs.csv: row 2, column drawn date.missing  | YYYY-MM-DD'],
    ['no patient', 'id,drawn,CRP\n,13/03/2024,12\n', 'labs.csv: row 2, column id patient.missing  | text'],
    ['a decimal comma that is not declared', 'id;drawn;CRP\np1;13/03/2024;12,5\n', 'labs.csv: row 2, column CRP number.decimalSign 12,5 | decimal: "."'],
    ['words instead of a number', 'id,drawn,CRP\np1,13/03/2024,high\n', 'labs.csv: row 2, column CRP number.malformed high | decimal'],
    ['an impossible value', 'id,drawn,CRP\np1,13/03/2024,5000\n', 'labs.csv: row 2, column CRP value.impossible 5000 mg/L | 0 - 1000 mg/L; probably ug/L'],
    ['a column that vanished', 'id,drawn,CRP mg\np1,13/03/2024,12\n', 'labs.csv: row 1 column.missing CRP | CRP mg'],
    ['a column twice', 'id,drawn,CRP,CRP\np1,13/03/2024,12,13\n', 'labs.csv: row 1, column CRP column.twice CRP | #3, #4'],
    ['a row with a cell too many', 'id,drawn,CRP\np1,13/03/2024,12,5\n', 'labs.csv: row 2, column #4 row.tooWide 4 | 3'],
    ['a row with a cell too few', 'id,drawn,CRP\np1,13/03/2024\n', 'labs.csv: row 2 row.tooShort 2 | 3'],
    ['a header and nothing else in the way of a header', '\n', 'labs.csv: row 1 column.missing CRP | '],
    ['a quote that is never closed', 'id,drawn,CRP\np1,13/03/2024,"12\n', 'labs.csv: row 2, column 3 csv.quotes line 2 | "a ""quoted"" cell"'],
    ['an empty file', '', 'labs.csv file.empty 0 | CSV, XLSX'],
  ])('%s', async (_, content, expected) => expect(await problems(csv(LABS, content))).toContain(expected)); // biome-ignore format: a table

  it('broken UTF-8, in a column that nobody reads too', async () => {
    const broken = Buffer.concat([Buffer.from('id,drawn,CRP,nota\np1,13/03/2024,12,città\np2,13/03/2024,12,'), Buffer.from('citt\xe0\n', 'latin1')]); // biome-ignore format: short
    expect(await problems(csv(LABS, broken))).toEqual([
      'labs.csv: row 3, column nota text.encoding citt\ufffd | utf-8',
    ]);
  });

  it.each([
    ['a formula where a value should be', { formula: 'A1*2', value: 12 }, 'cell.formula =A1*2 | undefined'],
    ['the error of one', { error: '#DIV/0!' }, 'cell.error #DIV/0! | undefined'],
    ['a date where a number should be', { serial: 45_000 }, 'cell.dateForNumber 2023-03-15 | decimal'],
    ['a yes where a number should be', true, 'number.malformed true | decimal'],
  ] as [string, TestCell, string][])('%s', async (_, cell, expected) =>
    expect(await problems(xlsx(LABS, { S: [['id', 'drawn', 'CRP'], ['p1', '13/03/2024', cell]] }))).toEqual([
      `cohort.xlsx: sheet S, row 2, column CRP ${expected}`,
    ])); // biome-ignore format: short

  it('the value of a formula, where the mapping asks for it', async () =>
    expect(await facts(xlsx(`formulas: values${LABS}`, { S: [['id', 'drawn', 'CRP'], ['p1', '13/03/2024', { formula: 'A1*2', value: 12 }]] }))).toEqual([
      'p1 lab.crp 12 mg/L 2024-03-13',
    ])); // biome-ignore format: short

  it('a serial number that the spreadsheet does not show as a date', async () =>
    expect(await problems(xlsx(LABS, { S: [['id', 'drawn', 'CRP'], ['p1', 45_000, 12]] }))).toEqual([
      'cohort.xlsx: sheet S, row 2, column drawn date.malformed 45000 | YYYY-MM-DD',
    ])); // biome-ignore format: short

  it('two parts of the mapping for one column', async () => {
    const twice = LABS.replace('CRP: {', '"CR{x:text}": lab.ferritin\n      CRP: {');
    expect(await problems(csv(twice, 'id,drawn,CRP\np1,13/03/2024,12\n'))).toEqual([
      'labs.csv: row 1, column CRP column.mappedTwice CR{x:text}, CRP | 1',
    ]);
  });

  it('all of them, each in its place', async () => {
    const reading = await csv(
      LABS,
      'id,drawn,CRP\np1,31/02/2024,12\np2,13/03/2024,5000\np3,13/03/2024,x\np4,13/03/2024,7\n',
    );
    expect(reading).toMatchObject({ ok: false, facts: [], refused: 3, issueCount: 3 });
    expect(reading.refusedCells.map(({ row, column }) => `${row} ${column}`).sort()).toEqual([
      '2 drawn',
      '3 CRP',
      '4 CRP',
    ]);
  });

  it('and the rest is kept where only the valid facts are asked for', async () => {
    const table = 'id,drawn,CRP\np1,31/02/2024,12\np2,13/03/2024,5000\np4,13/03/2024,7\n';
    expect(await csv(LABS, table, { acceptValid: true })).toMatchObject({
      ok: false,
      refused: 2,
      facts: [{ patient: 'p4' }],
    });
  });
});

describe('patient and centre', () => {
  it('inside a cell, by a pattern', async () => {
    const pattern = LABS.replace('patient: id', 'patient: { column: id, pattern: "(.+)_\\\\d+" }');
    const { facts: read } = await csv(pattern, 'id,drawn,CRP\np1_1,13/03/2024,12\n');
    expect(read).toMatchObject([{ patient: 'p1' }]);
    expect(await problems(csv(pattern, 'id,drawn,CRP\np1,13/03/2024,12\n'))).toEqual([
      'labs.csv: row 2, column id patient.malformed p1 | ^(?:(.+)_\\d+)$',
    ]);
  });

  it('of the options, where the table names none', async () => {
    const anonymous = LABS.replace('patient: id', 'file: "*"');
    expect(await problems(csv(anonymous, 'drawn,CRP\n13/03/2024,12\n'))).toEqual([
      'labs.csv: row 1 patient.missing  | patient: ...',
    ]);
    const { facts: read } = await csv(anonymous, 'drawn,CRP\n13/03/2024,12\n', { patient: 'p9', centre: 'mi' });
    expect(read).toMatchObject([{ patient: 'p9', centre: 'mi' }]);
  });
  it('of a column, before everything else', async () => {
    const { facts: read } = await csv(LABS.replace('patient: id', 'patient: id\n    centre: "{site}"'), 'id,site,drawn,CRP\np1,to,13/03/2024,12\n', { centre: 'mi' }); // biome-ignore format: short
    expect(read).toMatchObject([{ centre: 'to' }]);
  });
});

describe('what was understood', () => {
  it('column by column, with what was left aside', async () => {
    const { summary } = await csv(
      LABS,
      'id,drawn,CRP,nota,vuota\np1,13/03/2024,12,x,\np2,13/03/2024,n.d.,,\np3,13/03/2024,,,\n',
    );
    expect(summary).toEqual({
      files: [{ name: 'labs.csv', format: 'csv' }],
      tables: [
        {
          file: 'labs.csv',
          rows: 3,
          leftOut: 0,
          blank: 0,
          columns: [{ column: 'CRP', codes: ['lab.crp'], cells: 2, facts: 2, absent: 1, skipped: 0, refused: 0 }],
          unmapped: [{ column: 'nota', cells: 1 }],
        },
      ],
      leftOut: [],
      patients: 3,
      codes: { 'lab.crp': 2 },
    });
  });
});
