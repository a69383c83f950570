import { frameOf } from '@linea/survival';
import { describe, expect, it } from 'vitest';
import { fitLearner, LEARNERS, type LearnerName, type LearnerOptions, varying } from '../learner/fit-learner.ts';
import { outcomesOf } from '../table/encoding.ts';
import { cohort } from '../testing/cohorts.testing.ts';
import { contentHash } from './hash.ts';
import { isModelFile, openModel } from './model-file.ts';
import { readableJson } from './readable.ts';
import { attribute, predictIncidence, predictRisk, predictSurvival } from './survival-model.ts';
import { trainModel } from './train.ts';
import { explainWith, predictWith } from './use-model.ts';

const TIMES = [20, 60, 120];
const ALL: [LearnerName, LearnerOptions][] = [
  ...LEARNERS.map((name): [LearnerName, LearnerOptions] => [name, { trees: 30 }]),
  ['boost', { loss: 'discrete' }],
];

const table = cohort({ n: 120, p: 3, effects: [1.5], missing: 0.05 });
const models = new Map(
  ALL.map(([name, options]) => [`${name} ${options.loss ?? ''}`.trim(), fitLearner(name, table, options)]),
);

describe.each([...models])('%s', (_, model) => {
  it('is JSON and nothing else: a copy through text predicts the same', () => {
    const copy = JSON.parse(JSON.stringify(model));
    expect(predictRisk(copy, table.rows)).toEqual(predictRisk(model, table.rows));
    expect(predictSurvival(copy, table.rows, TIMES)).toEqual(predictSurvival(model, table.rows, TIMES));
  });
  it('survival lies in [0, 1] and falls', () => {
    const survival = predictSurvival(model, table.rows, TIMES);
    survival.forEach((s, k) => {
      expect(s).toBeGreaterThanOrEqual(0);
      expect(s).toBeLessThanOrEqual(k % 3 === 0 ? 1 : survival[k - 1]! + 1e-12);
    });
  });
  it('contributions, interactions and those against a background add up to the risk', () => {
    const rows = { n: 9, p: 3, x: table.rows.x.subarray(0, 27) };
    const background = { n: 11, p: 3, x: table.rows.x.subarray(30, 63) };
    const { margin, contributions, interactions, interventional } = attribute(model, rows, {
      interactions: true,
      background,
    });
    const risk = predictRisk(model, rows);
    const sum = (values: Float64Array, i: number, width: number): number =>
      values.subarray(i * width, (i + 1) * width).reduce((a, b) => a + b, 0);
    risk.forEach((own, i) => {
      for (const total of [
        margin[i]!,
        sum(contributions, i, 4),
        sum(interactions!, i, 16),
        sum(interventional!, i, 4),
      ]) {
        expect(Math.abs(total - own)).toBeLessThan(1e-8 * (1 + Math.abs(own)));
      }
    });
  });
  it('finds what was planted', () => {
    const risk = predictRisk(model, { n: 2, p: 3, x: Float64Array.of(-0.9, 0, 0, 0.9, 0, 0) });
    expect(risk[1]!).toBeGreaterThan(risk[0]!);
  });
});

describe('a learner that cannot says so by name', () => {
  const strata = Int32Array.from({ length: 120 }, (_, i) => i % 2);
  it.each([
    ['forests know no strata', 'forest', { ...table, strata }, {}, 'learner.cannot'],
    ['nor does the discrete-time loss', 'boost', { ...table, strata }, { loss: 'discrete' }, 'learner.cannot'],
    ['nobody had an event', 'cox', { ...table, event: new Uint8Array(120) }, {}, 'events.none'],
    ['nothing varies', 'cox', { ...table, rows: { n: 120, p: 3, x: new Float64Array(360) } }, {}, 'features.constant'],
    ['a direction for a feature that is not there', 'boost', table, { monotone: { y: 1 } }, 'column.unknown'],
  ] as const)('%s', (_, name, own, options, code) => expect(() => fitLearner(name, own, options)).toThrow(code));
  it('the stack leaves those out', () => {
    const model = fitLearner('auto', { ...table, strata });
    expect(model.kind === 'stack' && model.members.map(({ name }) => name)).not.toContain('forest');
  });
  it('late entry and weights are taken by all', () => {
    const late = { ...cohort({ n: 80, lateEntry: true }), weights: new Float64Array(80).fill(2) };
    for (const [name, options] of ALL) {
      const risk = predictRisk(fitLearner(name, late, options), late.rows);
      expect(risk.every(Number.isFinite), name).toBe(true);
    }
  });
});

it('with several causes, incidences and survival add up to nearly 1', () => {
  const competing = cohort({ n: 200, causes: 2, effects: [1] });
  for (const name of ['coxnet', 'forest'] as const) {
    const model = fitLearner(name, competing, { trees: 20 });
    const survival = predictSurvival(model, competing.rows, TIMES);
    const [one, two] = [1, 2].map((cause) => predictIncidence(model, competing.rows, TIMES, cause));
    survival.forEach((s, k) => {
      // The product of exp(-H) and the sum of steps differ by the size of a step.
      expect(Math.abs(s + one![k]! + two![k]! - 1)).toBeLessThan(0.05);
    });
  }
});

