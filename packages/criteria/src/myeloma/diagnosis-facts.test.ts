import { describe, expect, it } from 'vitest';
import { answersTo, type Told } from '../patient/story.testing.ts';

const ON = '2020-02-10';
const MYELOMA: Told = ['2020-01-01', 'registration:r', { 'reg.indication': 'MM' }];
const LINE: Told = ['2020-03-01', 'line:L1', { 'line.number': 1, 'line.start': '2020-03-01', 'line.regimen': 'DRd' }];
const lab = (items: Told[2], name = 'a'): Told => [ON, `lab:${name}`, items];
const staging = (items: Told[2]): Told => [ON, 'staging:s', items];
const kidneys = (word: string): Told => [ON, 'function:f', { 'com.renalFunction': word }];
const marrow = (percent: number, method: string | null = 'biopsy', on = ON): Told => [
  on,
  `marrow:${method}${on}`,
  { 'marrow.plasmaCells': [percent, '%'], ...(method ? { 'marrow.plasmaMethod': method } : {}) },
];
const OPEN = { status: 'indeterminate' };
const active = (...met: readonly string[]) => ({ value: 'active', met });
const SMOULDERING = { value: 'smouldering' };

/** Everything looked for and nothing found; `but` leaves items out or says them otherwise. */
const NOTHING: Told[2] = {
  'lab.hb': [13, 'g/dL', { lln: 12 }], 'lab.calcium': [9.5, 'mg/dL', { uln: 10.5 }], 'lab.creatinine': [0.9, 'mg/dL'], 'lab.crcl': [90, 'mL/min'], 'lab.kappa': [20, 'mg/L'],
  'lab.lambda': [15, 'mg/L'], 'lab.mSerum': [3.2, 'g/dL'], 'lab.mUrine': [0, 'mg/(24.h)'], 'stg.lyticCount': 0, 'stg.mriFocalCount': 0, 'extramed.biopsyProven': 'no',
}; // biome-ignore format: a table
function but(items: Record<string, unknown>, ...left: readonly string[]): readonly Told[] {
  const all = Object.entries({ ...NOTHING, ...items }).filter(([code]) => !left.includes(code));
  const of = (test: RegExp): Told[2] => Object.fromEntries(all.filter(([code]) => test.test(code)));
  const events: readonly Told[] = [lab(of(/^lab/)), staging(of(/^stg/)), [ON, 'marrow:e', of(/^extramed/)]];
  return events.filter(([, , told]) => Object.keys(told).length > 0);
}
const diagnosis = (...facts: readonly Told[]) => answersTo('mm.diagnosis', [MYELOMA, ...facts, LINE]);

describe('the plasma cells of the marrow that diagnose', () => {
  it.each<[string, readonly Told[], object]>([
    ['a biopsy', [marrow(60)], active('S')],
    ['an aspirate', [marrow(60, 'aspirate')], active('S')],
    ['never flow cytometry', [marrow(60, 'flow')], OPEN],
    ['nor a method that nobody named', [marrow(60, null)], OPEN],
    ['the higher of two of one day', [marrow(60, 'aspirate'), marrow(59)], active('S')],
    ['whichever comes first', [marrow(59, 'aspirate'), marrow(60)], active('S')],
    ['flow beside a biopsy changes nothing', [marrow(59), marrow(60, 'flow'), ...but({})], SMOULDERING],
    ['the last before the line', [marrow(60), marrow(59, 'aspirate', '2020-02-11'), ...but({})], SMOULDERING],
    ['on its day', [marrow(60, 'biopsy', '2020-03-01')], active('S')],
    ['not after', [marrow(60, 'biopsy', '2020-03-02')], OPEN],
    ['none', [...but({})], OPEN],
    ['9.9 % with 2.9 g/dL', [marrow(9.9), ...but({ 'lab.mSerum': [2.9, 'g/dL'] })], { value: 'mgus' }],
    ['30 g/L is 3 g/dL', [marrow(9.9), ...but({ 'lab.mSerum': [30, 'g/L'] })], SMOULDERING],
    ['500 mg/24 h of urine', [marrow(9.9), ...but({ 'lab.mSerum': [1, 'g/dL'], 'lab.mUrine': [500, 'mg/(24.h)'] })], SMOULDERING],
  ])('%s', (_, facts, expected) => expect(diagnosis(...facts)).toMatchObject([expected])); // biome-ignore format: a table
});

