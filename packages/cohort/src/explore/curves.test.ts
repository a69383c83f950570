import { productLimit } from '@linea/survival';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cohortCurves } from './curves.ts';
import { anyRows, cohortRowOf, time, timesOf } from './explore.testing.ts';
import { groupRows } from './groups.ts';
import { selectRows } from './select.ts';
import { cohortTable } from './table.ts';

const LIMIT = { leastShown: 2, leastAtRisk: 2 };

describe('the groups of a cohort', () => {
  const of = (sizes: Readonly<Record<string, number>>, least: number) => {
    const rows = Object.entries(sizes).flatMap(([level, n]) =>
      Array.from({ length: n }, (_, k) => cohortRowOf({ patient: `${level}${k}`, levels: { sex: level === '-' ? null : level } })),
    );
    const table = cohortTable(rows);
    const { groups, unknown } = groupRows(table, selectRows(table, false, new Map()).rows, 'sex', least);
    return { groups: groups.map(({ levels, rows: own }) => [levels.join('+'), own.length]), unknown };
  };
  it.each([
    ['large enough', { a: 12, b: 30 }, [['a', 12], ['b', 30]]],
    ['small ones are drawn together', { a: 4, b: 30, c: 7 }, [['b', 30], ['a+c', 11]]],
    ['too few together: with the smallest of the others', { a: 4, b: 30, c: 12 }, [['b', 30], ['a+c', 16]]],
    ['too few at all', { a: 4, b: 3 }, []],
  ] as const)('%s', (_, sizes, expected) => expect(of(sizes, 10).groups).toEqual(expected)); // biome-ignore format: pairs
  it('who is not known is in no group', () => expect(of({ a: 12, '-': 3 }, 10)).toEqual({ groups: [['a', 12]], unknown: 3 }));
}); // biome-ignore format: a case a line

describe('a curve', () => {
  const rows = [5, 8, 20, 30, 41, 60].map((days, index) =>
    cohortRowOf({ patient: `p${index}`, levels: { sex: 'a' }, times: timesOf(time(days, index % 2 === 0 ? 1 : 0)) }),
  );
  const table = cohortTable(rows);
  const everybody = groupRows(table, selectRows(table, false, new Map()).rows, 'sex', 2).groups;
  const { curves, test } = cohortCurves(table, 'PFS', everybody, LIMIT);

  it('by hand: on whole weeks, at risk before each, cut where one alone is left', () => {
    expect(curves[0]).toMatchObject({ n: 6, events: 3, withoutTime: 0, cut: true });
    expect(curves[0]?.days).toEqual([0, 7, 14, 21, 28, 35]);
    // Deaths on day 5 (6 at risk), 20 (4 at risk), 41 (2 at risk, in the week that is cut).
    expect(curves[0]?.value).toEqual([1, 0.8333, 0.8333, 0.625, 0.625, 0.625]);
    expect(curves[0]?.risk).toEqual([6, 5, 4, 3, 3, 2]);
    expect(test).toBeNull();
  });
  it.each([
    ['groups of one disease are tested', 'LBCL', 'logRank'],
    ['groups of two are not: each defines the endpoint for itself', 'MM', null],
  ])('%s', (_, disease, name) => {
    const both = cohortTable([
      ...rows,
      ...rows.map((row) => ({ ...row, patient: `q${row.patient}`, disease, levels: { sex: 'b' } })),
    ]);
    const groups = groupRows(both, selectRows(both, false, new Map()).rows, 'sex', 2).groups;
    const { curves: drawn, test: made } = cohortCurves(both, 'PFS', groups, LIMIT);
    expect(drawn).toHaveLength(2);
    expect(made?.name ?? null).toBe(name);
    // The same times twice: nothing differs.
    if (made) expect(made.statistic).toBeCloseTo(0, 12);
  });
  it('is hidden where few had the event', () =>
    expect(cohortCurves(table, 'PFS', everybody, { leastShown: 4, leastAtRisk: 2 })).toMatchObject({
      curves: [],
      hidden: [{ levels: ['a'], why: 'fewEvents' }],
    }));
  it('is that of the product limit at the end of each week, and nobody is at risk alone', () =>
    fc.assert(
      fc.property(anyRows(1), (some) => {
        const all = cohortTable(some.map((row) => ({ ...row, synthetic: false })));
        const found = groupRows(all, selectRows(all, false, new Map()).rows, 'sex', 2).groups;
        for (const curve of cohortCurves(all, 'OS', found, LIMIT).curves) {
          const own = found.find(({ levels }) => levels.join() === curve.levels.join())?.rows ?? new Int32Array();
          const days = Float64Array.from(own, (row) => all.times.OS.days[row] as number);
          const whole = productLimit(
            days,
            Float64Array.from(own, (row) => Number(all.times.OS.event[row] === 1)),
          );
          curve.days.forEach((day, week) => {
            const k = whole.time.findLastIndex((t) => t <= day);
            expect(curve.value[week]).toBeCloseTo(k < 0 ? 1 : (whole.survival[k] as number), 4);
            expect(curve.risk[week]).toBe(days.filter((t) => t >= day).length);
            expect(curve.risk[week]).toBeGreaterThanOrEqual(LIMIT.leastAtRisk);
          });
        }
      }),
    ));
});
