import { describe, expect, it } from 'vitest';
import { type Answered, answersTo, type Told } from '../patient/story.testing.ts';

const MM: Told = ['2020-01-01', 'registration:r', { 'reg.indication': 'MM' }];
const line = (n: number, start: string, more: Readonly<Record<string, unknown>> = { 'line.regimen': 'DRd' }): Told => [
  start,
  `line:L${n}`,
  { 'line.number': n, 'line.start': start, ...more },
];
const lab = (on: string, items: Readonly<Record<string, unknown>>): Told => [on, `lab:${on}`, items];
const serum = (on: string, value: number): Told => lab(on, { 'lab.mSerum': value });
const staging = (on: string, items: Readonly<Record<string, unknown>>): Told => [on, `staging:${on}`, items];
const ISS_I = lab('2023-01-05', { 'lab.b2m': 3.4, 'lab.albumin': 3.5 });
const INFUSED: Told = ['2023-01-10', 'infusion:i', { 'inf.date': '2023-01-10', 'inf.product': 'cilta-cel' }];
const ABSENT = ['DEL_17P', 'T_4_14', 'T_14_16'].map(
  (code): Told => ['2023-01-05', `cytogenetics:${code}`, { 'cyto.abnormality': code, 'cyto.result': 'absent' }],
);
const NO_CRAB = lab('2023-01-04', {
  'lab.hb': 8,
  'lab.calcium': 9.5,
  'lab.creatinine': 1,
  'lab.kappa': 10,
  'lab.lambda': 10,
});
const MARROW: Told = ['2023-01-05', 'marrow:m', { 'marrow.plasmaCells': 20, 'marrow.plasmaMethod': 'biopsy' }];
const RESPONSE = [serum('2023-01-05', 4), serum('2023-03-01', 1.8), serum('2023-04-01', 1.7)];
const condition = (name: string, status: string) => ({
  conditions: expect.arrayContaining([{ condition: name, status }]),
});

type Row = readonly [
  sentence: string,
  story: readonly Told[],
  id: string,
  expected: Readonly<Record<string, unknown>>,
  of?: Readonly<Record<string, unknown>>,
];
const CILTA = { product: 'cilta-cel' };
const OPEN = { status: 'indeterminate', possible: [false, true] };

