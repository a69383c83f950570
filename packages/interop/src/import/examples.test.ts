import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Mapping, readMapping } from '../mapping/read-mapping.ts';
import { fileOf } from '../table/files.testing.ts';
import { type TestCell, workbook } from '../xlsx/workbook.testing.ts';
import { readTables } from './read-tables.ts';

const folder = new URL('../../../../examples/mappings/', import.meta.url);
const mappingAt = (name: string): Mapping => {
  const read = readMapping(readFileSync(new URL(name, folder), 'utf8'), name);
  if (!read.ok) throw new Error(JSON.stringify(read.issues));
  return read.value;
};
type Cells = Readonly<Record<string, TestCell>>;
/** A sheet with all the columns that the mapping names, and rows of people who do not exist. */
function sheetOf(mapping: Mapping, sheet: string, more: readonly string[], rows: readonly Cells[]): TestCell[][] {
  const table = mapping.content.tables.find((one) => one.sheet === sheet);
  const keys = Object.keys(table?.columns ?? {}).map((key) => key.replace(/\{\w+\}/g, '1'));
  const header = [...new Set([...more, ...keys, ...rows.flatMap((row) => Object.keys(row))])];
  const above = Array.from({ length: (table?.header ?? 1) - 1 }, () => ['']);
  return [...above, header, ...rows.map((row) => header.map((name) => row[name] ?? null))];
}
const read = (mapping: Mapping, sheets: Record<string, TestCell[][]>) =>
  readTables([fileOf('synthetic.xlsx', workbook(sheets), 4096)], mapping, {
    recorded: '2026-11-22T10:00:00Z',
    by: 'u1',
  });

it('every example is a mapping, and begins with the schema for editors', () => {
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  expect(names.length).toBeGreaterThanOrEqual(3);
  for (const name of names) {
    expect(mappingAt(name).name).toBe(name);
    expect(readFileSync(new URL(name, folder), 'utf8')).toMatch(
      /^# yaml-language-server: \$schema=mapping\.schema\.json\n/,
    );
  }
});

