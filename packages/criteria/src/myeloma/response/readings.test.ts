import { describe, expect, it } from 'vitest';
import { answersTo, type Told } from '../../patient/story.testing.ts';

const START: readonly Told[] = [
  ['2020-01-01', 'registration:r', { 'reg.indication': 'MM' }],
  ['2023-01-10', 'line:L1', { 'line.number': 1, 'line.regimen': 'DRd', 'line.start': '2023-01-10' }],
];
const lab = (on: string, items: Readonly<Record<string, unknown>>): Told => [on, `lab:${on}`, items];
const serum = (on: string, value: number, comparator?: string): Told =>
  lab(on, { 'lab.mSerum': [value, 'g/dL', comparator && { comparator }] });
const lesion = (on: string, name: string, ldi: number, sdi: number, modality = 'ct'): Told => [
  on, `lesion:${name}${on}`,
  { 'lesion.date': on, 'lesion.id': name, 'lesion.kind': 'plasmacytoma', 'lesion.role': 'target', 'lesion.ldi': [ldi, 'cm'], 'lesion.sdi': [sdi, 'cm'], 'lesion.modality': modality, 'lesion.status': 'measured' },
]; // biome-ignore format: one event
const imaging = (on: string, kind: string, newLesion?: string): Told => [
  on,
  `response:${on}`,
  { 'resp.date': on, 'resp.imaging': kind, ...(newLesion ? { 'resp.newLesion': newLesion } : {}) },
];
const BASELINE = serum('2023-01-05', 4);
const flc = (on: string, kappa: number, lambda: number, comparator?: string): Told =>
  lab(on, { 'lab.kappa': [kappa, 'mg/L', comparator && { comparator }], 'lab.lambda': [lambda, 'mg/L'] });
const FLC_ONLY = lab('2023-01-05', { 'lab.mSerum': 0, 'lab.mUrine': 0, 'lab.kappa': 500, 'lab.lambda': 10 });

