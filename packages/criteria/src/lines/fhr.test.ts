import { describe, expect, it } from 'vitest';
import { fhr } from './fhr.ts';

const base = { l1Start: '2023-11-20', asctDate: null, pdDate: null, bestResponse: 'PR' };
const transplanted = { ...base, l1Start: '2022-01-10', asctDate: '2022-07-01', pdDate: '2023-12-15' };

describe('mm.fhr, myeloma.md 6.3', () => {
  it.each([
    ['1', { ...base, pdDate: '2025-05-20' }, { value: true }],
    ['2', { ...base, pdDate: '2025-05-21' }, { value: false }],
    ['3', transplanted, { value: true }],
    ['4', { ...transplanted, definition: 'er18' }, { value: false }],
    ['5', { ...base, asOf: '2024-07-20' }, { status: 'indeterminate', possible: [false, true], missing: ['pdDate'] }],
    ['6', { ...base, bestResponse: 'SD', definition: 'primary-refractory' }, { value: true }],
    ['7', { ...transplanted, pdDate: '2023-07-01', definition: 'fhr-12m' }, { value: true }],
  ])('row %s', (_, input, expected) => expect(fhr.derive(input).answer).toMatchObject(expected));

  it('after the limit, no progression is no', () => {
    expect(fhr.derive({ ...base, asOf: '2025-05-20' }).answer).toMatchObject({ status: 'determined', value: false });
    expect(fhr.derive({ ...base, asOf: '2025-05-19' }).answer).toMatchObject({ status: 'indeterminate' });
  });

  it('a month that straddles the limit (0.4 row 7)', () =>
    expect(fhr.derive({ ...base, pdDate: '2025-05' }).answer).toMatchObject({
      possible: [false, true],
      missing: ['pdDate'],
    }));

  it('suboptimal is below VGPR', () => {
    expect(fhr.derive({ ...base, definition: 'suboptimal' }).answer).toMatchObject({ value: true });
    expect(fhr.derive({ ...base, bestResponse: 'VGPR', definition: 'suboptimal' }).answer).toMatchObject({
      value: false,
    });
  });

  it('definitions from memory say so', () =>
    expect(fhr.derive({ ...transplanted, definition: 'fhr-24m' }).answer).toMatchObject({
      value: true,
      warnings: ['ruleNotIndependentlyVerified'],
    }));
});
