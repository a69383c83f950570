import { describe, expect, it } from 'vitest';
import { answersTo, type Told } from '../../patient/story.testing.ts';

const LBCL: Told = ['2024-01-10', 'registration:r', { 'reg.indication': 'LBCL' }];
const INFUSED: Told = ['2024-05-06', 'infusion:i', { 'inf.date': '2024-05-06', 'inf.product': 'axi-cel' }];
let events = 0;
const on = (day: number): string => new Date(Date.UTC(2024, 4, 6 + day)).toISOString().slice(0, 10);
const told = (day: number, kind: string, items: object): Told => [
  on(day),
  `${kind}:${++events}`,
  items as Record<string, unknown>,
];
const anc = (day: number, value: number): Told => told(day, 'lab', { 'lab.anc': value });
const one = (id: string, story: readonly Told[], asOf?: string) => answersTo(id, [LBCL, INFUSED, ...story], asOf)[0]; // biome-ignore format: helpers

// Every expectation is worked by hand from toxicity.md.
describe('"cut it at the first of progression, new anti-tumour treatment, ..."', () => {
  const counts = Array.from({ length: 31 }, (_, day) => anc(day, 2));
  const PD = { 'resp.deauville': '5', 'resp.newLesion': 'lymphoma', 'resp.marrowUptake': 'normal' };
  it.each([
    ['a progression that the PET shows and nobody stated', told(10, 'response', { 'resp.date': on(10), ...PD }), { min: 0, max: 4 }],
    ['a treatment of toxicity is none', told(10, 'subsequent', { 'sub.start': on(10), 'sub.kind': 'immunosuppressant', 'sub.reason': 'toxicity' }), { grade: 0 }],
    ['a transplant for toxicity is', told(10, 'subsequent', { 'sub.start': on(10), 'sub.kind': 'autoHsct', 'sub.reason': 'toxicity' }), { min: 0, max: 4 }],
    ['consolidation is a treatment of the tumour', told(10, 'subsequent', { 'sub.start': on(10), 'sub.kind': 'radiotherapy', 'sub.reason': 'consolidation' }), { min: 0, max: 4 }],
  ])('icaht.early: %s', (_, cut, expected) => expect(one('icaht.early', [...counts, cut])).toMatchObject(expected)); // biome-ignore format: a table
  it('icaht.late: a measurement after the progression does not count', () =>
    expect(one('icaht.late', [anc(35, 0.9), anc(42, 0.8), told(36, 'response', { 'resp.date': on(36), ...PD })])).toMatchObject({ min: 0, max: 2 })); // biome-ignore format: a row
});

describe('"ANC < 1000 and one temperature > 38.3 or >= 38.0 for more than 1 h"', () => {
  const fever = (day: number, temperature: number, items: object = {}): Told =>
    told(day, 'daily', { 'day.date': on(day), 'day.tempMax': temperature, ...items });
  it.each([
    ['on another day than that of the lowest count', [anc(3, 0.2), fever(3, 38.1, { 'day.feverOver1h': 'no' }), anc(5, 0.9), fever(5, 39)], { grade: 3, at: on(5) }],
    ['of two such days the one with the lower count', [anc(3, 0.5), fever(3, 39), anc(5, 0.9), fever(5, 40)], { grade: 3, at: on(3) }],
    ['on none', [anc(3, 0.2), fever(3, 38.1, { 'day.feverOver1h': 'no' }), anc(5, 1), fever(5, 39)], { at: on(3) }],
  ])('febrileNeutropenia: %s', (_, story, expected) => expect(one('febrileNeutropenia', story)).toMatchObject(expected)); // biome-ignore format: a table
});

describe('"state at a date = the last measurement within 60 days"', () => {
  const cells = told(90, 'immune', { 'imm.date': on(90), 'imm.cd19': 0 });
  it.each([
    ['60 days before the date asked', on(150), { value: 'aplasia' }],
    ['61 days before', on(151), { status: 'indeterminate', missing: ['imm.cd19'] }],
  ])('bCellAplasia: measured %s', (_, asOf, expected) => expect(one('bCellAplasia', [cells], asOf)).toMatchObject(expected)); // biome-ignore format: a table
});

it('iechs: neutrophils reported as below 0.5 are the pattern, those above 0.3 need not be', () => {
  const ferritin = told(10, 'lab', { 'lab.ferritin': [12_000, 'ug/L', { uln: 400 }] });
  const count = (comparator: string, value: number): Told => told(10, 'lab', { 'lab.anc': [value, '10*9/L', { comparator }] });
  const cytopenia = (drawn: Told) => (one('iechs.astct2023', [ferritin, drawn])?.features as { cytopenia?: unknown } | undefined)?.cytopenia;
  expect(cytopenia(count('<', 0.5))).toBe(true);
  expect(cytopenia(count('>', 0.3))).not.toBe(true);
}); // biome-ignore format: one story

it('secondMalignancy: a malignancy of the history is not one that followed', () => {
  const malignancy = (day: number): Told => told(day, 'malignancy', { 'spm.kind': 'solid', 'spm.date': on(day) });
  expect(answersTo('secondMalignancy', [LBCL, INFUSED, malignancy(-400)])).toEqual([]);
  expect(answersTo('secondMalignancy', [LBCL, INFUSED, malignancy(0), malignancy(400)])).toHaveLength(2);
}); // biome-ignore format: a story
