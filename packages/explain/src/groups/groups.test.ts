import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shapleyOfGroups } from '../attribution/textbook.testing.ts';
import { fitLearner } from '../learner/fit-learner.ts';
import { attributeGroups } from '../model/attribute-groups.ts';
import { attribute, ensembleOf, predictRisk } from '../model/survival-model.ts';
import { cohort } from '../testing/cohorts.testing.ts';
import type { Rows } from '../tree/tree.ts';
import { correlatedGroups } from './correlated.ts';
import { groupingOf, nameOfGroup, resolvedGroups } from './feature-group.ts';

const NAMES = ['a', 'b', 'c', 'd', 'e', 'f'];

describe('groups over features', () => {
  it('keep the order of features; what is in none stands alone', () => {
    const { groups, of } = groupingOf(NAMES, [{ name: 'late', features: ['e', 'c'] }]);
    expect(groups.map(({ name, features }) => [name, ...features])).toEqual([['a'], ['b'], ['late', 'c', 'e'], ['d'], ['f']].map((own) => own.length === 1 ? [own[0], own[0]] : own)); // biome-ignore format: a list
    expect(Array.from(of)).toEqual([0, 1, 2, 3, 2, 4]);
  });
  it.each([
    ['a feature in two groups', [{ name: 'x', features: ['a'] }, { name: 'y', features: ['a', 'b'] }], 'group.overlap'],
    ['a name twice', [{ name: 'x', features: ['a'] }, { name: 'x', features: ['b'] }], 'group.twice'],
  ])('%s is refused by name', (_, groups, code) => expect(() => groupingOf(NAMES, groups)).toThrow(code)); // biome-ignore format: a case a line
  it('members may be columns of the file', () => {
    const known = { features: ['age', 'sexM', 'ns(crp, 3)1', 'ns(crp, 3)2'], origin: { sexM: ['sex'], 'ns(crp, 3)1': ['crp'], 'ns(crp, 3)2': ['crp'] } }; // biome-ignore format: a list
    expect(resolvedGroups(known, [{ name: 'x', features: ['sex', 'crp'] }])[0]!.features).toEqual(['sexM', 'ns(crp, 3)1', 'ns(crp, 3)2']); // biome-ignore format: a list
    expect(() => resolvedGroups(known, [{ name: 'x', features: ['weight'] }])).toThrow('column.unknown');
  });
  it('a name nobody gave is its first members', () =>
    expect([nameOfGroup(['a', 'b']), nameOfGroup(NAMES)]).toEqual(['a + b', 'a + 5']));
});

describe('correlated features', () => {
  // a and b rise together, c falls with them; d and e are two of their own; f follows nobody.
  const base = [1, 2, 3, 4, 5, 6, 7, 8];
  const [d, f] = [[3, 1, 4, 8, 5, 2, 7, 6], [5, 8, 1, 2, 7, 4, 3, 6]]; // biome-ignore format: a table
  const table = (columns: readonly (readonly number[])[]): Rows => ({
    n: 8,
    p: columns.length,
    x: Float64Array.from({ length: 8 * columns.length }, (_, k) => columns[k % columns.length]![Math.floor(k / columns.length)]!), // biome-ignore format: one call
  });
  const rows = table([base, base.map((v) => v ** 3), base.map((v) => -v), d, d.map((v) => 2 * v), f]);
  const found = (own: Rows, together: number[][] = [], threshold?: number): string[][] =>
    correlatedGroups(NAMES, own, together, threshold).map(({ features }) => [...features]);
  it('are found by rank, whatever the sign and the shape', () =>
    expect(found(rows)).toEqual([
      ['a', 'b', 'c'],
      ['d', 'e'],
    ]));
  it('a missing value is nobody’s rank', () => {
    const gap = { ...rows, x: rows.x.map((v, k) => (k % 6 < 2 && k < 12 ? Number.NaN : v)) };
    expect(found(gap)[0]).toEqual(['a', 'b', 'c']);
  });
  it('what belongs together stays together, and a threshold of 0 takes everything', () => {
    expect(found(rows, [[4, 5]])[1]).toEqual(expect.arrayContaining(['e', 'f']));
    expect(found(rows, [], 0)).toEqual([NAMES]);
  });
  it('are the same in any order of columns', () =>
    fc.assert(
      fc.property(fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 6, maxLength: 6 }), (order) => {
        const x = rows.x.map((_, k) => rows.x[Math.floor(k / 6) * 6 + order[k % 6]!]!);
        const names = order.map((j) => NAMES[j]!);
        const own = correlatedGroups(names, { ...rows, x }).map(({ features }) => [...features].sort().join(''));
        expect(own.sort()).toEqual(['abc', 'de']);
      }),
    ));
});

describe.each(['cox', 'additive', 'boost', 'forest', 'auto'] as const)('groups of %s', (name) => {
  const table = cohort({ n: 90, p: 4, effects: [1, -1, 0.8], missing: 0.1 });
  const model = fitLearner(name, table, { trees: 12 });
  const rows = { n: 9, p: 4, x: table.rows.x.subarray(0, 36) };
  const background = { n: 8, p: 4, x: table.rows.x.subarray(60, 92) };
  const one = Int32Array.of(0, 1, 2, 3);
  const two = Int32Array.of(0, 1, 0, 1);

  it('of one feature each are its contributions', () => {
    const { contributions, interventional } = attribute(model, rows, { background });
    const close = (values: Float64Array) => Array.from(values, (v) => expect.closeTo(v, 9));
    expect(Array.from(attributeGroups(model, rows, one, 4))).toEqual(close(contributions));
    expect(Array.from(attributeGroups(model, rows, one, 4, background))).toEqual(close(interventional!));
  });
  it('add up to the risk, and one group of all is the risk less the baseline', () => {
    const risk = predictRisk(model, rows);
    for (const behind of [undefined, background]) {
      const phi = attributeGroups(model, rows, two, 2, behind);
      const all = attributeGroups(model, rows, new Int32Array(4), 1, behind);
      risk.forEach((m, i) => {
        expect(phi[i * 3]! + phi[i * 3 + 1]! + phi[i * 3 + 2]!).toBeCloseTo(m, 8);
        expect(all[i * 2]).toBeCloseTo(m - all[i * 2 + 1]!, 8);
      });
    }
  });
  it('are the definition over all subsets of groups', () => {
    const ensemble = ensembleOf(model);
    if (!ensemble) return expect(['cox', 'additive', 'auto']).toContain(name);
    const rest = Array.from({ length: 8 }, (_, b) => background.x.subarray(b * 4, b * 4 + 4));
    for (const behind of [undefined, background]) {
      const phi = attributeGroups(model, rows, two, 2, behind);
      shapleyOfGroups(ensemble, rows.x.subarray(0, 4), two, 2, behind && rest).forEach((v, g) => {
        expect(phi[g]).toBeCloseTo(v, 9);
      });
    }
  });
});
