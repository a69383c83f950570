import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Mapping } from '../mapping/read-mapping.ts';
import { fileOf } from '../table/files.testing.ts';
import { type TestCell, workbook } from '../xlsx/workbook.testing.ts';
import { INVENTED, inventedSheets, mappingAt, mappings } from './invented-tables.testing.ts';
import { readTables } from './read-tables.ts';

const read = (mapping: Mapping, sheets: Readonly<Record<string, readonly (readonly TestCell[])[]>>) =>
  readTables([fileOf('synthetic.xlsx', workbook(sheets), 4096)], mapping, {
    recorded: '2026-11-22T10:00:00Z',
    by: 'u1',
  });

it('every example is a mapping, and begins with the schema for editors', () => {
  const names = readdirSync(mappings).filter((name) => name.endsWith('.yaml'));
  expect(names.length).toBeGreaterThanOrEqual(3);
  for (const name of names) {
    expect(mappingAt(name).name).toBe(name);
    expect(readFileSync(new URL(name, mappings), 'utf8')).toMatch(
      /^# yaml-language-server: \$schema=mapping\.schema\.json\n/,
    );
  }
});

describe('a synthetic table of the shape of a public one', () => {
  it('daily course, both scales of temperature, half grades, courses of CRS', async () => {
    const mapping = mappingAt('icans-bwh.yaml');
    const { issues, facts, summary } = await read(mapping, inventedSheets(mapping, INVENTED['icans-bwh.yaml']));
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
    const { issues, summary } = await read(mapping, inventedSheets(mapping, INVENTED['bcma-leipzig.yaml']));
    expect(issues).toEqual([]);
    expect(summary.codes).toMatchObject({
      'car.copies': 1, 'cyt.analyte': 1, 'cyto.abnormality': 1, 'cyto.result': 1, 'dose.drug': 1, 'drug.code': 3,
      'drug.refractoryReported': 2, 'flow.absolute': 2, 'flow.pctParent': 2, 'fu.survival': 1, 'imm.cd3': 1, 'lab.crp': 2, 'lab.il6': 2, 'leuk.date': 2,
      'line.bestResponse': 1, 'line.number': 1, 'line.regimen': 1, 'mfg.result': 1, 'mrd.result': 2, 'proc.kind': 2, 'resp.imwg': 2, 'sub.regimen': 1,
    }); // biome-ignore format: a table
  });
});
