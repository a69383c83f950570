import { publishedCases, view } from '@linea/facts';
import { describe, expect, it } from 'vitest';
import { derive } from '../patient/derive-patient.ts';
import { cgs2025 } from './cgs-2025.ts';

const mgL = (value: number) => ({ value, unit: 'mg/L' });
const mgdL = (value: number) => ({ value, unit: 'mg/dL' });
const absent = {
  del17p: { state: 'absent' },
  tp53mut: 'absent',
  t4_14: 'absent',
  t14_16: 'absent',
  t14_20: 'absent',
  gain1q: 'absent',
  del1p32: 'absent',
};
const answerOf = (input: unknown) => cgs2025.derive(input).answer;

describe('mm.cgs2025, myeloma.md 2.5', () => {
  it.each([
    [1, { fish: { t4_14: 'present', gain1q: 'present' } }, { status: 'determined', value: 'high', criteriaMet: [2] }],
    [
      2,
      {
        fish: { t4_14: 'present', gain1q: 'absent', del1p32: 'absent', del17p: { state: 'absent' }, tp53mut: 'absent' },
        b2m: mgL(3),
      },
      { value: 'not-high', criteriaMet: [] },
    ],
    [3, { fish: { ...absent, del17p: { state: 'present', clonePercent: 20 } }, b2m: mgL(2) }, { value: 'not-high' }],
    [4, { fish: { del17p: { state: 'present', clonePercent: 21 } } }, { value: 'high', criteriaMet: [1] }],
    [
      5,
      { fish: { ...absent, del17p: { state: 'present' } }, b2m: mgL(2) },
      { status: 'indeterminate', possible: ['not-high', 'high'], missing: ['clonePercent'] },
    ],
    [6, { fish: absent, b2m: mgL(5.5), creatinine: mgdL(1.19) }, { value: 'high', criteriaMet: [4] }],
    [7, { fish: absent, b2m: mgL(9), creatinine: mgdL(1.2) }, { value: 'not-high' }],
    [8, { fish: { ...absent, del1p32: 'biallelic' }, b2m: mgL(2) }, { value: 'high', criteriaMet: [3] }],
    [
      9,
      { fish: { ...absent, del1p32: 'present-nos' }, b2m: mgL(2) },
      { status: 'indeterminate', possible: ['not-high', 'high'], missing: ['del1p32'] },
    ],
  ])('row %i', (_, input, expected) => expect(answerOf(input)).toMatchObject(expected));

  it.each([
    [
      'more than 20 % of unsorted cells is met',
      { state: 'present', clonePercent: 21, cells: 'unsorted' },
      { value: 'high' },
    ],
    [
      '20 % of unsorted cells leaves it open',
      { state: 'present', clonePercent: 20, cells: 'unsorted' },
      { possible: ['not-high', 'high'], missing: ['clonePercent'] },
    ],
    ['"> 90 %"', { state: 'present', clonePercent: { value: 90, unit: '%', comparator: '>' } }, { value: 'high' }],
    ['unknown: one thing to ask for', { state: 'unknown' }, { possible: ['not-high', 'high'], missing: ['del17p'] }],
  ])('del(17p): %s', (_, del17p, expected) =>
    expect(answerOf({ fish: { ...absent, del17p }, b2m: mgL(2) })).toMatchObject(expected),
  );

  it('TP53 untested is unknown, and negative only by parameter', () => {
    const fish = { ...absent, tp53mut: 'notTested' };
    expect(answerOf({ fish, b2m: mgL(2) })).toMatchObject({ possible: ['not-high', 'high'], missing: ['tp53mut'] });
    expect(answerOf({ fish, b2m: mgL(2), params: { untestedTp53Negative: true } })).toMatchObject({
      value: 'not-high',
      params: { untestedTp53Negative: true },
    });
  });

  it('one allele of 1p32 needs 1q; a translocation needs either', () => {
    expect(answerOf({ fish: { ...absent, del1p32: 'monoallelic' }, b2m: mgL(2) })).toMatchObject({ value: 'not-high' });
    expect(answerOf({ fish: { ...absent, del1p32: 'monoallelic', gain1q: 'present' }, b2m: mgL(2) })).toMatchObject({
      value: 'high',
      criteriaMet: [3],
    });
    expect(answerOf({ fish: { ...absent, del1p32: 'present-nos', t14_20: 'present' }, b2m: mgL(2) })).toMatchObject({
      value: 'high',
      criteriaMet: [2],
    });
  });

  it('creatinine in umol/L against its own limit; probes beside `fish`', () => {
    expect(answerOf({ ...absent, b2m: mgL(6), creatinine: { value: 105, unit: 'umol/L' } })).toMatchObject({
      value: 'high',
      criteriaMet: [4],
    });
    expect(answerOf({ ...absent, b2m: mgL(6), creatinine: { value: 106, unit: 'umol/L' } })).toMatchObject({
      value: 'not-high',
    });
  });

  it('D7: case 000 is high by criterion 2, from facts alone', () => {
    const [derived] = derive(cgs2025, view(publishedCases()[0]?.facts ?? []));
    expect(derived).toMatchObject({
      answer: { value: 'high', criteriaMet: [2] },
      assuming: [],
      because: expect.arrayContaining(['a030', 'a032', 'a034', 'a036']),
    });
  });
});