it('names the features that vary', () => {
  const x = Float64Array.of(1, Number.NaN, 1, 1, Number.NaN, 2);
  expect(varying({ features: ['a', 'b', 'c'], rows: { n: 2, p: 3, x } })).toEqual(['c']);
});

describe('a model file', () => {
  const frame = frameOf({
    months: Array.from(table.time),
    died: Array.from(table.event),
    dose: Array.from({ length: 120 }, (_, i) => table.rows.x[i * 3]!),
    arm: Array.from({ length: 120 }, (_, i) => (i % 2 === 0 ? 'A' : 'B')),
  });
  const file = trainModel(outcomesOf('Surv(months, died) ~ dose + arm', frame), 'additive');
  const copy = (change: object): unknown => ({ ...JSON.parse(JSON.stringify(file)), ...change });

  it('opens when it is whole, whatever the order of its members', () => {
    expect(openModel(copy({}))).toEqual(JSON.parse(JSON.stringify(file)));
    const reversed = Object.fromEntries(Object.entries(JSON.parse(JSON.stringify(file))).reverse());
    expect(openModel(reversed).hash).toBe(file.hash);
    expect([isModelFile(file), isModelFile({ learner: {} }), isModelFile(null)]).toEqual([true, false, false]);
  });
  it.each([
    ['altered by hand', copy({ seed: 2 }), 'model.altered'],
    ['altered deep inside', copy({ model: { ...file.model, rounds: [0, 0] } }), 'model.altered'],
    ['of a newer version', copy({ version: 2 }), 'model.newer'],
  ])('%s is refused by name', (_, json, code) => expect(() => openModel(json)).toThrow(code));

  it('predicts and explains rows of a table, and says what it was not trained on', () => {
    const rows = frameOf({ dose: [0, 9], arm: ['A', 'B'] });
    const { risk, survival, outOfRange, times } = predictWith(file, rows, [50]);
    expect([risk.length, survival.map((own) => own.length), times]).toEqual([2, [1, 1], [50]]);
    expect(outOfRange).toEqual([[], ['dose']]);
    expect(predictWith(file, rows).units).toEqual([]);
    const { margin, contributions, features } = explainWith(file, rows, { interactions: true });
    expect(features).toEqual(['dose', 'armB']);
    expect(margin).toEqual(risk);
    expect(contributions[0]!.reduce((a, b) => a + b)).toBeCloseTo(margin[0]!, 10);
  });
});

describe('strata of several columns', () => {
  const n = 80;
  const [a, b] = [(i: number) => 'AB'[i % 2]!, (i: number) => 'uv'[(i >> 1) % 2]!];
  const rows = Array.from({ length: n }, (_, i) => i);
  const frame = frameOf({
    t: rows.map((i) => (1 + ((i * 37) % 80)) / (1 + (i % 4))),
    d: rows.map(() => 1),
    x: rows.map((i) => (i * 13) % 7),
    a: rows.map(a),
    b: rows.map(b),
  });
  const file = trainModel(outcomesOf('Surv(t, d) ~ x + strata(a, b)', frame), 'cox');
  it('each has its own baseline in new rows; one not known has that of everyone, and is said', () => {
    const rows = frameOf({ x: [3, 3, 3, 3], a: ['A', 'B', 'C', ''], b: ['u', 'v', 'v', 'u'] });
    const { strata, survival } = predictWith(file, rows, [10]);
    expect(strata).toEqual(['A, u', 'B, v', null, null]);
    expect(survival[0]![0]).toBeGreaterThan(survival[1]![0]! + 0.2);
    expect(survival[2]).toEqual(survival[3]);
    expect(predictWith(file, frameOf({ x: [3] }), [10])).toMatchObject({ strata: [null], survival: [survival[2]] });
  });
});

it('the hash sees content, not the order of members or white space', () => {
  expect(contentHash({ a: 1, b: [1, null, 'x'] })).toBe(contentHash(JSON.parse('{ "b": [1, null, "x"], "a": 1 }')));
  expect(contentHash({ a: 1 })).not.toBe(contentHash({ a: 2 }));
  // SHA-256 of "{}", as published in many places.
  expect(contentHash({})).toBe('44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a');
});

it('is written for people, and reads back the same', () => {
  const content = { a: 1, list: [1, 'x', null], deep: [{ b: [0.5] }, {}], nothing: undefined };
  expect(readableJson(content)).toBe(
    '{\n  "a": 1,\n  "list": [1, "x", null],\n  "deep": [\n    {\n      "b": [0.5]\n    },\n    {}\n  ]\n}',
  );
  expect(JSON.parse(readableJson(content))).toEqual(JSON.parse(JSON.stringify(content)));
});
