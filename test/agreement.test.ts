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
  it.each(['icans-bwh', 'bcma-leipzig'])('%s says how it is called', async (name) => {
    expect(await script(name)).toMatchObject({ code: 2, output: expect.stringContaining(`${name}.mjs`) });
    expect(await script(name, '--help')).toMatchObject({ code: 0 });
  });
});