const ROWS: readonly Row[] = [
  // Before the first treatment
  ['a sample after the only infusion is not one before treatment', [INFUSED, lab('2023-02-05', { 'lab.b2m': 3.4, 'lab.albumin': 3.5 })], 'mm.iss', { status: 'indeterminate', missing: ['lab.b2m', 'lab.albumin'] }],
  ['… one before it is, but not at diagnosis', [INFUSED, ISS_I], 'mm.iss', { value: 'I', warnings: ['not-at-diagnosis'] }],
  ['a line that was refused does not end the time before treatment', [['2022-06-01', 'line:L1', { 'line.start': { absent: 'refused' } }], line(2, '2023-01-10'), ISS_I], 'mm.iss', { value: 'I' }],
  ['a regimen that was broken off does', [line(1, '2022-06-01', { 'line.regimen': 'Kd', 'line.cycles': 0 }), line(2, '2023-01-10'), ISS_I], 'mm.iss', { status: 'indeterminate' }],
  ['a sample before a line that somebody numbered 2 was not drawn at diagnosis', [line(2, '2023-01-10'), ISS_I], 'mm.iss', { value: 'I', warnings: ['not-at-diagnosis'] }],
  ['a stage stated again at relapse is not the one at diagnosis', [line(1, '2023-01-10'), staging('2023-01-05', { 'stg.issReported': '1' }), staging('2024-01-05', { 'stg.issReported': '3' }), ISS_I], 'mm.iss', { discrepancy: null }],
  ['… one written later alone speaks of the diagnosis all the same', [line(1, '2023-01-10'), staging('2024-01-05', { 'stg.issReported': '3' }), ISS_I], 'mm.iss', { discrepancy: { stated: 'III', derived: ['I'] } }],
  ['a cause named at relapse does not excuse the anaemia of the diagnosis', [line(1, '2023-01-10'), NO_CRAB, MARROW, staging('2024-01-05', { 'stg.crabOtherCause': 'anaemia' })], 'mm.diagnosis', { met: ['A'] }],
  ['… named then it does', [line(1, '2023-01-10'), NO_CRAB, MARROW, staging('2023-01-05', { 'stg.crabOtherCause': 'anaemia' })], 'mm.diagnosis', { met: [] }],
  // Lines that were not recorded
  ['after a line numbered 2 with SD, nobody knows whether any line before had a response', [line(2, '2023-01-10', { 'line.regimen': 'DRd', 'line.end': '2023-06-01' }), serum('2023-01-05', 4), serum('2023-03-01', 3.5), serum('2023-05-01', 3.6)],
    'mm.refractory.disease', { possible: ['relapsed-and-refractory', 'primary-refractory'] }],
  ['functional high risk asks for line 1, not for the first one recorded', [line(2, '2023-01-10'), ...RESPONSE, serum('2023-06-01', 2.6), serum('2023-07-01', 2.8)], 'mm.fhr', OPEN, { definition: 'fhr-18m-asct-or-l1' }],
  ['two lines, of which one is recorded', [line(2, '2023-01-10')], 'mm.gate', condition('at-least-2-prior-lines', 'met'), { product: 'ide-cel' }],
  ['what the other one held is unknown', [line(2, '2023-01-10')], 'mm.gate', condition('prior-pi', 'unknown'), CILTA],
  // What was given
  ['no line recorded is not no line', [serum('2023-01-05', 4)], 'mm.gate', { overall: 'unknown' }, { product: 'SVd' }],
  ['a regimen whose drugs the vocabulary does not have leaves the proteasome inhibitor open', [line(1, '2023-01-10', { 'line.regimen': 'XYZ' })], 'mm.gate', condition('prior-pi', 'unknown'), CILTA],
  ['… and so does a line without regimen', [line(1, '2023-01-10', {})], 'mm.gate', condition('prior-pi', 'unknown'), CILTA],
  ['… and a later treatment of which the kind alone is known', [line(1, '2023-01-10'), ['2023-08-01', 'subsequent:s', { 'sub.kind': 'targeted', 'sub.start': '2023-08-01' }]], 'mm.gate', condition('prior-pi', 'unknown'), CILTA],
  ['one dose is exposure: a regimen broken off was given', [line(1, '2023-01-10'), line(2, '2023-06-10', { 'line.regimen': 'Kd', 'line.cycles': 0 })], 'mm.gate', condition('prior-pi', 'met'), CILTA],
  ['… and is no line', [line(1, '2023-01-10'), line(2, '2023-06-10', { 'line.regimen': 'Kd', 'line.cycles': 0 })], 'mm.gate', condition('at-least-2-prior-lines', 'not-met'), { product: 'ide-cel' }],
  ['class exposed: at least one dose', [line(1, '2023-01-10'), line(2, '2023-06-10', { 'line.regimen': 'Kd', 'line.cycles': 0 })], 'mm.refractory.classes', { classesExposed: ['PI', 'IMID', 'CD38'], tripleClassExposed: true }],
  ['a regimen without names may have been of any class', [line(1, '2023-01-10'), line(2, '2023-06-10', { 'line.regimen': 'XYZ' })], 'mm.refractory.classes', { tripleClassExposed: { ...OPEN, missing: ['drug.code'] } }],
  ['a line before the first one recorded may have held any class', [line(2, '2023-06-10')], 'mm.refractory.classes', { tripleClassExposed: OPEN }],
  // Progression on the last therapy
  ['still responding: not met', [line(1, '2023-01-10'), ...RESPONSE], 'mm.gate', condition('progression-on-last-therapy', 'not-met'), CILTA],
  ['a progression that waits for the next sample is open', [line(1, '2023-01-10'), ...RESPONSE, serum('2023-06-01', 2.6)], 'mm.gate', condition('progression-on-last-therapy', 'unknown'), CILTA],
]; // biome-ignore format: a table

describe('what myeloma.md says of facts, beyond responses and lines', () => {
  const whole = ROWS.map(([sentence, story, id, expected, of = {}]) => [sentence, story, id, expected, of] as const);

  it.each(whole)('%s', (_, story, id, expected, of) => {
    const answer = answersTo(id, [MM, ...story]).find((one: Answered) =>
      Object.entries(of).every(([name, value]) => one.of?.[name] === value),
    );
    expect(answer).toMatchObject(expected);
  });

  it('R-ISS is derived assuming the ISS stated at diagnosis', () => {
    const stated = [
      staging('2023-01-05', { 'stg.issReported': '1' }),
      staging('2024-01-05', { 'stg.issReported': '3' }),
    ];
    const ldh = lab('2023-01-05', { 'lab.ldh': [200, 'U/L', { uln: 250 }] });
    expect(answersTo('mm.riss', [MM, line(1, '2023-01-10'), ldh, ...ABSENT, ...stated])[1]).toMatchObject({
      value: 'I',
      assuming: [expect.stringContaining('stated ISS 1')],
    });
  });
});
