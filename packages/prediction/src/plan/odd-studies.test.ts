import { describe, expect, it } from 'vitest';
import { type PlainColumns, plainTable } from './plain-table.testing.ts';
import golden from './plan.oracle.json' with { type: 'json' };
import { EFFORTS, type PlanResults, runPlan } from './plan.ts';

const MODEL = `{ terms: { crp: { column: crp, transform: log2, for: [benefit, toxicity] }, marker: { column: marker }, mutated: { column: mutated }, product: { column: product }, age: { column: age, scale: 10 } },
  interactions: [[marker, mutated]], comparison: product, associations: { genetics: [mutated], immune: [marker], adjust: [age] },
  scenario: { month: 24, alternative: 0.2, low: 0.1, high: 0.3, source: invented } }`;
const full = golden.table as PlainColumns;

/** The rows for which something holds. */
function only(of: PlainColumns, keep: (i: number) => boolean): PlainColumns {
  const take = <T>(values: readonly T[]): T[] => values.filter((_, i) => keep(i));
  const each = <T, U>(group: Readonly<Record<string, T>>, f: (one: T) => U) =>
    Object.fromEntries(Object.entries(group).map(([key, one]) => [key, f(one)]));
  return {
    setting: take(of.setting),
    centre: take(of.centre),
    features: each(of.features, take),
    times: each(of.times, ({ days, event }) => ({ days: take(days), event: take(event) })),
    binary: each(of.binary, take),
  };
}
const ends = (days: (day: number) => number, event: (code: number) => number): PlainColumns => ({
  ...full,
  times: Object.fromEntries(
    Object.entries(full.times).map(([id, end]) => [id, { days: end.days.map(days), event: end.event.map(event) }]),
  ),
});
const feature = (name: string, value: (old: number | null, i: number) => number | null): PlainColumns => ({
  ...full,
  features: { ...full.features, [name]: (full.features[name] ?? []).map(value) },
});

/** Where a number is none. */
function notNumbers(value: unknown, at = ''): readonly string[] {
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [at];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, one]) => notNumbers(one, `${at}.${key}`));
}
const saidOf = ({ refused }: PlanResults): readonly string[] => [...new Set(refused.map(({ code }) => code))];

describe('studies that nobody plans', () => {
  it.each<[string, PlainColumns, readonly string[]]>([
    ['forty patients', only(full, (i) => i % 6 === 0), []],
    ['nine patients', only(full, (i) => i % 28 === 0), ['plan.fewEvents']],
    ['one line', only(full, (i) => full.setting[i] === 'lbcl3l'), []],
    ['one centre', { ...full, centre: full.centre.map(() => 'A') }, ['plan.oneCentre']],
    ['two centres', { ...full, centre: full.centre.map((_, i) => (i % 2 === 0 ? 'A' : 'B')) }, []],
    ['a centre of one patient', { ...full, centre: full.centre.map((_, i) => (i === 0 ? 'B' : 'A')) }, ['plan.oneCentre']],
    ['no events', ends((day) => day, () => 0), ['plan.fewEvents']],
    ['everybody has the event', ends((day) => day, () => 1), []],
    ['everybody on one day', ends(() => 100, (code) => code), []],
    ['followed for two months', ends((day) => Math.min(60, day), (code) => code), ['plan.notFollowed']],
    ['one product', feature('product', () => 0), ['plan.oneProduct', 'plan.doesNotVary']],
    ['a column of gaps', feature('crp', () => null), ['plan.doesNotVary']],
    ['a column known of one', feature('crp', (old, i) => (i === 0 ? old : null)), ['plan.doesNotVary']],
    ['a column with gaps', feature('crp', (old, i) => (i % 3 === 0 ? null : old)), []],
    ['a column that is another one', feature('age', (_, i) => full.features.marker?.[i] ?? null), ['plan.unusable']],
    ['zeros under a logarithm', feature('crp', (old, i) => (i % 2 === 0 ? 0 : old)), []],
    ['a toxicity of everybody', { ...full, binary: { ...full.binary, crs3: full.setting.map(() => 1) } }, ['plan.fewEvents']],
  ])('%s: every number is one, and what is not answered is said', (_, columns, said) => {
    const results = runPlan(plainTable(columns, MODEL), { ...EFFORTS.default, imputations: 2, iterations: 2, repeats: 1, resamples: 20 });
    expect(notNumbers({ ...results, explanations: [] })).toEqual([]);
    expect(saidOf(results)).toEqual(expect.arrayContaining([...said]));
  });
}); // biome-ignore format: a table
