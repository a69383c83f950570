import { publishedCases, view } from '@linea/facts';
import { describe, expect, it } from 'vitest';
import { derive } from '../patient/derive-patient.ts';
import { selinexorDose } from './selinexor-dose.ts';

const answerOf = (input: unknown) => selinexorDose.derive(input).answer;

describe('mm.dose.selinexor, myeloma.md 8.3', () => {
  it.each([
    [1, { currentDose: 100, toxicity: 'platelets', value: 40, bleeding: false }, 'reduce', 80],
    [2, { currentDose: 80, toxicity: 'platelets', value: 74.9, bleeding: false }, 'reduce', 60],
    [3, { currentDose: 100, toxicity: 'platelets', value: 75 }, 'maintain', 100],
    [4, { currentDose: 60, toxicity: 'platelets', value: 24 }, 'interrupt-then-reduce', 40],
    [5, { currentDose: 40, toxicity: 'platelets', value: 30, bleeding: false }, 'discontinue', null],
    [6, { currentDose: 100, toxicity: 'anc', value: 1.0, fever: false }, 'reduce', 80],
    [7, { currentDose: 100, toxicity: 'sodium', value: 130 }, 'interrupt-then-reduce', 80],
    [8, { currentDose: 60, toxicity: 'nausea', grade: 1 }, 'maintain', 60],
    [9, { currentDose: 100, toxicity: 'platelets', value: 25, bleeding: true }, 'interrupt-then-reduce', 80],
    [10, { currentDose: 80, toxicity: 'hb', value: 8.0 }, 'maintain', 80],
  ])('row %i', (_, input, action, nextDose) =>
    expect(answerOf(input)).toMatchObject({ status: 'determined', value: { action, nextDose }, action, nextDose }),
  );

  it('row 11: bleeding not recorded', () =>
    expect(answerOf({ currentDose: 100, toxicity: 'platelets', value: 40 })).toMatchObject({
      status: 'indeterminate',
      possible: [
        { action: 'reduce', nextDose: 80 },
        { action: 'interrupt-then-reduce', nextDose: 80 },
      ],
      missing: ['bleeding'],
      action: null,
    }));

  it.each([
    [
      'units',
      { currentDose: { value: 100, unit: 'mg' }, toxicity: 'platelets', value: { value: 24000, unit: '/uL' } },
      { action: 'interrupt-then-reduce' },
    ],
    [
      'ANC 0.5 with fever',
      { currentDose: 100, toxicity: 'anc', value: 0.5, fever: true },
      { action: 'interrupt-then-reduce' },
    ],
    ['ANC 0.49', { currentDose: 100, toxicity: 'anc', value: 0.49 }, { action: 'interrupt-then-reduce' }],
    ['ANC 1.01', { currentDose: 100, toxicity: 'anc', value: 1.01 }, { action: 'maintain' }],
    ['ANC 0.8, fever not recorded', { currentDose: 100, toxicity: 'anc', value: 0.8 }, { missing: ['fever'] }],
    ['Hb 7.9', { currentDose: 100, toxicity: 'hb', value: 7.9 }, { action: 'reduce', nextDose: 80 }],
    ['sodium 131', { currentDose: 100, toxicity: 'sodium', value: 131 }, { action: 'maintain' }],
    [
      'nausea grade 3',
      { currentDose: 80, toxicity: 'nausea', grade: 3 },
      { action: 'interrupt-then-reduce', nextDose: 60 },
    ],
    ['six vomits', { currentDose: 80, toxicity: 'nausea', value: 6 }, { action: 'interrupt-then-reduce' }],
    [
      'fatigue grade 2 for 8 days',
      { currentDose: 80, toxicity: 'fatigue', grade: 2, durationDays: 8 },
      { action: 'interrupt-then-reduce' },
    ],
    [
      'fatigue grade 2 for 7 days',
      { currentDose: 80, toxicity: 'fatigue', grade: 2, durationDays: 7 },
      { action: 'maintain' },
    ],
    [
      'fatigue grade 2, duration unknown',
      { currentDose: 80, toxicity: 'fatigue', grade: 2 },
      { missing: ['durationDays'] },
    ],
    ['fatigue grade 3', { currentDose: 80, toxicity: 'fatigue', grade: 3 }, { action: 'interrupt-then-reduce' }],
    ['weight loss 10 %', { currentDose: 80, toxicity: 'weightLoss', value: 10 }, { action: 'interrupt-then-reduce' }],
    ['weight loss 9.9 %', { currentDose: 80, toxicity: 'weightLoss', value: 9.9 }, { action: 'maintain' }],
    [
      'weight loss 20 % is outside the table',
      { currentDose: 80, toxicity: 'weightLoss', value: 20 },
      { status: 'notApplicable', reason: 'not-in-label-table' },
    ],
    [
      'diarrhoea is outside the table',
      { currentDose: 80, toxicity: 'diarrhoea', grade: 3 },
      { status: 'notApplicable', reason: 'not-in-label-table' },
    ],
    [
      '70 mg is no level',
      { currentDose: 70, toxicity: 'hb', value: 7 },
      { status: 'notApplicable', reason: 'dose-not-a-level' },
    ],
    [
      '40 mg: both ways end the drug',
      { currentDose: 40, toxicity: 'platelets', value: 30 },
      { action: 'discontinue', nextDose: null },
    ],
    ['the dose is unknown', { toxicity: 'sodium', value: 129 }, { missing: ['currentDose'] }],
    ['the finding is unknown', { currentDose: 100, toxicity: 'hb' }, { missing: ['value'] }],
  ])('%s', (_, input, expected) => expect(answerOf(input)).toMatchObject(expected));

  it('rows from memory say so', () => {
    expect(answerOf({ currentDose: 100, toxicity: 'hb', value: 7 }).warnings).toEqual([]);
    expect(answerOf({ currentDose: 100, toxicity: 'fatigue', grade: 3 }).warnings).toEqual([
      'ruleNotIndependentlyVerified',
    ]);
    expect(answerOf({ currentDose: 60, toxicity: 'hb', value: 7 }).warnings).toEqual(['ruleNotIndependentlyVerified']);
  });

  it('case 000: both reductions were one level, as the table has it for grade 3 (bleeding was not recorded)', () => {
    const derived = derive(selinexorDose, view(publishedCases()[0]?.facts ?? []));
    expect(derived.map(({ at, answer }) => [at, answer.possible])).toEqual([
      [
        '2024-04-26',
        [
          { action: 'reduce', nextDose: 80 },
          { action: 'interrupt-then-reduce', nextDose: 80 },
        ],
      ],
      [
        '2024-07-05',
        [
          { action: 'reduce', nextDose: 60 },
          { action: 'interrupt-then-reduce', nextDose: 60 },
        ],
      ],
    ]);
  });
});
