import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { importJson, intakeOf } from '@linea/registry/intake';
import { describe, expect, it } from 'vitest';
import { reachOf } from '../registry/file-reach.ts';
import type { Reach } from '../registry/reach.ts';
import { accepted } from '../seen.ts';
import { run } from '../world.testing.ts';

const example = (name: string): string => fileURLToPath(new URL(`../../../../examples/${name}`, import.meta.url));
const LABS = example('data/centre-labs.csv');
const MAPPING = example('mappings/centre-labs.yaml');
const folder = (): string => mkdtempSync(join(tmpdir(), 'linea-'));
const fileWith = (name: string, text: string): string => {
  const file = join(folder(), name);
  writeFileSync(file, text);
  return file;
};

/** Reads as a store that has nothing yet, and keeps nothing: what it answers is what the files say. */
const emptyReach = async (): Promise<Reach> => ({
  ...reachOf([]),
  import: async (request, dryRun) => {
    const intake = accepted(await intakeOf(request));
    if (typeof intake.read !== 'function') throw new Error('a table is read as a whole');
    const reading = intake.read({ recorded: '2026-11-22T10:00:00Z', by: 'local' });
    const patients = [...new Set(reading.facts.map(({ patient }) => patient))];
    return importJson({ ...reading, accepted: reading.facts.length, patients }, dryRun, intake.tables());
  },
});
const importing = (file: string, mapping: string, ...more: string[]) =>
  run(['import', file, '--mapping', mapping, '--dry-run', ...more], { reach: emptyReach });
const broken = (): string => fileWith('labs.csv', readFileSync(LABS, 'utf8').replace('11,3', '11.3').replace('13/03/2024', '31/02/2024')); // biome-ignore format: short

describe('linea import --dry-run', () => {
  it('says in JSON what would come in', async () => {
    const { code, json } = await importing(LABS, MAPPING, '--json');
    expect(code).toBe(0);
    expect(json()).toMatchObject({ accepted: 47, duplicates: 0, refused: 0, issues: [], summary: { patients: 3 } });
  });

  it('says it to a person, in both languages', async () => {
    expect((await importing(LABS, MAPPING)).out).toContain(
      '47 new facts of 3 patients; none there already; none refused.',
    );
    const { out } = await importing(LABS, MAPPING, '--lang', 'it');
    expect(out).toContain('47 fatti nuovi di 3 pazienti');
    expect(out).toContain('componente M g/dL  lab.mSerum');
  });

  it('exits 1 with every issue where anything is refused', async () => {
    const { code, err, out } = await importing(broken(), MAPPING);
    expect(code).toBe(1);
    expect(err).toContain('labs.csv: row 5, column PCR mg/dL: A decimal sign other than the one that the mapping declares. Read: 11.3. Allowed: decimal: ",".'); // biome-ignore format: long
    expect(err).toContain('labs.csv: row 2, column data prelievo: This day does not exist. Read: 2024-02-31.');
    expect(out).toContain('no new fact of 0 patients; none there already; 10 refused.');
    const json = (await importing(broken(), MAPPING, '--json')).json();
    expect(json).toMatchObject({ accepted: 0, refused: 10 });
    expect(json.issues).toContainEqual({
      code: 'number.decimalSign',
      at: 'labs.csv: row 5, column PCR mg/dL',
      got: '11.3',
      allowed: 'decimal: ","',
    });
  });

  it('names places in Italian', async () =>
    expect((await importing(broken(), MAPPING, '--lang', 'it')).err).toContain(
      'labs.csv: riga 5, colonna PCR mg/dL: ',
    ));

  it('takes the valid facts where that is asked for', async () => {
    const { code, json } = await importing(broken(), MAPPING, '--json', '--accept-valid');
    expect([code, json().accepted, json().refused]).toEqual([0, 37, 10]);
  });

  it('writes every refused cell as a list, and never over another file', async () => {
    const list = join(folder(), 'refused.csv');
    await importing(broken(), MAPPING, '--refused', list);
    const lines = readFileSync(list, 'utf8').trimEnd().split('\r\n');
    expect(lines[0]).toBe('\ufefffile,sheet,row,column,code,got,allowed,message');
    expect(lines).toContain('labs.csv,,5,PCR mg/dL,number.decimalSign,11.3,"decimal: "",""",A decimal sign other than the one that the mapping declares'); // biome-ignore format: long
    for (const file of [broken(), LABS]) {
      const there = await importing(file, MAPPING, '--refused', list, '--json');
      expect([there.code, there.json()]).toMatchObject([1, { accepted: 0, issues: [{ code: 'file.exists' }] }]);
    }
    const again = await importing(broken(), MAPPING, '--refused', list);
    expect([again.code, again.err]).toEqual([1, expect.stringContaining('[file.exists]')]);
  });

  it('shows the first issues and says how many more there are', async () => {
    const rows = Array.from({ length: 30 }, (_, n) => `p${n},2024-03-13,x`);
    const mapping = fileWith('m.yaml', 'linea: mapping\nversion: 1\ncentre: bg\ntables: [{ patient: id, when: { date: d }, columns: { CRP: { code: lab.crp, unit: mg/L } } }]'); // biome-ignore format: long
    const { err } = await importing(fileWith('t.csv', `id,d,CRP\n${rows.join('\n')}\n`), mapping);
    expect(err.trim().split('\n')).toHaveLength(21);
    expect(err).toContain('10 more issues');
  });

  it.each([
    ['a mapping that is not right', () => importing(LABS, fileWith('m.yaml', 'linea: mapping\nversion: 1\ntables: [{ colums: {} }]')), 1, 'm.yaml: line 3, column 12: The mapping has no such field here. Read: colums.'],
    ['a mapping that is not there', () => importing(LABS, 'no.yaml'), 1, '[file.unreadable]'],
    ['a table that is not there', () => importing('no.csv', MAPPING), 1, '[file.unreadable]'],
    ['no mapping', () => run(['import', LABS, '--dry-run'], { reach: emptyReach }), 1, '[mapping.missing]'],
    ['a mapping for what needs none', () => importing(LABS, MAPPING, '--format', 'linea'), 1, '[mapping.needless]'],
    ['another format', () => importing(LABS, MAPPING, '--format', 'ods'), 1, 'Allowed: auto, linea, csv, xlsx.'],
    ['a workbook asked for where there is none', () => importing(LABS, MAPPING, '--format', 'xlsx'), 1, '[xlsx.notWorkbook]'],
  ])('%s', async (_, asked, exit, expected) => {
    const { code, err } = await asked();
    expect([code, err]).toEqual([exit, expect.stringContaining(expected)]);
  }); // biome-ignore format: a table

  it('what cannot be read at all has the shape of every import', async () => {
    for (const [file, code, said] of [['no.csv', 'file.unreadable', 'no such file'], [folder(), 'file.unreadable', 'it is a folder']] as const) {
      const { code: exit, json } = await run(['import', file, '--json'], { reach: emptyReach });
      expect([exit, json()]).toEqual([1, { accepted: 0, duplicates: 0, refused: 0, issues: [expect.objectContaining({ code, at: file })], warnings: [], patients: [], dryRun: false }]);
      expect((await run(['import', file], { reach: emptyReach })).err).toContain(said);
    }
  }); // biome-ignore format: long
});
