import { publishedCases, view } from '@linea/facts';
import { describe, expect, it } from 'vitest';
import { linesOf } from '../../lines/lines-of.ts';
import { derive } from '../../patient/derive-patient.ts';
import { patient } from '../../patient/patient.ts';
import { baselineOf } from './assessments-in.ts';
import { measurable } from './measurable.ts';
import { responseSeries } from './series.ts';

const now = view(publishedCases()[0]?.facts ?? []);
const [one, line, diagnosis] = derive(responseSeries, now);
const assessed = (found: typeof one, index: number) => (found?.answer.perAssessment as object[] | undefined)?.[index];

describe('case 000, myeloma.md 10: response', () => {
  it('D2: serum is measurable in September 2023', () =>
    expect(derive(measurable, now)[0]).toMatchObject({
      of: { baseline: 'diagnosis' },
      at: '2023-09-30',
      answer: { tracks: ['serum'] },
    }));

  it('D11: line 1 reached SD, from a baseline 51 to 80 days old', () =>
    expect(one).toMatchObject({
      of: { line: 1 },
      answer: { bestConfirmed: 'SD', bestUnconfirmed: 'SD', serumReductionPercent: [16.9] },
      stated: { value: 'SD' },
      discrepancy: null,
    }));
  it('D11: baseline-stale', () => expect(one?.answer.warnings).toContain('baseline-stale'));

  it('D12: no derived progression on line 1; the stated one stands alone, across two kinds of imaging', () => {
    expect(one?.answer).toMatchObject({
      dateOfProgression: null,
      unconfirmedPD: false,
      perAssessment: [{ date: '2024-03', unconfirmed: 'SD' }],
    });
    expect(one?.answer.warnings).toEqual(expect.arrayContaining(['pd-stated-only', 'modality-change']));
  });

  it('D16: the baseline of line 2 is 5.9 g/dL of March 2024', () => {
    const of = patient(now);
    const second = linesOf(of)[1];
    expect(second && baselineOf(of, second)?.values).toMatchObject({
      date: '2024-03',
      serumM: { value: 5.9, unit: 'g/dL' },
    });
    expect(line?.answer.warnings).toContain('baseline-stale');
  });

  it('D17: 2.64 g/dL is PR from either reference', () => {
    expect(line?.answer).toMatchObject({
      serumReductionPercent: [55.3, 88.5, null],
      params: { responseReference: 'line' },
    });
    expect(diagnosis?.answer).toMatchObject({
      serumReductionPercent: [62.8, 90.4, null],
      params: { responseReference: 'diagnosis' },
    });
    for (const found of [line, diagnosis]) expect(assessed(found, 0)).toMatchObject({ unconfirmed: 'PR' });
  });

  it('D18: 0.68 g/dL is PR from the line and VGPR from diagnosis; the stated VGPR differs only from the first', () => {
    expect(assessed(line, 1)).toMatchObject({ unconfirmed: 'PR' });
    expect(assessed(diagnosis, 1)).toMatchObject({ unconfirmed: 'VGPR' });
    expect(line).toMatchObject({
      stated: { value: 'VGPR', fact: 'a151' },
      discrepancy: { code: 'stated-differs', stated: 'VGPR', derived: ['PR'] },
    });
    expect(diagnosis).toMatchObject({ stated: { value: 'VGPR', fact: 'a151' }, discrepancy: null });
  });

  it('D19: no number at cycle 18, so confirmed best is PR at cycle 3, and VGPR stays unconfirmed', () => {
    expect(assessed(line, 2)).toMatchObject({ date: '2025-12-03', unconfirmed: 'NE', confirmed: 'PR' });
    expect(line?.answer).toMatchObject({ bestConfirmed: 'PR', dateOfBestConfirmed: '2024-06-14/2024-06-21' });
    expect(diagnosis?.answer).toMatchObject({ bestConfirmed: 'PR', bestUnconfirmed: 'VGPR' });
  });

  it('D20: IgG lambda: no warning of antibody interference', () => {
    for (const found of [one, line, diagnosis])
      expect(found?.answer.warnings).not.toContain('possible-mAb-interference');
  });
});
