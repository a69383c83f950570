import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  above,
  all,
  any,
  atLeast,
  atLeastOf,
  atMost,
  band,
  below,
  type Condition,
  firstOf,
  is,
  isTrue,
  not,
  points,
  truth,
} from './condition.ts';
import { settle } from './outcome.ts';
import { count, quantity } from './read-quantity.ts';
import { choice, flag } from './read-words.ts';

const number = (raw: unknown, name = 'x') => count([0, 10]).read(raw, name).input;
const answer = (raw: unknown, name = 'c') => choice(['low', 'mid', 'high']).read(raw, name).input;

/** Rules as trees over three unknowns, two of them numbers: what fast-check shrinks to is a rule a person can read. */
type Tree =
  | { readonly leaf: number }
  | {
      readonly ask: 0 | 1 | 2;
      readonly limit: number;
      readonly strict: boolean;
      readonly yes: Tree;
      readonly no: Tree;
    };
const tree: fc.Arbitrary<Tree> = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small' },
    fc.record({ leaf: fc.integer({ min: 0, max: 3 }) }),
    fc.record({
      ask: fc.constantFrom(0, 1, 2),
      limit: fc.integer({ min: 0, max: 4 }),
      strict: fc.boolean(),
      yes: tie('tree'),
      no: tie('tree'),
    }),
  ),
})).tree;

/** Half-steps around every limit, so that each cell between two limits and each limit itself is visited. */
const GRID = Array.from({ length: 11 }, (_, index) => index / 2 - 0.5).filter((value) => value >= 0);
const WORDS = ['low', 'mid', 'high'] as const;

function decide(rule: Tree, asks: readonly ((limit: number, strict: boolean) => Condition)[]) {
  return (path: Parameters<Condition>[0]): number => {
    let now = rule;
    while (!('leaf' in now))
      now = (asks[now.ask] as (limit: number, strict: boolean) => Condition)(now.limit, now.strict)(path)
        ? now.yes
        : now.no;
    return now.leaf;
  };
}

function direct(rule: Tree, x: number, y: number, word: (typeof WORDS)[number]): number {
  if ('leaf' in rule) return rule.leaf;
  const reaches = (value: number) => (rule.strict ? value > rule.limit : value >= rule.limit);
  const yes = rule.ask === 0 ? reaches(x) : rule.ask === 1 ? reaches(y) : word === WORDS[rule.limit % 3];
  return direct(yes ? rule.yes : rule.no, x, y, word);
}

describe('every way in which the unknowns may turn out', () => {
  it('reaches exactly the answers that some completion gives, and names exactly the decisive unknowns', () =>
    fc.assert(
      fc.property(
        tree,
        fc.option(fc.integer({ min: 0, max: 4 })),
        fc.option(fc.integer({ min: 0, max: 4 })),
        (rule, knownX, knownY) => {
          const [x, y, c] = [number(knownX, 'x'), number(knownY, 'y'), answer(undefined)];
          const asks = [
            (limit: number, strict: boolean) => (strict ? above(x, limit) : atLeast(x, limit)),
            (limit: number, strict: boolean) => (strict ? above(y, limit) : atLeast(y, limit)),
            (limit: number) => is(c, WORDS[limit % 3] as (typeof WORDS)[number]),
          ];
          const { settled } = settle(decide(rule, asks));
          const completions = (knownX === null ? GRID : [knownX]).flatMap((a) =>
            (knownY === null ? GRID : [knownY]).flatMap((b) => WORDS.map((word) => [a, b, word] as const)),
          );
          const reached = new Set(completions.map(([a, b, word]) => direct(rule, a, b, word)));
          expect(
            settled.status === 'determined'
              ? [settled.value]
              : settled.status === 'indeterminate'
                ? settled.possible
                : [],
          ).toEqual([...reached].sort());
          const moves = (index: 0 | 1 | 2) =>
            completions.some((one) =>
              completions.some(
                (other) =>
                  [0, 1, 2].every((at) => at === index || one[at] === other[at]) &&
                  direct(rule, ...one) !== direct(rule, ...other),
              ),
            );
          const decisive = (['x', 'y', 'c'] as const).filter((_, index) => moves(index as 0 | 1 | 2));
          expect(new Set(settled.status === 'indeterminate' ? settled.missing : [])).toEqual(new Set(decisive));
        },
      ),
      { numRuns: 60 },
    ));

  it('never contradicts itself: below 3.5 and at least 5.5 is impossible', () => {
    const x = number(undefined);
    expect(settle(all(below(x, 3.5), atLeast(x, 5.5))).settled).toEqual({ status: 'determined', value: false });
  });
});

