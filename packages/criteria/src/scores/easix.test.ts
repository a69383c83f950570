import { describe, expect, it } from 'vitest';
import { easix, mEasix, sEasix } from './easix.ts';

const G = '10*9/L';
const of = (value: number, unit: string, comparator?: string) => ({
  value,
  unit,
  ...(comparator ? { comparator } : {}),
});
const set = (ldh: number, creatinine: number, platelets: number) => ({
  ldh: of(ldh, 'U/L'),
  creatinine: of(creatinine, 'mg/dL'),
  platelets: of(platelets, G),
});
const answer = (criterion: typeof easix, input: unknown) => criterion.derive(input).answer;

describe('EASIX, scores.md 2', () => {
  it.each([
    ['1', easix, set(400, 1, 100), { value: 4, log2: 2, aboveCutoff467: false }],
    ['2: exactly 4.67 is not above', easix, set(467, 1, 100), { value: 4.67, aboveCutoff467: false }],
    ['3: creatinine in umol/L', easix, { ...set(500, 1, 50), creatinine: of(88.4, 'µmol/L') }, { value: 10, aboveCutoff467: true }],
    ['4: CRP in mg/L', mEasix, { ldh: of(300, 'U/L'), crp: of(80, 'mg/L'), platelets: of(150, G) }, { value: 16, log2: 4 }],
    ['5: LDH in ukat/L', sEasix, { ldh: of(5, 'µkat/L'), platelets: of(100, G) }, { value: 3 }],
    ['7: platelets per uL', easix, { ...set(240, 1.5, 1), platelets: of(120_000, '/µL') }, { value: 3 }],
  ])('row %s', (_, criterion, input, expected) => expect(answer(criterion, input)).toMatchObject({ status: 'determined', missing: [], ...expected })); // biome-ignore format: a table

  it('row 6: a missing creatinine leaves EASIX open and the others not', () => {
    const input = { ldh: of(300, 'U/L'), creatinine: null, crp: of(2, 'mg/dL'), platelets: of(150, G) };
    expect(answer(easix, input)).toMatchObject({
      status: 'indeterminate',
      value: null,
      missing: ['creatinine'],
      aboveCutoff467: null,
    });
    expect(answer(easix, input)).not.toHaveProperty('max');
    expect(answer(mEasix, input)).toMatchObject({ value: 4 });
    expect(answer(sEasix, input)).toMatchObject({ value: 2 });
  });

  it('platelets of 0 divide nothing', () =>
    expect(answer(easix, set(300, 1, 0))).toMatchObject({
      status: 'indeterminate',
      value: null,
      warnings: ['divisionByZero'],
    }));
  it('a numerator of 0 gives 0, whose logarithm does not exist', () =>
    expect(answer(mEasix, { ldh: of(300, 'U/L'), crp: of(0, 'mg/L'), platelets: of(100, G) })).toMatchObject({
      value: 0,
      log2: null,
    }));
  it('a comparator makes a bound', () => {
    const below = { ldh: of(300, 'U/L'), crp: of(0.3, 'mg/dL', '<'), platelets: of(100, G) };
    expect(answer(mEasix, below)).toMatchObject({
      status: 'indeterminate',
      value: null,
      min: 0,
      max: 0.9,
      missing: ['crp'],
    });
    const above = { ...set(500, 1, 1), platelets: of(100, G, '<') };
    expect(answer(easix, above)).toMatchObject({ value: null, min: 5, max: null, aboveCutoff467: true });
  });
  it('a platelet transfusion in the week before is said', () =>
    expect(answer(easix, { ...set(400, 1, 100), plateletTransfusion7d: true }).warnings).toEqual(['valueSupported']));
});
