import { describe, expect, it } from 'vitest';
import { icahtEarly } from './early.ts';
import { icahtLate } from './late.ts';
import { neutrophilRecovery } from './neutrophil-recovery.ts';
import { ticahtEarly, ticahtLate } from './ticaht.ts';

/** `[first, last, value]` runs of days as daily measurements. */
const runs = (unit: string, ...of: readonly (readonly [number, number, number])[]) =>
  of.flatMap(([first, last, value]) =>
    Array.from({ length: last - first + 1 }, (_, index) => ({ day: first + index, value, unit })),
  );
const cells = (...of: readonly (readonly [number, number, number])[]) => ({ infusionDay: 0, anc: runs('/uL', ...of) });
const points = (...of: readonly (readonly [number, number])[]) => ({
  anc: of.map(([day, value]) => ({ day, value, unit: '/uL' })),
});
const early = (input: unknown) => icahtEarly.derive(input).answer;
const late = (input: unknown) => icahtLate.derive(input).answer;
const is = (grade: number) => ({ status: 'determined', value: grade, grade, min: grade, max: grade, missing: [] });

describe('icaht.early, toxicity.md 4.6', () => {
  it.each([
    ['1: 6 days', cells([0, 2, 1500], [3, 8, 200], [9, 30, 2000]), { ...is(1), d500: 6 }],
    ['2: 7 days', cells([0, 2, 1500], [3, 9, 200], [10, 30, 2000]), { ...is(2), d500: 7 }],
    ['3: 13 days', cells([0, 2, 1500], [3, 15, 400], [16, 30, 2000]), { ...is(2), d500: 13 }],
    ['4: 14 days', cells([0, 2, 1500], [3, 16, 400], [17, 30, 2000]), { ...is(3), d500: 14, severe: true }],
    ['5: exactly 500 counts', cells([0, 2, 1500], [3, 9, 500], [10, 30, 2000]), { ...is(2), d500: 7 }],
    ['6: 501 on all days', cells([0, 30, 501]), { ...is(0), d500: 0 }],
    ['7: 7 days of 100', cells([0, 2, 1500], [3, 9, 100], [10, 30, 2000]), { ...is(3), d100: 7 }],
    ['8: 14 days of 100', cells([0, 2, 1500], [3, 16, 100], [17, 30, 2000]), { ...is(4), d100: 14 }],
    ['9: never above 500', cells([0, 30, 300]), { ...is(4), neverAbove500: true, d500: 31 }],
    ['10: first below on day 3, no recovery', cells([0, 2, 900], [3, 30, 300]), { ...is(4), neverAbove500: true }],
    ['11: first below on day 4', cells([0, 3, 900], [4, 30, 300]), { ...is(3), neverAbove500: false, d500: 27 }],
    ['12: two days above are no recovery', cells([0, 2, 2000], [3, 7, 300], [8, 9, 900], [10, 14, 300], [15, 30, 2000]), { ...is(2), d500: 12, warnings: [] }],
    ['13: three days above are recovery', cells([0, 2, 2000], [3, 7, 300], [8, 10, 900], [11, 15, 300], [16, 30, 2000]), { ...is(2), d500: 10, longest500: 5, gradeFromLongest: 1, warnings: ['longestRunGradeDiffers'] }],
    ['14: in 10*9/L', { anc: runs('10^9/L', [0, 2, 2], [3, 9, 0.1], [10, 30, 2]) }, is(3)],
    ['15: sparse values are interpolated', points([0, 2000], [4, 400], [7, 200], [10, 100], [14, 600], [18, 1500], [24, 2500], [30, 3000]), { ...is(2), d500: 10, d100: 1 }],
    ['16: nothing after day 9', points([0, 1200], [5, 300], [9, 300]), { status: 'indeterminate', possible: [1, 2, 3, 4], min: 1, max: 4, d500: 6, missing: ['anc'] }],
  ])('row %s', (_, input, expected) => expect(early(input)).toMatchObject(expected)); // biome-ignore format: a table

  it('a gap of 7 unmeasured days is interpolated, of 8 it stays unknown', () => {
    expect(early(points([0, 2000], [8, 2000], [15, 2000], [23, 2000], [30, 2000]))).toMatchObject(is(0));
    expect(early(points([0, 2000], [9, 2000], [16, 2000], [23, 2000], [30, 2000]))).toMatchObject({
      status: 'indeterminate',
      min: 0,
      d500: 0,
      d500Max: 8,
    });
  });
  it('of several values on a day the lowest counts, whatever their order', () =>
    expect(
      early({
        anc: [
          ...cells([0, 30, 2000]).anc,
          { day: 5, value: 0.4, unit: '10*9/L' },
          { day: 5, value: 3000, unit: '/uL' },
        ],
      }),
    ).toMatchObject({ ...is(1), d500: 1 }));
  it('measurements outside the window help to interpolate its ends', () =>
    expect(early(points([-1, 3000], [3, 2000], [10, 2000], [17, 2000], [24, 2000], [31, 2000]))).toMatchObject(is(0)));
  it('a cut window leaves the grade open upwards unless it is 4', () => {
    const counts = cells([0, 2, 1500], [3, 9, 200], [10, 30, 2000]);
    expect(early({ ...counts, cutDay: 20 })).toMatchObject({
      status: 'indeterminate',
      min: 2,
      max: 4,
      warnings: ['windowCut'],
    });
    expect(early({ ...counts, cutDay: 30 })).toMatchObject(is(2));
    expect(early({ ...cells([0, 16, 100]), cutDay: 16 })).toMatchObject(is(4));
    expect(early({ ...cells([0, 30, 300]), cutDay: 12 })).toMatchObject({ min: 2, neverAbove500: false });
  });
  it('days count from the infusion', () =>
    expect(early({ infusionDay: 5, anc: runs('/uL', [5, 7, 1500], [8, 14, 200], [15, 35, 2000]) })).toMatchObject({
      ...is(2),
      d500: 7,
    }));
  it('a censored value decides what all it allows decides', () => {
    const counts = (comparator: string, value: number) => ({
      anc: [
        ...cells([0, 2, 1500], [10, 30, 2000]).anc,
        ...runs('/uL', [3, 9, value]).map((one) => ({ ...one, comparator })),
      ],
    });
    expect(early(counts('<', 100))).toMatchObject({ ...is(3), d100: 7 });
    expect(early(counts('<', 500))).toMatchObject({ status: 'indeterminate', min: 2, max: 3 });
    expect(early(counts('>', 500))).toMatchObject(is(0));
  });
  it('no measurement: open; one without unit or day is named', () => {
    expect(early({})).toMatchObject({ status: 'indeterminate', min: 0, max: 4, missing: ['anc'] });
    expect(
      early({
        anc: [
          { day: 3, value: 200 },
          { value: 200, unit: '/uL' },
        ],
      }).warnings,
    ).toEqual(['rejected:anc[0].value', 'rejected:anc[1].day']);
  });
});

