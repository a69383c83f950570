import { describe, expect, it } from 'vitest';
import { patient, type Told, tableOf } from './small-table.testing.ts';

const progression = (day: string): readonly Told[] => [
  { event: `response:${day}`, code: 'resp.date', effective: day, value: day },
  { event: `response:${day}`, code: 'resp.lugano', effective: day, value: 'PD' },
];
const seenAlive = (day: string): readonly Told[] => [
  { event: 'followup:1', code: 'fu.date', effective: day, value: day },
  { event: 'followup:1', code: 'fu.survival', effective: day, value: 'alive' },
];
const crp = (day: string, value: number, known: string): Told => ({
  event: `lab:${day}`, code: 'lab.crp', effective: day, value, unit: 'mg/L', known,
}); // biome-ignore format: a fact

describe('a decision on day 30', () => {
  const facts = [
    ...patient('a', 'x', [...progression('2024-03-20'), ...seenAlive('2025-03-01'), crp('2024-03-25', 90, '2024-03-25T12:00:00Z')]),
    ...patient('b', 'x', [...progression('2024-05-30'), ...seenAlive('2025-03-01'), crp('2024-03-25', 4, '2024-03-25T12:00:00Z')]),
    ...patient('c', 'x', [{ event: 'death:1', code: 'death.date', effective: '2024-03-10', value: '2024-03-10' }]),
  ]; // biome-ignore format: stories
  const table = tableOf(facts, (text) => text.replace('ld.start', 'day30'));

  it('sees what was known before it', () =>
    expect(table.features[0]?.values.map(({ value }) => value)).toEqual([90, 4, null]));
  it('counts time from then, of those without the event by then', () =>
    // 2024-05-30 is day 90 from the infusion, 2025-03-01 day 365.
    expect([table.times.pfs, table.times.os]).toMatchObject([
      [{ missing: 'endpoint.endedBefore' }, { days: 60, event: 1 }, { missing: 'endpoint.endedBefore' }],
      [{ days: 335, event: 0 }, { days: 335, event: 0 }, { missing: 'endpoint.endedBefore' }],
    ])); // biome-ignore format: three patients
});

describe('centres', () => {
  const facts = [...patient('a', 'x', seenAlive('2025-03-01')), ...patient('b', 'y', seenAlive('2025-03-01'))];
  it.each([
    ['all', '', ['a', 'b']],
    ['only', 'centres: { only: [y] }\n', ['b']],
    ['left out', 'centres: { without: [y] }\n', ['a']],
  ])('%s', (_, centres, expected) => {
    const table = tableOf(facts, (text) => `${text}${centres}`);
    expect(table.patients.map((of) => of.patient)).toEqual(expected);
    expect(table.funnels.map(({ candidates }) => candidates)).toEqual([expected.length]);
    expect(table.centres).toEqual(['x', 'y']);
  });
});

describe('a row of a matrix', () => {
  const points = (event: string, value: string, known: string): readonly Told[] => [
    { event, code: 'asy.kind', effective: '2024-02-01', value: 'rnaseqBulk', known },
    { event, code: 'asy.dataRef', effective: '2024-02-01', value, known },
  ];
  const early = '2024-02-10T12:00:00Z';
  const late = '2024-03-10T12:00:00Z';
  const matrices = 'matrices: [{ id: genes, file: genes.csv, samples: asy.dataRef }]\n';
  const rows = (told: readonly Told[]) =>
    tableOf(
      patient('a', 'x', [...told, ...seenAlive('2025-03-01')]),
      (text) => `${text.replace('features: [', "features: [{ block: g, matrix: genes, columns: '*' }, ")}${matrices}`,
      'sample,A\nS1,7\n',
    ).matrices[0]?.rows;

  it('is there where the result was known', () => expect(rows(points('assay:1', 'genes.csv#S1', early))).toEqual([Float64Array.of(7)])); // biome-ignore format: one thought
  it('is not there before the result was known, though another assay of the sample was', () =>
    expect(rows([...points('assay:1', 'genes.csv#S1', late), ...points('assay:2', 'variants.vcf#S1', early)])).toEqual([null])); // biome-ignore format: one thought
  it('is found behind another assay', () =>
    expect(rows([...points('assay:0', 'variants.vcf#V1', early), ...points('assay:1', 'genes.csv#S1', early)])).toEqual([Float64Array.of(7)])); // biome-ignore format: one thought
});
