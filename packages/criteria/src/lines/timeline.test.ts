import { describe, expect, it } from 'vitest';
import { patient } from '../patient/patient.ts';
import { answersTo, type Told, viewOf } from '../patient/story.testing.ts';
import { agentsOf } from './agents-of.ts';
import { linesOf } from './lines-of.ts';

const MYELOMA: Told = ['2020-01-01', 'registration:r', { 'reg.indication': 'MM' }];
const line = (name: string, on: string, regimen: string, end?: string, more: Told[2] = {}): Told => [
  on, `line:${name}`, { 'line.number': name.charCodeAt(0) - 64, 'line.start': on, 'line.regimen': regimen, ...(end ? { 'line.end': end } : {}), ...more },
]; // biome-ignore format: one event
const drug = (code: string, on: string, items: Told[2] = {}, of?: string): Told => [
  on, `drug:${code}${on}`, { 'drug.code': code, 'drug.role': 'antineoplastic', 'drug.start': on, ...(of ? { 'drug.lineRef': `line:${of}` } : {}), ...items },
]; // biome-ignore format: one event
const procedure = (kind: string, on: string, plan?: string): Told => [on, `procedure:${kind}${on}`, { 'proc.kind': kind, 'proc.date': on, ...(plan ? { 'proc.planId': plan } : {}) }]; // biome-ignore format: one event
const serum = (value: number, on: string): Told => [on, `lab:${on}`, { 'lab.mSerum': [value, 'g/dL'] }];
const lot = (...facts: readonly Told[]) => answersTo('mm.lot', [MYELOMA, ...facts])[0];

