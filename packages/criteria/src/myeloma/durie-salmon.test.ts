import { publishedCases, view } from '@linea/facts';
import { describe, expect, it } from 'vitest';
import { derive } from '../patient/derive-patient.ts';
import { durieSalmon } from './durie-salmon.ts';

const gdL = (value: number) => ({ value, unit: 'g/dL' });
const mgdL = (value: number) => ({ value, unit: 'mg/dL' });
const answerOf = (input: unknown) => durieSalmon.derive(input).answer;
const early = {
  isotype: 'IgG',
  mProtein: gdL(4.9),
  hb: gdL(10.1),
  calcium: mgdL(9.5),
  lyticLesions: 0,
  urineLightChain: 0,
  creatinine: mgdL(0.9),
};

describe('mm.durieSalmon, myeloma.md 2.1', () => {
  it.each([
    [
      1,
      { isotype: 'IgG', mProtein: gdL(7.1), hb: gdL(8), renalFunction: 'normal' },
      { value: 'IIIA', reasons: ['hb', 'mProtein'], warnings: ['qualitative'] },
    ],
    [
      2,
      { isotype: 'IgG', mProtein: gdL(7), hb: gdL(8.5), calcium: mgdL(12), lyticLesions: 3, creatinine: mgdL(1) },
      { value: 'IIA', reasons: [] },
    ],
    [
      3,
      { isotype: 'IgA', mProtein: gdL(5.1), hb: gdL(13), calcium: mgdL(9.5), lyticLesions: 0, creatinine: mgdL(2) },
      { value: 'IIIB' },
    ],
    [4, early, { value: 'IA', warnings: [] }],
    [5, { ...early, hb: gdL(10) }, { value: 'IIA' }],
    [
      6,
      { hb: gdL(8) },
      {
        status: 'indeterminate',
        possible: ['IIIA', 'IIIB'],
        missing: ['creatinine'],
        stage: { status: 'determined', value: 'III' },
        suffix: { possible: ['A', 'B'] },
      },
    ],
    [
      7,
      { isotype: 'IgG', mProtein: { value: 71, unit: 'g/L' }, creatinine: { value: 90, unit: 'µmol/L' } },
      { value: 'IIIA', reasons: ['mProtein'] },
    ],
  ])('row %i', (_, input, expected) => expect(answerOf(input)).toMatchObject(expected));

  it.each([
    ['urine not measured, IgG', { ...early, urineLightChain: undefined }, { value: 'IA' }],
    [
      'urine not measured, light chains only',
      { ...early, isotype: 'LC', mProtein: undefined, urineLightChain: undefined },
      { possible: ['IA', 'IIA', 'IIIA'], missing: ['urineLightChain'] },
    ],
    [
      '12.1 g/24 h in IgG',
      { ...early, urineLightChain: { value: 12.1, unit: 'g/24h' } },
      { value: 'IIIA', reasons: ['urineLightChain'] },
    ],
    ['12 g/24 h', { ...early, urineLightChain: { value: 12_000, unit: 'mg/24h' } }, { value: 'IIA' }],
    ['4 g/24 h', { ...early, urineLightChain: { value: 4, unit: 'g/24 h' } }, { value: 'IIA' }],
    [
      '3.9 g/24 h, light chains only',
      { ...early, isotype: 'LC', mProtein: undefined, urineLightChain: { value: 3.9, unit: 'g/24h' } },
      { value: 'IA' },
    ],
    ['four lesions', { ...early, lyticLesions: 4 }, { value: 'IIIA' }],
    [
      'four lesions, advanced from six',
      { ...early, lyticLesions: 4, params: { advancedLesions: 5 } },
      { value: 'IIA' },
    ],
    ['one lesion', { ...early, lyticLesions: 1 }, { value: 'IA' }],
    ['calcium 3.0 mmol/L', { ...early, calcium: { value: 3, unit: 'mmol/L' } }, { value: 'IA' }],
    ['calcium 3.01 mmol/L', { ...early, calcium: { value: 3.01, unit: 'mmol/L' } }, { value: 'IIIA' }],
    ['calcium "notHigh"', { ...early, calcium: 'notHigh' }, { value: 'IA', warnings: ['qualitative'] }],
    ['creatinine 177 umol/L', { ...early, creatinine: { value: 177, unit: 'umol/L' } }, { value: 'IB' }],
    [
      'renal function impaired',
      { ...early, creatinine: undefined, renalFunction: 'impaired' },
      { value: 'IB', warnings: ['qualitative'] },
    ],
    ['IgA 3.0', { ...early, isotype: 'IgA', mProtein: gdL(3) }, { value: 'IIA' }],
    ['isotype missing, 4.9 g/dL', { ...early, isotype: undefined }, { possible: ['IA', 'IIA'], missing: ['isotype'] }],
    ['IgM', { ...early, isotype: 'IgM' }, { status: 'notApplicable' }],
  ])('%s', (_, input, expected) => expect(answerOf(input)).toMatchObject(expected));

  it('D3: case 000 is IIIA by haemoglobin and IgG, the suffix from words', () => {
    const [derived] = derive(durieSalmon, view(publishedCases()[0]?.facts ?? []));
    expect(derived).toMatchObject({
      answer: { value: 'IIIA', reasons: ['hb', 'mProtein'], warnings: ['qualitative'] },
      stated: { value: 'IIIA', fact: 'a057' },
      discrepancy: null,
    });
    expect(derived?.because).toEqual(expect.arrayContaining(['a011', 'a014', 'a018', 'a162']));
  });
});
