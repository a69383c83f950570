import { readFileSync } from 'node:fs';
import { type Mapping, readMapping } from '../mapping/read-mapping.ts';
import type { TestCell } from '../xlsx/workbook.testing.ts';

export const mappings = new URL('../../../../examples/mappings/', import.meta.url);

export const mappingAt = (name: string): Mapping => {
  const read = readMapping(readFileSync(new URL(name, mappings), 'utf8'), name);
  if (!read.ok) throw new Error(JSON.stringify(read.issues));
  return read.value;
};

type Cells = Readonly<Record<string, TestCell>>;

/** Rows by sheet, and the columns that a sheet has beside those of its mapping. */
interface Invented {
  readonly rows: Readonly<Record<string, readonly Cells[]>>;
  readonly more: Readonly<Record<string, readonly string[]>>;
}

/** A sheet with all the columns that the mapping names, and rows of people who do not exist. */
function sheetOf(mapping: Mapping, sheet: string, more: readonly string[], rows: readonly Cells[]): TestCell[][] {
  const table = mapping.content.tables.find((one) => one.sheet === sheet);
  const keys = Object.keys(table?.columns ?? {}).map((key) => key.replace(/\{\w+\}/g, '1'));
  const header = [...new Set([...more, ...keys, ...rows.flatMap((row) => Object.keys(row))])];
  const above = Array.from({ length: (table?.header ?? 1) - 1 }, () => ['']);
  return [...above, header, ...rows.map((row) => header.map((name) => row[name] ?? null))];
}

export const inventedSheets = (mapping: Mapping, { rows, more }: Invented): Record<string, TestCell[][]> =>
  Object.fromEntries(
    Object.entries(rows).map(([name, cells]) => [
      name,
      sheetOf(mapping, name, more[name] ?? ['patient_id', 'Day'], cells),
    ]),
  );

const first = { SID: 1, Age: 60, Sex: 'm', Subtype: 'DL BCL', HospitalDay: 0, Temp: 98.6, CRP: 3, meanscore: 0, 'CRS Peak Severity': 2, 'CRS Onset Day': 1, 'CRS Peak Day': 3, 'Toci doses': 2 }; // biome-ignore format: a row
const third = { ...first, HospitalDay: 3, Temp: 39.5, CRP: 120, meanscore: 1.5, Ferritin: 900, Procalcitonin: 0.4, IL_6: 55, WBC: 0.4, 'CRS Peak Severity': null, 'CRS Onset Day': null, 'CRS Peak Day': null, 'Toci doses': null }; // biome-ignore format: a row
const none = { SID: 2, Age: 50, Sex: 'F', Subtype: 'MCL', HospitalDay: -1, Temp: 36.6, meanscore: 0, 'CRS Peak Severity': 0, 'CRS Peak Day': -20, 'Toci doses': 0 }; // biome-ignore format: a row

const visit = { patient_id: 'P1', Day: 'Day 7' };
const leipzig: Record<string, Cells[]> = {
  clin_data: [{ patient_id: 'P1', sex: 'w', age_diag: 50, age_cart: 56, time_diag_cart: 2000, time_apheresis_cart: 50, Product: 'Ide-cel', 'Salmon and Durie': 'IIIA', 'R-ISS': 2, Ferritin: 900, 'Ferritin>norm': 1, EMD: 1, 'Domint Gammopathy': 'BJ Kappa', 't(4;14)': 'x', Regime_1: 'HD Melphalan + ASCT 2x', Remission_1: 'VGRP', Regime_2: 'CAR-T', '30 day response': 'nCR', '30 day MRD': 2, '3 month MRD': 0, crs_grade: 1, death: 0, os: 300, progression: 1, pfs: 200, first_salvage_therapy_regimen: 'Talquetamab' }], // biome-ignore format: a row
  Refractoriness: [{ Patient: 'P1', Bortezomib: 'exposed', Carfilzomib: 'not exposed', Lenalidomide: 'refractory' }],
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

/** What stands in the workbooks of the examples, of people who do not exist. */
export const INVENTED = {
  'icans-bwh.yaml': {
    rows: { Sheet1: [first, third, none] },
    more: { Sheet1: ['SID', 'HospitalDay', 'CRS Peak Day'] },
  },
  'bcma-leipzig.yaml': {
    rows: leipzig,
    more: {
      clin_data: ['patient_id'],
      Refractoriness: ['Patient'],
      CRS: ['sample_id'],
      bite_admin: ['days_bite'],
      bite_leukapheresis: ['cum_days'],
      immune_subsets: ['Day', 'cum_days'],
    },
  },
} satisfies Readonly<Record<string, Invented>>;