describe('lines of therapy from what was given', () => {
  const dex = (end: string, mg: number, steroid = 'dexamethasone') =>
    lot(drug(steroid, '2023-11-13', { 'drug.end': end, 'drug.dose': mg, 'drug.doseUnit': 'mg' }))?.count;
  it.each([
    ['4 days, 160 mg', '2023-11-16', 40, 'dexamethasone', 0],
    ['164 mg', '2023-11-16', 41, 'dexamethasone', 1],
    ['5 days', '2023-11-17', 20, 'dexamethasone', 1],
    ['4 x 213 mg of methylprednisolone', '2023-11-16', 213, 'methylprednisolone', 0],
    ['4 x 214 mg', '2023-11-16', 214, 'methylprednisolone', 1],
    ['4 x 266 mg of prednisone', '2023-11-16', 266, 'prednisone', 0],
    ['4 x 267 mg', '2023-11-16', 267, 'prednisone', 1],
    ['4 x 1066 mg of hydrocortisone', '2023-11-16', 1066, 'hydrocortisone', 0],
    ['4 x 1067 mg', '2023-11-16', 1067, 'hydrocortisone', 1],
  ])('a steroid alone: %s', (_, end, mg, steroid, count) => expect(dex(end, mg, steroid)).toBe(count));

  const DRd = line('A', '2020-01-01', 'DRd', '2020-04-01');
  const infusion: Told = ['2020-10-06', 'infusion:i', { 'inf.date': '2020-10-06', 'inf.product': 'cilta-cel' }, 'e1'];
  const depletion: Told = [
    '2020-10-01',
    'lymphodepletion:l',
    { 'ld.regimen': 'fluCy', 'ld.start': '2020-10-01' },
    'e1',
  ];
  const bridging = (items: Told[2]): Told => ['2020-09-01', 'bridging:b', { 'bridge.start': '2020-09-01', ...items }, 'e1']; // biome-ignore format: one event
  const later = (items: Told[2], on = '2020-08-01'): Told => [on, 'subsequent:s', { 'sub.start': on, ...items }];
  it.each<[string, readonly Told[], object]>([
    ['one plan is one line', [line('A', '2020-01-01', 'DVd', '2020-04-01', { 'line.planId': 'P' }), procedure('autoHsct', '2020-06-01', 'P'), line('B', '2020-08-01', 'DVd', '2020-10-01', { 'line.planId': 'P' })], { count: 1 }],
    ['a transplant without a plan within a year', [DRd, procedure('autoHsct', '2020-12-31')], { count: 2, warnings: ['sct-without-plan'] }],
    ['after a year', [DRd, procedure('autoHsct', '2021-01-01')], { count: 2, warnings: [] }],
    ['an allogeneic transplant', [DRd, procedure('alloHsct', '2022-08-01')], { count: 2 }],
    ['radiotherapy counts for none', [DRd, procedure('radiotherapy', '2020-05-01')], { count: 1, lineOf: { 'procedure:radiotherapy2020-05-01': null } }],
    ['nor surgery', [DRd, procedure('surgery', '2020-05-01')], { count: 1 }],
    ['one drug of the line 28 days later', [DRd, drug('lenalidomide', '2020-04-29', {}, 'B'), line('B', '2020-04-29', 'R')], { count: 1 }],
    ['29 days later', [DRd, drug('lenalidomide', '2020-04-30', {}, 'B'), line('B', '2020-04-30', 'R')], { count: 2 }],
    ['28 days after some day of a month', [line('A', '2020-01-01', 'DRd', '2020-04'), drug('lenalidomide', '2020-05-10', {}, 'B'), line('B', '2020-05-10', 'R')], { count: { status: 'indeterminate', possible: [1, 2] } }],
    ['the drugs recorded go before the regimen', [DRd, drug('bortezomib', '2020-04-10', {}, 'B'), line('B', '2020-04-10', 'DRd')], { count: 2 }],
    ['supportive drugs do not', [DRd, drug('filgrastim', '2020-04-10', { 'drug.role': 'supportive' }, 'B'), line('B', '2020-04-10', 'DRd')], { count: 1 }],
    ['less than a cycle', [line('A', '2020-01-01', 'Kd', '2020-01-02', { 'line.cycles': 0 }), line('B', '2020-02-01', 'SVd')], { count: 1, flaggedIncomplete: ['line:A'] }],
    ['a first cycle that was recorded', [line('A', '2020-01-01', 'Kd', '2020-01-02'), ['2020-01-01', 'cycle:c', { 'cycle.number': 1, 'cycle.lineRef': 'line:A', 'cycle.day1': '2020-01-01' }]], { count: 1, flaggedIncomplete: [] }],
    ['bridging and lymphodepletion go with their cells', [DRd, bridging({ 'bridge.kind': 'chemo', 'bridge.regimen': 'DPd' }), depletion, infusion], { count: 2, lineOf: { 'bridging:b': 2, 'lymphodepletion:l': 2, 'infusion:i': 2 } }],
    ['also where all its drugs were used before', [line('A', '2020-01-01', 'DPd', '2020-08-13'), bridging({ 'bridge.kind': 'chemo', 'bridge.regimen': 'DPd' }), depletion, infusion], { count: 2, lineOf: { 'bridging:b': 2 } }],
    ['by the course they name, whatever the dates', [DRd, ['2020-09-01', 'bridging:b', { 'bridge.start': '2020-09-01', 'bridge.kind': 'chemo', 'bridge.regimen': 'DPd' }, 'e2'], infusion, ['2021-10-06', 'infusion:j', { 'inf.date': '2021-10-06', 'inf.product': 'ide-cel' }, 'e2']], { count: 4, lineOf: { 'bridging:b': 2, 'infusion:i': 3, 'infusion:j': 4 } }],
    ['steroids alone too', [DRd, bridging({ 'bridge.kind': 'steroids' }), depletion, infusion], { count: 2, lineOf: { 'bridging:b': 2 } }],
    ['radiotherapy does not count', [DRd, bridging({ 'bridge.kind': 'radiotherapy' }), depletion, infusion], { count: 2, lineOf: { 'bridging:b': null } }],
    ['no bridging is nothing', [DRd, bridging({ 'bridge.kind': 'none' }), infusion], { count: 2, lineOf: { 'line:A': 1, 'infusion:i': 2 } }],
    ['cells that were not given', [DRd, ['2020-10-06', 'infusion:i', { 'inf.date': '2020-10-06', 'inf.product': 'cilta-cel', 'inf.notInfusedReason': 'infection' }]], { count: 1 }],
    ['later therapy also recorded as a line', [DRd, line('B', '2020-08-01', 'SVd'), later({ 'sub.kind': 'chemo', 'sub.regimen': 'SVd' })], { count: 2 }],
    ['later therapy of its own', [DRd, later({ 'sub.kind': 'chemo', 'sub.regimen': 'SVd' })], { count: 2 }],
    ['later radiotherapy', [DRd, later({ 'sub.kind': 'radiotherapy' })], { count: 1, lineOf: { 'subsequent:s': null } }],
    ['palliative care only', [DRd, later({ 'sub.kind': 'palliative' })], { count: 1, lineOf: { 'subsequent:s': null } }],
    ['a later transplant', [DRd, later({ 'sub.kind': 'autoHsct' }, '2022-08-01')], { count: 2 }],
    ['less than a cycle of it', [DRd, later({ 'sub.kind': 'chemo', 'sub.regimen': 'SVd', 'sub.cycles': 0 })], { count: 1, flaggedIncomplete: ['subsequent:s'] }],
  ])('%s', (_, facts, expected) => expect(lot(...facts)).toMatchObject(expected)); // biome-ignore format: a table
});