describe('icaht.late, toxicity.md 4.6', () => {
  it.each([
    ['17: two days up to 1000', points([35, 900], [42, 800], [60, 2000]), is(2)],
    ['18: one day up to 500, two up to 1500', points([35, 400], [42, 1400], [60, 2000]), is(1)],
    ['19: one measurement alone', points([45, 90]), { status: 'indeterminate', min: 0, max: 4, missing: ['anc'] }],
    ['20: exactly 1500 twice', points([45, 1500], [52, 1500]), is(1)],
    ['two values of one day are one', points([45, 90], [45, 80]), { status: 'indeterminate', min: 0, max: 4 }],
    ['day 30 does not count', points([30, 90], [45, 90]), { status: 'indeterminate', max: 4 }],
    ['none', points(), { status: 'indeterminate', min: 0, max: 4 }],
    ['after the cut nothing counts', { ...points([35, 900], [42, 900], [50, 90], [60, 90]), cutDay: 45 }, is(2)],
    ['100 twice', points([35, 100], [60, 100]), is(4)],
  ])('row %s', (_, input, expected) => expect(late(input)).toMatchObject(expected)); // biome-ignore format: a table
  it('the same of days 31 to 100 stands beside', () => {
    expect(late(points([35, 900], [42, 800], [120, 90], [130, 90]))).toMatchObject({ grade: 4, lateToDay100: 2 });
    expect(late(points([35, 900], [120, 90], [130, 90]))).toMatchObject({
      grade: 4,
      lateToDay100: { status: 'indeterminate', possible: [0, 1, 2] },
    });
  });
});

