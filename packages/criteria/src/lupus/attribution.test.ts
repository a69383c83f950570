import { describe, expect, it } from 'vitest';
import { answersTo, type Told } from '../patient/story.testing.ts';

const SLE: Told = ['2024-01-10', 'registration:r', { 'reg.indication': 'SLE' }];
const ON = '2024-05-01';
let events = 0;
const told = (on: string, kind: string, items: object): Told => [
  on,
  `${kind}:${++events}`,
  items as Record<string, unknown>,
];
const visit = (on: string, items: object): Told => told(on, 'sle-activity', { 'sledai.date': on, ...items });
const lab = (on: string, items: object): Told => told(on, 'lab', items);
const day = (items: object): Told => told(ON, 'daily', { 'day.date': ON, ...items });
const one = (id: string, ...story: readonly Told[]) => answersTo(id, [SLE, ...story]).at(-1); // biome-ignore format: helpers

// Every expectation is worked by hand from lupus.md and field-map.md 1.10 and 6.
describe('"an item counts only if the clinician attributes it": what measurements tell', () => {
  const none = { 'sledai.items': ['none'] };
  it.each([
    ['not attributed', [visit(ON, { ...none, 'sledai.notAttributed': ['thrombocytopenia'] }), lab(ON, { 'lab.plt': 50, 'lab.wbc': 2 })], { thrombocytopenia: false, leukopenia: true, score: 1 }],
    ['attribution unknown', [visit(ON, { ...none, 'sledai.attributionUnknown': ['thrombocytopenia'] }), lab(ON, { 'lab.plt': 50, 'lab.wbc': 2 })], { thrombocytopenia: { status: 'indeterminate' }, min: 1, max: 2, missing: ['sledai.attributionUnknown'] }],
    ['attribution unknown of a sign that is not there', [visit(ON, { ...none, 'sledai.attributionUnknown': ['thrombocytopenia'] }), lab(ON, { 'lab.plt': 150 })], { thrombocytopenia: false, score: 0 }],
    ['a fever of the day put down to an infection', [visit(ON, none), day({ 'day.tempMax': 38.5, 'day.feverOtherCause': true })], { fever: false, score: 0 }],
    ['beside one that is not', [visit(ON, none), day({ 'day.tempMax': 39.5, 'day.feverOtherCause': true }), day({ 'day.tempMax': 38.1 })], { fever: true }],
  ])('%s', (_, story, expected) => expect(one('sledai2k.derivedItems', ...story)).toMatchObject(expected)); // biome-ignore format: a table
  it('lists of items that are none are refused', () => expect(answersTo('sledai2k.derivedItems', [SLE])).toEqual([]));
});

it('"false if `notAssessed` is answered": a visit of which only that and the attribution are recorded is one', () =>
  expect(one('sledai2k', visit(ON, { 'sledai.notAttributed': ['seizure'], 'sledai.notAssessed': ['none'] }))).toMatchObject({ score: 0 })); // biome-ignore format: a row

describe('"below the laboratory lower limit": as far as a censored result tells', () => {
  const REST = {
    'sledai.items': ['rash'],
    'sledai.notAssessed': ['lowComplement', 'increasedDnaBinding'],
    'sledai.total': 6,
    'sledai.pga': 0.1,
    'sledai.gcDose': 0,
  };
  const C = (c4: unknown, dsdna: unknown) =>
    lab(ON, { 'lab.c3': [100, 'mg/dL', { lln: 90 }], 'lab.c4': c4, 'lab.dsdna': dsdna });
  const items = (c4: unknown, dsdna: unknown) =>
    one(
      'eularAcr2019',
      told('2023-01-01', 'sle-diagnosis', {
        'sle.ana': 'positive',
        'sle.criteriaItems': ['none'],
        'sle.criteriaNotAssessed': ['none'],
      }),
      C(c4, dsdna),
      visit(ON, REST),
    );
  it.each([
    ['C4 < 10 of 10 is low', [10, 'mg/dL', { lln: 10, comparator: '<' }], [10, '[IU]/mL', { uln: 30 }], 3],
    ['C4 < 20 of 10 may be', [20, 'mg/dL', { lln: 10, comparator: '<' }], [10, '[IU]/mL', { uln: 30 }], 0],
    ['anti-dsDNA > 30 of 30 is raised', [20, 'mg/dL', { lln: 10 }], [30, '[IU]/mL', { uln: 30, comparator: '>' }], 6],
    ['anti-dsDNA < 50 of 30 may be', [20, 'mg/dL', { lln: 10 }], [50, '[IU]/mL', { uln: 30, comparator: '<' }], 0],
  ])('%s', (_, c4, dsdna, points) => expect(items(c4, dsdna)).toMatchObject({ points })); // biome-ignore format: a table
});