const START = [MYELOMA, serum(4, '2020-01-01')];
const responding = [serum(1, '2020-03-01'), serum(1, '2020-04-01')];
const relapse = (on: string): readonly Told[] => [...responding, serum(2, on), serum(2.2, '2022-09-01')];

describe('refractoriness from doses and progression', () => {
  const len = (...facts: readonly Told[]) =>
    answersTo('mm.refractory', [...START, ...facts]).find(({ of }) => of?.agent === 'lenalidomide');
  const until = (end: string) => line('A', '2020-01-10', 'DRd', end);
  it.each<[string, readonly Told[], object]>([
    ['progression on the last day', [until('2020-08-01'), ...relapse('2020-08-01')], { value: true, basis: 'pd-on-therapy' }],
    ['60 days after', [until('2020-06-01'), ...relapse('2020-07-31')], { value: true, basis: 'pd-within-60d' }],
    ['61 days after', [until('2020-06-01'), ...relapse('2020-08-01')], { value: false, basis: null }],
    ['a last dose known to the month', [until('2020-06'), ...relapse('2020-08-15')], { status: 'indeterminate' }],
    ["the drug's own last dose goes before that of the line", [until('2020-09-01'), drug('lenalidomide', '2020-01-10', { 'drug.end': '2020-05-01' }, 'A'), drug('daratumumab', '2020-01-11', {}, 'A'), ...relapse('2020-08-01')], { value: false }],
    ['still given', [line('A', '2020-01-10', 'DRd'), drug('lenalidomide', '2020-01-10', { 'drug.ongoing': 'yes' }, 'A'), ...relapse('2020-08-01')], { value: true, basis: 'pd-on-therapy' }],
    ['given on at a change of dose, ended since', [line('A', '2020-01-10', 'DRd'), drug('lenalidomide', '2020-01-10', { 'drug.ongoing': 'yes' }, 'A'), drug('lenalidomide', '2020-03-10', { 'drug.end': '2020-05-01' }, 'A'), ...relapse('2020-08-01')], { value: false }],
    ['ended before, given again', [line('A', '2020-01-10', 'DRd'), drug('lenalidomide', '2020-01-10', { 'drug.end': '2020-02-01' }, 'A'), drug('lenalidomide', '2020-03-10', { 'drug.ongoing': 'yes' }, 'A'), ...relapse('2020-08-01')], { value: true }],
    ['stopped for toxicity', [line('A', '2020-01-10', 'DRd', '2020-05-01', { 'line.stopReason': 'toxicity' }), ...responding], { value: false }],
    ['no response, the line over', [line('A', '2020-01-10', 'DRd', '2020-05-01', { 'line.cycles': 4 }), serum(3.5, '2020-04-01'), line('B', '2020-06-01', 'SVd')], { value: true, basis: 'nonresponse' }],
    ['no assessment', [line('A', '2020-01-10', 'DRd', '2020-02-01'), line('B', '2020-06-01', 'SVd')], { status: 'indeterminate' }],
  ])('%s', (_, facts, expected) => expect(len(...facts)).toMatchObject(expected)); // biome-ignore format: a table
  it.each([
    ['2020-07-31', 'relapsed-and-refractory'],
    ['2020-08-01', 'relapsed'],
  ])('the disease when progression is of %s', (on, state) =>
    expect(answersTo('mm.refractory.disease', [...START, until('2020-06-01'), ...relapse(on)])).toMatchObject([{ value: state }])); // biome-ignore format: one answer
});

