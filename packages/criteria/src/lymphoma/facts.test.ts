import { describe, expect, it } from 'vitest';
import type { Criterion } from '../engine/index.ts';
import { derive } from '../patient/derive-patient.ts';
import { answersTo, type Told, viewOf } from '../patient/story.testing.ts';
import { criterionById } from '../registry.ts';

const LBCL: Told = ['2024-01-10', 'registration:r', { 'reg.indication': 'LBCL' }];
const INFUSED: Told = ['2024-03-12', 'infusion:i', { 'inf.date': '2024-03-12', 'inf.product': 'axi-cel' }];
const COLLECTED: Told = ['2024-02-01', 'leukapheresis:l', { 'leuk.date': '2024-02-01' }];
const line = (items: object, on = '2023-02-10', name = 'line:L1'): Told => [
  on,
  name,
  { 'line.number': 1, 'line.start': on, ...items },
];
const one = (id: string, ...story: readonly Told[]) => answersTo(id, [LBCL, ...story])[0] ?? { none: true };
const last = (id: string, ...story: readonly Told[]) => answersTo(id, [LBCL, ...story]).at(-1) ?? { none: true };
type Row = readonly [name: string, story: readonly Told[], expected: object];

// Every expectation is worked by hand from lymphoma.md and field-map.md 5; each row changes one code.
describe('cell of origin from facts', () => {
  const stains = (items: object, on = '2023-02-01', name = 'pathology:p'): Told => [
    on,
    name,
    items as Record<string, unknown>,
  ];
  it.each<Row>([
    ['path.cd10pct decides', [stains({ 'path.cd10pct': 30 })], { value: 'GCB' }],
    ['path.bcl6 decides', [stains({ 'path.cd10pct': 29, 'path.bcl6': 29 })], { value: 'nonGCB' }],
    ['path.mum1 decides', [stains({ 'path.cd10pct': 0, 'path.bcl6': 30, 'path.mum1': 30 })], { value: 'nonGCB' }],
    ['CD10 positive without a percentage says nothing of 30 %', [stains({ 'path.cd10': 'positive', 'path.bcl6': 0 })], { possible: ['GCB', 'nonGCB'], missing: ['path.cd10pct'] }],
    ['a stain not done beside one that was', [stains({ 'path.cd10pct': null, 'path.bcl6': 10 })], { possible: ['GCB', 'nonGCB'], missing: ['path.cd10pct'] }],
    ['a later report that left it out does not take it away', [stains({ 'path.cd10pct': 60 }), stains({ 'path.cd10pct': null }, '2024-01-02', 'pathology:q')], { value: 'GCB' }],
    ['the last of two reports', [stains({ 'path.cd10pct': 60 }), stains({ 'path.cd10pct': 5, 'path.bcl6': 5 }, '2024-01-02', 'pathology:q')], { value: 'nonGCB' }],
    ['what the report wrote agrees', [stains({ 'path.cd10pct': 60, 'path.coo': 'GCB', 'path.cooMethod': 'hans' })], { value: 'GCB', discrepancy: null }],
    ['another method is no stated result of the algorithm', [stains({ 'path.cd10pct': 60, 'path.coo': 'ABC', 'path.cooMethod': 'nanostring' })], { value: 'GCB', discrepancy: null }],
    ['the pathologist did not know', [stains({ 'path.cd10pct': 60, 'path.coo': 'unknown', 'path.cooMethod': 'hans' })], { value: 'GCB', discrepancy: null }],
  ])('lbcl.hans: %s', (_, story, expected) => expect(one('lbcl.hans', ...story)).toMatchObject(expected)); // biome-ignore format: a table

  it.each<Row>([
    ...['nanostring', 'rnaseq', 'other'].map((method): Row => [`expression by ${method} prevails`, [stains({ 'path.cd10pct': 60, 'path.coo': 'ABC', 'path.cooMethod': method })], { value: 'ABC' }]),
    ['unclassified is an answer', [stains({ 'path.cd10pct': 60, 'path.coo': 'unclassified', 'path.cooMethod': 'nanostring' })], { value: 'unclassified' }],
    ['a result by stains is no expression', [stains({ 'path.cd10pct': 60, 'path.coo': 'nonGCB', 'path.cooMethod': 'hans' })], { value: 'GCB' }],
    ['nor is one whose method nobody wrote', [stains({ 'path.cd10pct': 60, 'path.coo': 'ABC' })], { value: 'GCB' }],
    ['an unknown result leaves the stains', [stains({ 'path.cd10pct': 60, 'path.coo': 'unknown', 'path.cooMethod': 'nanostring' })], { value: 'GCB' }],
    ['stains alone', [stains({ 'path.cd10pct': 0, 'path.bcl6': 0 })], { value: 'nonGCB' }],
  ])('lbcl.cellOfOrigin: %s', (_, story, expected) => expect(one('lbcl.cellOfOrigin', ...story)).toMatchObject(expected)); // biome-ignore format: a table
});

