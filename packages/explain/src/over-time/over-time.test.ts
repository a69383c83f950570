import { frameOf } from '@linea/survival';
import { describe, expect, it } from 'vitest';
import type { AdditiveModel } from '../additive/additive-model.ts';
import { termValues } from '../additive/term.ts';
import { randomStream, shuffled } from '../chance/random-stream.ts';
import { explainedLinea } from '../explained/explained-model.ts';
import { partialDependence } from '../global/partial-dependence.ts';
import { fitLearner, type LearnerName, type LearnerOptions } from '../learner/fit-learner.ts';
import { attribute, predictSurvival } from '../model/survival-model.ts';
import { trainModel } from '../model/train.ts';
import { outcomesOf } from '../table/encoding.ts';
import { cohort } from '../testing/cohorts.testing.ts';
import type { Rows } from '../tree/tree.ts';
import { accumulatedEffect } from './ale.ts';
import { exactShapley, sampledShapley } from './shapley.ts';
import { survShap } from './surv-shap.ts';

const table = cohort({ n: 200, p: 4, effects: [1.2, -0.8, 0.4] });
const cut = (from: number, count: number): Rows => ({
  n: count,
  p: 4,
  x: table.rows.x.slice(4 * from, 4 * (from + count)),
});
const [rows, background] = [cut(0, 3), cut(100, 25)];
const times = [20, 60, 120];
const { features } = table;

const ALL: [LearnerName, LearnerOptions][] = [
  ['cox', {}],
  ['forest', { trees: 20 }],
  ['boost', { loss: 'discrete' }],
  ['additive', {}],
];

describe.each(ALL)('SurvSHAP(t) of %s', (name, options) => {
  const model = fitLearner(name, table, options);
  it('columns of one factor are one player, on either scale', () => {
    const groups = [{ name: 'factor', features: [features[0]!, features[2]!] }];
    for (const scale of ['survival', 'logHazard'] as const) {
      const [own] = survShap(model, features, rows, background, { times, scale, groups });
      expect(own!.features.map(({ feature }) => feature)).toEqual(['factor', features[1], features[3]]);
      times.forEach((_, k) => {
        const sum = own!.features.reduce((total, one) => total + one.contributions[k]!, own!.baseline[k]!);
        expect(sum).toBeCloseTo(own!.predicted[k]!, 9);
      });
    }
    // Everything one player: it brings all there is.
    const all = [{ name: 'all', features: [...features] }];
    const [whole] = survShap(model, features, rows, background, { times, groups: all });
    expect(whole!.features[0]!.contributions[1]).toBeCloseTo(whole!.predicted[1]! - whole!.baseline[1]!, 9);
  });
  it('adds up to the prediction at every time, from the mean of the background', () => {
    const explained = survShap(model, features, rows, background, { times });
    const said = predictSurvival(model, rows, times);
    const behind = predictSurvival(model, background, times);
    explained.forEach((own, i) => {
      expect(own.exact).toBe(true);
      times.forEach((_, k) => {
        const sum = own.features.reduce((total, { contributions }) => total + contributions[k]!, own.baseline[k]!);
        expect(sum).toBeCloseTo(said[i * 3 + k]!, 10);
        const mean = Array.from({ length: 25 }, (__, b) => behind[b * 3 + k]!).reduce((a, b) => a + b, 0) / 25;
        expect(own.baseline[k]).toBeCloseTo(mean, 10);
      });
    });
  });
  it('of someone who has come this far it adds up to survival given that', () => {
    const from = 40;
    const [own] = survShap(model, features, rows, background, { times: [60, 120], from });
    const said = predictSurvival(model, rows, [from, 60, 120]);
    [1, 2].forEach((at, k) => {
      const sum = own!.features.reduce((total, { contributions }) => total + contributions[k]!, own!.baseline[k]!);
      expect(sum).toBeCloseTo(said[at]! / said[0]!, 10);
    });
  });
  it('a feature the model does not look at, or that is as in the background, contributes nothing', () => {
    const same = { n: 1, p: 4, x: background.x.slice(0, 4) };
    const alone = { n: 1, p: 4, x: background.x.slice(0, 4) };
    const [own] = survShap(model, features, same, alone, { times });
    for (const { contributions } of own!.features) expect(contributions).toEqual([0, 0, 0]);
  });
});