describe('functional high risk from lines, transplant and progression', () => {
  const high = (definition: string, ...facts: readonly Told[]) =>
    answersTo('mm.fhr', [...START, ...facts]).find(({ of }) => of?.definition === definition)?.value;
  const first = line('A', '2020-01-10', 'DRd', '2020-06-01', { 'line.planId': 'P' });
  const transplant = procedure('autoHsct', '2020-07-11', 'P');
  it.each<[string, readonly Told[], string, boolean]>([
    ['fhr-18m-asct-or-l1', [first], '2021-07-10', true],
    ['fhr-18m-asct-or-l1', [first], '2021-07-11', false],
    ['fhr-18m-asct-or-l1', [first, transplant], '2022-01-11', true],
    ['fhr-18m-asct-or-l1', [first, transplant], '2022-01-12', false],
    ['er18', [first, transplant], '2021-07-10', true],
    ['er18', [first, transplant], '2022-01-11', false],
    ['fhr-12m', [first, transplant], '2021-07-11', true],
    ['fhr-12m', [first, transplant], '2021-07-12', false],
    ['fhr-24m', [first], '2022-01-10', true],
    ['fhr-24m', [first], '2022-01-11', false],
  ])('%s %# with progression of %s', (definition, facts, on, expected) =>
    expect(high(definition, ...facts, ...relapse(on))).toBe(expected)); // biome-ignore format: one answer
  it('what a clinician calls high risk stands beside the default definition alone', () => {
    const stated: Told = ['2021-01-01', 'staging:s', { 'stg.functionalHighRisk': true }];
    const differing = answersTo('mm.fhr', [...START, first, ...relapse('2022-07-11'), stated]).filter(({ discrepancy }) => discrepancy);
    expect(differing).toMatchObject([{ of: { definition: 'fhr-18m-asct-or-l1' }, discrepancy: { stated: true, derived: [false] } }]);
  }); // biome-ignore format: one answer
});