describe('the entity from facts', () => {
  const dx = (items: object, on = '2023-02-01', name = 'diagnosis:d'): Told => [
    on,
    name,
    items as Record<string, unknown>,
  ];
  it.each<Row>([
    ['dx.subtype', [dx({ 'dx.subtype': 'pmbl', 'dx.classification': 'whoHaem5' })], { value: 'pmbl', inCohort: 'yes', classification: 'whoHaem5', warnings: ['ruleNotIndependentlyVerified'] }],
    ['dx.classification that does not know it', [dx({ 'dx.subtype': 'hgblMycBcl6', 'dx.classification': 'whoHaem5' })], { warnings: expect.arrayContaining(['notInClassification']) }],
    ['dx.classification that does', [dx({ 'dx.subtype': 'hgblMycBcl6', 'dx.classification': 'icc2022' })], { warnings: expect.not.arrayContaining(['notInClassification']) }],
    ['dx.classification not recorded', [dx({ 'dx.subtype': 'pmbl' })], { classification: null, warnings: expect.arrayContaining(['classificationNotStated']) }],
    ['the last of two diagnoses', [dx({ 'dx.subtype': 'dlbclNos' }), dx({ 'dx.subtype': 'richter' }, '2024-01-01', 'diagnosis:e')], { value: 'richter' }],
    ['none recorded', [], { status: 'indeterminate', missing: ['dx.subtype'] }],
  ])('%s', (_, story, expected) => expect(one('lbcl.entity', ...story)).toMatchObject(expected)); // biome-ignore format: a table
});

describe('double hit from facts', () => {
  let probes = 0;
  const fish = (abnormality: string, result: string | null, on = '2023-02-01'): Told => [
    on,
    `cytogenetics:c${++probes}`,
    { 'cyto.abnormality': abnormality, 'cyto.result': result },
  ];
  const all = (myc: string, bcl2: string, bcl6: string) => [
    fish('MYC_R', myc),
    fish('BCL2_R', bcl2),
    fish('BCL6_R', bcl6),
  ];
  it.each<Row>([
    ['MYC absent settles it', [fish('MYC_R', 'absent')], { value: 'none' }],
    ['BCL2', all('present', 'present', 'absent'), { value: 'doubleHitBcl2', tripleHit: false }],
    ['BCL6', all('present', 'absent', 'present'), { value: 'doubleHitBcl6' }],
    ['all three', all('present', 'present', 'present'), { value: 'doubleHitBcl2', tripleHit: true }],
    ['MYC alone', all('present', 'absent', 'absent'), { value: 'mycOnly' }],
    ['not tested is unknown', all('present', 'notTested', 'absent'), { possible: ['mycOnly', 'doubleHitBcl2'], missing: ['cyto.result'] }],
    ['a probe without result is unknown', [fish('MYC_R', 'present'), fish('BCL2_R', null), fish('BCL6_R', 'absent')], { possible: ['mycOnly', 'doubleHitBcl2'] }],
    ['a failed repeat does not undo a clear result', [...all('present', 'present', 'absent'), fish('BCL2_R', 'failed', '2024-01-05')], { value: 'doubleHitBcl2' }],
    ['immunohistochemistry is another thing', [['2023-02-01', 'pathology:p', { 'path.myc': 90, 'path.bcl2': 90, 'path.bcl6': 90 }], fish('MYC_R', 'present')], { possible: ['mycOnly', 'doubleHitBcl6', 'doubleHitBcl2'] }],
    ['another probe is not MYC', [fish('DEL_17P', 'absent')], { possible: ['none', 'mycOnly', 'doubleHitBcl6', 'doubleHitBcl2'], missing: ['cyto.result'] }],
  ])('%s', (_, story, expected) => expect(one('lbcl.geneticHit', ...story)).toMatchObject(expected)); // biome-ignore format: a table
});

