import { describe, expect, it } from 'vitest';
import { measurable } from './measurable.ts';

const gdL = (value: number) => ({ value, unit: 'g/dL' });
const mg24 = (value: number) => ({ value, unit: 'mg/24 h' });
const flc = (kappa: number, lambda: number) => ({ kappa, lambda, unit: 'mg/L' });

describe('mm.measurable, myeloma.md 1.2', () => {
  it.each([
    ['1', { serumM: gdL(7.1), urineM: 'not-detected' }, ['serum']],
    ['2', { serumM: gdL(1) }, ['serum']],
    ['3 under 1.0', { serumM: { value: 9.9, unit: 'g/L' } }, []],
    ['3 under 0.5', { serumM: { value: 9.9, unit: 'g/L' }, params: { measurableSerum: 0.5 } }, ['serum']],
    ['4', { serumM: gdL(2), urineM: mg24(200) }, ['serum', 'urine']],
    ['5', { serumM: gdL(0.3), urineM: mg24(80), flc: flc(5, 100) }, ['flc']],
    ['6', { serumM: gdL(0.3), urineM: mg24(80), flc: flc(70, 99) }, []],
    ['7', { serumM: 'not-detected', flc: flc(10, 10), bmpc: 30 }, ['marrow']],
    ['8', { serumM: gdL(2), flc: flc(900, 5) }, ['serum']],
  ])('row %s', (_, input, tracks) =>
    expect(measurable.derive(input).answer).toMatchObject({ status: 'determined', tracks }),
  );

  it('units: 10 g/L and 0.2 g/24 h and 10 mg/dL are exactly measurable', () => {
    expect(
      measurable.derive({ serumM: { value: 10, unit: 'g/L' }, urineM: { value: 0.2, unit: 'g/24h' } }).answer,
    ).toMatchObject({ tracks: ['serum', 'urine'] });
    expect(measurable.derive({ flc: { kappa: 10, lambda: 1, unit: 'mg/dL' } }).answer).toMatchObject({
      tracks: ['flc'],
    });
  });

  it('an abnormal ratio on the reference of renal impairment is normal', () =>
    expect(measurable.derive({ flc: { ...flc(200, 100), low: 0.37, high: 3.1 } }).answer).toMatchObject({
      tracks: [],
    }));

  it('a censored value may leave the list open', () =>
    expect(measurable.derive({ serumM: { value: 1.2, unit: 'g/dL', comparator: '<' } }).answer).toMatchObject({
      status: 'indeterminate',
      missing: ['serumM'],
      tracks: { possible: [[], ['serum']], missing: ['serumM'] },
    }));

  it('an implausible value and one without unit are not used', () => {
    expect(measurable.derive({ serumM: gdL(71) }).answer).toMatchObject({ tracks: [], warnings: ['rejected:serumM'] });
    expect(measurable.derive({ urineM: { value: 900, unit: 'mg/L' } }).answer).toMatchObject({
      tracks: [],
      warnings: ['rejected:urineM'],
    });
  });
});