describe('each event that defines myeloma by its own code', () => {
  it.each<[string, readonly Told[], object]>([
    ['calcium 11', but({ 'lab.calcium': [11, 'mg/dL', { uln: 10.5 }] }), SMOULDERING],
    ['11.1', but({ 'lab.calcium': [11.1, 'mg/dL', { uln: 10.5 }] }), active('C')],
    ['more than 1 above its limit', but({ 'lab.calcium': [10.9, 'mg/dL', { uln: 9.8 }] }), active('C')],
    ['2.75 mmol/L', but({ 'lab.calcium': [2.75, 'mmol/L', { uln: 2.6 }] }), SMOULDERING],
    ['2.76 mmol/L', but({ 'lab.calcium': [2.76, 'mmol/L', { uln: 2.6 }] }), active('C')],
    ['the corrected goes before the total', but({ 'lab.calcium': [11.1, 'mg/dL'], 'lab.calciumCorrected': [10, 'mg/dL', { uln: 10.5 }] }), SMOULDERING],
    ['a spurious one with its word', but({ 'lab.calcium': [12, 'mg/dL', { spurious: true, interpretation: 'high' }] }), OPEN],
    ['creatinine 2', but({ 'lab.creatinine': [2, 'mg/dL'] }), SMOULDERING],
    ['2.1', but({ 'lab.creatinine': [2.1, 'mg/dL'] }), active('R')],
    ['177 umol/L', but({ 'lab.creatinine': [177, 'umol/L'] }), SMOULDERING],
    ['178 umol/L', but({ 'lab.creatinine': [178, 'umol/L'] }), active('R')],
    ['clearance 40', but({ 'lab.crcl': [40, 'mL/min'] }), SMOULDERING],
    ['39', but({ 'lab.crcl': [39, 'mL/min'] }), active('R')],
    ['eGFR beside a clearance', but({ 'lab.egfr': [39, 'mL/min/{1.73_m2}'] }), SMOULDERING],
    ['eGFR alone', but({ 'lab.egfr': [39, 'mL/min/{1.73_m2}'] }, 'lab.crcl'), { ...active('R'), warnings: ['egfr-used'] }],
    ['kidneys normal in words', [...but({}, 'lab.crcl', 'lab.creatinine'), kidneys('normal')], SMOULDERING],
    ['impaired in words', [...but({}, 'lab.crcl', 'lab.creatinine'), kidneys('impaired')], OPEN],
    ['haemoglobin 2 below its limit', but({ 'lab.hb': [10, 'g/dL', { lln: 12 }] }), SMOULDERING],
    ['more than 2 below', but({ 'lab.hb': [10, 'g/dL', { lln: 12.1 }] }), active('A')],
    ['9.9', but({ 'lab.hb': [9.9, 'g/dL'] }), active('A')],
    ['one lytic lesion', but({ 'stg.lyticCount': 1 }), active('B')],
    ['none in words', but({ 'stg.boneLesions': 'none' }, 'stg.lyticCount'), SMOULDERING],
    ['one to three in words', but({ 'stg.boneLesions': 'lytic13' }, 'stg.lyticCount'), active('B')],
    ['four or more', but({ 'stg.boneLesions': 'lytic4plus' }, 'stg.lyticCount'), active('B')],
    ['a fracture tells nothing', but({ 'stg.boneLesions': 'fracture' }, 'stg.lyticCount'), OPEN],
    ['nor focal lesions on MRI', but({ 'stg.boneLesions': 'focalMri' }, 'stg.lyticCount'), OPEN],
    ['a count goes before words', but({ 'stg.boneLesions': 'lytic4plus' }), SMOULDERING],
    ['one focal lesion', but({ 'stg.mriFocalCount': 1 }), SMOULDERING],
    ['two', but({ 'stg.mriFocalCount': 2 }), active('M')],
    ['light chains 1200 and 12', but({ 'lab.kappa': [1200, 'mg/L'], 'lab.lambda': [12, 'mg/L'] }), active('Li')],
    ['99 and 0.5', but({ 'lab.kappa': [99, 'mg/L'], 'lab.lambda': [0.5, 'mg/L'] }), SMOULDERING],
    ['a ratio of 99 alone', but({ 'lab.flcRatio': [99, '{ratio}'] }, 'lab.kappa', 'lab.lambda'), SMOULDERING],
    ['of 100', but({ 'lab.flcRatio': [100, '{ratio}'] }, 'lab.kappa', 'lab.lambda'), OPEN],
    ['of 0.01', but({ 'lab.flcRatio': [0.01, '{ratio}'] }, 'lab.kappa', 'lab.lambda'), OPEN],
    ['calcium of another cause', but({ 'lab.calcium': [12, 'mg/dL'], 'stg.crabOtherCause': ['calcium'] }), SMOULDERING],
    ['kidneys', but({ 'lab.creatinine': [3, 'mg/dL'], 'stg.crabOtherCause': ['renal'] }), SMOULDERING],
    ['anaemia', but({ 'lab.hb': [8, 'g/dL'], 'stg.crabOtherCause': ['anaemia'] }), SMOULDERING],
    ['bone', but({ 'stg.lyticCount': 3, 'stg.crabOtherCause': ['bone'] }), SMOULDERING],
    ['another cause of another feature', but({ 'lab.hb': [8, 'g/dL'], 'stg.crabOtherCause': ['bone'] }), active('A')],
    ['no other cause', but({ 'lab.hb': [8, 'g/dL'], 'stg.crabOtherCause': ['none'] }), active('A')],
  ])('%s', (_, facts, expected) => expect(diagnosis(marrow(12), ...facts)).toMatchObject([expected])); // biome-ignore format: a table

  it.each([
    [1, { value: 'not-met', warnings: ['possible-solitary-plasmacytoma'] }],
    [2, active('B')],
  ])('a proven plasmacytoma with 6 %% in the marrow and %i lytic lesions', (count, expected) =>
    expect(diagnosis(marrow(6), ...but({ 'extramed.biopsyProven': 'yes', 'stg.lyticCount': count }))).toMatchObject([
      expected,
    ]),
  );
});