describe('scores', () => {
  it('adding up part by part gives what walking every combination gives', () =>
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            points: fc.constantFrom(0.5, 1, 1.5, 2),
            ask: fc.constantFrom('x', 'y', 'z'),
            limit: fc.integer({ min: 1, max: 9 }),
            known: fc.boolean(),
          }),
          { minLength: 1, maxLength: 5 },
        ),
        (rows) => {
          const unknowns = new Map(
            ['x', 'y', 'z'].map((name) => [name, number(rows.find(({ ask }) => ask === name)?.known ? 4 : null, name)]),
          );
          const score = points(
            rows.map(({ points: value, ask, limit }) => [
              value,
              atLeast(unknowns.get(ask) as ReturnType<typeof number>, limit),
            ]),
          );
          const named = band(score, [['high', 3], ['mid', 1.5], ['low', 0]]); // biome-ignore format: a table
          const [{ settled }, walked] = [
            settle(named, ['low', 'mid', 'high']),
            settle((path) => named(path), ['low', 'mid', 'high']).settled,
          ];
          const plain = (outcome: typeof settled) =>
            outcome.status === 'indeterminate' ? { ...outcome, missing: new Set(outcome.missing) } : outcome;
          expect(plain(settled)).toEqual(plain(walked));
        },
      ),
    ));
});

describe('comparisons', () => {
  it.each([
    ['2.1 - 1.6 is 0.5', atLeast(number(2.1 - 1.6), 0.5), true],
    ['0.1 x 1000 / 1000 is not above 0.1', above(number((0.1 * 1000) / 1000 + 1e-17), 0.1), false],
    ['a limit is reached', atLeast(number(5.5), 5.5), true],
    ['a limit is not exceeded', above(number(5.5), 5.5), false],
    ['at most includes', atMost(number(5.5), 5.5), true],
    ['censored below the limit', atLeast(number({ value: 3.5, comparator: '<' }), 3.5), false],
    ['censored at the limit', atLeast(number({ value: 3.5, comparator: '<=' }), 3.5), null],
    ['censored above the limit', above(number({ value: 5, comparator: '>' }), 5), true],
    ['censored from the limit', above(number({ value: 5, comparator: '>=' }), 5), null],
    ['an interval below', below(number({ low: 7, high: 8 }), 9), true],
    ['an interval across', below(number({ low: 7, high: 9 }), 8), null],
    ['unknown', atLeast(number(null), 1), null],
    ['a range that starts at the limit is at least it', atLeast(number(undefined), 0), true],
  ])('%s', (_, condition, expected) => expect(truth(condition as Condition)).toBe(expected));
});

// A number in the unit of computing is read on a short way; a limit that says nothing sends the same number on the long one.
it.each([
  ['g/dL', { plausible: [1, 30] as const }],
  ['10*9/L', { plausible: [0, 500] as const, count: true }],
  ['mg/g', { reported: ['mg/g', 'mg/mmol'] }],
  ['mg/L', { factors: { 'mg/L': 10 } }],
])('a number in %s reads the same with and without anything beside it', (unit, options) =>
  fc.assert(
    fc.property(fc.oneof(fc.double(), fc.double({ min: 0, max: 40 }), fc.constantFrom(0, 1, 30, 500)), (value) => {
      const reader = quantity(unit, options);
      expect(reader.read({ value, unit }, 'x').input).toEqual(reader.read({ value, unit, uln: null }, 'x').input);
    }),
  ),
);

