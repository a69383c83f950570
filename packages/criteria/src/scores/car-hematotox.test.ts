import { describe, expect, it } from 'vitest';
import { carHematotox } from './car-hematotox.ts';

const G = '10*9/L';
const of = (value: number, unit: string, comparator?: string) => ({
  value,
  unit,
  ...(comparator ? { comparator } : {}),
});
const sample = (plt: number, anc: number, hb: number, crp: number, ferritin: number) => ({
  platelets: of(plt, G), anc: of(anc, '/uL'), haemoglobin: of(hb, 'g/dL'), crp: of(crp, 'mg/dL'), ferritin: of(ferritin, 'ng/mL'),
}); // biome-ignore format: one sample
const score = (input: unknown) => carHematotox.derive(input).answer;
const is = (points: number, category: string) => ({
  status: 'determined', value: points, score: points, min: points, max: points, missing: [], category, categoryStatus: 'determined',
}); // biome-ignore format: one answer
const TIE = 'valueAtUndefinedCutoff';

describe('carHematotox.2021, scores.md 1', () => {
  it.each([
    ['1: all favourable', sample(200, 2000, 11, 1, 300), is(0, 'low'), []],
    ['2: each exactly at its limit; three of them undefined in the paper', sample(175, 1200, 9, 3, 649), is(1, 'low'), [TIE, TIE, TIE]],
    ['3: everything just beyond', sample(74, 1199, 8.9, 3.1, 2001), is(7, 'high'), []],
    ['4: platelets 75 and ferritin 650', sample(75, 1500, 10, 2, 650), is(2, 'high'), []],
    [
      '5: other units',
      { platelets: of(110, G), anc: of(0.95, '×10⁹/L'), haemoglobin: of(101, 'g/L'), crp: of(42, 'mg/L'), ferritin: of(540, 'µg/L') },
      is(3, 'high'),
      [],
    ],
    [
      '6: ferritin unknown, group open',
      { ...sample(180, 1500, 10, 1, 0), ferritin: null },
      { status: 'indeterminate', possible: [0, 1, 2], min: 0, max: 2, score: null, missing: ['ferritin'], category: null, categoryStatus: 'indeterminate' },
      [],
    ],
    [
      '7: ANC unknown, group decided',
      { ...sample(60, 0, 10, 1, 300), anc: null },
      { status: 'indeterminate', min: 2, max: 3, score: null, missing: ['anc'], category: 'high', categoryStatus: 'determined' },
      [],
    ],
    [
      '8: ferritin > 1650',
      { ...sample(200, 1500, 12, 0.5, 0), ferritin: of(1650, 'ng/mL', '>') },
      { status: 'indeterminate', possible: [1, 2], missing: ['ferritin'], category: null, categoryStatus: 'indeterminate', possibleCategories: ['low', 'high'] },
      [],
    ],
    [
      '9: platelets only outside the window',
      { ...sample(0, 1500, 12, 0.5, 300), platelets: null },
      { min: 0, max: 2, missing: ['platelets'], category: null },
      [],
    ],
  ])('row %s', (_, input, expected, warnings) => expect(score(input)).toMatchObject({ ...expected, warnings })); // biome-ignore format: a table

  it('each item shows its value in the unit of the table and its points', () =>
    expect(score({ ...sample(110, 950, 10.1, 4.2, 540), crp: of(42, 'mg/L'), anc: null }).components).toMatchObject({
      platelets: { value: 110, points: 1 },
      crp: { value: 4.2, unit: 'mg/dL', reported: { value: 42, unit: 'mg/L' }, points: 1 },
      anc: { value: null, points: null, min: 0, max: 1 },
      ferritin: { points: 0 },
    }));
  it('a recent transfusion and another disease are said', () =>
    expect(score({ ...sample(200, 2000, 11, 1, 300), plateletTransfusion7d: true, disease: 'SLE' }).warnings).toEqual([
      'valueSupported',
      'outsideDerivationPopulation',
    ]));
  it('a number without unit is asked for, an impossible one is unknown', () =>
    expect(score({ ...sample(200, 2000, 11, 1, 300), crp: 1, haemoglobin: of(26, 'g/dL') })).toMatchObject({
      missing: ['haemoglobin', 'crp'],
      warnings: ['rejected:haemoglobin', 'rejected:crp'],
    }));
});
