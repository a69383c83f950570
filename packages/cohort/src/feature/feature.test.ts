import { fromIso, readLineaJson, toIso, view } from '@linea/facts';
import { describe, expect, it } from 'vitest';
import { studySchema } from '../study/study.ts';
import { featureOf } from './feature.ts';

/** An assay: its sample, its kind, and its results. */
const assay = (name: string, on: string, sample: string, items: Readonly<Record<string, unknown>>) =>
  Object.entries({ 'asy.sampleRef': `sample:${sample}`, ...items }).map(([code, value]) => ({
    code,
    event: `assay:${name}`,
    effective: on,
    known: `${on}T12:00:00Z`,
    ...(typeof value === 'object' ? value : { value }),
  }));
const sample = (name: string, on: string, type: string) => [
  { code: 'smp.type', event: `sample:${name}`, effective: on, known: `${on}T12:00:00Z`, value: type },
];
const FACTS = [
  ...sample('blood', '2024-01-05', 'pbEdta'),
  ...sample('bag', '2024-01-10', 'productResidual'),
  ...assay('cd8', '2024-01-05', 'blood', { 'asy.kind': 'flowBlood', 'flow.population': 'CD8', 'flow.absolute': { value: 400, unit: '/uL' }, 'flow.pctParent': { value: 30, unit: '%' } }),
  ...assay('tcm', '2024-01-10', 'bag', { 'asy.kind': 'flowProduct', 'flow.population': 'CAR-CD8-tcm', 'flow.pctParent': { value: 18, unit: '%' } }),
  ...assay('dna1', '2024-01-05', 'blood', { 'asy.kind': 'ctdnaPanel', 'ctdna.level': { value: 120, unit: '{hGE}/mL' } }),
  ...assay('dna2', '2024-01-20', 'blood', { 'asy.kind': 'ctdnaPanel', 'ctdna.level': { value: 10, comparator: '<', unit: '{hGE}/mL' } }),
  ...assay('rna', '2024-01-05', 'blood', { 'asy.kind': 'rnaseqBulk', 'expr.signature': 'myeloid4gene', 'expr.score': 1.4 }),
  ...['TP53', 'MYD88'].flatMap((gene, k) => [
    { code: 'mol.gene', event: `molecular:${gene}`, effective: '2024-01-05', known: '2024-01-08T12:00:00Z', value: gene },
    { code: 'mol.vaf', event: `molecular:${gene}`, effective: '2024-01-05', known: '2024-01-08T12:00:00Z', value: 12 + k, unit: '%' },
  ]),
  { code: 'lab.hb', event: 'lab:a', effective: '2024-01-05', value: 95, unit: 'g/L' },
  { code: 'lab.hb', event: 'lab:b', effective: '2024-01-12', value: 10.5, unit: 'g/dL' },
  { code: 'lab.hb', event: 'lab:c', effective: '2024-01-20', value: 110, unit: 'g/L' },
]; // biome-ignore format: facts

const read = readLineaJson(JSON.stringify({ format: 'linea', version: 1, facts: FACTS }), {
  recorded: '2024-06-01T00:00:00Z',
  by: 'test',
  patient: 'p',
  centre: 'c',
  file: 'facts.json',
});
if (!read.ok) throw new Error(JSON.stringify(read.issues));

/** A feature as a study file gives it, at a decision on 1 February 2024. */
function seenOf(feature: Readonly<Record<string, unknown>>, on = '2024-02-01') {
  const study = studySchema.parse({
    format: 'linea-study', version: 1, title: { en: 'x', it: 'x' }, cut: '2024-12-31', settings: {}, decision: 'ld.start',
    features: [{ name: 'x', ...feature }], endpoints: [{ id: 'os', kind: 'benefit' }],
  }); // biome-ignore format: a study
  const [spec] = study.features;
  if (!spec || 'matrix' in spec || !read.ok) throw new Error('no feature');
  const day = fromIso(on);
  const instant = `${toIso(day)}T00:00:00Z`;
  return featureOf(spec, view(read.facts, { known: instant, effective: on }), { day, instant });
}

describe('biology as features', () => {
  it.each([
    ['cells of a population, absolute', { code: 'flow.absolute', where: { 'flow.population': 'CD8' } }, 400],
    ['the same in percent', { code: 'flow.pctParent', where: { 'flow.population': 'CD8' } }, 30],
    ['in the product and not in blood, by its assay', { code: 'flow.pctParent', where: { 'asy.kind': 'flowProduct', 'flow.population': 'CAR-CD8-tcm' } }, 18],
    ['in the product, by its sample', { code: 'flow.pctParent', sample: { 'smp.type': 'productResidual' } }, 18],
    ['in a sample that there is none of', { code: 'flow.pctParent', sample: { 'smp.type': 'csf' } }, null],
    ['variants of a gene', { code: 'mol.vaf', where: { 'mol.gene': 'TP53' } }, 12],
    ['of one of several genes, the highest', { code: 'mol.vaf', where: { 'mol.gene': ['TP53', 'MYD88'] }, take: 'highest' }, 13],
    ['a transcript signature', { code: 'expr.score', where: { 'expr.signature': 'myeloid4gene' } }, 1.4],
    ['below the limit of detection: the limit', { code: 'ctdna.level' }, 10],
    ['half of it', { code: 'ctdna.level', belowLimit: 'half' }, 5],
    ['nothing', { code: 'ctdna.level', belowLimit: 'zero' }, 0],
    ['over time: the change', { code: 'ctdna.level', take: 'change' }, -110],
    ['by the first', { code: 'ctdna.level', take: 'first' }, 120],
    ['in the unit of the dictionary, whichever the laboratory reported', { code: 'lab.hb' }, 11],
    ['the highest of several units', { code: 'lab.hb', take: 'highest' }, 11],
    ['the change across units', { code: 'lab.hb', take: 'change' }, 1.5],
    ['in the unit asked for', { code: 'lab.hb', unit: 'g/L' }, 110],
  ] as const)('%s', (_, feature, value) => expect(seenOf(feature).value).toBe(value)); // biome-ignore format: a table

  it('says what is bounded, and that one value is no change', () => {
    expect(seenOf({ code: 'ctdna.level' })).toMatchObject({ value: 10, bounded: true });
    expect(seenOf({ code: 'ctdna.level', take: 'change' }, '2024-01-10')).toMatchObject({ value: null, missing: 'onlyOne' });
  }); // biome-ignore format: a row
  it('does not see an assay of which the result was not yet known', () =>
    expect(seenOf({ code: 'mol.vaf', where: { 'mol.gene': 'TP53' } }, '2024-01-08').value).toBeNull());
});