type Row = readonly [sentence: string, story: readonly Told[], expected: Readonly<Record<string, unknown>>];
const ROWS: readonly Row[] = [
  ['<x is [0, x): from 0 to less than 0.5 is not 0.5 g/dL or more', [BASELINE, serum('2023-03-01', 0.5, 'lt'), serum('2023-04-01', 0.5, 'lt')],
    { bestConfirmed: { possible: ['PR', 'VGPR'] }, dateOfProgression: null, dateOfResponse: '2023-03-01' }],
  ['… but ≤x may be', [BASELINE, serum('2023-03-01', 0.5, 'le'), serum('2023-04-01', 0.5, 'le')], { perAssessment: [{}, { unconfirmed: { possible: ['PD', 'PR', 'VGPR'] } }] }],
  ['dFLC up by more than 100 mg/L: from less than 50 to 150 it surely is', [FLC_ONLY, flc('2023-03-01', 60, 10, 'lt'), flc('2023-04-01', 160, 10)],
    { perAssessment: [{ unconfirmed: { possible: ['PR', 'VGPR'] } }, { unconfirmed: 'PD' }] }],
  ['SPD of more than 1 lesion: of a single one only the longest diameter, in more than 1 cm of short axis', [BASELINE, lesion('2023-01-05', 'A', 2, 1), serum('2023-03-01', 3), lesion('2023-03-01', 'A', 3.2, 1)],
    { dateOfProgression: null }],
  ['… of two lesions the sum', [BASELINE, lesion('2023-01-05', 'A', 2, 1), lesion('2023-01-05', 'B', 1, 1), serum('2023-03-01', 3), lesion('2023-03-01', 'A', 2.9, 1.2), lesion('2023-03-01', 'B', 1.2, 1)],
    { dateOfProgression: '2023-03-01' }],
  ['comparison within the same modality: CT after an MRI is compared with the CT before it', [BASELINE, imaging('2023-01-05', 'ct'), imaging('2023-03-01', 'mriSpine', 'no'), imaging('2023-06-01', 'ct', 'yes')],
    { dateOfProgression: '2023-06-01' }],
  ['… an MRI after CT alone is not', [BASELINE, imaging('2023-01-05', 'ct'), imaging('2023-03-01', 'mriSpine', 'yes')], { dateOfProgression: null, warnings: ['modality-change'] }],
  ['a diameter by MRI is not compared with one by CT', [BASELINE, lesion('2023-01-05', 'A', 2, 1.5), serum('2023-03-01', 3), lesion('2023-03-01', 'A', 3.2, 1.5, 'mri'), serum('2023-04-01', 3), lesion('2023-04-01', 'A', 2.9, 1.5)],
    { dateOfProgression: null }],
  ['two results of one day that contradict each other: the answer holds for both', [BASELINE, serum('2023-03-01', 1.8), ['2023-03-01', 'lab:other', { 'lab.mSerum': 3 }], serum('2023-04-01', 1.7)],
    { perAssessment: [{ unconfirmed: { possible: ['MR', 'PR'] } }, { unconfirmed: 'PR' }] }],
  ['… in two units they agree', [BASELINE, serum('2023-03-01', 1.8), ['2023-03-01', 'lab:other', { 'lab.mSerum': [18, 'g/L'] }], serum('2023-04-01', 1.7)], { bestConfirmed: 'PR' }],
  ['two immunofixations of one day that contradict each other prove nothing', [BASELINE, ...['2023-03-01', '2023-04-01'].map((on) => lab(on, { 'lab.mSerum': 0, 'lab.immunofixSerum': 'negative', 'lab.immunofixUrine': 'negative' })),
    ['2023-03-01', 'marrow:m', { 'marrow.plasmaCells': 2, 'marrow.plasmaMethod': 'biopsy' }], ['2023-04-01', 'lab:other', { 'lab.immunofixSerum': 'positive' }]], { bestConfirmed: 'VGPR', bestUnconfirmed: 'CR' }],
  ['of two scans of one day one that finds a new lesion is enough', [BASELINE, ['2023-03-01', 'response:a', { 'resp.newLesion': 'yes' }], ['2023-03-01', 'response:b', { 'resp.newLesion': 'no' }]], { dateOfProgression: '2023-03-01' }],
  ['the baseline is the latest assessment: a urine of some months before asks for no urine now', [lab('2022-10-05', { 'lab.mSerum': 5, 'lab.mUrine': 800 }), BASELINE, serum('2023-03-01', 1.8), serum('2023-04-01', 1.7)],
    { measurable: ['serum'], bestConfirmed: 'PR' }],
  ['… one of the same work-up does', [lab('2022-12-20', { 'lab.mUrine': 800 }), BASELINE, serum('2023-03-01', 1.8), serum('2023-04-01', 1.7)], { measurable: ['serum', 'urine'], bestConfirmed: 'NE' }],
  ['… and a marrow of the diagnosis stays', [['2022-10-05', 'marrow:m', { 'marrow.plasmaCells': 40, 'marrow.plasmaMethod': 'biopsy' }], lab('2023-01-05', { 'lab.mSerum': 0, 'lab.mUrine': 0, 'lab.kappa': 10, 'lab.lambda': 10 })], { measurable: ['marrow'] }],
]; // biome-ignore format: a table

const doses = (code: string, more: Readonly<Record<string, unknown>>): Told => [
  '2023-01-10',
  `drug:${code}`,
  { 'drug.code': code, 'drug.lineRef': 'line:L1', 'drug.role': 'antineoplastic', 'drug.start': '2023-01-10', ...more },
];
const KAPPA = lab('2023-01-04', { 'lab.heavyChain': 'igg', 'lab.lightChain': 'kappa' });

describe('what myeloma.md 4 says of facts', () => {
  it.each([
    ['6 months after the last daratumumab', '2023-08-01', ['possible-mAb-interference']],
    ['later, while the lenalidomide of the line goes on', '2023-08-02', []],
  ])('an antibody may be the spike until %s', (_, on, warnings) => {
    const drugs = [
      doses('daratumumab', { 'drug.end': '2023-02-01' }),
      doses('lenalidomide', { 'drug.ongoing': 'yes' }),
    ];
    expect(answersTo('mm.response.series', [...START, ...drugs, KAPPA, BASELINE, serum(on, 0.2)])[0]).toMatchObject({
      warnings,
    });
  });

  it.each(ROWS)('%s', (_, story, expected) =>
    expect(answersTo('mm.response.series', [...START, ...story])[0]).toMatchObject(expected),
  );
});
