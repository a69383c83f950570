import { readLineaJson } from '@linea/facts';
import { describe, expect, it } from 'vitest';
import { readStudy } from '../study/read-study.ts';
import { analysisTable } from '../table/analysis-table.ts';
import { codebook } from '../table/codebook.ts';
import { readMatrix } from '../table/matrix.ts';
import { outcomesCsv } from '../table/write-table.ts';

const at = (days: readonly [number, number]) => ({
  start: null,
  end: null,
  precision: 'anchored',
  anchor: { ref: 'diagnosis:d dx.date', offsetDays: days },
});
const facts = (patient: string, ipi: number, events: readonly object[]) => [
  { patient, id: `diagnosis:d dx.date`, code: 'dx.date', event: 'diagnosis:d', effective: '2010/2016', absent: 'unknown' },
  { patient, id: `${patient} i`, code: 'reg.indication', event: 'registration:r', effective: at([0, 0]), value: 'LBCL' },
  { patient, id: `${patient} s`, code: 'stg.ipiReported', event: 'staging:s', effective: at([0, 0]), value: ipi },
  ...events.map((event) => ({ patient, ...event })),
]; // biome-ignore format: facts
const seen = (days: number, value: string) => ({
  id: `resp ${days}`, code: 'resp.lugano', event: `response:${days}`, effective: at([days, days]), value, stated: true,
}); // biome-ignore format: a fact
const STUDY = `format: linea-study
version: 1
title: { en: x, it: x }
cut: 2016-12-31
settings: { everybody: { en: all, it: tutti } }
population: candidates
decision: dx.date
assumed: asDated
matrices: [{ id: genes, file: genes.tsv, samples: patient, layout: samplesInColumns, labels: 2 }]
features:
  - { name: ipi, code: stg.ipiReported }
  - { block: genes, matrix: genes, columns: '*' }
endpoints: [{ id: pfs, kind: benefit, from: diagnosis }]
`;
const tableOf = (text: string) => {
  const study = readStudy(text, 'study.yaml');
  if (!study.ok) throw new Error(JSON.stringify(study.issues));
  const all = [
    ['a', 2, [seen(90, 'PR'), seen(400, 'PD')]],
    ['b', 4, [seen(3000, 'CR')]],
    ['c', 1, []],
  ] as const;
  const read = all.flatMap(([patient, ipi, events]) => {
    const json = JSON.stringify({ format: 'linea', version: 1, facts: facts(patient, ipi, events) });
    const reading = readLineaJson(json, { recorded: '2030-01-01T00:00:00Z', by: 'test', centre: 'c', file: patient });
    if (!reading.ok) throw new Error(JSON.stringify(reading.issues));
    return reading.facts;
  });
  const matrix = readMatrix('gene\tname\ta\tb\nTP53\tTP53\t1\t0\nMYD88\tMYD88\t0\t2\n', 'genes.tsv', {
    layout: 'samplesInColumns',
    labels: 2,
  });
  if (!matrix.ok) throw new Error(JSON.stringify(matrix.issues));
  return analysisTable(study.value.study, read, new Map([['genes', matrix.value]]));
};

describe('a table made after the fact, whose days are counted from a diagnosis of unknown day', () => {
  const table = tableOf(STUDY);

  it('has every patient, with times between the counts', () => {
    expect(table.patients.map(({ patient, setting, relative }) => [patient, setting, relative])).toEqual([
      ['a', 'everybody', true],
      ['b', 'everybody', true],
      ['c', 'everybody', true],
    ]);
    expect(table.times.pfs).toMatchObject([
      { days: 400, event: 1 },
      { days: 3000, event: 0 },
      { missing: 'endpoint.noObservation' },
    ]);
  });
  it('sees what was true at the diagnosis, and says so', () => {
    expect(table.features[0]?.values.map(({ value }) => value)).toEqual([2, 4, 1]);
    expect(codebook(table)[0]).toMatchObject({ n: 3, known: 'by dx.date, assumed as dated' });
  });
  it('sees nothing of it where the usual turnaround is asked', () => {
    const strict = STUDY.replace('assumed: asDated\n', '').replace(/matrices.*\n/, '').replace(/ {2}- \{ block.*\n/, ''); // biome-ignore format: one thought
    const { features, leaks } = tableOf(strict);
    expect([features.length, leaks.map(({ why }) => why)]).toEqual([0, ['leak.alwaysAfter']]);
  });
  it('reads genes in rows, patients in columns', () =>
    expect(table.matrices[0]).toMatchObject({
      columns: ['TP53', 'MYD88'],
      rows: [Float64Array.of(1, 0), Float64Array.of(0, 2), null],
    }));
  it('prints no day of theirs', () => expect(outcomesCsv(table)).not.toMatch(/\d{4}-\d\d-\d\d/));
});
