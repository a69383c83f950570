import { patient } from '@linea/criteria';
import { asOfDay, publishedCases, view } from '@linea/facts';
import { describe, expect, it } from 'vitest';
import { messages } from '../messages.generated.ts';
import { told } from '../story.testing.ts';
import { decisionOf } from './decisions.ts';

const leukaemia = publishedCases()[1]?.facts ?? [];
const on = (day: string) => decisionOf(patient(view(leukaemia, asOfDay(day))), day);

describe('transplant after CAR-T, case 001', () => {
  const found = on('2025-09-30');
  const factor = (name: string) => found?.factors.find((one) => one.factor === name);

  it('holds the factors of all.md 5.7 with their facts', () => {
    expect(factor('donor')?.facts).toEqual(['b036', 'b088']);
    expect(factor('burdenBefore')?.facts).toContain('b053');
    expect(factor('mrd')?.facts).toEqual(expect.arrayContaining(['b081', 'b086']));
    // 67 in February 2023 and 68 at month 3 put birth in 21 October 1955 … 28 February 1956.
    expect(factor('age')?.number).toBe(69);
  });
  it('asks for what is not on record, and no other procedure stands for a transplant', () => {
    expect(factor('priorAllo')).toMatchObject({ facts: [], ask: ['proc.kind'] });
    expect(factor('ecog')?.ask).toEqual(['stg.ecog', 'fu.ecog']);
  });
  it('has both sides, and nothing that concludes', () => {
    const sides = new Set(found?.evidence.map(({ side }) => side));
    expect(sides).toEqual(new Set(['for', 'against', 'limits']));
    expect(Object.keys(found ?? {})).toEqual(['kind', 'factors', 'pattern', 'evidence']);
  });
  it('before the infusion nothing is known of the response', () => {
    const before = on('2024-08-10');
    expect(before?.factors.find((one) => one.factor === 'mrd')?.facts).toEqual([]);
  });
});

it('every statement has its sentence in both languages', () => {
  for (const story of ['LBCL', 'ALL', 'SLE']) {
    const found = decisionOf(
      told([['2024-01-01', 'registration:r', { 'reg.indication': story }]], '2024-06-01'),
      '2024-06-01',
    );
    for (const { id } of found?.evidence ?? []) {
      expect(messages.en).toHaveProperty([`decision.evidence.${id}`]);
      expect(messages.it).toHaveProperty([`decision.evidence.${id}`]);
    }
    for (const { factor, group } of found?.factors ?? []) {
      expect(messages.en).toHaveProperty([`decision.factor.${factor}`]);
      expect(messages.it).toHaveProperty([`decision.group.${group}`]);
    }
  }
});

describe('CAR-T in lupus: the inclusion pattern', () => {
  const found = decisionOf(
    told(
      [
        ['2024-01-01', 'registration:r', { 'reg.indication': 'SLE' }],
        ['2024-01-01', 'age-statement:a', { 'demo.ageStated': 70 }],
        ['2024-01-01', 'eligibility:e', { 'elig.sleFailures': ['glucocorticoids', 'mycophenolate', 'belimumab'] }],
        ['2024-01-01', 'lab:l', { 'lab.egfr': 29 }],
        ['2024-01-01', 'sle-diagnosis:s', { 'sle.ana': 'positive' }],
      ],
      '2024-06-01',
    ),
    '2024-06-01',
  );
  const check = (name: string) => found?.pattern.find((one) => one.check === name);

  it.each([
    ['failedDrugs', 'met'],
    ['autoantibodies', 'met'],
    ['egfr', 'not-met'],
    ['lvef', 'unknown'],
    ['noHiv', 'unknown'],
  ])('%s: %s', (name, answer) => expect(check(name)?.answer).toBe(answer));
  it('names the fact, or what to ask for', () => {
    expect(check('egfr')?.facts).toHaveLength(1);
    expect(check('lvef')).toMatchObject({ facts: [], ask: ['com.lvef'] });
  });
});

it('myeloma has no decision page', () =>
  expect(
    decisionOf(told([['2024-01-01', 'registration:r', { 'reg.indication': 'MM' }]], '2024-06-01'), '2024-06-01'),
  ).toBeNull());