describe('combinators', () => {
  const yes = flag().read(true, 'yes').input;
  const unknown = flag().read(null, 'unknown').input;
  it.each([
    ['one true makes any true', any(isTrue(unknown), isTrue(yes)), true],
    ['one false makes all false', all(isTrue(unknown), not(isTrue(yes))), false],
    ['all hangs on the unknown', all(isTrue(unknown), isTrue(yes)), null],
    ['an unknown or its contrary', any(isTrue(unknown), not(isTrue(unknown))), true],
    ['two of two', atLeastOf(2, isTrue(yes), isTrue(unknown)), null],
  ])('%s', (_, condition, expected) => expect(truth(condition as Condition)).toBe(expected));

  it('adds points over the unknown and names the band when every sum falls in it', () => {
    const decision = band(points([[1.5, isTrue(yes)], [1, isTrue(unknown)]]), [['high', 3], ['mid', 1.5], ['low', 0]]); // biome-ignore format: a table
    expect(settle(decision)).toEqual({
      settled: { status: 'determined', value: 'mid' },
      noted: { points: { min: 1.5, max: 2.5 } },
    });
  });

  it('a table without a row for a patient is our error', () =>
    expect(() => settle(firstOf([['a', isTrue(unknown)]]))).toThrow(RangeError));
});

describe('answers', () => {
  it.each([
    ['a word', 'mid', ['mid'], 0],
    ['unknown', 'unknown', ['low', 'mid', 'high'], 0],
    ['nothing', null, ['low', 'mid', 'high'], 0],
    ['no such word', 'huge', ['low', 'mid', 'high'], 1],
    ['a member of every object', 'toString', ['low', 'mid', 'high'], 1],
    ['an object that cannot be a text', { toString: false }, ['low', 'mid', 'high'], 1],
  ])('%s', (_, raw, options, issues) => {
    const read = choice(['low', 'mid', 'high']).read(raw, 'c');
    expect(read.input.options).toEqual(options);
    expect(read.issues).toHaveLength(issues);
  });
});

describe('quantities', () => {
  const albumin = quantity('g/dL', { plausible: [0, 10] });
  it.each([
    ['another unit', { value: 35, unit: 'g/L' }, { low: 3.5, high: 3.5 }, []],
    ['spelling', { value: 3.5, unit: 'g / dl' }, { low: 3.5, high: 3.5 }, []],
    ['no unit', { value: 3.5 }, { low: 0, high: 10 }, ['input.unitMissing']],
    ['bare', 3.5, { low: 0, high: 10 }, ['input.unitMissing']],
    ['not convertible', { value: 3.5, unit: 'mmol/L' }, { low: 0, high: 10 }, ['input.unitUnknown']],
    ['implausible', { value: 35, unit: 'g/dL' }, { low: 0, high: 10 }, ['input.implausible']],
    ['negative', { value: -1, unit: 'g/dL' }, { low: 0, high: 10 }, ['input.implausible']],
    ['decimal comma', { value: '3,5', unit: 'g/dL' }, { low: 0, high: 10 }, ['number.decimalComma']],
    ['not a number', { value: 'high', unit: 'g/dL' }, { low: 0, high: 10 }, ['number.malformed']],
    ['null', null, { low: 0, high: 10 }, []],
  ])('%s', (_, raw, range, codes) => {
    const { input, issues } = albumin.read(raw, 'albumin');
    expect(input.range).toMatchObject(range);
    expect(issues.map(({ code }) => code)).toEqual(codes);
  });

  it('G/L of a count is 10*9/L, g/L of a mass is gram', () => {
    expect(quantity('10*9/L', { count: true }).read({ value: 103, unit: 'G/L' }, 'plt').input.range).toMatchObject({
      low: 103,
    });
    expect(quantity('10*9/L', { count: true }).read({ value: 103000, unit: '/mmc' }, 'plt').input.range).toMatchObject({
      low: 103,
    });
  });

  it('keeps the reported unit where limits are printed for each', () => {
    const calcium = quantity('mg/dL', { reported: ['mg/dL', 'mmol/L'], factors: { 'mmol/L': 4.008 } });
    expect(calcium.read({ value: 2.75, unit: 'mmol/L' }, 'calcium').input).toMatchObject({
      unit: 'mmol/L',
      range: { low: 2.75, high: 2.75 },
    });
  });
});
