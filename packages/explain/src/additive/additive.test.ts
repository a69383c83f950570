import { describe, expect, it } from 'vitest';
import { cohort } from '../testing/cohorts.testing.ts';
import { additiveMargin, additiveSurvival, attributeAdditive, readShape } from './additive-model.ts';
import { fitAdditive } from './fit-additive.ts';
import { bestQuadrants, stepOfOne } from './step.ts';
import { binOf } from './term.ts';

const sums = (gradient: number[], curvature: number[]) => ({
  gradient: Float64Array.from(gradient),
  curvature: Float64Array.from(curvature),
});
const options = { rate: 1, lambda: 0, minimumCurvature: 0.5 };

describe('a step of a shape', () => {
  it('moves up to three stretches, and the missing alone, each by its Newton step', () => {
    const step = new Float64Array(5);
    stepOfOne(sums([-2, -2, 1, 6, 3], [1, 1, 1, 2, 1]), options, step);
    expect(Array.from(step)).toEqual([2, 2, -1, -3, -3]);
  });
  it('does not cut off what has too little curvature', () => {
    const step = new Float64Array(4);
    stepOfOne(sums([-9, 1, 1, 0], [0.4, 1, 1, 0]), options, step);
    expect(Array.from(step)).toEqual([8 / 1.4, 8 / 1.4, -1, 0].map((v) => expect.closeTo(v, 12)));
  });
  it('finds the four quadrants of an interaction', () => {
    // Rows 0-1, columns 0-2; the last of each is for missing values.
    const grid = sums([-3, 3, 3, 0, 3, -3, -3, 0, 0, 0, 0, 0], new Array(12).fill(1));
    expect(bestQuadrants(grid, 3, 4, options)).toMatchObject({ first: 1, second: 1 });
  });
});

it('a bin is closed below and open above; missing values have the last', () => {
  expect([-1, 0, 0.5, 1, 2, Number.NaN].map((v) => binOf([0, 1], v))).toEqual([0, 1, 1, 2, 2, 3]);
});

describe('the glass box', () => {
  const table = cohort({ n: 400, p: 3, effects: [2], missing: 0.1 });
  const model = fitAdditive(table, { bags: 5, rounds: 60 });
  const width = 4;

  it('finds the shape that was planted: rising, and nearly flat where there is nothing', () => {
    const range = (j: number): number => {
      const shape = readShape(model, j, 100).filter(({ missing }) => !missing);
      return Math.log(shape.at(-1)!.hazardRatio / shape[0]!.hazardRatio);
    };
    expect(range(0)).toBeGreaterThan(1.5);
    expect(Math.abs(range(2))).toBeLessThan(range(0) / 3);
  });

  it('is read in percent and in time: who is at higher hazard has less of both', () => {
    const shape = readShape(model, 0, 100).filter(({ missing }) => !missing);
    const [low, high] = [shape[0]!, shape.at(-1)!];
    expect(low.survivalDifference).toBeGreaterThan(0);
    expect(high.survivalDifference).toBeLessThan(0);
    expect(low.months - high.months).toBeCloseTo(low.monthsDifference - high.monthsDifference, 9);
    expect(high.lower).toBeLessThanOrEqual(high.hazardRatio);
    expect(shape.reduce((sum, { patients }) => sum + patients, 0)).toBeLessThan(400);
  });

  it('margins are 0 on average, and made of its terms', () => {
    const margin = additiveMargin(model, table.rows);
    expect(margin.reduce((sum, m) => sum + m, 0) / 400).toBeCloseTo(0, 10);
    const { contributions } = attributeAdditive(model, table.rows);
    margin.forEach((m, i) => {
      expect(contributions.subarray(i * width, i * width + width).reduce((a, b) => a + b)).toBeCloseTo(m, 10);
    });
  });

  it('pairs are pure: moving what they say of one feature changes no prediction', () => {
    const strong = cohort({ n: 500, p: 2, effects: [] });
    const sign = (i: number): number => Math.sign(strong.rows.x[i * 2]! * strong.rows.x[i * 2 + 1]!);
    const time = strong.time.map((t, i) => (sign(i) > 0 ? Math.ceil(t / 5) : t));
    const paired = fitAdditive({ ...strong, time }, { bags: 5, rounds: 80, pairs: 1 });
    const pair = paired.terms.find(({ features }) => features.length === 2)!;
    expect(pair.features).toEqual([0, 1]);
    const [rows, columns] = pair.cuts.map((cuts) => cuts.length + 2);
    for (let a = 0; a < rows!; a++) {
      const own = Array.from(
        { length: columns! },
        (_, b) => pair.values[a * columns! + b]! * pair.count[a * columns! + b]!,
      );
      expect(own.reduce((x, y) => x + y, 0)).toBeCloseTo(0, 6);
    }
    const { margin, interactions } = attributeAdditive(paired, strong.rows, { interactions: true });
    margin.forEach((m, i) => {
      expect(interactions!.subarray(i * 9, i * 9 + 9).reduce((x, y) => x + y)).toBeCloseTo(m, 9);
    });
  });

  it('against a background it is the definition: two players, four worlds', () => {
    const two = cohort({ n: 300, p: 2, effects: [1, 1] });
    const fitted = fitAdditive(two, { bags: 5, rounds: 40, pairs: 1 });
    const background = { n: 7, p: 2, x: two.rows.x.subarray(0, 14) };
    const rows = { n: 1, p: 2, x: two.rows.x.subarray(40, 42) };
    const world = (first: boolean, second: boolean): number => {
      const x = background.x.slice();
      for (let i = 0; i < 7; i++) {
        if (first) x[2 * i] = rows.x[0]!;
        if (second) x[2 * i + 1] = rows.x[1]!;
      }
      return additiveMargin(fitted, { n: 7, p: 2, x }).reduce((a, b) => a + b, 0) / 7;
    };
    const [none, one, other, both] = [world(false, false), world(true, false), world(false, true), world(true, true)];
    const { interventional } = attributeAdditive(fitted, rows, { background });
    const expected = [(one - none + both - other) / 2, (other - none + both - one) / 2, none];
    expect(Array.from(interventional!)).toEqual(expected.map((v) => expect.closeTo(v, 10)));
  });

  it('survival falls, and is the same again for the same seed', () => {
    const survival = additiveSurvival(model, table.rows, [20, 80]);
    for (let i = 0; i < 400; i++) expect(survival[2 * i + 1]).toBeLessThanOrEqual(survival[2 * i]!);
    expect(fitAdditive(table, { bags: 2, rounds: 5 })).toEqual(fitAdditive(table, { bags: 2, rounds: 5 }));
  });
});
