import { asOfDay, publishedCases, view } from '@linea/facts';
import { describe, expect, it } from 'vitest';
import { derive } from '../patient/derive-patient.ts';
import { diagnosis } from './diagnosis.ts';

const gdL = (value: number) => ({ value, unit: 'g/dL' });
const mgdL = (value: number) => ({ value, unit: 'mg/dL' });
const answerOf = (input: unknown) => diagnosis.derive(input).answer;

/** Everything tested and without an event. */
const negative = {
  hb: gdL(13.5), calcium: mgdL(9.5), creatinine: mgdL(0.9), lyticLesions: 0, flc: { kappa: 12, lambda: 10, unit: 'mg/L' }, mriFocalLesions: 0, plasmacytomaBiopsy: false,
}; // biome-ignore format: a table

describe('mm.diagnosis, myeloma.md 1.1', () => {
  it.each([
    [1, { bmpc: 80, hb: gdL(8), creatinine: 'normal', calcium: 'notHigh', flc: { ratio: 0.2 } },
      { value: 'active', met: ['A', 'S'], notMet: ['C', 'R', 'Li'], unknown: ['B', 'M'], warnings: ['qualitative'] }],
    [2, { bmpc: 60 }, { value: 'active', met: ['S'] }],
    [3, { ...negative, bmpc: 59, mProtein: gdL(3.2) }, { value: 'smouldering', met: [], unknown: [] }],
    [4, { bmpc: 12, hb: gdL(10), hbLLN: gdL(13) }, { value: 'active', met: ['A'] }],
    [5, { ...negative, bmpc: 12, hb: gdL(10), hbLLN: gdL(12) }, { value: 'smouldering', notMet: ['C', 'R', 'A', 'B', 'S', 'Li', 'M'] }],
    [6, { bmpc: 30, flc: { kappa: 1200, lambda: 12, unit: 'mg/L' } }, { value: 'active', met: ['Li'] }],
    [7, { ...negative, bmpc: 30, flc: { kappa: 95, lambda: 0.9, unit: 'mg/L' } }, { value: 'smouldering', met: [] }],
    [8, { ...negative, bmpc: 8, mProtein: gdL(1.2) }, { value: 'mgus' }],
    [9, { plasmacytomaBiopsy: false, hb: gdL(8) }, { status: 'indeterminate', possible: ['not-met', 'active'], missing: ['bmpc'] }],
    [10, { ...negative, bmpc: 12, creatinine: { value: 177, unit: 'µmol/L' } }, { value: 'smouldering', met: [] }],
    [11, { ...negative, bmpc: 6, plasmacytomaBiopsy: true, lyticLesions: 1 }, { value: 'not-met', met: [], warnings: ['possible-solitary-plasmacytoma'] }],
    [12, { ...negative, bmpc: 6, plasmacytomaBiopsy: true, lyticLesions: 2 }, { value: 'active', met: ['B'] }],
  ])('row %i', (_, input, expected) => expect(answerOf(input)).toMatchObject(expected)); // biome-ignore format: a table

  it.each([
    ['calcium 11 mg/dL', { calcium: mgdL(11) }, 'notMet'],
    ['calcium 11.1 mg/dL', { calcium: mgdL(11.1) }, 'met'],
    ['calcium 2.75 mmol/L', { calcium: { value: 2.75, unit: 'mmol/L' } }, 'notMet'],
    ['calcium 2.76 mmol/L', { calcium: { value: 2.76, unit: 'mmol/L' } }, 'met'],
    ['calcium 1.1 above the limit', { calcium: mgdL(10.9), calciumULN: mgdL(9.8) }, 'met'],
    ['calcium 1.0 above the limit', { calcium: mgdL(10.8), calciumULN: 9.8 }, 'notMet'],
    ['calcium 0.26 mmol/L above the limit', { calcium: { value: 2.7, unit: 'mmol/L', uln: 2.44 } }, 'met'],
    ['calcium "high"', { calcium: 'high' }, 'unknown'],
  ])('C: %s', (_, input, list) => expect(answerOf({ bmpc: 20, ...input })[list]).toContain('C'));

  it.each([
    ['178 umol/L', { creatinine: { value: 178, unit: 'umol/L' } }, 'met'],
    ['2.0 mg/dL', { creatinine: mgdL(2) }, 'notMet'],
    ['2.01 mg/dL', { creatinine: mgdL(2.01) }, 'met'],
    ['clearance 39.9', { crcl: { value: 39.9, unit: 'mL/min' } }, 'met'],
    ['clearance 40', { crcl: 40, creatinine: mgdL(1.9) }, 'notMet'],
    ['renal function normal', { renalFunction: 'normal' }, 'notMet'],
    ['renal function impaired', { renalFunction: 'impaired' }, 'unknown'],
    ['not due to myeloma', { creatinine: mgdL(3), attributable: false }, 'notMet'],
    ['attribution unknown', { creatinine: mgdL(3), attributable: 'unknown' }, 'met'],
  ])('R: %s', (_, input, list) => expect(answerOf({ bmpc: 20, ...input })[list]).toContain('R'));

  it.each([
    ['Hb 99 g/L', { hb: { value: 99, unit: 'g/L' } }, 'met'],
    ['Hb 109 g/L, limit 130', { hb: { value: 109, unit: 'g/L' }, hbLLN: 130 }, 'met'],
    ['Hb 11, limit 13', { hb: gdL(11), hbLLN: 13 }, 'notMet'],
    ['Hb 11, limit not stated', { hb: gdL(11) }, 'unknown'],
    ['Hb 12, limit not stated', { hb: gdL(12) }, 'notMet'],
    ['anaemia of another cause', { hb: gdL(8), attributable: { A: false } }, 'notMet'],
  ])('A: %s', (_, input, list) => expect(answerOf({ bmpc: 20, ...input })[list]).toContain('A'));

  it.each([
    ['kappa 10 mg/dL over 0.1', { kappa: 10, lambda: 0.1, unit: 'mg/dL' }, 'met'],
    ['lambda involved', { kappa: 2, lambda: 200, unit: 'mg/L' }, 'met'],
    ['ratio 120 alone: the level is not known', { ratio: 120 }, 'unknown'],
    ['ratio 0.01 alone', { ratio: 0.01 }, 'unknown'],
    ['ratio 99', { ratio: 99 }, 'notMet'],
    ['kappa alone', { kappa: 500, unit: 'mg/L' }, 'unknown'],
    [
      'kappa below the detection limit',
      { kappa: { value: 0.5, unit: 'mg/L', comparator: '<' }, lambda: { value: 90, unit: 'mg/L' } },
      'notMet',
    ],
  ])('Li: %s', (_, flc, list) => expect(answerOf({ bmpc: 20, flc })[list]).toContain('Li'));

  it('asks for the haemoglobin limit only where it decides', () => {
    expect(answerOf({ ...negative, bmpc: 12, hb: gdL(11) })).toMatchObject({
      possible: ['smouldering', 'active'],
      missing: ['hbLLN'],
    });
  });

  it('one MRI focal lesion is no event, two are', () => {
    expect(answerOf({ ...negative, bmpc: 12, mriFocalLesions: 1 })).toMatchObject({ value: 'smouldering' });
    expect(answerOf({ ...negative, bmpc: 12, mriFocalLesions: 2 })).toMatchObject({ value: 'active', met: ['M'] });
  });

  it('events without clonal marrow or plasmacytoma are not myeloma; with an unreported biopsy it is open', () => {
    expect(answerOf({ ...negative, bmpc: 9.9, hb: gdL(8) })).toMatchObject({ value: 'not-met' });
    expect(answerOf({ ...negative, plasmacytomaBiopsy: null, bmpc: 9.9, hb: gdL(8) })).toMatchObject({
      missing: ['plasmacytomaBiopsy'],
    });
  });

  it('the marrow is asked for first', () =>
    expect(answerOf({ hb: gdL(8) })).toMatchObject({ possible: ['not-met', 'active'], missing: ['bmpc'] }));

  it('smouldering by protein alone, in serum or in recorded urine', () => {
    expect(answerOf({ ...negative, bmpc: 8, mProtein: { value: 30, unit: 'g/L' } })).toMatchObject({
      value: 'smouldering',
    });
    expect(answerOf({ ...negative, bmpc: 8, mProtein: gdL(1), urineM: { value: 0.5, unit: 'g/24h' } })).toMatchObject({
      value: 'smouldering',
    });
    expect(answerOf({ ...negative, bmpc: 8 })).toMatchObject({
      possible: ['mgus', 'smouldering'],
      missing: ['mProtein'],
    });
  });

  it('an eGFR stands in for the clearance with a warning; 71 g/dL is refused', () => {
    expect(answerOf({ bmpc: 20, crcl: { value: 35, unit: 'mL/min/1.73m2' } })).toMatchObject({
      met: ['R'],
      warnings: ['egfr-used'],
    });
    expect(answerOf({ ...negative, bmpc: 8, mProtein: gdL(71) }).warnings).toEqual(['rejected:mProtein']);
  });

  it('D1: case 000 is active by S and A; the collapses are no lytic lesion', () => {
    const [derived] = derive(
      diagnosis,
      view(publishedCases()[0]?.facts ?? [], asOfDay('2023-11-12', '2024-01-01T00:00:00Z')),
    );
    expect(derived?.answer).toMatchObject({
      value: 'active',
      met: ['A', 'S'],
      notMet: ['C', 'R', 'Li'],
      unknown: ['B', 'M'],
      warnings: ['qualitative'],
    });
    expect(derived).toMatchObject({ stated: { value: 'active', fact: 'a055' }, discrepancy: null });
    expect(derived?.because).toEqual(expect.arrayContaining(['a011', 'a016', 'a017', 'a022', 'a028']));
  });

  it('other patients are not asked', () =>
    expect(derive(diagnosis, view(publishedCases()[1]?.facts ?? []))).toEqual([]));
});