describe('second-line status from facts', () => {
  const RCHOP = { 'line.regimen': 'R-CHOP', 'line.end': '2024-03-15', 'line.bestResponse': 'CR' };
  const eligibility = (items: Record<string, unknown>): Told => ['2025-03-20', 'eligibility:e', items];
  const given = (drug: string, n: number): Told => [
    '2023-02-10',
    `drug:d${n}`,
    { 'drug.code': drug, 'drug.lineRef': 'line:L1' },
  ];
  it.each<Row>([
    ['line.bestResponse SD', [line({ 'line.bestResponse': 'SD' })], { value: 'refractory' }],
    ['line.bestResponse PD', [line({ 'line.bestResponse': 'PD' })], { value: 'refractory' }],
    ['line.bestResponse unknown, progression late', [line({ ...RCHOP, 'line.bestResponse': 'unknown', 'line.progressionDate': '2025-03-16' })], { possible: ['refractory', 'lateRelapse'] }],
    ['line.bestResponse not evaluable, progression early', [line({ ...RCHOP, 'line.bestResponse': 'NE', 'line.progressionDate': '2025-03-15' })], { possible: ['refractory', 'earlyRelapse'], refractoryOrEarly: true }],
    ['line.progressionDate, twelve months later', [line({ ...RCHOP, 'line.progressionDate': '2025-03-15' })], { value: 'earlyRelapse' }],
    ['and a day more', [line({ ...RCHOP, 'line.progressionDate': '2025-03-16' })], { value: 'lateRelapse' }],
    ['six cycles are no sixth line', [line({ ...RCHOP, 'line.cycles': 6, 'line.progressionDate': '2025-03-16' })], { value: 'lateRelapse' }],
    ['elig.relapseDate where the line has none', [line(RCHOP), eligibility({ 'elig.relapseDate': '2025-03-15' })], { value: 'earlyRelapse' }],
    ['the line prevails over elig.relapseDate', [line({ ...RCHOP, 'line.progressionDate': '2025-03-16' }), eligibility({ 'elig.relapseDate': '2025-03-15' })], { value: 'lateRelapse' }],
    ['no progression recorded is not "none"', [line(RCHOP)], { status: 'indeterminate', missing: expect.arrayContaining(['line.progressionDate', 'elig.relapseDate']) }],
    ['a date of progression that does not apply is none', [line({ ...RCHOP, 'line.progressionDate': { absent: 'notApplicable' } })], { value: 'notRelapsed' }],
    ['"first progression later than that" after a partial remission', [line({ ...RCHOP, 'line.bestResponse': 'PR', 'line.progressionDate': '2025-03-16' })], { value: 'lateRelapse' }],
    ['line.end not known', [line({ ...RCHOP, 'line.end': null, 'line.progressionDate': '2025-03-15' })], { possible: ['earlyRelapse', 'lateRelapse'], missing: ['line.end'] }],
    ['line.end known to the month', [line({ ...RCHOP, 'line.end': '2024-03', 'line.progressionDate': '2025-03-01' })], { value: 'earlyRelapse' }],
    ['elig.relapseBiopsy yes proves residual disease', [line({ ...RCHOP, 'line.bestResponse': 'PR' }), eligibility({ 'elig.relapseBiopsy': 'yes' })], { value: 'refractory' }],
    ['elig.relapseBiopsy no does not', [line({ ...RCHOP, 'line.bestResponse': 'PR' }), eligibility({ 'elig.relapseBiopsy': 'no' })], { status: 'indeterminate' }],
    ['the second line is not the first', [line({ ...RCHOP, 'line.progressionDate': '2025-03-16' }), ['2025-04-01', 'line:L2', { 'line.number': 2, 'line.start': '2025-04-01', 'line.bestResponse': 'PD', 'line.progressionDate': '2025-05-01' }]], { value: 'lateRelapse' }],
    ['a stated status that agrees', [line({ ...RCHOP, 'line.progressionDate': '2025-03-15' }), eligibility({ 'elig.refractoryFirstLine': 'earlyRelapse' })], { value: 'earlyRelapse', discrepancy: null }],
    ['one that does not', [line({ ...RCHOP, 'line.progressionDate': '2025-03-16' }), eligibility({ 'elig.refractoryFirstLine': 'earlyRelapse' })], { discrepancy: { stated: 'earlyRelapse', derived: ['lateRelapse'] } }],
    ['R-CHOP by name is standard', [line({ ...RCHOP, 'line.bestResponse': 'PD' })], { notStandardFirstLine: false, warnings: [] }],
    ['CHOP has no anti-CD20', [line({ 'line.regimen': 'CHOP', 'line.bestResponse': 'PD' })], { notStandardFirstLine: true, warnings: ['notStandardFirstLine'] }],
    ['rituximab in the list: an anthracycline has no word of its own, so may have been given', [line({ 'line.bestResponse': 'PD' }), given('rituximab', 1)], { value: 'refractory', notStandardFirstLine: { status: 'indeterminate', missing: ['drug.code', 'line.regimen'] }, warnings: [] }],
    ['no drug and no regimen recorded says nothing of either', [line({ 'line.bestResponse': 'PD' })], { value: 'refractory', notStandardFirstLine: { status: 'indeterminate' }, warnings: [] }],
    ['a list without an anti-CD20 antibody, which would have its word', [line({ 'line.bestResponse': 'PD' }), given('lenalidomide', 1)], { value: 'refractory', notStandardFirstLine: true, warnings: ['notStandardFirstLine'] }],
  ])('%s', (_, story, expected) => expect(one('lbcl.secondLineStatus', ...story)).toMatchObject(expected)); // biome-ignore format: a table
  it('without a first line nothing is said', () => expect(answersTo('lbcl.secondLineStatus', [LBCL])).toEqual([]));
  it('a line recorded as the second is not taken for the first', () =>
    expect(answersTo('lbcl.secondLineStatus', [LBCL, line({ 'line.number': 2, 'line.bestResponse': 'PD' })])).toEqual([])); // biome-ignore format: a row
});

