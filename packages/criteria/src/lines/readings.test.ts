import { describe, expect, it } from 'vitest';
import { type Answered, answersTo, type Told } from '../patient/story.testing.ts';

const MM: Told = ['2020-01-01', 'registration:r', { 'reg.indication': 'MM' }];
const line = (n: number, start: string, regimen: string, more: Readonly<Record<string, unknown>> = {}): Told => [
  start,
  `line:L${n}`,
  { 'line.number': n, 'line.regimen': regimen, 'line.start': start, ...more },
];
const drug = (name: string, code: string, of: string, start: string, more: Readonly<Record<string, unknown>> = {}): Told => [
  start,
  `drug:${name}`,
  { 'drug.code': code, 'drug.lineRef': `line:${of}`, 'drug.role': 'antineoplastic', 'drug.start': start, ...more },
]; // biome-ignore format: one event
const serum = (on: string, value: number | null): Told => [
  on,
  `lab:${on}`,
  { 'lab.mSerum': value === null ? null : [value, 'g/dL'] },
];
const alive = (on: string): Told => [on, `followup:${on}`, { 'fu.date': on, 'fu.survival': 'alive' }];
const asct = (on: string): Told => [on, 'procedure:t', { 'proc.kind': 'autoHsct', 'proc.date': on }];

const L1 = line(1, '2023-01-10', 'DRd');
const [BASELINE, RESPONSE] = [serum('2023-01-05', 4), [serum('2023-03-01', 1.8), serum('2023-04-01', 1.7)]];
const progression = (on: string, again: string): readonly Told[] => [serum(on, 2.6), serum(again, 2.8)];
const DRD = ['daratumumab', 'lenalidomide', 'dexamethasone'];
const drugsUntil = (end: string): readonly Told[] =>
  DRD.map((code) => drug(code, code, 'L1', '2023-01-10', { 'drug.end': end }));

type Row = readonly [
  sentence: string,
  story: readonly Told[],
  id: string,
  of: Readonly<Record<string, unknown>> | null,
  expected: Readonly<Record<string, unknown>>,
];
const LEN = { agent: 'lenalidomide' };
const OPEN = { status: 'indeterminate', possible: [false, true] };

const ROWS: readonly Row[] = [
  // Lines
  ['a line that was refused did not begin', [MM, L1, ['2023-06-01', 'line:L2', { 'line.number': 2, 'line.regimen': 'SVd', 'line.start': { absent: 'refused' } }]],
    'mm.lot', null, { count: 1 }],
  ['a line without an end ends when the last of its drugs does: lenalidomide alone 10 days later is the same line',
    [MM, ['2023-01-01', 'line:L1', { 'line.start': '2023-01-01' }], drug('a', 'bortezomib', 'L1', '2023-01-01', { 'drug.end': '2023-05-01' }),
      drug('b', 'lenalidomide', 'L1', '2023-01-01', { 'drug.end': '2023-06-01' }),
      ['2023-06-11', 'line:L2', { 'line.start': '2023-06-11' }], drug('c', 'lenalidomide', 'L2', '2023-06-11')], 'mm.lot', null, { status: 'determined', count: 1 }],
  ['… and 29 days later a new one',
    [MM, ['2023-01-01', 'line:L1', { 'line.start': '2023-01-01' }], drug('a', 'bortezomib', 'L1', '2023-01-01', { 'drug.end': '2023-05-01' }),
      drug('b', 'lenalidomide', 'L1', '2023-01-01', { 'drug.end': '2023-06-01' }),
      ['2023-06-30', 'line:L2', { 'line.start': '2023-06-30' }], drug('c', 'lenalidomide', 'L2', '2023-06-30')], 'mm.lot', null, { status: 'determined', count: 2 }],
  ['a steroid pulse of 4 days in grams: 4 x 0.5 g of prednisone are 300 mg of dexamethasone and count',
    [MM, ['2022-12-01', 'drug:p', { 'drug.code': 'prednisone', 'drug.role': 'antineoplastic', 'drug.start': '2022-12-01', 'drug.end': '2022-12-04', 'drug.dose': 0.5, 'drug.doseUnit': 'g' }], L1],
    'mm.lot', null, { count: 2 }],
  // Last doses
  ['a reason for stopping that is dated as the line does not end it on day 1', [MM, line(1, '2023-01-10', 'DRd', { 'line.stopReason': 'progression' }), BASELINE, ...RESPONSE, ...progression('2023-08-01', '2023-09-01')],
    'mm.refractory', LEN, OPEN],
  ['a reason for stopping dated later bounds the last dose', [MM, L1, ['2023-08-15', 'line:L1', { 'line.stopReason': 'toxicity' }], BASELINE, ...RESPONSE, ...progression('2023-12-01', '2024-01-01')],
    'mm.refractory', LEN, { status: 'determined', value: false }],
  ['an unknown end that is dated as the line does not end it on day 1', [MM, line(1, '2023-01-10', 'DRd', { 'line.end': { absent: 'unknown' } }), BASELINE, ...RESPONSE, ...progression('2023-08-01', '2023-09-01')],
    'mm.refractory', LEN, OPEN],
  ['a bounded end is an interval', [MM, L1, ['2023-07-01/2023-07-20', 'line:L1', { 'line.end': { absent: 'unknown' } }], BASELINE, ...RESPONSE, ...progression('2023-08-01', '2023-09-01')],
    'mm.refractory', LEN, { value: true, basis: 'pd-within-60d' }],
  ['an end that is still to come is no last dose', [MM, L1, drug('l', 'lenalidomide', 'L1', '2023-01-10', { 'drug.end': { absent: 'pending' } }), BASELINE, ...RESPONSE, ...progression('2023-08-01', '2023-09-01')],
    'mm.refractory', LEN, OPEN],
  ['a dose that begins after the end of another has an end of its own', [MM, L1, drug('a', 'lenalidomide', 'L1', '2023-01-10', { 'drug.end': '2023-03-01' }), drug('b', 'lenalidomide', 'L1', '2023-03-02'), BASELINE, ...RESPONSE, ...progression('2023-08-01', '2023-09-01')],
    'mm.refractory', LEN, OPEN],
  ['… unless it is the note that the drug was stopped', [MM, L1, drug('a', 'lenalidomide', 'L1', '2023-01-10', { 'drug.end': '2023-03-01' }), drug('b', 'lenalidomide', 'L1', '2023-03-02', { 'drug.doseChange': 'stopped' }), BASELINE, ...RESPONSE, ...progression('2023-08-01', '2023-09-01')],
    'mm.refractory', LEN, { status: 'determined', value: false }],
  ['the disease is relapsed when PD comes later than 60 days after the last dose of the last drug', [MM, L1, ...drugsUntil('2023-06-01'), BASELINE, ...RESPONSE, ...progression('2023-08-01', '2023-09-01')],
    'mm.refractory.disease', null, { state: 'relapsed' }],
  ['… and relapsed and refractory while one drug is still given', [MM, L1, drug('a', 'daratumumab', 'L1', '2023-01-10', { 'drug.end': '2023-05-01' }), drug('b', 'lenalidomide', 'L1', '2023-01-10', { 'drug.ongoing': 'yes' }), BASELINE, ...RESPONSE, ...progression('2023-08-01', '2023-09-01')],
    'mm.refractory.disease', null, { state: 'relapsed-and-refractory' }],
  // Functional high risk
  ['18 months run from the transplant, also where its plan was not recorded and it opened a line',
    [MM, line(1, '2022-01-10', 'DVd'), asct('2022-07-01'), serum('2022-01-05', 4), serum('2022-09-01', 0.3), serum('2022-11-01', 0.3), serum('2023-12-15', 1.5), serum('2024-01-15', 1.8)],
    'mm.fhr', { definition: 'fhr-18m-asct-or-l1' }, { value: true }],
  ['… but not from a later one of a second line',
    [MM, line(1, '2022-01-10', 'DVd'), asct('2023-01-11'), serum('2022-01-05', 4), serum('2022-09-01', 0.3), serum('2022-11-01', 0.3), serum('2023-12-15', 1.5), serum('2024-01-15', 1.8)],
    'mm.fhr', { definition: 'fhr-18m-asct-or-l1' }, { value: false }],
  // Last known alive, stated progression
  ['a result that was not taken is no sign of life', [MM, L1, BASELINE, alive('2023-05-01'), serum('2023-12-01', null)], 'mm.os', null, { timeDays: 111, event: 0 }],
  ['a contact of which only the year is known may be the last', [MM, L1, BASELINE, alive('2023-05-01'), alive('2023')], 'mm.os', null, { timeDays: null, minDays: 111, maxDays: 355, event: 0 }],
]; // biome-ignore format: a table