describe('"also derived from lab.*": classification', () => {
  const ticked = (items: object = {}): Told =>
    told('2023-01-01', 'sle-diagnosis', {
      'sle.ana': 'positive',
      'sle.criteriaItems': ['none'],
      'sle.criteriaNotAssessed': ['none'],
      ...items,
    });
  const OPEN = { 'sle.criteriaNotAssessed': ['leukopenia', 'thrombocytopenia', 'proteinuria'] };
  it.each([
    ['anti-Smith', [ticked(), lab('2022-05-01', { 'lab.sm': 'positive' })], 6],
    ['anti-Smith negative', [ticked(), lab('2022-05-01', { 'lab.sm': 'negative' })], 0],
    ['lupus anticoagulant', [ticked(), lab('2022-05-01', { 'lab.apl': ['la'] })], 2],
    ['anticardiolipin of a titre nobody wrote', [ticked(), lab('2022-05-01', { 'lab.apl': ['acl'] })], 0],
    ['leukocytes below 4.0 where nobody went through the list', [ticked(OPEN), lab('2022-05-01', { 'lab.wbc': 3.9, 'lab.plt': 100, 'lab.proteinuria24': 0.5 })], 3],
    ['at 4.0 they leave it open', [ticked(OPEN), lab('2022-05-01', { 'lab.wbc': 4, 'lab.plt': 100, 'lab.proteinuria24': 0.5 })], 0],
    ['in another unit', [ticked(OPEN), lab('2022-05-01', { 'lab.plt': [99_000, '/uL'] })], 4],
    ['proteinuria of 0.51 g a day', [ticked(OPEN), lab('2022-05-01', { 'lab.proteinuria24': 0.51 })], 4],
    ['below a limit that lies above', [ticked(OPEN), lab('2022-05-01', { 'lab.proteinuria24': [1, 'g/(24.h)', { comparator: '<' }] })], 0],
    ['the clinician who went through the list had another explanation', [ticked(), lab('2022-05-01', { 'lab.wbc': 3.9 })], 0],
    ['after lymphodepletion they say nothing of lupus', [ticked(OPEN), told('2024-05-01', 'lymphodepletion', { 'ld.start': '2024-05-01' }), lab('2024-05-10', { 'lab.wbc': 0.1 })], 0],
  ])('%s', (_, story, min) => expect(one('eularAcr2019', ...story)).toMatchObject({ min })); // biome-ignore format: a table
});

describe('"ANA, anti-dsDNA or anti-Sm positive"', () => {
  const ana = (word: string): Told => told('2023-01-01', 'sle-diagnosis', { 'sle.ana': word });
  it.each([
    ['ANA negative and anti-dsDNA raised', [ana('negative'), lab('2023-05-01', { 'lab.dsdna': [50, '[IU]/mL', { uln: 30 }] })], 'met'],
    ['ANA negative, the others not looked at', [ana('negative')], 'unknown'],
    ['all three negative', [ana('negative'), lab('2023-05-01', { 'lab.dsdna': [10, '[IU]/mL', { uln: 30 }], 'lab.sm': 'negative' })], 'notMet'],
  ])('%s', (_, story, status) => expect(one('sleTrials.eligibilityPattern', ...story)).toMatchObject({ checks: expect.arrayContaining([{ check: 'autoantibodies', status }]) })); // biome-ignore format: a table
});

describe('"standard, tolerated maintenance doses": LLDAS item 5', () => {
  const quiet = {
    'sledai.items': ['none'],
    'sledai.pga': 0.5,
    'sledai.gcDose': 5,
    'sledai.haemolyticAnaemia': 'no',
    'sledai.gastrointestinal': 'no',
  };
  const hcq = (items: object): Told =>
    told('2020-01-01', 'drug', {
      'drug.code': 'hydroxychloroquine',
      'drug.start': '2020-01-01',
      'drug.dose': 500,
      'drug.doseUnit': 'mg',
      ...items,
    });
  const marketed: Told = ['2024-01-15', 'infusion:i', { 'inf.date': '2024-01-15', 'inf.product': 'axi-cel' }];
  it.each([
    ['500 mg of hydroxychloroquine that goes on', { 'drug.ongoing': 'yes' }, false],
    ['that ended before', { 'drug.end': '2021-01-01' }, true],
    ['of which nobody wrote whether it goes on', {}, { status: 'indeterminate' }],
  ])('%s', (_, items, itemFive) => expect(one('lldas', marketed, hcq(items), visit('2024-04-01', quiet), visit(ON, quiet))).toMatchObject({ itemFive })); // biome-ignore format: a table
});

it('"used by no derivation": a spurious UPCR leaves the one before it, in the window of the visit', () =>
  expect(
    one('renalResponse.kdigo2024',
      told('2023-01-01', 'sle-diagnosis', { 'sle.nephritisClass': '4' }), ['2024-01-10', 'lymphodepletion:l', { 'ld.start': '2024-01-10' }], ['2024-01-15', 'infusion:i', { 'inf.date': '2024-01-15' }],
      lab('2024-01-05', { 'lab.upcr': 4000, 'lab.egfr': 90 }), lab('2024-01-09', { 'lab.upcr': [100, 'mg/g', { spurious: true }] }), lab('2024-04-20', { 'lab.upcr': 490, 'lab.egfr': 88 }), lab(ON, { 'lab.upcr': [9000, 'mg/g', { spurious: true }] }), visit(ON, { 'sledai.pga': 0.5 })),
  ).toMatchObject({ value: 'complete' })); // biome-ignore format: one story