describe('PET-CT from facts', () => {
  const CLEAR = {
    'resp.date': '2024-06-10',
    'resp.deauville': '2',
    'resp.newLesion': 'no',
    'resp.marrowUptake': 'normal',
  };
  const pet = (items: object): Told => ['2024-06-10', 'response:r', { ...CLEAR, ...items }];
  it.each<Row>([
    ['clear', [pet({})], { value: 'CR' }],
    ...['1', '2', '3', 'X'].map((score): Row => [`resp.deauville ${score}`, [pet({ 'resp.deauville': score })], { value: 'CR' }]),
    ...(['reduced', 'unchanged', 'increased'] as const).map((uptake, n): Row => [`resp.uptakeVsBaseline ${uptake}`, [pet({ 'resp.deauville': '5', 'resp.uptakeVsBaseline': uptake })], { value: ['PR', 'SD', 'PD'][n] }]),
    ['resp.uptakeVsBaseline not compared', [pet({ 'resp.deauville': '4', 'resp.uptakeVsBaseline': 'notCompared' })], { possible: ['PR', 'SD', 'PD'], missing: ['resp.uptakeVsBaseline'], warnings: [] }],
    ...(['reduced', 'unchanged', 'new'] as const).map((marrow, n): Row => [`resp.marrowUptake ${marrow}`, [pet({ 'resp.marrowUptake': marrow })], { value: ['PR', 'SD', 'PD'][n] }]),
    ['resp.marrowUptake not assessed', [pet({ 'resp.marrowUptake': 'notAssessed' })], { possible: ['CR', 'PR', 'SD', 'PD'], missing: ['resp.marrowUptake'], warnings: [] }],
    ['resp.newLesion lymphoma', [pet({ 'resp.newLesion': 'lymphoma' })], { value: 'PD' }],
    ['resp.newLesion yes is lymphoma', [pet({ 'resp.newLesion': 'yes' })], { value: 'PD' }],
    ['resp.newLesion yes with Deauville X is unlikely lymphoma', [pet({ 'resp.newLesion': 'yes', 'resp.deauville': 'X' })], { value: 'CR' }],
    ['resp.newLesion unlikely', [pet({ 'resp.newLesion': 'unlikelyLymphoma' })], { value: 'CR' }],
    ['resp.newLesion unclear', [pet({ 'resp.newLesion': 'indeterminate' })], { value: 'NE', warnings: expect.arrayContaining(['newLesionUnclear']) }],
    ['resp.newLesion unknown', [pet({ 'resp.newLesion': 'unknown' })], { possible: ['CR', 'PD'], missing: ['resp.newLesion'], warnings: [] }],
    ['the stated response agrees', [pet({ 'resp.lugano': 'CR' })], { value: 'CR', discrepancy: null }],
    ['or does not', [pet({ 'resp.lugano': 'PR' })], { discrepancy: { stated: 'PR', derived: ['CR'] } }],
    ['uptake alone tells that a PET was read', [['2024-06-10', 'response:r', { 'resp.date': '2024-06-10', 'resp.uptakeVsBaseline': 'increased', 'resp.newLesion': 'no' }]], { possible: ['CR', 'PR', 'SD', 'PD'] }],
    ['so does the imaging: a new focus on a PET is PD', [['2024-06-10', 'response:r', { 'resp.date': '2024-06-10', 'resp.imaging': 'petct', 'resp.newLesion': 'lymphoma' }]], { value: 'PD' }],
  ])('%s', (_, story, expected) => expect(one('lugano.petct', INFUSED, ...story)).toMatchObject(expected)); // biome-ignore format: a table

  it.each([
    ['2024-04-01', 20, []], ['2024-04-02', 21, ['month1Uptake']], ['2024-04-26', 45, ['month1Uptake']], ['2024-04-27', 46, []],
  ])('uptake on %s, day %i, is read as that of month 1: %j', (on, _, warnings) =>
    expect(one('lugano.petct', INFUSED, [on, 'response:r', { ...CLEAR, 'resp.date': on, 'resp.deauville': '4', 'resp.uptakeVsBaseline': 'reduced' }])).toMatchObject({ value: 'PR', warnings })); // biome-ignore format: a table
});

