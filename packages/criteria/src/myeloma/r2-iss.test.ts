import { publishedCases, view } from '@linea/facts';
import { describe, expect, it } from 'vitest';
import { derive } from '../patient/derive-patient.ts';
import { r2iss } from './r2-iss.ts';

describe('mm.r2iss, myeloma.md 2.4', () => {
  it.each([
    [1, 'I', 'normal', 'absent', 'absent', 'absent', { value: 'I', points: { min: 0, max: 0 } }],
    [2, 'I', 'normal', 'absent', 'absent', 'present', { value: 'II', points: { min: 0.5, max: 0.5 } }],
    [3, 'II', 'normal', 'absent', 'absent', 'absent', { value: 'II', points: { min: 1, max: 1 } }],
    [4, 'II', 'normal', 'absent', 'absent', 'present', { value: 'III', points: { min: 1.5, max: 1.5 } }],
    [5, 'III', 'normal', 'absent', 'present', 'absent', { value: 'III', points: { min: 2.5, max: 2.5 } }],
    [6, 'III', undefined, 'unknown', 'present', 'present', { value: 'IV', points: { min: 3, max: 5 } }],
    [7, 'II', 'normal', 'absent', 'present', 'present', { value: 'III', points: { min: 2.5, max: 2.5 } }],
    [8, 'III', 'high', 'present', 'present', 'present', { value: 'IV', points: { min: 5, max: 5 } }],
    [9, 'I', undefined, 'absent', 'absent', 'absent', { possible: ['I', 'II'], missing: ['ldh'], points: { min: 0, max: 1 } }],
    [10, 'II', undefined, 'absent', 'absent', 'present', { value: 'III', points: { min: 1.5, max: 2.5 } }],
  ])('row %i', (_, iss, ldh, del17p, t4_14, gain1q, expected) =>
    expect(r2iss.derive({ iss, ldh, fish: { del17p, t4_14, gain1q } }).answer).toMatchObject(expected)); // biome-ignore format: a table

  it('takes the ISS from its components, and FISH results beside `fish`', () => {
    const input = {
      b2m: { value: 6, unit: 'mg/L' },
      ldh: { value: 251, unit: 'U/L', uln: 250 },
      del17p: { state: 'present', clonePercent: 12 },
      t4_14: 'absent',
      gain1q: 'absent',
    };
    expect(r2iss.derive(input).answer).toMatchObject({ value: 'IV', points: { min: 3.5, max: 3.5 } });
  });

  it('D6, D6b: case 000 is III or IV from facts alone, IV assuming the stated ISS, against the stated III', () => {
    const facts = publishedCases()[0]?.facts ?? [];
    const [alone, assuming] = derive(r2iss, view(facts));
    expect(alone).toMatchObject({
      at: '2023-11-12',
      answer: { possible: ['III', 'IV'], points: { min: 1.5, max: 5 } },
      discrepancy: null,
      stated: { value: 'III', fact: 'a060' },
    });
    expect(alone?.answer.missing).toContain('lab.b2m');
    expect(assuming).toMatchObject({
      answer: { value: 'IV', points: { min: 3, max: 5 } },
      assuming: ['a058 (stated ISS 3)'],
      discrepancy: { code: 'stated-differs' },
    });
  });
});
