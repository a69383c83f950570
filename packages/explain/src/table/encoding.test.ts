import { factorColumn, frameOf, readCsv } from '@linea/survival';
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
    expect(() => encode(encoding, rows)).toThrow(RefusedInput);
    expect(() => encode(encoding, rows)).toThrow(/level.unknown/);
  });
  it('unless it may count as missing, and is listed', () => {
    const unseen = new Set<string>();
    expect(Array.from(encode(encoding, rows, unseen).x)).toEqual([Number.NaN, 1]);
    expect([...unseen]).toEqual(['variable arm: C']);
  });
  it('say everything that is wrong with them, each at its first row', () => {
    const wrong = frameOf({ age: [1, 2, 3], arm: ['A', 'C', 'D'] });
    const words = { ...wrong, columns: new Map(wrong.columns).set('age', factorColumn(['1', 'old', 'old'])) };
    expect(() => encode(encoding, words)).toThrow(
      'level.unknown at variable arm, row 2; level.unknown at variable arm, row 3; column.words at column age, row 2',
    );
  });
  it.each([
    ['digits that training knew as words', ['1', '2', '3a'], 'a\n1\n2\n', [0, 0, 1, 0]],
    ['a column without any value', ['A', 'B', 'C'], 'a,b\n,1\n,2\n', [Number.NaN, Number.NaN, Number.NaN, Number.NaN]],
    ['rows that all say F', ['A', 'F', 'M'], 'a\nF\nF\n', [1, 0, 1, 0]],
    ['rows that all say T', ['S', 'T', 'U'], 'a\nT\nT\n', [1, 0, 1, 0]],
  ])('mean what training learnt: %s', (_, levels, text, wanted) => {
    const learnt = learnEncoding(outcomesOf('Surv(t, d) ~ a', frameOf({ t: [1, 2, 3], d: [1, 1, 1], a: levels })));
    const { x, p } = encode(learnt.encoding, readCsv(text));
    expect([p, Array.from(x)]).toEqual([2, wanted]);
  });
  it('with numbers where training learnt words are refused', () =>
    expect(() => encode(encoding, frameOf({ age: [1], arm: [1] }))).toThrow('level.unknown at variable arm, row 1'));
  it('without a column are refused', () =>
    expect(() => encode(encoding, frameOf({ age: [1] }))).toThrow(/column.unknown/));
});

describe('cells that are no measurement', () => {
  const outcome = { t: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], d: new Array(10).fill(1) };
  const column = (values: readonly string[]) => ({ ...frameOf({ ...outcome, x: factorColumn(values) }) });
  it.each([
    ['one word', ['1', '2', '3', '4', '5', '6', 'ND', '8', '9', '10'], 'column.mixed at column x, row 7'],
    [
      'a decimal comma',
      ['1,5', '2', '3', '4,1', '5', '6', '7', '8', '9', '10'],
      'column.decimalComma at column x, row 1',
    ],
  ])('%s among numbers is refused', (_, values, code) => {
    expect(() => outcomesOf('Surv(t, d) ~ x', column(values))).toThrow(code);
    expect(() => outcomesOf('Surv(t, d) ~ factor(x)', column(values))).not.toThrow();
  });
  it('the names of stages stay words', () =>
    expect(() =>
      outcomesOf('Surv(t, d) ~ x', column(['1', '2', '3a', '3b', '4', '1', '2', '2', '3a', '4'])),
    ).not.toThrow());
  it('nothing infinite is learnt from or asked, of the table or of the formula', () => {
    const infinite = frameOf({
      ...outcome,
      x: [1, 2, Infinity, 4, 5, 6, 7, 8, 9, -Infinity],
      y: [0, 1, 1, 1, 1, 1, 1, 1, 1, 2],
    });
    expect(() => learnEncoding(outcomesOf('Surv(t, d) ~ x + log(y)', infinite))).toThrow(
      'value.infinite at log(y), row 1; value.infinite at x, row 3',
    );
    const { encoding } = learnEncoding(outcomesOf('Surv(t, d) ~ y', infinite));
    expect(() => encode(encoding, frameOf({ y: [1, -Infinity] }))).toThrow('value.infinite at y, row 2');
  });
});

it.each([
  ['an offset', 'Surv(months, died) ~ age + offset(age)', 'formula.unsupported'],
  ['clusters', 'Surv(months, died) ~ age + cluster(centre)', 'formula.unsupported'],
])('%s is refused by name', (_, formula, code) => {
  expect(() => outcomesOf(formula, frame)).toThrow(RefusedInput);
  expect(() => outcomesOf(formula, frame)).toThrow(new RegExp(code));
});