describe('times to event of a line', () => {
  const first = line('A', '2020-01-10', 'DRd', '2020-06-01');
  const next = line('B', '2020-06-05', 'SVd');
  const dead: Told = ['2020-05-01', 'death:d', { 'death.date': '2020-05-01' }];
  const death = (date: unknown, on = '2020-05-01'): Told => [on, 'death:d', { 'death.date': date }];
  const later = (start: unknown, on = '2020-06-05'): Told => [on, 'subsequent:s', { 'sub.start': start, 'sub.kind': 'chemo', 'sub.regimen': 'SVd' }]; // biome-ignore format: one event
  const seenAlive: Told = ['2020-09-01', 'followup:g', { 'fu.date': '2020-09-01', 'fu.survival': 'alive' }];
  const judged = (word: string): Told => ['2020-05-01', 'response:r', { 'resp.date': '2020-05-01', 'resp.imwg': word }];
  it.each<[string, string, readonly Told[], object]>([
    ['confirmed progression', 'mm.pfs', relapse('2020-08-01'), { timeDays: 204, event: 1, reason: 'pd' }],
    ['not confirmed', 'mm.pfs', [...responding, serum(2, '2020-08-01')], { timeDays: 204, event: 0, reason: 'no-event' }],
    ['death', 'mm.pfs', [...responding, dead], { timeDays: 112, event: 1, reason: 'death' }],
    ['a new line', 'mm.pfs', [...responding, next, serum(3, '2020-07-01')], { timeDays: 82, event: 0, reason: 'new-therapy' }],
    ['later therapy', 'mm.pfs', [...responding, ['2020-06-05', 'subsequent:s', { 'sub.start': '2020-06-05', 'sub.kind': 'chemo', 'sub.regimen': 'SVd' }]], { timeDays: 82, event: 0, reason: 'new-therapy' }],
    ['a visit that could not be evaluated is none', 'mm.pfs', [...responding, judged('NE')], { timeDays: 82 }],
    ['one that was judged is', 'mm.pfs', [...responding, judged('VGPR')], { timeDays: 112 }],
    ['the next line', 'mm.ttnt', [...responding, next], { timeDays: 147, event: 1, reason: 'next-line' }],
    ['death before it', 'mm.ttnt', [...responding, dead], { timeDays: 112, event: 0, reason: 'death' }],
    ['alive at a contact', 'mm.os', [...responding, ['2020-09-01', 'followup:f', { 'fu.date': '2020-09-01', 'fu.survival': 'alive' }]], { timeDays: 235, event: 0 }],
    ['lost at a contact is not alive', 'mm.os', [...responding, ['2020-09-01', 'followup:f', { 'fu.date': '2020-09-01', 'fu.survival': 'lost' }]], { timeDays: 82, event: 0 }],
    ['dead', 'mm.os', [...responding, dead], { timeDays: 112, event: 1 }],
    ['death not applicable is none', 'mm.pfs', [...responding, death({ absent: 'notApplicable' })], { timeDays: 82, event: 0 }],
    ['death not done is none', 'mm.os', [...responding, death(null), seenAlive], { timeDays: 235, event: 0 }],
    ['death on a day of a month that nobody knows', 'mm.os', [...responding, death({ absent: 'unknown' }, '2020-05')], { event: 1, timeDays: null, minDays: 112, maxDays: 142 }],
    ['the contact that reports the death, where no date is recorded', 'mm.os', [...responding, ['2020-05-01', 'followup:f', { 'fu.date': '2020-05-01', 'fu.survival': 'dead' }]], { timeDays: 112, event: 1 }],
    ['an infusion that was not done is no line', 'mm.ttnt', [...responding, ['2020-06-05', 'infusion:i', { 'inf.date': null, 'inf.product': 'cilta-cel' }], seenAlive], { event: 0, reason: 'no-event' }],
    ['nor is a transplant that was not', 'mm.ttnt', [...responding, ['2020-06-05', 'procedure:p', { 'proc.kind': 'alloHsct', 'proc.date': { absent: 'notApplicable' } }], seenAlive], { event: 0, reason: 'no-event' }],
    ['later therapy that was not begun is no line', 'mm.ttnt', [...responding, later(null), seenAlive], { event: 0, reason: 'no-event' }],
    ['nor one not applicable', 'mm.ttnt', [...responding, later({ absent: 'notApplicable' }), seenAlive], { event: 0, reason: 'no-event' }],
    ['later therapy of a day in June that nobody knows', 'mm.ttnt', [...responding, later({ absent: 'unknown' }, '2020-06'), seenAlive], { event: 1, reason: 'next-line', minDays: 143, maxDays: 172 }],
    ['a response, lost', 'mm.dor', relapse('2020-08-01'), { timeDays: 153, event: 1, reason: 'pd' }],
  ])('%s', (_, id, facts, expected) => expect(answersTo(id, [...START, first, ...facts])[0]).toMatchObject(expected)); // biome-ignore format: a table
  it('survival rests on the contact that saw the patient alive', () => {
    const seen: Told = ['2020-09-01', 'followup:f', { 'fu.survival': 'alive', 'fu.date': '2020-09-01' }];
    expect(answersTo('mm.os', [seen, ...START, first, ...responding])[0]?.because).toContain('f1');
  });
  it('progression that only a clinician stated stands beside, named', () =>
    expect(answersTo('mm.pfs', [...START, first, ...responding, judged('PD')])).toMatchObject([
      { event: 0 },
      { event: 1, timeDays: 112, assuming: [expect.stringContaining('stated PD')] },
    ]));
});

it('the dose of a drug is its last one in milligrams', () => {
  const of = patient(
    viewOf([
      MYELOMA, line('A', '2020-01-10', 'DRd'),
      drug('lenalidomide', '2020-01-10', { 'drug.dose': 25, 'drug.doseUnit': 'mg' }, 'A'), drug('lenalidomide', '2020-06-10', { 'drug.dose': 10, 'drug.doseUnit': 'mg' }, 'A'),
      drug('daratumumab', '2020-01-11', { 'drug.dose': 16, 'drug.doseUnit': 'mg/kg' }, 'A'),
    ]),
  );
  const [only] = linesOf(of);
  expect(only && agentsOf(of, only).map(({ drug: name, doseMg }) => [name, doseMg])).toEqual([['lenalidomide', 10], ['daratumumab', null]]);
}); // biome-ignore format: one answer
