import { describe, expect, it } from 'vitest';
import { aaipi, ipi, nccnIpi, ripi } from './ipi.ts';

const at = (
  ageYears: number,
  stage: string,
  ecog: number | null,
  ldhUlnRatio: number | null,
  sites: number | null,
) => ({ ageYears, stage, ecog, ldhUlnRatio, extranodalSites: sites });
const nccn = (ageYears: number, ldhUlnRatio: number, stage: string, extranodalListed: unknown, ecog: number) => ({
  ageYears,
  ldhUlnRatio,
  stage,
  extranodalListed,
  ecog,
});

describe('IPI family, scores.md 4', () => {
  it('row 1: all at their limits', () => {
    const patient = at(60, 'II', 1, 1, 1);
    expect(ipi.derive(patient).answer).toMatchObject({ score: 0, value: 0, category: 'low' });
    expect(aaipi.derive(patient).answer).toMatchObject({ score: 0, category: 'low', warnings: [] });
    expect(ripi.derive(patient).answer).toMatchObject({ score: 0, category: 'very good' });
  });
  it('row 2: all just beyond', () => {
    const patient = at(61, 'III', 2, 251 / 250, 2);
    expect(ipi.derive(patient).answer).toMatchObject({ score: 5, category: 'high' });
    expect(ripi.derive(patient).answer).toMatchObject({ category: 'poor', warnings: ['ruleNotIndependentlyVerified'] });
  });
  it.each([
    ['3', nccn(40, 1, 'I', false, 0), 0, 'low'],
    ['4: marrow', nccn(41, 3, 'IV', ['marrow'], 2), 5, 'high-intermediate'],
    ['5: lung', nccn(76, 3.01, 'IV', 'lung', 2), 8, 'high'],
    ['6: kidney is not listed', nccn(75, 1.2, 'II', ['kidney'], 1), 3, 'low-intermediate'],
  ])('row %s', (_, input, score, category) => expect(nccnIpi.derive(input).answer).toMatchObject({ score, category, status: 'determined' })); // biome-ignore format: a table
  it('row 7: LDH unknown leaves the group open', () =>
    expect(ipi.derive(at(65, 'IV', 0, null, 1)).answer).toMatchObject({
      status: 'indeterminate',
      min: 2,
      max: 3,
      category: null,
      missing: ['ldhUlnRatio'],
    }));
  it('row 8: sites unknown, the group is decided', () =>
    expect(ipi.derive(at(65, 'IV', 3, 1.5, null)).answer).toMatchObject({
      status: 'indeterminate',
      min: 4,
      max: 5,
      category: 'high',
      categoryStatus: 'determined',
    }));

  it.each([[0, 'low'], [1, 'low'], [2, 'low-intermediate'], [3, 'high-intermediate'], [4, 'high'], [5, 'high']])('%d points of the IPI: %s', (points, category) => {
    const patient = at(points > 0 ? 70 : 50, points > 1 ? 'IV' : 'I', points > 2 ? 2 : 1, points > 3 ? 2 : 0.5, points > 4 ? 2 : 0);
    expect(ipi.derive(patient).answer).toMatchObject({ score: points, category });
  }); // biome-ignore format: a table
  it.each([[0, 'very good'], [1, 'good'], [2, 'good'], [3, 'poor'], [5, 'poor']])('R-IPI of %d points: %s', (ipiPoints, category) =>
    expect(ripi.derive({ ipiPoints }).answer).toMatchObject({ score: ipiPoints, category })); // biome-ignore format: a table
  it.each([[0, 'low'], [1, 'low-intermediate'], [2, 'high-intermediate'], [3, 'high']])('%d points of the aaIPI: %s', (points, category) =>
    expect(aaipi.derive({ stage: points > 0 ? 'III' : 'II', ecog: points > 1 ? 2 : 0, ldhUlnRatio: points > 2 ? 1.1 : 1 }).answer).toMatchObject({ score: points, category })); // biome-ignore format: a table
  it.each([1, 'I', 'IE', '2', '2x', 'IIB', 'III', 3, 'IVB', 'stage IV'])('stage written as %s is read', (stage) =>
    expect(aaipi.derive({ stage, ecog: 0, ldhUlnRatio: 1 }).answer).toMatchObject({
      status: 'determined',
      score: /^(stage IV|IV|III|3)/.test(String(stage)) ? 1 : 0,
    }),
  );
  it('a stage that is none is unknown, with the input named', () =>
    expect(aaipi.derive({ stage: 'V', ecog: 0, ldhUlnRatio: 1 }).answer).toMatchObject({
      missing: ['stage'],
      warnings: ['rejected:stage'],
    }));
});