describe('neutrophilRecovery, toxicity.md 4.4', () => {
  const of = (input: unknown) => neutrophilRecovery.derive(input).answer;
  it.each([
    ['1', cells([2, 8, 200], [9, 60, 2000]), 'quick'],
    ['2: 14 days below 500', cells([2, 15, 300], [16, 60, 2000]), 'aplastic'],
    ['3: 13 days', cells([2, 14, 300], [15, 60, 2000]), 'quick'],
    ['4: a second dip after day 21', cells([2, 8, 200], [9, 21, 1800], [22, 28, 900], [29, 60, 2500]), 'intermittent'],
    ['5: exactly 1000 is no dip', cells([2, 8, 200], [9, 21, 1800], [22, 28, 1000], [29, 60, 2500]), 'quick'],
    ['6: exactly 500 is not below', cells([2, 15, 500], [16, 60, 2000]), 'quick'],
    ['8: as 4 in 10*9/L', { anc: runs('10*9/L', [2, 8, 0.2], [9, 21, 1.8], [22, 28, 0.9], [29, 60, 2.5]) }, 'intermittent'],
    ['never below 1000', cells([0, 60, 1200]), 'quick'],
    ['never back to 1000', cells([2, 60, 700]), 'unclassified'],
  ])('row %s', (_, input, value) => expect(of(input)).toMatchObject({ status: 'determined', value, warnings: ['ruleNotIndependentlyVerified'] })); // biome-ignore format: a table
  it('row 7: nothing after day 20', () =>
    expect(of(cells([2, 8, 200], [9, 20, 2000]))).toMatchObject({
      status: 'indeterminate',
      possible: ['quick', 'intermittent', 'aplastic'],
      missing: ['anc'],
    }));
  it('a measurement on day 28 is enough', () =>
    expect(of(cells([2, 8, 200], [9, 28, 2000]))).toMatchObject({ value: 'quick' }));
});

describe('ticaht, toxicity.md 4.5', () => {
  const G = '10*9/L';
  const with110 = (first: number, days: number, value: number, unit = G, from = 0, to = 30) => ({
    platelets: [...runs(unit, [first, first + days - 1, value]), ...runs(G, [from, first - 1, 110], [first + days, to, 110])],
  }); // biome-ignore format: one thought
  it.each([
    ['6 days at 45', with110(5, 6, 45), { ...is(1), d50: 6 }],
    ['7 days at 45', with110(5, 7, 45), { ...is(2), d50: 7 }],
    ['7 days at exactly 50', with110(5, 7, 50), is(0)],
    ['one day at 19', with110(5, 1, 19), { ...is(3), d20: 1 }],
    ['one day at exactly 20', with110(5, 1, 20), is(1)],
    ['14 days at 19', with110(5, 14, 19), { ...is(4), d20: 14 }],
    ['19 000/uL for one day', with110(5, 1, 19_000, '/µL'), is(3)],
    ['known only on days 0 and 30', { platelets: [{ day: 0, value: 110, unit: G }, { day: 30, value: 110, unit: G }] }, { status: 'indeterminate', min: 0, max: 4 }],
    ['below 20 as a bound', { platelets: [...with110(5, 1, 60).platelets, { day: 5, value: 20, unit: G, comparator: '<' }] }, is(3)],
    ['a cut leaves it open upwards', { ...with110(5, 7, 45), cutDay: 20 }, { status: 'indeterminate', min: 2, max: 4 }],
  ])('%s', (_, input, expected) => expect(ticahtEarly.derive(input).answer).toMatchObject(expected)); // biome-ignore format: a table
  it('recovery: the first of three days from 20 without transfusion in the seven days before', () => {
    const counts = { platelets: runs(G, [0, 4, 110], [5, 8, 15], [9, 30, 30]) };
    expect(ticahtEarly.derive(counts).answer).toMatchObject({ recoveryDay: 9 });
    expect(ticahtEarly.derive({ ...counts, transfusionDays: [8] }).answer).toMatchObject({ recoveryDay: 16 });
    expect(ticahtEarly.derive(with110(5, 7, 45)).answer).toMatchObject({ recoveryDay: null });
  });
  const tests = (...of: readonly (readonly [number, number])[]) => ({
    platelets: of.map(([day, value]) => ({ day, value, unit: G })),
  });
  it.each([
    ['two tests below 100', tests([40, 90], [60, 80], [80, 120]), is(1)],
    ['two below 50', tests([40, 49], [60, 40]), is(2)],
    ['one of them below 20', tests([40, 90], [60, 15]), is(3)],
    ['14 days below 20', { platelets: runs(G, [40, 53, 15], [54, 60, 60]) }, is(4)],
    ['one test below 100', tests([40, 90], [60, 120]), is(0)],
    ['one test alone', tests([40, 15]), { status: 'indeterminate', min: 0, max: 4 }],
    ['exactly 100 twice', tests([40, 100], [60, 100]), is(0)],
  ])('late: %s', (_, input, expected) => expect(ticahtLate.derive(input).answer).toMatchObject(expected)); // biome-ignore format: a table
});
