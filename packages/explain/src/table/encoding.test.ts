import { frameOf, InputError } from '@linea/survival';
import { describe, expect, it } from 'vitest';
import { RefusedInput } from '../errors/refused-input.ts';
import { encode, learnEncoding, outcomesOf } from './encoding.ts';

const frame = frameOf({
  months: [3, 5, null, 8, 2],
  died: [1, 0, 1, 1, 1],
  age: [60, null, 50, 40, 70],
  arm: ['A', 'B', 'A', '', 'B'],
  centre: ['x', 'y', 'x', 'y', 'x'],
});
const columnOf = (values: Float64Array, p: number, j: number): number[] =>
  Array.from(values).filter((_, k) => k % p === j);

describe('a table becomes features', () => {
  it('rows without an outcome are left out and counted; missing features stay missing, a factor in all its columns', () => {
    const outcomes = outcomesOf('Surv(months, died) ~ age + arm', frame);
    expect([outcomes.omitted, Array.from(outcomes.rows)]).toEqual([1, [0, 1, 3, 4]]);
    const { table } = learnEncoding(outcomes);
    expect(table.features).toEqual(['age', 'armB']);
    expect(columnOf(table.rows.x, 2, 0)).toEqual([60, Number.NaN, 40, 70]);
    expect(columnOf(table.rows.x, 2, 1)).toEqual([0, 1, Number.NaN, 1]);
  });
  it('the point stands for every other column, strata for a baseline of their own', () => {
    const outcomes = outcomesOf('Surv(months, died) ~ . + strata(centre)', frame);
    const { table, encoding } = learnEncoding(outcomes);
    expect(table.features).toEqual(['age', 'armB']);
    expect(Array.from(table.strata!)).toEqual([0, 1, 1, 0]);
    expect(encoding.strata).toEqual(['x', 'y']);
  });
  it('products, splines and logarithms are remembered as they were learnt', () => {
    const outcomes = outcomesOf('Surv(months, died) ~ log(age) + age:arm + ns(months, 2)', frame);
    const { encoding, table } = learnEncoding(outcomes);
    const again = encode(JSON.parse(JSON.stringify(encoding)), frame);
    const kept = Array.from(outcomes.rows).flatMap((row) =>
      Array.from(again.x.subarray(row * again.p, (row + 1) * again.p)),
    );
    expect(kept).toEqual(Array.from(table.rows.x));
  });
  it('learns from the rows it is given only', () => {
    const { encoding } = learnEncoding(outcomesOf('Surv(months, died) ~ age + arm', frame), Int32Array.of(0, 2));
    expect(encoding.features).toEqual(['age']);
  });
  it('causes in order of their code', () => {
    const competing = frameOf({ t: [1, 2, 3], why: [2, 0, 1], x: [1, 2, 3] });
    const { table, encoding } = learnEncoding(outcomesOf('Hist(t, why) ~ x', competing));
    expect([Array.from(table.event), encoding.causes]).toEqual([
      [2, 0, 1],
      ['1', '2'],
    ]);
  });
});

describe('new rows', () => {
  const { encoding } = learnEncoding(outcomesOf('Surv(months, died) ~ arm + age', frame));
  const rows = frameOf({ age: [1], arm: ['C'] });
  it('with a level never seen are refused by name', () => {
    expect(() => encode(encoding, rows)).toThrow(InputError);
    expect(() => encode(encoding, rows)).toThrow(/level.unknown/);
  });
  it('unless it may count as missing, and is listed', () => {
    const unseen = new Set<string>();
    expect(Array.from(encode(encoding, rows, unseen).x)).toEqual([Number.NaN, 1]);
    expect([...unseen]).toEqual(['variable arm: C']);
  });
  it('without a column are refused', () =>
    expect(() => encode(encoding, frameOf({ age: [1] }))).toThrow(/column.unknown/));
});

it.each([
  ['an offset', 'Surv(months, died) ~ age + offset(age)', 'formula.unsupported'],
  ['clusters', 'Surv(months, died) ~ age + cluster(centre)', 'formula.unsupported'],
])('%s is refused by name', (_, formula, code) => {
  expect(() => outcomesOf(formula, frame)).toThrow(RefusedInput);
  expect(() => outcomesOf(formula, frame)).toThrow(new RegExp(code));
});