describe('CT from facts', () => {
  let lesions = 0;
  const lesion = (on: string, items: object): Told => [
    on,
    `lesion:x${++lesions}`,
    { 'lesion.date': on, 'lesion.id': 'A', 'lesion.role': 'target', 'lesion.kind': 'node', ...items },
  ];
  const BASE = lesion('2024-03-01', { 'lesion.ldi': 5, 'lesion.sdi': 4 });
  const now = (items: object = {}) => lesion('2024-06-10', { 'lesion.ldi': 1.5, 'lesion.sdi': 1, ...items });
  const READ = { 'resp.date': '2024-06-10', 'resp.imaging': 'ct', 'resp.newLesion': 'no', 'resp.nonTarget': 'absent' };
  const read = (items: object = {}): Told => ['2024-06-10', 'response:r', { ...READ, ...items }];
  const marrow = (on: string, word: string): Told => [
    on,
    `marrow:${on}`,
    { 'marrow.date': on, 'marrow.lymphoma': word },
  ];
  const CLEAN = marrow('2024-06-10', 'no');
  it.each<Row>([
    ['all gone', [BASE, now(), read(), CLEAN], { value: 'CR', spdBaseline: 20, spdNow: 1.5 }],
    ['lesion.ldi above 1.5 cm', [BASE, now({ 'lesion.ldi': 1.6 }), read(), CLEAN], { value: 'PR' }],
    ['lesion.sdi: the product has not halved', [BASE, now({ 'lesion.ldi': 4, 'lesion.sdi': 2.6 }), read(), CLEAN], { value: 'SD', spdNow: 10.4 }],
    ['lesion.sdi of the baseline not recorded', [lesion('2024-03-01', { 'lesion.ldi': 5 }), now({ 'lesion.ldi': 4, 'lesion.sdi': 3 }), read(), CLEAN], { spdBaseline: null, missing: ['lesion.ldi', 'lesion.sdi'] }],
    ['lesion.kind extranodal must be gone', [BASE, now({ 'lesion.kind': 'extranodal' }), read(), CLEAN], { value: 'PR' }],
    ['lesion.status not visible', [BASE, now({ 'lesion.status': 'notVisible', 'lesion.ldi': null, 'lesion.sdi': null }), read(), CLEAN], { value: 'CR', spdNow: 0 }],
    ['lesion.status too small', [BASE, now({ 'lesion.status': 'tooSmall', 'lesion.ldi': null, 'lesion.sdi': null }), read(), CLEAN], { value: 'CR', spdNow: 0.25 }],
    ['lesion.status not assessed', [BASE, now({ 'lesion.status': 'notAssessed', 'lesion.ldi': null, 'lesion.sdi': null }), read(), CLEAN], { value: 'NE', spdNow: null }],
    ['a split lesion sums its parts', [BASE, now({ 'lesion.status': 'split', 'lesion.ldi': 2, 'lesion.sdi': 2 }), now({ 'lesion.status': 'split', 'lesion.ldi': 2, 'lesion.sdi': 1 }), read(), CLEAN], { spdNow: 6, value: 'PR' }],
    ['a non-target is not in the sum', [BASE, now(), lesion('2024-06-10', { 'lesion.id': 'N', 'lesion.role': 'nonTarget', 'lesion.ldi': 9, 'lesion.sdi': 9 }), read(), CLEAN], { value: 'CR', spdNow: 1.5 }],
    ['resp.nonTarget progressed', [BASE, now(), read({ 'resp.nonTarget': 'progressed' }), CLEAN], { value: 'PD' }],
    ['resp.nonTarget not increased', [BASE, now(), read({ 'resp.nonTarget': 'notIncreased' }), CLEAN], { value: 'PR' }],
    ['resp.nonTarget not assessed', [BASE, now(), read({ 'resp.nonTarget': 'notAssessed' }), CLEAN], { possible: ['CR', 'PR', 'PD'], missing: ['resp.nonTarget'], warnings: [] }],
    ['a new node of 1.5 cm', [BASE, now(), lesion('2024-06-10', { 'lesion.id': 'B', 'lesion.role': 'new', 'lesion.ldi': 1.5 }), read(), CLEAN], { value: 'CR' }],
    ['a new node of 1.6 cm', [BASE, now(), lesion('2024-06-10', { 'lesion.id': 'B', 'lesion.role': 'new', 'lesion.ldi': 1.6 }), read(), CLEAN], { value: 'PD' }],
    ['a new bone lesion of 1.1 cm', [BASE, now(), lesion('2024-06-10', { 'lesion.id': 'B', 'lesion.role': 'new', 'lesion.kind': 'bone', 'lesion.ldi': 1.1 }), read(), CLEAN], { value: 'PD' }],
    ['a new bone lesion of 0.8 cm, unequivocal', [BASE, now(), lesion('2024-06-10', { 'lesion.id': 'B', 'lesion.role': 'new', 'lesion.kind': 'bone', 'lesion.ldi': 0.8, 'lesion.unequivocal': true }), read(), CLEAN], { value: 'PD' }],
    ['the same, not unequivocal', [BASE, now(), lesion('2024-06-10', { 'lesion.id': 'B', 'lesion.role': 'new', 'lesion.kind': 'bone', 'lesion.ldi': 0.8, 'lesion.unequivocal': false }), read(), CLEAN], { value: 'CR' }],
    ['resp.newLesion lymphoma without a measure', [BASE, now(), read({ 'resp.newLesion': 'lymphoma' }), CLEAN], { value: 'PD' }],
    ['resp.newLesion yes without a measure', [BASE, now(), read({ 'resp.newLesion': 'yes' }), CLEAN], { value: 'PD' }],
    ['resp.newLesion unlikely', [BASE, now(), read({ 'resp.newLesion': 'unlikelyLymphoma' }), CLEAN], { value: 'CR' }],
    ['resp.newLesion unclear', [BASE, now(), read({ 'resp.newLesion': 'indeterminate' }), CLEAN], { possible: ['CR', 'PD'] }],
    ['resp.newLesion not recorded', [BASE, now(), read({ 'resp.newLesion': null }), CLEAN], { possible: ['CR', 'PD'], missing: ['lesion.role', 'resp.newLesion'] }],
    ['resp.spleenCm: half of the excess is not enough', [['2024-03-01', 'response:b', { 'resp.date': '2024-03-01', 'resp.spleenCm': 15 }], BASE, now(), read({ 'resp.spleenCm': 14 }), CLEAN], { value: 'SD' }],
    ['resp.spleenCm: below half of the excess', [['2024-03-01', 'response:b', { 'resp.date': '2024-03-01', 'resp.spleenCm': 15 }], BASE, now(), read({ 'resp.spleenCm': 13.9 }), CLEAN], { value: 'PR' }],
    ['resp.spleenCm above the baseline by more than half of the excess', [['2024-03-01', 'response:b', { 'resp.date': '2024-03-01', 'resp.spleenCm': 15 }], BASE, now(), read({ 'resp.spleenCm': 16.1 }), CLEAN], { value: 'PD' }],
    ['marrow.lymphoma yes as before', [marrow('2024-02-20', 'yes'), BASE, now(), read(), marrow('2024-06-10', 'yes')], { value: 'PR' }],
    ['marrow.lymphoma clear long before the baseline is of another time', [marrow('2022-02-20', 'no'), marrow('2024-02-20', 'yes'), BASE, now(), read(), marrow('2024-06-10', 'yes')], { value: 'PR' }],
    ['marrow.lymphoma yes, clear before: new', [marrow('2024-02-20', 'no'), BASE, now(), read(), marrow('2024-06-10', 'yes')], { value: 'PD' }],
    ['marrow.lymphoma back after it was clear: recurrent', [marrow('2024-02-20', 'yes'), BASE, marrow('2024-04-10', 'no'), now(), read(), marrow('2024-06-10', 'yes')], { value: 'PD' }],
    ['marrow.lymphoma yes, never looked at before', [BASE, now(), read(), marrow('2024-06-10', 'yes')], { possible: ['PR', 'PD'], missing: ['marrow.lymphoma'] }],
    ['marrow.lymphoma unknown', [BASE, now(), read(), marrow('2024-06-10', 'unknown')], { possible: ['CR', 'PR', 'PD'], missing: ['marrow.lymphoma'] }],
    ['grown from the nadir between', [BASE, lesion('2024-04-10', { 'lesion.ldi': 1.6, 'lesion.sdi': 1 }), now({ 'lesion.ldi': 2.1, 'lesion.sdi': 1.2 }), read(), CLEAN], { value: 'PD' }],
    ['back after it was not visible', [BASE, lesion('2024-04-10', { 'lesion.status': 'notVisible' }), now({ 'lesion.ldi': 0.6, 'lesion.sdi': 0.5 }), read(), CLEAN], { value: 'PD' }],
  ])('%s', (_, story, expected) => expect(last('lugano.ct', INFUSED, ...story)).toMatchObject(expected)); // biome-ignore format: a table

  it('the baseline is the last imaging with targets before the infusion', () =>
    expect(last('lugano.ct', INFUSED, lesion('2023-12-01', { 'lesion.ldi': 2, 'lesion.sdi': 2 }), BASE, now(), read(), CLEAN)).toMatchObject({ spdBaseline: 20 })); // biome-ignore format: a row
  it('the reading nearest to the imaging belongs to it', () =>
    expect(last('lugano.ct', INFUSED, BASE, now(), ['2024-06-01', 'response:other', { ...READ, 'resp.date': '2024-06-01', 'resp.nonTarget': 'progressed' }], read(), CLEAN)).toMatchObject({ value: 'CR' })); // biome-ignore format: a row
  it('overall: the CT where no PET was read, and says so', () =>
    expect(last('lugano.overall', INFUSED, BASE, now(), read(), CLEAN)).toMatchObject({ value: 'CR', warnings: ['ctOnly'] })); // biome-ignore format: a row
  const PET = {
    'resp.deauville': '5',
    'resp.uptakeVsBaseline': 'increased',
    'resp.marrowUptake': 'normal',
    'resp.nonTarget': 'absent',
  };
  const discordant = (items: object, size: object = {}) =>
    last('lugano.overall', INFUSED, BASE, now(size), read({ ...PET, ...items }), CLEAN);
  it('overall: progression by uptake alone in a lesion that shrank is kept, and flagged', () => {
    expect(last('lugano.overall', INFUSED, BASE, now(), read(PET), CLEAN)).toMatchObject({ value: 'PD', warnings: ['petCtDiscordant'] });
    expect(discordant({ 'resp.newLesion': 'unlikelyLymphoma' })).toMatchObject({ warnings: ['petCtDiscordant'] });
  }); // biome-ignore format: rows
  it.each([
    ['a new lesion', { 'resp.newLesion': 'lymphoma' }, {}], ['a new focus in the marrow', { 'resp.marrowUptake': 'new' }, {}], ['marrow not assessed', { 'resp.marrowUptake': 'notAssessed' }, {}],
    ['a lesion that did not shrink', {}, { 'lesion.ldi': 5, 'lesion.sdi': 4 }],
  ])('overall: %s is no such discordance', (_, items, size) => expect(discordant(items, size)).toMatchObject({ value: 'PD', warnings: [] })); // biome-ignore format: a table
  it('overall: the PET where one was read', () =>
    expect(last('lugano.overall', INFUSED, BASE, now(), read({ 'resp.deauville': '4', 'resp.uptakeVsBaseline': 'reduced', 'resp.marrowUptake': 'normal' }), CLEAN)).toMatchObject({ value: 'PR', warnings: [] })); // biome-ignore format: a row
});

