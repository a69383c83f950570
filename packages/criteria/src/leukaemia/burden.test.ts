import { describe, expect, it } from 'vitest';
import { burden } from './burden.ts';

const asked = (input: unknown) => burden.derive(input).answer;

describe('all.burden, all.md 4.3', () => {
  it.each([
    [1, { bmBlasts: 70 }, { status: 'determined', marrow: 'high' }],
    [2, { bmBlasts: 4.9 }, { marrow: 'low' }],
    [3, { bmBlasts: 5 }, { marrow: 'high' }],
    [4, { response: 'CR', mrd: 0.007 }, { marrow: 'low', mrd: 'positive' }],
    [5, { bmBlasts: 1, emd: 'CNS3' }, { marrow: 'low', emd: true }],
    [
      6,
      { emd: null },
      {
        status: 'indeterminate',
        possible: ['low', 'high'],
        missing: ['bmBlasts'],
        marrow: null,
        emd: null,
        warnings: ['no-recent-marrow'],
      },
    ],
  ])('row %i', (_, input, expected) => expect(asked(input)).toMatchObject(expected));

  it('row 6 with dates: a marrow of 42 days counts, one of 43 does not', () => {
    const marrow = { bmBlasts: 70, marrowDate: '2024-07-01' };
    expect(asked({ ...marrow, timepoint: '2024-08-12' })).toMatchObject({ marrow: 'high', warnings: [] });
    expect(asked({ ...marrow, timepoint: '2024-08-13' })).toMatchObject({
      status: 'indeterminate',
      possible: ['low', 'high'],
      missing: ['bmBlasts'],
      warnings: ['no-recent-marrow'],
    });
    expect(asked({ ...marrow, timepoint: '2024-06-30' })).toMatchObject({ status: 'indeterminate' });
    expect(asked({ bmBlasts: 70, ageDays: 43 })).toMatchObject({
      status: 'indeterminate',
      warnings: ['no-recent-marrow'],
    });
    expect(asked({ bmBlasts: 70, ageDays: 43, burdenMaxAgeDays: 60 })).toMatchObject({ marrow: 'high' });
  });
  it('an imprecise date that straddles the 42 days leaves both', () =>
    expect(asked({ bmBlasts: 70, marrowDate: '2024-07', timepoint: '2024-08-20' })).toMatchObject({
      possible: ['low', 'high'],
      missing: expect.arrayContaining(['marrowDate', 'bmBlasts']),
      warnings: [],
    }));
  it('MRD as class, with unit, or as the inputs of all.mrd; emd as yes, no, not assessed', () => {
    expect(asked({ bmBlasts: 1, mrd: { value: 0.7, unit: '%' } }).mrd).toBe('positive');
    expect(asked({ bmBlasts: 1, mrd: { value: 0.1, unit: '%', comparator: '<' } })).not.toHaveProperty('mrd');
    expect(asked({ bmBlasts: 1, mrd: 'intermediate' }).mrd).toBe('intermediate');
    expect(asked({ bmBlasts: 1, mrd: { result: 'not-detected' } }).mrd).toBe('negative-unqualified');
    expect(asked({ bmBlasts: 1, emd: false })).toMatchObject({ emd: false });
    expect(asked({ bmBlasts: 1, emd: 'unknown' })).toMatchObject({ emd: null });
  });
  it('a marrow with a number prevails over a stated remission', () =>
    expect(asked({ bmBlasts: 70, response: 'CR' })).toMatchObject({ marrow: 'high' }));
  it('the finer cut, from memory', () => {
    expect(asked({ bmBlasts: 25, finerCut: true })).toMatchObject({
      veryHigh: false,
      warnings: ['ruleNotIndependentlyVerified'],
    });
    expect(asked({ bmBlasts: 26, finerCut: true })).toMatchObject({ veryHigh: true });
  });
});
