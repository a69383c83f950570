import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { INVENTED, inventedSheets, mappingAt } from '../packages/interop/src/import/invented-tables.testing.ts';
import { workbook } from '../packages/interop/src/xlsx/workbook.testing.ts';
import { run } from './house/run.ts';

/** The scripts of `examples/agreement`, on workbooks of people who do not exist: the public ones may not stand here. */
describe('derived against recorded', () => {
  const folder = mkdtempSync(join(tmpdir(), 'linea-agreement-'));
  const at = (name: string): string => join(folder, name);
  const script = (name: string, ...paths: string[]) =>
    run(process.execPath, [`examples/agreement/${name}.mjs`, ...paths]);
  beforeAll(() => {
    for (const name of ['icans-bwh', 'bcma-leipzig'] as const) {
      const mapping = mappingAt(`${name}.yaml`);
      writeFileSync(at(`${name}.xlsx`), workbook(inventedSheets(mapping, INVENTED[`${name}.yaml`])));
    }
    writeFileSync(
      at('table_s1.csv'),
      'patient_id,therapy_before_cart,refractoriness_group,status_before_cart,30 day response,pfs,progression,os,death\nP1,CD38,TCexposed,PR,CR,200,1,300,0\n',
    );
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('fever and CRS: a patient with both, and one with neither', async () => {
    const { code, output } = await script('icans-bwh', at('icans-bwh.xlsx'));
    expect(code, output).toBe(0);
    expect(output).toContain('2 patients; 1 with a recorded answer about CRS and a temperature');
    expect(output).toContain('ICANS by the recorded scores of each day: 1 of 2 above 0');
  });
  it('lines, refractoriness, response, progression and survival of one patient', async () => {
    const { code, output } = await script('bcma-leipzig', at('bcma-leipzig.xlsx'), at('table_s1.csv'));
    expect(code, output).toBe(0);
    expect(output).toContain('1 patients, 1 of them in the published table S1');
    expect(output).toContain(
      'all          1 patients; derived: 1 events, median 200; published: 1 events, median 200 days',
    );
  });
  it('a study of the same workbook: survival by group, response by visit', async () => {
    const { code, output } = await run(process.execPath, [
      'examples/studies/bcma-leipzig.mjs',
      at('bcma-leipzig.xlsx'),
    ]);
    expect(code, output).toBe(0);
    expect(output).toContain('1 patients, 1 with progression or death');
    expect(output).toContain('ide-cel                      1 patients, 1 events');
  });
  it('drivers beside the IPI: a table of a hundred people made of numbers', async () => {
    const head = 'dbGaP subject ID,dbGaP accession,Diagnosis,Gene Expression Subgroup,Genetic Subtype,Biopsy Type,Treatment__,Gender,Age,Ann Arbor Stage,LDH Ratio,ECOG Performance Status,Number of Extranodal Sites,IPI Group,IPI Range,Status at Follow_up_ 0 Alive_ 1 Dead,Follow_up Time _yrs,Progression_Free Survival _PFS_ Status_ 0 No Progressoin_ 1 Progression,Progression_Free Survival _PFS_ Time _yrs,Included in Survival Analysis';
    const people = Array.from({ length: 100 }, (_, index) => {
      const points = index % 5;
      const items = [points > 0 ? 61 : 50, points > 1 ? 4 : 1, points > 2 ? 2 : 0.5, points > 3 ? 2 : 0, 0];
      return `S${index},,,,,,,M,${items.join(',')},,${points},0,9,${(index * 7) % 3 === 0 ? 0 : 1},${1 + ((index * 37) % 50) / 10 - points / 10},Yes`;
    });
    const genes = ['A', 'B', 'C'].map((gene, row) => [gene, gene, ...people.map((_, index) => ((index * (row + 3)) % 7 < 2 ? 1 : 0))].join('\t'));
    writeFileSync(at('clinical.csv'), [head, ...people].join('\n'));
    writeFileSync(at('drivers.tsv'), [['gene', 'classifier_name', ...people.map((_, index) => `s${index}`)].join('\t'), ...genes].join('\n'));
    const { code, output } = await run(process.execPath, ['examples/studies/dlbcl-nci.mjs', at('clinical.csv'), at('drivers.tsv')]);
    expect(code, output).toBe(0);
    expect(output).toContain('100  the same number');
    expect(output).toContain('100 patients, 66 progressions, 3 drivers');
    expect(output).toMatch(/gain of the drivers over the IPI, ibs: /);
  }); // biome-ignore format: a table
  it.each(['icans-bwh', 'bcma-leipzig'])('%s says how it is called', async (name) => {
    expect(await script(name)).toMatchObject({ code: 2, output: expect.stringContaining(`${name}.mjs`) });
    expect(await script(name, '--help')).toMatchObject({ code: 0 });
  });
});