describe('on the log hazard', () => {
  it.each(['cox', 'additive'] as const)('%s: enumeration agrees with the closed form, at every time', (name) => {
    const model = fitLearner(name, table, {});
    const closed = survShap(model, features, rows, background, { times, scale: 'logHazard' });
    const { interventional } = attribute(model, rows, { background });
    // By the definition: all subsets, log(-log S) of the mixed rows.
    const enumerated = exactShapley((coalitions) => {
      const made = new Float64Array(coalitions.length * 3);
      coalitions.forEach((mask, c) => {
        const mixed = background.x.slice();
        for (let j = 0; j < 4; j++) if ((mask >> j) & 1) for (let b = 0; b < 25; b++) mixed[4 * b + j] = rows.x[j]!;
        predictSurvival(model, { n: 25, p: 4, x: mixed }, times).forEach((s, at) => {
          made[c * 3 + (at % 3)]! += Math.log(-Math.log(s)) / 25;
        });
      });
      return made;
    }, 4);
    closed[0]!.features.forEach(({ contributions }, j) => {
      contributions.forEach((value, k) => {
        expect(value).toBeCloseTo(enumerated.values[j * 3 + k]!, 9);
        expect(value).toBeCloseTo(interventional![j]!, 12);
      });
    });
    expect(closed[0]!.baseline[1]).toBeCloseTo(enumerated.none[1]!, 9);
  });
  it("the glass box's own shapes: without pairs, a contribution is the shape less its mean over the background", () => {
    const fitted = fitLearner('additive', table, { pairs: 0 }) as AdditiveModel;
    const single = { ...fitted, terms: fitted.terms.filter(({ features: own }) => own.length === 1) };
    const [own] = survShap(single, features, rows, background, { times, scale: 'logHazard' });
    features.forEach((_, j) => {
      const terms = single.terms.filter(({ features: of }) => of[0] === j);
      const shape = (at: Rows): number[] =>
        Array.from({ length: at.n }, (__, i) => terms.reduce((sum, term) => sum + termValues(term, at)[i]!, 0));
      const mean = shape(background).reduce((a, b) => a + b, 0) / 25;
      expect(own!.features[j]!.contributions[0]).toBeCloseTo(shape(rows)[0]! - mean, 10);
    });
  });
});

describe('sampled', () => {
  // Two players who are worth something only together, one who is worth 1, at two times.
  const game = (coalitions: Uint32Array): Float64Array =>
    Float64Array.from(
      [...coalitions].flatMap((mask) => {
        const pair = (mask & 3) === 3 ? 2 : 0;
        return [pair + ((mask >> 2) & 1), 2 * pair];
      }),
    );
  it('the definition, by hand', () => {
    const { values, none, all } = exactShapley(game, 3);
    expect(Array.from(values)).toEqual([1, 2, 1, 2, 1, 0].map((v) => expect.closeTo(v, 12)));
    expect([Array.from(none), Array.from(all)]).toEqual([
      [0, 0],
      [3, 4],
    ]);
  });
  it('sums are exact, and values within their errors of the truth', () => {
    const wide = (coalitions: Uint32Array): Float64Array =>
      Float64Array.from(coalitions, (mask) => {
        const bit = (j: number): number => (mask >>> j) & 1;
        return bit(0) * bit(1) * bit(2) + 2 * bit(3) * (1 - bit(0)) + bit(4) + 0.5 * bit(5) * bit(1);
      });
    const truth = exactShapley(wide, 6);
    const random = randomStream(1);
    const found = sampledShapley(wide, 6, 400, () => shuffled(6, random));
    expect(found.values.reduce((a, b) => a + b, 0)).toBeCloseTo(truth.all[0]! - truth.none[0]!, 10);
    found.values.forEach((value, j) => {
      // Four standard errors: one in fifteen thousand.
      expect(Math.abs(value - truth.values[j]!)).toBeLessThanOrEqual(4 * found.errors[j]! + 1e-12);
    });
    // The player whose gain never varies is known at once, but for the square root of rounding.
    expect(found.errors[4]).toBeCloseTo(0, 6);
  });
});

describe('accumulated local effects', () => {
  const n = 400;
  const { rows: drawn, time, event } = cohort({ n, p: 2, effects: [1], seed: 9 });
  const x = Array.from({ length: n }, (_, i) => drawn.x[2 * i]!);
  const frame = frameOf({
    x,
    twin: x.map((v, i) => v + 0.05 * drawn.x[2 * i + 1]!),
    time,
    event: Array.from(event),
  });
  const outcomes = outcomesOf('Surv(time, event) ~ x + twin', frame);
  const file = trainModel(outcomes, 'cox', { penalty: 1 });

  it('of a linear model is its line, centred over the patients, as partial dependence is', () => {
    const model = explainedLinea(file);
    const { points } = accumulatedEffect(model, frame, 'x');
    const dependence = partialDependence(model, frame, 'x').points;
    const slope = (a: { x: number; y: number }, b: { x: number; y: number }): number => (b.y - a.y) / (b.x - a.x);
    const ends = [points[0]!, points.at(-1)!].map(({ value, effect }) => ({ x: value, y: effect }));
    const others = [dependence[0]!, dependence.at(-1)!].map(({ value, risk }) => ({ x: Number(value), y: risk }));
    expect(slope(ends[0]!, ends[1]!)).toBeCloseTo(slope(others[0]!, others[1]!), 8);
    expect(points.reduce((sum, { patients }) => sum + patients, 0)).toBe(n);
    // Centred: the mean of the line over the patients is 0 but for the bend within each twentieth.
    const mean = points.reduce((sum, { effect, patients }) => sum + effect * patients, 0) / n;
    expect(Math.abs(mean)).toBeLessThan(0.1 * Math.abs(ends[1]!.y - ends[0]!.y));
  });
  it('words have no order to accumulate over', () => {
    const words = frameOf({ ...Object.fromEntries(frame.columns), x: x.map((v) => (v > 0 ? 'high' : 'low')) });
    expect(() => accumulatedEffect(explainedLinea(file), words, 'x')).toThrow(/column.words/);
    expect(() => accumulatedEffect(explainedLinea(file), frame, 'colour')).toThrow(/column.unknown/);
  });
});