describe('Durie-Salmon from the facts', () => {
  const FIRST = {
    'lab.heavyChain': 'igg', 'lab.mSerum': [4.9, 'g/dL'], 'lab.hb': [10.1, 'g/dL'], 'lab.calcium': [9.5, 'mg/dL'], 'lab.creatinine': [0.9, 'mg/dL'], 'stg.lyticCount': 0,
  }; // biome-ignore format: a table
  it.each<[string, Record<string, unknown>, readonly Told[], string | readonly string[] | null]>([
    ['nothing beyond a limit', {}, [], 'IA'],
    ['IgG 5', { 'lab.mSerum': [5, 'g/dL'] }, [], 'IIA'],
    ['IgG 7', { 'lab.mSerum': [7, 'g/dL'] }, [], 'IIA'],
    ['IgG 7.1', { 'lab.mSerum': [7.1, 'g/dL'] }, [], 'IIIA'],
    ['IgA 2.9', { 'lab.heavyChain': 'iga', 'lab.mSerum': [2.9, 'g/dL'] }, [], 'IA'],
    ['IgA 3', { 'lab.heavyChain': 'iga', 'lab.mSerum': [3, 'g/dL'] }, [], 'IIA'],
    ['IgA 5.1', { 'lab.heavyChain': 'iga', 'lab.mSerum': [5.1, 'g/dL'] }, [], 'IIIA'],
    ['light chains without urine', { 'lab.heavyChain': 'lcOnly' }, [], ['IA', 'IIA', 'IIIA']],
    ['light chains, 3.9 g', { 'lab.heavyChain': 'lcOnly', 'lab.mUrine': [3900, 'mg/(24.h)'] }, [], 'IA'],
    ['IgG with 4 g in urine', { 'lab.mUrine': [4000, 'mg/(24.h)'] }, [], 'IIA'],
    ['IgG with more than 12 g', { 'lab.mUrine': [12_001, 'mg/(24.h)'] }, [], 'IIIA'],
    ['one lytic lesion', { 'stg.lyticCount': 1 }, [], 'IA'],
    ['two', { 'stg.lyticCount': 2 }, [], 'IIA'],
    ['one to three in words', { 'stg.lyticCount': null, 'stg.boneLesions': 'lytic13' }, [], ['IA', 'IIA']],
    ['four or more', { 'stg.lyticCount': null, 'stg.boneLesions': 'lytic4plus' }, [], 'IIIA'],
    ['creatinine 2', { 'lab.creatinine': [2, 'mg/dL'] }, [], 'IB'],
    ['no creatinine', { 'lab.creatinine': null }, [], ['IA', 'IB']],
    ['kidneys normal in words', { 'lab.creatinine': null }, [kidneys('normal')], 'IA'],
    ['impaired', { 'lab.creatinine': null }, [kidneys('impaired')], 'IB'],
    ['a number goes before the word', { 'lab.creatinine': [2, 'mg/dL'] }, [kidneys('normal')], 'IB'],
    ['IgM', { 'lab.heavyChain': 'igm' }, [], null],
    ['IgD', { 'lab.heavyChain': 'igd' }, [], null],
    ['IgE', { 'lab.heavyChain': 'ige' }, [], null],
    ['no secretion', { 'lab.heavyChain': 'nonSecretory' }, [], null],
  ])('%s', (_, items, more, stage) => {
    const all = Object.entries({ ...FIRST, ...items });
    const of = (test: RegExp): Told[2] => Object.fromEntries(all.filter(([code]) => test.test(code)));
    const expected = stage === null ? { status: 'notApplicable' } : typeof stage === 'string' ? { value: stage } : { possible: stage };
    expect(answersTo('mm.durieSalmon', [MYELOMA, lab(of(/^lab/)), staging(of(/^stg/)), ...more, LINE])).toMatchObject([expected]);
  }); // biome-ignore format: a table
});
