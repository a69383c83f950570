import { describe, expect, it } from 'vitest';
import { clinicalRelapse } from './clinical-relapse.ts';

const ask = (input: object) => clinicalRelapse.derive(input).answer;
const gdL = (from: number, to: number) => ({ from, to, unit: 'g/dL' });

describe('mm.clinicalRelapse, myeloma.md 4.5', () => {
  it.each([
    ['1', { calcium: { value: 11.1, unit: 'mg/dL' } }, 'hypercalcaemia', 'met'],
    ['2, mg/dL', { calcium: { value: 11, unit: 'mg/dL' } }, 'hypercalcaemia', 'notMet'],
    ['2, mmol/L', { calcium: { value: 2.75, unit: 'mmol/L' } }, 'hypercalcaemia', 'notMet'],
    ['3', { hb: gdL(11.5, 9.5) }, 'haemoglobinFall', 'met'],
    ['4', { hb: gdL(11.5, 9.4), hbAttributedToTherapy: true }, 'haemoglobinFall', 'notMet'],
    ['5', { creatinine: { from: 0.9, to: 2.9, unit: 'mg/dL' } }, 'creatinineRise', 'met'],
    [
      '5, reported in two units: 2.0 mg/dL to 200 umol/L is a rise of 0.3 mg/dL',
      { creatinine: { from: { value: 2, unit: 'mg/dL' }, to: { value: 200, unit: 'umol/L' } } },
      'creatinineRise',
      'notMet',
    ],
    [
      '5, in two units, up by 2',
      { creatinine: { from: { value: 0.9, unit: 'mg/dL' }, to: { value: 257, unit: 'umol/L' } } },
      'creatinineRise',
      'met',
    ],
    ['6', { newLesion: 'fractureOnly' }, 'newLesion', 'notMet'],
    ['7', { lesionSpdIncreasePercent: 60, lesionIncreaseCm: 0.8 }, 'lesionIncrease', 'notMet'],
    ['7, both limits', { lesionSpdIncreasePercent: 50, lesionIncreaseCm: 1 }, 'lesionIncrease', 'met'],
  ])('row %s', (_, input, item, list) => {
    const answer = ask(input);
    expect(answer[list]).toEqual([item]);
    expect(answer).toMatchObject(
      list === 'met' ? { status: 'determined', value: true } : { status: 'indeterminate', met: [] },
    );
  });

  it('row 8: positive immunofixation after CR is a relapse from CR and nothing else', () =>
    expect(ask({ afterCR: true, sife: 'pos' })).toMatchObject({ relapseFromCr: true, met: [] }));

  it('what clinicians listed is met; none listed is none', () => {
    expect(ask({ features: ['hyperviscosity'] })).toMatchObject({ value: true, met: ['hyperviscosity'] });
    expect(ask({ features: ['none'] })).toMatchObject({ status: 'determined', value: false, unknown: [] });
  });

  it('unknown items are named', () =>
    expect(
      ask({
        calcium: { value: 10, unit: 'mg/dL' },
        newLesion: false,
        lesionSpdIncreasePercent: 0,
        hyperviscosity: false,
        hb: gdL(11, 10),
      }),
    ).toMatchObject({ possible: [false, true], missing: ['creatinine'], unknown: ['creatinineRise'] }));
});
