import { describe, expect, it } from 'vitest';
import { lesionsOn } from '../myeloma/response/lesions-of.ts';
import { patient } from '../patient/patient.ts';
import { answersTo, factsOf, type Told, viewOf } from '../patient/story.testing.ts';
import { knownSize, sizeOf } from './size-of.ts';

const of = (told: unknown) => factsOf([['2024-06-10', 'lesion:a', { 'lesion.ldi': told }]])[0];

describe('a size is in the unit of the dictionary', () => {
  it.each([
    ['as recorded', [2.5, 'cm'], 2.5],
    ['in another unit', [25, 'mm'], 2.5],
  ])('%s', (_, told, size) => expect(sizeOf(of(told))).toBeCloseTo(size, 12));
  it('what has no number has none', () => {
    expect(sizeOf(undefined)).toBeNaN();
    expect(knownSize(of(null))).toBeUndefined();
  });
});

// "Store value and unit as reported, compute in this unit": what a report writes in another unit is the same patient.
describe('criteria read what is recorded in another unit of its kind', () => {
  const LBCL: Told = ['2024-01-10', 'registration:r', { 'reg.indication': 'LBCL' }];
  const INFUSED: Told = ['2024-03-12', 'infusion:i', { 'inf.date': '2024-03-12' }];
  const target = (on: string, ldi: unknown, sdi: unknown): Told => [
    on,
    `lesion:${on}`,
    {
      'lesion.date': on,
      'lesion.id': 'A',
      'lesion.role': 'target',
      'lesion.kind': 'node',
      'lesion.ldi': ldi,
      'lesion.sdi': sdi,
    },
  ];
  const read: Told = [
    '2024-06-10',
    'response:r',
    { 'resp.date': '2024-06-10', 'resp.nonTarget': 'absent', 'resp.newLesion': 'no' },
  ];
  const clear: Told = ['2024-06-10', 'marrow:m', { 'marrow.lymphoma': 'no' }]; // biome-ignore format: a story
  it('lugano.ct: a target of 15 mm is one of 1.5 cm', () =>
    expect(answersTo('lugano.ct', [LBCL, INFUSED, target('2024-03-01', [5, 'cm'], [4, 'cm']), target('2024-06-10', [15, 'mm'], [10, 'mm']), read, clear]).at(-1)).toMatchObject({ value: 'CR', spdBaseline: 20, spdNow: 1.5 })); // biome-ignore format: a row
  it('hctci.2005: a height of 1.75 m', () => {
    const known = { 'com.listComplete': true, 'com.weight': [70, 'kg'], 'com.height': [1.75, 'm'] };
    expect(answersTo('hctci.2005', [LBCL, ['2024-03-01', 'function:f', known]])[0]?.components).toMatchObject({ obesity: { value: false } }); // biome-ignore format: a row
  });
  it('all.relapse: blasts as a fraction', () => {
    const remission: Told = ['2024-04-09', 'response:r', { 'resp.date': '2024-04-09', 'resp.all': 'CR' }];
    const marrow: Told = ['2024-08-01', 'marrow:m', { 'marrow.blasts': [0.4, '1'] }];
    expect(answersTo('all.relapse', [['2024-01-10', 'registration:r', { 'reg.indication': 'ALL' }], remission, marrow])).toMatchObject([{ type: 'haematological' }]); // biome-ignore format: a row
  });
  it('a plasmacytoma of 30 mm x 2 cm is one of 6 cm2', () => {
    const told: Told = ['2024-06-10', 'lesion:p', { 'lesion.id': 'P', 'lesion.kind': 'plasmacytoma', 'lesion.role': 'target', 'lesion.ldi': [30, 'mm'], 'lesion.sdi': [2, 'cm'] }];
    const of = patient(viewOf([['2024-01-10', 'registration:r', { 'reg.indication': 'MM' }], told]));
    const facts = of.byEvent('lesion:p');
    expect(lesionsOn(of, facts, of.span(facts[0] as (typeof facts)[number])).spd).toEqual({ value: 6, unit: 'cm2' });
  }); // biome-ignore format: a story
});