describe('a synthetic table of the shape of a public one', () => {
  it('daily course, both scales of temperature, half grades, courses of CRS', async () => {
    const mapping = mappingAt('icans-bwh.yaml');
    const first = { SID: 1, Age: 60, Sex: 'm', Subtype: 'DL BCL', HospitalDay: 0, Temp: 98.6, CRP: 3, meanscore: 0, 'CRS Peak Severity': 2, 'CRS Onset Day': 1, 'CRS Peak Day': 3, 'Toci doses': 2 }; // biome-ignore format: a row
    const third = { ...first, HospitalDay: 3, Temp: 39.5, CRP: 120, meanscore: 1.5, Ferritin: 900, Procalcitonin: 0.4, IL_6: 55, WBC: 0.4, 'CRS Peak Severity': null, 'CRS Onset Day': null, 'CRS Peak Day': null, 'Toci doses': null }; // biome-ignore format: a row
    const none = { SID: 2, Age: 50, Sex: 'F', Subtype: 'MCL', HospitalDay: -1, Temp: 36.6, meanscore: 0, 'CRS Peak Severity': 0, 'CRS Peak Day': -20, 'Toci doses': 0 }; // biome-ignore format: a row
    const { issues, facts, summary } = await read(mapping, { Sheet1: sheetOf(mapping, 'Sheet1', ['SID', 'HospitalDay', 'CRS Peak Day'], [first, third, none]) }); // biome-ignore format: short
    expect(issues).toEqual([]);
    expect(summary.codes).toEqual({
      'crs.maxGrade': 1, 'crs.occurred': 2, 'crs.onset': 1, 'day.icansMeanReported': 3, 'day.icansReported': 2, 'day.tempMax': 3, 'demo.ageStated': 2,
      'demo.sex': 2, 'dx.subtype': 1, 'inf.date': 2, 'lab.crp': 2, 'lab.ferritin': 1, 'lab.il6': 1, 'lab.pct': 1, 'lab.wbc': 1, 'med.drug': 2,
      'reg.indication': 1,
    }); // biome-ignore format: a table
    const peak = facts.find(({ code }) => code === 'crs.maxGrade');
    expect(peak?.effective.anchor?.offsetDays).toEqual([3, 3]);
    expect(facts.filter(({ code }) => code === 'day.icansMeanReported').every(({ stated }) => stated)).toBe(true);
  });

  it('several sheets in German: lines with drugs, response, cells, soluble BCMA', async () => {
    const mapping = mappingAt('bcma-leipzig.yaml');
    const visit = { patient_id: 'P1', Day: 'Day 7' };
    const rows: Record<string, Cells[]> = {
      clin_data: [{ patient_id: 'P1', sex: 'w', age_diag: 50, age_cart: 56, time_diag_cart: 2000, time_apheresis_cart: 50, Product: 'Ide-cel', 'Salmon and Durie': 'IIIA', 'R-ISS': 2, Ferritin: 900, 'Ferritin>norm': 1, EMD: 1, 'Domint Gammopathy': 'BJ Kappa', 't(4;14)': 'x', Regime_1: 'HD Melphalan + ASCT 2x', Remission_1: 'VGRP', Regime_2: 'CAR-T', '30 day response': 'nCR', '30 day MRD': 2, '3 month MRD': 0, crs_grade: 1, death: 0, os: 300, progression: 1, pfs: 200, first_salvage_therapy_regimen: 'Talquetamab' }], // biome-ignore format: a row
      Refractoriness: [
        { Patient: 'P1', Bortezomib: 'exposed', Carfilzomib: 'not exposed', Lenalidomide: 'refractory' },
      ],
      CRS: [
        {
          sample_id: 'P1_1',
          crs: 'yes',
          crs_group: 'yes+Toci',
          ICANS: 0,
          CRP_d1: 5,
          'CRP_d-7': 4,
          'il6_d1-0300': 9,
          il6_d1: 8,
        },
      ],
      PCR: [{ patient_id: 'P1', copies_7: 1000, copies_1: null }],
      immune_subsets: [
        {
          ...visit,
          cum_days: 8,
          CD3_abs: 100,
          CD3_CAR_abs: 12.5,
          'CD3_CAR_%': 'Teclistamab',
          CD8_CAR_activated: 'n.d.',
        },
      ],
      t_cell_subsets: [{ ...visit, 'CD4 central Memory %': 0.5, 'CD4 central Memory abs': 40 }],
      elisa: [{ ...visit, Day: 'Leukapheresis', 'BCMA [pg/mL]': 5000 }],
      bite_admin: [{ patient_id: 'P1', days_bite: -70, therapy: 'teclistamab' }],
      bite_leukapheresis: [{ patient_id: 'P1', cum_days: -60, oos: 'OOS' }],
    };
    const extra: Record<string, string[]> = { clin_data: ['patient_id'], Refractoriness: ['Patient'], CRS: ['sample_id'], bite_admin: ['days_bite'], bite_leukapheresis: ['cum_days'], immune_subsets: ['Day', 'cum_days'] }; // biome-ignore format: a table
    const sheets = Object.fromEntries(Object.entries(rows).map(([name, cells]) => [name, sheetOf(mapping, name, extra[name] ?? ['patient_id', 'Day'], cells)])); // biome-ignore format: short
    const { issues, summary } = await read(mapping, sheets);
    expect(issues).toEqual([]);
    expect(summary.codes).toMatchObject({
      'car.copies': 1, 'cyt.analyte': 1, 'cyto.abnormality': 1, 'cyto.result': 1, 'dose.drug': 1, 'drug.code': 3,
      'drug.refractoryReported': 2, 'flow.absolute': 2, 'flow.pctParent': 2, 'fu.survival': 1, 'imm.cd3': 1, 'lab.crp': 2, 'lab.il6': 2, 'leuk.date': 2,
      'line.bestResponse': 1, 'line.number': 1, 'line.regimen': 1, 'mfg.result': 1, 'mrd.result': 2, 'proc.kind': 2, 'resp.imwg': 2, 'sub.regimen': 1,
    }); // biome-ignore format: a table
  });
});
