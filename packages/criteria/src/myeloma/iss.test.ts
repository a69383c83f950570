import { publishedCases, view } from '@linea/facts';
import { describe, expect, it } from 'vitest';
import { derive } from '../patient/derive-patient.ts';
import { iss } from './iss.ts';

const mgL = (value: number) => ({ value, unit: 'mg/L' });
const gdL = (value: number) => ({ value, unit: 'g/dL' });
const gL = (value: number) => ({ value, unit: 'g/L' });

describe('mm.iss, myeloma.md 2.2', () => {
  it.each([
    [1, { b2m: mgL(3.4), albumin: gdL(3.5) }, { status: 'determined', value: 'I' }],
    [2, { b2m: mgL(3.4), albumin: gdL(3.4) }, { status: 'determined', value: 'II' }],
    [3, { b2m: mgL(3.5), albumin: gdL(4.2) }, { status: 'determined', value: 'II' }],
    [4, { b2m: mgL(5.4), albumin: gdL(2) }, { status: 'determined', value: 'II' }],
    [5, { b2m: mgL(5.5) }, { status: 'determined', value: 'III' }],
    [6, { b2m: mgL(2) }, { status: 'indeterminate', possible: ['I', 'II'], missing: ['albumin'] }],
    [7, { albumin: gL(30) }, { status: 'indeterminate', possible: ['II', 'III'], missing: ['b2m'] }],
    [8, {}, { status: 'indeterminate', possible: ['I', 'II', 'III'], missing: ['b2m', 'albumin'] }],
    [9, { b2m: mgL(3), albumin: gL(35) }, { status: 'determined', value: 'I' }],
    [10, { b2m: mgL(4) }, { status: 'determined', value: 'II' }],
  ])('row %i', (_, input, expected) => expect(iss.derive(input).answer).toMatchObject(expected));

  it('a censored value decides only what every value it allows decides', () => {
    expect(iss.derive({ b2m: { value: 3.5, unit: 'mg/L', comparator: '<' }, albumin: gdL(4) }).answer).toMatchObject({
      value: 'I',
    });
    expect(iss.derive({ b2m: { value: 4, unit: 'mg/L', comparator: '<' }, albumin: gdL(4) }).answer).toMatchObject({
      possible: ['I', 'II'],
      missing: ['b2m'],
    });
  });

  it('a sample drawn after the first drug is staged with a warning', () =>
    expect(iss.derive({ b2m: mgL(6), atDiagnosis: false }).answer).toMatchObject({
      value: 'III',
      warnings: ['not-at-diagnosis'],
    }));

  it('D4: case 000 cannot be staged again: its stated ISS 3 rests on values that the text does not give', () => {
    const [derived] = derive(iss, view(publishedCases()[0]?.facts ?? []));
    expect(derived).toMatchObject({
      answer: { possible: ['I', 'II', 'III'], missing: ['lab.b2m', 'lab.albumin'] },
      stated: { value: 'III', fact: 'a058' },
      discrepancy: null,
    });
  });
});
