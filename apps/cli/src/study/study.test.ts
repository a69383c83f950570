import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parquetReadObjects } from 'hyparquet';
import { beforeAll, describe, expect, it } from 'vitest';
import { run } from '../world.testing.ts';

const folder = join(mkdtempSync(join(tmpdir(), 'linea-')), 'study');
const study = join(folder, 'study.yaml');

beforeAll(async () => {
  expect((await run(['synth', 'car-t', '--out', folder, '--patients', '60', '--json'])).code).toBe(0);
}, 60_000);

describe('linea synth', () => {
  it('writes four files and says that they are synthetic', async () => {
    for (const name of ['facts.json', 'expression.csv', 'study.yaml', 'truth.json'])
      expect(existsSync(join(folder, name))).toBe(true);
    const truth = JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8'));
    expect(truth.effects.find(({ key }: { key: string }) => key === 'ctdna')).toMatchObject({
      logHr2L: 0.4,
      column: 'ctdna',
      transform: 'log10',
      centre: 2.1,
      scale: 1,
    });
    expect(truth.interaction.between).toEqual(['ctdna', 'tcm']);
  });
  it.each([
    ['another study', ['synth', 'moon', '--out', `${folder}-x`], 'synth.study'],
    ['files that exist', ['synth', 'car-t', '--out', folder], 'file.exists'],
    ['no number', ['synth', 'car-t', '--out', `${folder}-x`, '--patients', 'many'], 'option.number'],
    [
      'a truth that is not there',
      ['synth', 'car-t', '--out', `${folder}-x`, '--truth', `${folder}/none.json`],
      'file.unreadable',
    ],
  ])('%s is refused', async (_, words, code) => {
    const { code: exit, json } = await run([...words, '--json']);
    expect(exit).toBe(1);
    expect(json().issues).toMatchObject([{ code }]);
    expect(existsSync(`${folder}-x`)).toBe(false);
  });
  it('plants another truth', async () => {
    const file = join(folder, 'other.json');
    writeFileSync(file, JSON.stringify({ effects: [{ key: 'ctdna', logHr2L: 0, logHr3L: 0 }], interaction: null }));
    const out = join(folder, 'other');
    expect((await run(['synth', 'car-t', '--out', out, '--patients', '30', '--truth', file])).code).toBe(0);
    const truth = JSON.parse(readFileSync(join(out, 'truth.json'), 'utf8'));
    expect(truth.interaction).toBeNull();
    expect(truth.effects.find(({ key }: { key: string }) => key === 'ctdna')).toMatchObject({
      logHr2L: 0,
      differs: false,
    });
  });
});

describe('linea cohort', () => {
  it('writes the table, codebook, outcomes, genes and an R script', async () => {
    const out = join(folder, 'table.csv');
    const { code, json } = await run(['cohort', study, '--out', out, '--json']);
    expect(code).toBe(0);
    const document = json();
    const lines = readFileSync(out, 'utf8').trim().split('\n');
    expect(lines).toHaveLength(document.rows + 1);
    expect(document.leaks.map(({ code }: { code: string }) => code)).toEqual([
      'car.expansionPeak',
      'ctdna.foldChange',
      'resp.lugano',
      'crs.maxGrade',
    ]);
    for (const name of ['table.codebook.csv', 'table.outcomes.csv', 'table.matrices.csv', 'table.R'])
      expect(existsSync(join(folder, name))).toBe(true);
    // Each disease defines the endpoint for itself: a curve over several would be of nobody.
    expect(readFileSync(join(folder, 'table.R'), 'utf8')).toContain('subset(table, setting == "lbcl2l")');
    expect((await run(['cohort', study, '--json'])).json().sha256).toBe(document.sha256);
  });
  it('writes the same values as Parquet', async () => {
    const out = join(folder, 'table.parquet');
    expect((await run(['cohort', study, '--out', out])).code).toBe(0);
    const bytes = readFileSync(out);
    const rows = (await parquetReadObjects({
      file: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer,
    })) as Record<string, unknown>[];
    const [head = '', ...lines] = readFileSync(join(folder, 'table.csv'), 'utf8').trim().split('\n');
    expect(
      rows.map((row) =>
        head
          .split(',')
          .map((name) => row[name] ?? '')
          .join(','),
      ),
    ).toEqual(lines);
  });
  it('says what it found, in Italian too', async () => {
    const { out } = await run(['cohort', study, '--lang', 'it']);
    expect(out).toContain('DATI SINTETICI');
    expect(out).toContain('guarda nel futuro');
  });
  it.each([
    [
      'nobody',
      (text: string) =>
        text.replace('second: [lbcl2l], later: [lbcl3l], others: [ballRr, mm2l, sle]', 'second: [mm3l]'),
      'study.nobody',
    ],
    [
      'an endpoint that never occurs',
      (text: string) => text.replace('second: [lbcl2l], later: [lbcl3l], others: [ballRr, mm2l, sle]', 'others: [sle]'),
      'study.endpointNever',
    ],
    [
      'a feature always after its decision',
      (text: string) => text.replace('code: lab.crp, unit: mg/L, window: [-30, 0]', "code: infx.grade, is: ['3']"),
      'leak.alwaysAfter',
    ],
    [
      'a negative control that is none',
      (text: string) => text.replace('code: stg.mtv, unit: mL', 'code: stg.mtv, unit: mL, trap: true'),
      'study.trapKept',
    ],
    ['a centre of nobody', (text: string) => `${text}centres: { without: [SYN-99] }\n`, 'study.noCentre'],
    ['genes that no column is', (text: string) => text.replace('SYN_MYE_*', 'MYE_*'), 'study.noMatrixColumns'],
    [
      'the logarithm of zero',
      (text: string) => text.replace('code: lab.crp, unit: mg/L, window: [-30, 0]', 'code: stg.extranodalSites'),
      'study.logOfZero',
    ],
    ['a file elsewhere', (text: string) => text.replace('[facts.json]', '[../../facts.json]'), 'study.fileOutside'],
    ['a file that is not there', (text: string) => text.replace('[facts.json]', '[none.json]'), 'file.unreadable'],
  ])('%s is refused with its place', async (name, change, code) => {
    const file = join(folder, `${name.replaceAll(' ', '-')}.yaml`);
    writeFileSync(file, change(readFileSync(study, 'utf8')));
    const { code: exit, json } = await run(['cohort', file, '--json']);
    expect(exit).toBe(1);
    expect(json().issues.map((issue: { code: string }) => issue.code)).toContain(code);
  });
  it('a real patient beside synthetic ones is refused', async () => {
    const facts = readFileSync(join(folder, 'facts.json'), 'utf8').split('\n');
    const real = facts.map((line) =>
      line.includes('"patient":"SYN-lbcl3l-0001"')
        ? line.replaceAll('SYN-lbcl3l-0001', 'P-1').replace(/"centre":"SYN-\d+"/, '"centre":"C-1"')
        : line,
    );
    expect(real).not.toEqual(facts);
    writeFileSync(join(folder, 'mixed.json'), real.join('\n'));
    const file = join(folder, 'mixed.yaml');
    writeFileSync(file, readFileSync(study, 'utf8').replace('[facts.json]', '[mixed.json]'));
    for (const words of [
      ['cohort', file],
      ['report', file, '--out', join(folder, 'mixed.html'), '--quick'],
    ]) {
      const { code, json } = await run([...words, '--json']);
      expect([code, json().issues]).toMatchObject([1, [{ code: 'study.mixed', got: 'P-1' }]]);
    }
  });
});
