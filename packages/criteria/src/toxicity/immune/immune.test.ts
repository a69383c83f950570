import { describe, expect, it } from 'vitest';
import { cd4Recovery } from './cd4-recovery.ts';
import { hypogammaglobulinaemia } from './hypogammaglobulinaemia.ts';

const of = (value: number, unit: string, comparator?: string) => ({
  value,
  unit,
  ...(comparator ? { comparator } : {}),
});
const band = (input: unknown) => hypogammaglobulinaemia.derive(input).answer;

describe('hypogammaglobulinaemia, toxicity.md 6.1 and 6.3', () => {
  it.each([
    ['4.0 g/L', { igg: of(4, 'g/L') }, 'severe'],
    ['401 mg/dL', { igg: of(401, 'mg/dL') }, 'moderate'],
    ['6.0 g/L', { igg: of(6, 'g/L') }, 'moderate'],
    ['601 mg/dL below the limit', { igg: of(601, 'mg/dL'), lln: of(700, 'mg/dL') }, 'mild'],
    ['exactly the limit', { igg: of(700, 'mg/dL'), lln: of(700, 'mg/dL') }, 'none'],
    ['the limit travels with the result', { igg: { ...of(6.5, 'g/L'), lln: 7 } }, 'mild'],
    ['below 300 mg/dL, as the published case', { igg: of(300, 'mg/dL', '<') }, 'severe'],
    ['without the paraprotein', { igg: of(2, 'g/dL'), paraprotein: of(1.7, 'g/dL'), myeloma: true }, 'severe'],
  ])('%s', (_, input, value) => expect(band(input)).toMatchObject({ status: 'determined', value, warnings: [] })); // biome-ignore format: a table
  it('without a lower limit mild and none stay open', () =>
    expect(band({ igg: of(650, 'mg/dL') })).toMatchObject({ possible: ['none', 'mild'], missing: ['lln'] }));
  it('a paraprotein that was not subtracted, and immunoglobulin 28 days before, are said', () => {
    expect(band({ igg: of(2, 'g/dL'), lln: of(7, 'g/L'), myeloma: true })).toMatchObject({
      value: 'none',
      warnings: ['paraproteinNotSubtracted'],
    });
    expect(band({ igg: of(620, 'mg/dL'), lln: of(700, 'mg/dL'), daysSinceImmunoglobulin: 28 }).warnings).toEqual([
      'post-infusion',
    ]);
    expect(band({ igg: of(620, 'mg/dL'), lln: of(700, 'mg/dL'), daysSinceImmunoglobulin: 29 }).warnings).toEqual([]);
  });
});

describe('cd4Recovery, toxicity.md 6.2', () => {
  const cd4 = (days: readonly (readonly [number, number])[], more = {}) =>
    cd4Recovery.derive({ measurements: days.map(([day, value]) => ({ day, cd4: value })), ...more }).answer;
  it.each([
    ['two above 200 in a row', [[90, 100], [120, 250], [150, 300]], { value: true, recoveryDay: 120 }],
    ['exactly 200 is not above', [[90, 200], [120, 200]], { value: false, recoveryDay: null }],
    ['one above and none after', [[90, 100], [120, 250]], { status: 'indeterminate', possible: [false, true], missing: ['measurements'] }],
    ['one above, then below', [[90, 250], [120, 150]], { value: false }],
    ['two on one day do not confirm', [[120, 250], [120, 260]], { status: 'indeterminate' }],
    ['none at all', [], { status: 'indeterminate' }],
  ] as const)('%s', (_, days, expected) => expect(cd4(days)).toMatchObject(expected)); // biome-ignore format: a table
  it('the limit is a parameter and travels with the answer', () =>
    expect(cd4([[120, 250], [150, 300]], { params: { cd4Limit: 300 } })).toMatchObject({ value: false, limit: 300 })); // biome-ignore format: one thought
});