const answerFor = (id: string, story: readonly Told[], of: Row[3]): Answered | undefined =>
  answersTo(id, story).find(
    (one) => of === null || Object.entries(of).every(([name, value]) => one.of?.[name] === value),
  );

describe('what myeloma.md 5 to 7 say of facts', () => {
  it.each(ROWS)('%s', (_, story, id, of, expected) => expect(answerFor(id, story, of)).toMatchObject(expected));

  it('a reason for stopping that is dated as the line is no progression on day 0', () => {
    const told = [MM, line(1, '2023-01-10', 'DRd', { 'line.stopReason': 'progression', 'line.end': '2023-06-01' })];
    const answers = answersTo('mm.pfs', [...told, BASELINE, ...RESPONSE]);
    expect(answers).toMatchObject([
      { event: 0, timeDays: 81 },
      { event: 1, timeDays: null, minDays: 0, maxDays: 142 },
    ]);
  });

  it('a progression that censored values leave open is one or none, on any of its dates', () => {
    const below = (on: string): Told => [on, `lab:${on}`, { 'lab.mSerum': [0.9, 'g/dL', { comparator: 'lt' }] }];
    const told = [
      MM,
      L1,
      BASELINE,
      serum('2023-03-01', 0.3),
      serum('2023-04-01', 0.3),
      below('2023-06-01'),
      below('2023-07-01'),
    ];
    expect(answersTo('mm.pfs', told)[0]).toMatchObject({
      status: 'indeterminate',
      event: { possible: [0, 1] },
      minDays: 142,
      maxDays: 172,
      warnings: ['progression-not-settled'],
    });
  });

  it('of a bone and an IMWG progression the earlier is the stated one', () => {
    const bone: Told = ['2023-06-01', 'response:b', { 'resp.date': '2023-06-01', 'resp.imwgBone': 'progression' }];
    const imwg: Told = ['2023-08-01', 'response:i', { 'resp.date': '2023-08-01', 'resp.imwg': 'PD' }];
    const answers = answersTo('mm.pfs', [MM, L1, BASELINE, ...RESPONSE, bone, imwg]);
    expect(answers[1]).toMatchObject({ event: 1, timeDays: 142, assuming: [expect.stringContaining('stated PD')] });
  });
});
