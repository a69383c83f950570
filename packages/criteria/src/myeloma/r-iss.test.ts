import { publishedCases, view } from '@linea/facts';
import { describe, expect, it } from 'vitest';
import { derive } from '../patient/derive-patient.ts';
import { riss } from './r-iss.ts';

const ldhOf = (value: number) => ({ value, unit: 'U/L', uln: 250 });

describe('mm.riss, myeloma.md 2.3', () => {
  it.each([
    [1, 'III', undefined, 'unknown', 'present', 'unknown', { status: 'determined', value: 'III' }],
    [2, 'III', 'normal', 'absent', 'absent', 'absent', { value: 'II' }],
    [3, 'III', undefined, 'absent', 'absent', 'absent', { status: 'indeterminate', possible: ['II', 'III'], missing: ['ldh'] }],
    [4, 'I', 'normal', 'absent', 'absent', 'absent', { value: 'I' }],
    [5, 'I', ldhOf(250), 'absent', 'absent', 'absent', { value: 'I' }],
    [6, 'I', ldhOf(251), 'absent', 'absent', 'absent', { value: 'II' }],
    [7, 'I', 'normal', 'absent', 'absent', 'unknown', { possible: ['I', 'II'], missing: ['t14_16'] }],
    [8, 'II', undefined, 'unknown', 'unknown', 'unknown', { status: 'determined', value: 'II' }],
  ])('row %i', (_, iss, ldh, del17p, t4_14, t14_16, expected) =>
    expect(riss.derive({ iss, ldh, fish: { del17p, t4_14, t14_16 } }).answer).toMatchObject(expected)); // biome-ignore format: a table

  it('row 9: the ISS is II or III, and FISH cannot change it', () => {
    const { answer } = riss.derive({ albumin: { value: 3, unit: 'g/dL' }, ldh: 'high', fish: {} });
    expect(answer).toMatchObject({ status: 'indeterminate', possible: ['II', 'III'], missing: ['b2m'] });
  });

  it('LDH without its limit is unknown', () => {
    const { answer } = riss.derive({
      iss: 'I',
      ldh: { value: 900, unit: 'U/L' },
      fish: { del17p: 'absent', t4_14: 'absent', t14_16: 'absent' },
    });
    expect(answer).toMatchObject({ possible: ['I', 'II'], missing: ['ldh'] });
  });

  it('D5: case 000 is II or III from facts alone, III from the stated ISS', () => {
    const [alone, assuming] = derive(riss, view(publishedCases()[0]?.facts ?? []));
    expect(alone).toMatchObject({ answer: { possible: ['II', 'III'], missing: ['lab.b2m'] }, discrepancy: null });
    expect(assuming).toMatchObject({
      answer: { status: 'determined', value: 'III' },
      assuming: ['a058 (stated ISS 3)'],
      stated: { value: 'III', fact: 'a059' },
      discrepancy: null,
    });
    expect(assuming?.because).toEqual(['a034', 'a036']);
  });
});
