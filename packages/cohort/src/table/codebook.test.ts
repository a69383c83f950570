import { describe, expect, it } from 'vitest';
import { codebook } from './codebook.ts';
import { patient, type Told, tableOf } from './small-table.testing.ts';

const assay = (name: string, material: string, told: readonly Told[]): readonly Told[] =>
  [
    { event: `sample:${name}`, code: 'smp.type', value: material },
    { event: `assay:${name}`, code: 'asy.kind', value: 'ctdnaPanel' },
    { event: `assay:${name}`, code: 'asy.sampleRef', value: `sample:${name}` },
    ...told.map((fact) => ({ event: `assay:${name}`, ...fact })),
  ].map((fact) => ({ effective: '2024-02-10', known: '2024-02-20T12:00:00Z', ...fact }));

const level = (value: number, comparator?: '<'): Told => ({
  code: 'ctdna.level', unit: '{hGE}/mL', value, ...(comparator ? { comparator } : {}),
}); // biome-ignore format: a fact
const limit: Told = { code: 'ctdna.lod', value: 0.02, unit: '%' };

describe('the codebook of an assay', () => {
  const table = tableOf(
    [
      ...patient('a', 'x', assay('1', 'pbStreck', [level(0.5, '<'), limit])),
      ...patient('b', 'x', assay('1', 'pbStreck', [level(12), limit])),
      ...patient('c', 'x', assay('1', 'plasma', [level(0.8, '<')])),
    ],
    (text) => text.replace('{ name: crp, code: lab.crp }', '{ name: ctdna, code: ctdna.level, belowLimit: half }'),
  );
  it('says of samples, method, limits of detection and what is done below one', () =>
    expect(codebook(table)).toMatchObject([
      {
        compartment: 'pbStreck 2; plasma 1',
        method: 'ctdnaPanel 3',
        limit: '0.5 {hGE}/mL 1; 0.8 {hGE}/mL 1; assay 0.02 % 2',
        belowLimit: 'half',
        bounded: 2,
        lowest: 0.25,
        highest: 12,
      },
    ]));
});
