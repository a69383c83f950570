import { publishedCases, view } from '@linea/facts';
import { describe, expect, it } from 'vitest';
import { derive } from '../patient/derive-patient.ts';
import { frailtyImwg } from './frailty-imwg.ts';
import { frailtySimplified } from './frailty-simplified.ts';

describe('mm.frailty, myeloma.md 2.6', () => {
  it.each([
    [1, frailtyImwg, { ageYears: 75, adl: 6, iadl: 8, charlson: 0 }, { value: 'fit', score: 0 }],
    [2, frailtyImwg, { ageYears: 76, adl: 5, iadl: 6, charlson: 1 }, { value: 'intermediate', score: 1 }],
    [3, frailtyImwg, { ageYears: 81, adl: 6, iadl: 8, charlson: 0 }, { value: 'frail', score: 2 }],
    [4, frailtyImwg, { ageYears: 70, adl: 4, iadl: 5, charlson: 2 }, { value: 'frail', score: 3 }],
    [
      5,
      frailtyImwg,
      { ageYears: 73, charlson: 0 },
      {
        status: 'indeterminate',
        possible: ['fit', 'intermediate', 'frail'],
        missing: ['adl', 'iadl'],
        score: null,
        min: 0,
        max: 2,
      },
    ],
    [
      6,
      frailtySimplified,
      { ageYears: 73, ecog: 3 },
      { status: 'determined', value: 'frail', score: null, min: 2, max: 3 },
    ],
    [7, frailtySimplified, { ageYears: 73, ecog: 1, charlson: 1 }, { value: 'non-frail', score: 1 }],
    [8, frailtySimplified, { ageYears: 80, ecog: 0, charlson: 2 }, { value: 'frail', score: 2 }],
  ])('row %i', (_, criterion, input, expected) => expect(criterion.derive(input).answer).toMatchObject(expected));

  it('names in use are understood; an interval of ages is open where it straddles a limit', () => {
    expect(frailtySimplified.derive({ age: 80, ecog: 0, cci: 2 }).answer).toMatchObject({
      value: 'frail',
      warnings: [],
    });
    expect(frailtySimplified.derive({ age: { low: 75, high: 76 }, ecog: 1, charlsonIndex: 0 }).answer).toMatchObject({
      possible: ['non-frail', 'frail'],
      missing: ['ageYears'],
    });
  });

  it('the items of the IMWG score are from memory, the simplified scale is verified', () => {
    expect(frailtyImwg.derive({}).answer.warnings).toEqual(['ruleNotIndependentlyVerified']);
    expect(frailtySimplified.derive({}).answer.warnings).toEqual([]);
  });

  it('D8: case 000 is frail by ECOG 3 whatever the Charlson index', () => {
    const [derived] = derive(frailtySimplified, view(publishedCases()[0]?.facts ?? []));
    expect(derived).toMatchObject({
      answer: { status: 'determined', value: 'frail', min: 2, max: 3 },
      at: '2023-09-30',
    });
    expect(derived?.because).toEqual(expect.arrayContaining(['a010', 'a161']));
  });

  it('case 000 by questionnaires is open: ADL and IADL were not recorded', () => {
    const [derived] = derive(frailtyImwg, view(publishedCases()[0]?.facts ?? []));
    expect(derived?.answer).toMatchObject({
      possible: ['fit', 'intermediate', 'frail'],
      missing: ['com.adl', 'com.iadl', 'com.condition'],
    });
  });
});
