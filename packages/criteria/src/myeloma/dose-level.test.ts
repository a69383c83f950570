import { asOfDay, publishedCases, view } from '@linea/facts';
import { describe, expect, it } from 'vitest';
import { derive } from '../patient/derive-patient.ts';
import { doseLevel } from './dose-level.ts';

const answerOf = (input: unknown) => doseLevel.derive(input).answer;
const facts = publishedCases()[0]?.facts ?? [];

describe('mm.doseLevel, myeloma.md 8.3 and D24', () => {
  it('plain doses in any order', () => {
    const doses = [
      { date: '2024-07-05', dose: 60, unit: 'mg' },
      { date: '2024-04-05', dose: 100, unit: 'mg' },
      { date: '2024-04-26', dose: 80, unit: 'mg' },
    ];
    expect(answerOf({ drug: 'selinexor', doses })).toMatchObject({
      levels: [
        { date: '2024-04-05', dose: 100, level: 0 },
        { date: '2024-04-26', dose: 80, level: -1 },
        { date: '2024-07-05', dose: 60, level: -2 },
      ],
      level: -2,
      warnings: [],
    });
  });

  it.each([
    ['1.3 mg/m2', 'bortezomib', 1.3, 'mg/m2', 0, []],
    ['0.7 mg/m²', 'Bortezomib', 0.7, 'mg/m²', -2, []],
    ['40 mg of selinexor is from memory', 'sel', 40, 'mg', -3, ['ruleNotIndependentlyVerified']],
    ['70 mg is no level', 'selinexor', 70, 'mg', null, ['dose-not-a-level']],
    ['without a unit', 'selinexor', 80, undefined, null, ['dose-not-usable']],
  ])('%s', (_, drug, dose, unit, level, warnings) =>
    expect(answerOf({ drug, doses: [{ date: '2024-04-05', dose, unit }] })).toMatchObject({ level, warnings }),
  );

  it('other drugs have no levels here', () =>
    expect(answerOf({ drug: 'lenalidomide', doses: [] })).toMatchObject({
      status: 'notApplicable',
      reason: 'no-dose-levels',
    }));

  it('D24: case 000, selinexor two levels lower, bortezomib one', () => {
    const derived = derive(doseLevel, view(facts));
    expect(derived.map(({ of, answer }) => [of, answer.level])).toEqual([
      [{ line: 2, agent: 'selinexor' }, -2],
      [{ line: 2, agent: 'bortezomib' }, -1],
    ]);
    expect(derived[0]?.answer.levels).toEqual([
      { date: '2024-04-05', dose: 100, level: 0 },
      { date: '2024-04-26', dose: 80, level: -1 },
      { date: '2024-07-05', dose: 60, level: -2 },
    ]);
    expect(derived[1]?.answer.levels).toEqual([
      { date: '2024-04-05', dose: 1.3, level: 0 },
      { date: '2024-09-27', dose: 1, level: -1 },
    ]);
  });

  it('as of May 2024 only the first reduction is known', () => {
    const [selinexor] = derive(doseLevel, view(facts, asOfDay('2024-05-01')));
    expect(selinexor?.answer.level).toBe(-1);
  });
});