describe('the course after infusion from facts', () => {
  let visits = 0;
  const at = (on: string, items: object): Told => [on, `response:v${++visits}`, { 'resp.date': on, ...items }];
  const PD = { 'resp.deauville': '5', 'resp.newLesion': 'lymphoma', 'resp.marrowUptake': 'normal' };
  const CR = { 'resp.deauville': '1', 'resp.newLesion': 'no', 'resp.marrowUptake': 'normal' };
  const after = (on: string, items: object): Told => [on, 'subsequent:s', { 'sub.start': on, ...items }];
  const death = (items: object): Told => ['2024-09-28', 'death:d', items as Record<string, unknown>];
  const alive = (on: string): Told => [on, `followup:${on}`, { 'fu.date': on, 'fu.survival': 'alive' }];
  it.each<Row>([
    ['resp.date of the PD', [at('2024-06-12', PD)], { timeDays: 92, event: 1, reason: 'pd' }],
    ['death.date', [at('2024-04-10', CR), death({ 'death.date': '2024-04-11' })], { timeDays: 30, event: 1, reason: 'death' }],
    ['the contact that reports the death, where no date is recorded', [at('2024-04-10', CR), ['2024-04-11', 'followup:f', { 'fu.date': '2024-04-11', 'fu.survival': 'dead' }]], { timeDays: 30, event: 1 }],
    ['sub.start without PD', [at('2024-05-09', CR), after('2024-05-11', { 'sub.kind': 'bispecific' })], { timeDays: 58, event: 0 }],
    ['sub.start whose kind nobody wrote', [at('2024-05-09', CR), after('2024-05-11', {}), at('2024-08-01', CR)], { timeDays: 58, event: 0 }],
    ['consolidation is no new treatment', [at('2024-05-09', CR), after('2024-05-11', { 'sub.kind': 'autoHsct', 'sub.reason': 'consolidation' }), at('2024-08-01', CR)], { timeDays: 142, event: 0 }],
    ['nor is maintenance', [at('2024-05-09', CR), after('2024-05-11', { 'sub.kind': 'targeted', 'sub.reason': 'maintenance' }), at('2024-08-01', CR)], { timeDays: 142, event: 0 }],
    ['nor is a treatment of toxicity', [at('2024-05-09', CR), after('2024-05-11', { 'sub.kind': 'immunosuppressant', 'sub.reason': 'toxicity' }), at('2024-08-01', CR)], { timeDays: 142, event: 0 }],
    ['the first of two treatments', [at('2024-05-09', CR), ['2024-08-05', 'subsequent:t', { 'sub.start': '2024-08-05', 'sub.kind': 'chemo' }], after('2024-05-11', { 'sub.kind': 'bispecific' }), at('2024-08-01', CR)], { timeDays: 58, event: 0 }],
    ['a treatment before this infusion is none', [at('2024-05-09', CR), after('2024-02-20', { 'sub.kind': 'bispecific' })], { timeDays: 58, event: 0 }],
    ['an assessment before the infusion is none', [at('2024-03-01', PD), at('2024-05-09', CR)], { timeDays: 58, event: 0 }],
    ['an assessment that could not be evaluated is not adequate', [at('2024-05-09', CR), at('2024-08-01', { ...CR, 'resp.newLesion': 'indeterminate' })], { timeDays: 58, event: 0 }],
    ['the first of two progressions', [at('2024-08-01', PD), at('2024-06-12', PD)], { timeDays: 92, event: 1 }],
  ])('PFS: %s', (_, story, expected) => expect(one('outcome.pfs', INFUSED, ...story)).toMatchObject(expected)); // biome-ignore format: a table

  it.each<Row>([
    ['fu.date alive', [alive('2024-11-07')], { timeDays: 240, event: 0 }],
    ['the last of two contacts', [alive('2024-11-07'), alive('2024-08-01')], { timeDays: 240, event: 0 }],
    ['lost is no contact alive', [alive('2024-11-07'), ['2025-01-01', 'followup:z', { 'fu.date': '2025-01-01', 'fu.survival': 'lost' }]], { timeDays: 240, event: 0 }],
    ['a contact after the last assessment', [at('2024-08-01', CR), alive('2024-11-07')], { timeDays: 240, event: 0 }],
    ['whoever was assessed after the last contact was alive then', [alive('2024-08-01'), at('2024-11-07', CR)], { timeDays: 240, event: 0 }],
    ['also where the contact is known to the month', [alive('2024-08'), at('2024-11-07', CR)], { timeDays: 240, event: 0 }],
    ['death after a contact', [alive('2024-06-01'), death({ 'death.date': '2024-09-28' })], { timeDays: 200, event: 1 }],
    ['death.date not applicable is no death', [alive('2024-11-07'), death({ 'death.date': { absent: 'notApplicable' } })], { timeDays: 240, event: 0 }],
    ['death.date not done is no death', [alive('2024-11-07'), death({ 'death.date': null })], { timeDays: 240, event: 0 }],
    ['death at a time nobody knows, within a month', [['2024-09', 'death:d', { 'death.date': { absent: 'unknown' } }]], { event: 1, minDays: 173, maxDays: 202 }],
    ['death at a time of which nothing is known but that it was later', [alive('2024-11-07'), ['2024-11-07/..', 'death:d', { 'death.date': { absent: 'unknown' } }]], { status: 'indeterminate', event: 1, timeDays: null, minDays: 240, missing: ['death.date'] }],
    ['death in a month', [death({ 'death.date': '2024-09' })], { event: 1, minDays: 173, maxDays: 202 }],
  ])('OS: %s', (_, story, expected) => expect(one('outcome.os', INFUSED, ...story)).toMatchObject(expected)); // biome-ignore format: a table

  const OPEN = { 'resp.uptakeVsBaseline': 'reduced', 'resp.newLesion': 'no', 'resp.marrowUptake': 'normal' };
  it.each<Row>([
    ['CR or PR is a response, whichever it was', [at('2024-04-10', OPEN), at('2024-06-10', CR), at('2024-08-01', PD)], { timeDays: 113, event: 1 }],
    ['an assessment that may have been one leaves the first response open', [at('2024-04-10', { ...OPEN, 'resp.deauville': '4', 'resp.uptakeVsBaseline': 'notCompared' }), at('2024-06-10', CR), at('2024-08-01', PD)], { timeDays: null, missing: ['resp.date'] }],
    ['one that was none does not', [at('2024-04-10', { ...OPEN, 'resp.deauville': '4', 'resp.uptakeVsBaseline': 'unchanged' }), at('2024-06-10', CR), at('2024-08-01', PD)], { timeDays: 52, event: 1 }],
    ['an open one after the first response leaves when it began, and opens when it ended', [at('2024-04-10', CR), at('2024-06-10', { 'resp.deauville': '4' }), at('2024-08-01', PD)], { timeDays: null, minDays: 61, maxDays: 113, event: 1 }],
    ['never a response', [at('2024-04-10', { ...OPEN, 'resp.deauville': '4', 'resp.uptakeVsBaseline': 'unchanged' })], { status: 'notApplicable' }],
  ])('duration of response: %s', (_, story, expected) => expect(one('outcome.dor', INFUSED, ...story)).toMatchObject(expected)); // biome-ignore format: a table
  it('TTNT counts from sub.start, and death', () => {
    expect(one('outcome.ttnt', INFUSED, after('2024-05-11', {}))).toMatchObject({ timeDays: 60, event: 1, reason: 'new-therapy' });
    expect(one('outcome.ttnt', INFUSED, death({ 'death.date': '2024-09-28' }))).toMatchObject({ timeDays: 200, event: 1, reason: 'death' });
  }); // biome-ignore format: two rows
  it.each<Row>([
    ['not begun is none', [after('2024-05-11', { 'sub.start': null, 'sub.kind': 'chemo' })], { timeDays: 240, event: 0 }],
    ['not applicable is none', [after('2024-05-11', { 'sub.start': { absent: 'notApplicable' } })], { timeDays: 240, event: 0 }],
    ['to come is none yet', [after('2024-05-11', { 'sub.start': { absent: 'pending' }, 'sub.kind': 'chemo' })], { timeDays: 240, event: 0 }],
    ['begun on a day of May that nobody knows', [['2024-05', 'subsequent:s', { 'sub.start': { absent: 'unknown' } }]], { event: 1, timeDays: null, minDays: 50, maxDays: 80 }],
  ])('TTNT: a treatment %s', (_, story, expected) =>
    expect(one('outcome.ttnt', INFUSED, alive('2024-11-07'), ...story)).toMatchObject(expected)); // biome-ignore format: a table
  it('from leukapheresis: the last one not after the infusion', () =>
    expect(last('outcome.os', COLLECTED, ['2024-02-20', 'leukapheresis:m', { 'leuk.date': '2024-02-20' }], ['2024-05-01', 'leukapheresis:n', { 'leuk.date': '2024-05-01' }], INFUSED, alive('2024-11-07'))).toMatchObject({ of: { anchor: 'leukapheresis' }, timeDays: 261 })); // biome-ignore format: a row
  it('best response: a transplant in response is named', () =>
    expect(one('bor', INFUSED, at('2024-05-09', CR), after('2024-05-11', { 'sub.kind': 'autoHsct', 'sub.reason': 'consolidation' }), at('2024-08-01', CR))).toMatchObject({ value: 'CR', warnings: ['afterConsolidation'] })); // biome-ignore format: a row
  it('best response: what follows a new treatment does not count', () =>
    expect(one('bor', INFUSED, at('2024-05-09', { ...CR, 'resp.deauville': '4', 'resp.uptakeVsBaseline': 'reduced' }), after('2024-05-11', { 'sub.kind': 'bispecific' }), at('2024-08-01', CR))).toMatchObject({ value: 'PR' })); // biome-ignore format: a row
  it('time points and best response are of what was assessed after the infusion', () => {
    expect(one('lugano.timepoints', INFUSED, at('2024-03-12', PD), at('2024-04-10', CR))).toMatchObject({ M1: { response: 'CR', day: 29 }, labels: ['M1'] });
    expect(answersTo('bor', [LBCL, INFUSED, at('2024-03-12', CR)])).toEqual([]);
  }); // biome-ignore format: rows
  it('best response names the facts it rests on, and what it assumes', () => {
    const story = [LBCL, INFUSED, at('2024-04-10', { 'resp.lugano': 'CR' }), at('2024-06-10', CR)];
    const named = (ids: readonly string[] = []) => ids.map((id) => viewOf(story).fact(id)?.code);
    const [alone, assuming] = derive(criterionById('bor') as Criterion, viewOf(story));
    expect(named(alone?.because)).toEqual(expect.arrayContaining(['resp.date', 'resp.deauville']));
    expect(named(assuming?.inputs.assessments?.facts)).toContain('resp.lugano');
    expect(named(assuming?.because)).toEqual(expect.arrayContaining(['resp.date', 'resp.deauville']));
    expect(named(assuming?.because)).not.toContain('resp.lugano');
  }); // biome-ignore format: one thought
  it('time points: death before the window', () =>
    expect(one('lugano.timepoints', INFUSED, at('2024-04-10', CR), death({ 'death.date': '2024-05-11' }))).toMatchObject({ M1: { response: 'CR', day: 29 }, M3: { response: 'NE(death)', day: 60 } })); // biome-ignore format: a row
});
