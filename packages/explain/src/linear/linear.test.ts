import { cox, penalisedPath } from '@linea/survival';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attributeParts } from '../attribution/attribution.ts';
import { cohort } from '../testing/cohorts.testing.ts';
import type { Rows } from '../tree/tree.ts';
import { attributeLinear } from './attribute-linear.ts';
import { design, designColumns } from './design.ts';
import { fitCoxModel } from './fit-cox.ts';
import { fitCoxnet } from './fit-coxnet.ts';
import { type LinearModel, linearContributions, linearMargin, linearSurvival } from './linear-model.ts';
import { linearPath, pathMargins } from './path.ts';
import { learnPreparation } from './preparation.ts';

const column = (values: readonly number[]): Rows => ({ n: values.length, p: 1, x: Float64Array.from(values) });

describe('what is learnt of a feature before a line is drawn', () => {
  const skewed = [1, 1, 2, 2, 3, 4, 5, 8, 20, 90];
  it('the mean stands in for a missing value, and extremes are kept within training', () => {
    const rows = column([1, 2, 6, Number.NaN]);
    const preparation = learnPreparation(rows);
    const { x } = design(preparation, designColumns(preparation, rows), column([Number.NaN, -7, 99]));
    expect(Array.from(x)).toEqual([3, 1, 6]);
  });
  it('a column says who misses a value, where that tells something', () => {
    const rows = column([1, 2, 3, ...new Array(5).fill(Number.NaN)]);
    const preparation = learnPreparation(rows, { missingTells: Uint8Array.of(1) });
    const columns = designColumns(preparation, rows);
    expect(columns.map(({ part }) => part)).toEqual(['value', 'missing']);
    const { x } = design(preparation, columns, column([1, Number.NaN]));
    expect(Array.from(x)).toEqual([1, 0, 2, 1]);
  });
  it('a model written when the median stood in is read as it was', () => {
    const { x } = design(
      [{ median: 2, lowest: null, highest: null, logOffset: null, knots: null, missingColumn: false, varies: true }],
      [{ feature: 0, part: 'value' }],
      column([Number.NaN]),
    );
    expect(Array.from(x)).toEqual([2]);
  });
  it.each([
    ['skewed to the right: its logarithm', skewed, 0],
    ['with zeros: moved by the 10th percentile of the rest', [0, ...skewed], 1],
    ['symmetric: as it is', [1, 2, 3, 4, 5, 6, 7, 8], null],
    ['with negative values: as it is', [-1, ...skewed], null],
    ['of few values: as it is', [0, 0, 0, 0, 0, 0, 0, 0, 1, 2], null],
  ])('%s', (_, values, logOffset) => expect(learnPreparation(column(values))[0]).toMatchObject({ logOffset }));
  it('what does not vary gives no column', () => {
    expect(learnPreparation(column([3, 3, 3]))).toEqual([null]);
  });
  it('a spline is straight beyond its knots', () => {
    const values = Array.from({ length: 40 }, (_, i) => i);
    const preparation = learnPreparation(column(values), { knots: 4 }).map(
      (own) => own && { ...own, lowest: -100, highest: 200 },
    );
    const columns = designColumns(preparation, column(values));
    const { x, q } = design(preparation, columns, column([100, 110, 120, -10, -20, -30]));
    for (let c = 0; c < q; c++) {
      for (const i of [0, 3]) {
        const [a, b, d] = [x[i * q + c]!, x[(i + 1) * q + c]!, x[(i + 2) * q + c]!];
        expect(d - b).toBeCloseTo(b - a, 8);
      }
    }
  });
});

describe('the Cox learner', () => {
  const table = cohort({ n: 150, p: 3, effects: [1, -0.5] });
  const model = fitCoxModel(table);
  it('is the Cox model of the survival room', () => {
    const fit = cox(
      table.time,
      table.event,
      Array.from({ length: 150 }, (_, i) => table.rows.x.subarray(i * 3, i * 3 + 3)),
    );
    model.coefficients.forEach((b, j) => {
      expect(b).toBeCloseTo(fit.coefficients[j]!, 8);
      expect(model.standardErrors![j]).toBeCloseTo(Math.sqrt(fit.variance[j * 3 + j]!), 8);
    });
  });
  it('its contributions are coefficient times distance from the mean, and add up', () => {
    const { margin, contributions } = attributeParts((rows) => linearContributions(model, rows), 0, table.rows);
    const mean = Array.from({ length: 150 }, (_, i) => table.rows.x[i * 3]!).reduce((a, b) => a + b) / 150;
    expect(contributions[0]).toBeCloseTo(model.coefficients[0]! * (table.rows.x[0]! - mean), 10);
    linearMargin(model, table.rows).forEach((m, i) => {
      expect(margin[i]).toBeCloseTo(m, 10);
    });
  });
  it('against a background, the background is the baseline', () => {
    const background = { n: 2, p: 3, x: table.rows.x.subarray(0, 6) };
    const { interventional, margin } = attributeParts((rows) => linearContributions(model, rows), 0, table.rows, {
      background,
    });
    expect(interventional![3]).toBeCloseTo((margin[0]! + margin[1]!) / 2, 10);
    expect(interventional!.subarray(0, 4).reduce((a, b) => a + b)).toBeCloseTo(margin[0]!, 10);
  });
  it('a penalty draws coefficients to nothing, splines bend, strata have baselines of their own', () => {
    const size = (penalty: number): number => Math.hypot(...fitCoxModel(table, { penalty }).coefficients);
    expect(size(100)).toBeLessThan(size(10));
    expect(size(10)).toBeLessThan(Math.hypot(...model.coefficients));
    expect(fitCoxModel(table, { knots: 4 }).coefficients).toHaveLength(9);
    expect(
      fitCoxModel({ ...table, strata: Int32Array.from({ length: 150 }, (_, i) => i % 3) }).baselines.strata,
    ).toHaveLength(3);
  });
  it('survival is 1 before the first event and falls', () => {
    const survival = linearSurvival(model, table.rows, [0, 20, 60]);
    for (let i = 0; i < 150; i++) {
      expect(survival[3 * i]).toBe(1);
      expect(survival[3 * i + 2]).toBeLessThanOrEqual(survival[3 * i + 1]!);
    }
  });
});

describe('products of two features', () => {
  const table = cohort({ n: 200, p: 3, effects: [0.6, 0.4], seed: 4 });
  // The hazard rises with the first where the second is high, and falls with it where that is low.
  const time = table.time.map((t, i) => t * Math.exp(-2 * table.rows.x[3 * i]! * table.rows.x[3 * i + 1]!) + 1);
  const path = linearPath({ ...table, time }, { alpha: 0, products: true, ratio: 1e-5, logarithms: false });
  const coefficients = Array.from(path.coefficients[14]!);
  const { preparation, columns } = path;
  const model: LinearModel = {
    kind: 'coxnet',
    features: table.features,
    preparation,
    columns,
    coefficients,
    means: Array.from(path.means),
    baselines: { pooled: { time: [], hazard: [] } },
  };
  const rows = { n: 4, p: 3, x: table.rows.x.slice(0, 12) };
  rows.x[4] = Number.NaN;
  const background = { n: 6, p: 3, x: table.rows.x.slice(30, 48) };

  it('are found, one of every two', () => {
    expect(columns.filter(({ part }) => part === 'product').map(({ feature, by }) => [feature, by!.feature])).toEqual([
      [0, 1],
      [0, 2],
      [1, 2],
    ]);
    const found = coefficients.slice(3);
    expect(found[0]).toBeGreaterThan(3 * Math.max(Math.abs(found[1]!), Math.abs(found[2]!)));
  });
  it('contributions, interactions and those against a background are the Shapley values, and add up', () => {
    const { contributions, interactions, interventional, margin } = attributeLinear(model, rows, {
      interactions: true,
      background,
    });
    const risk = linearMargin(model, rows);
    for (let i = 0; i < 4; i++) {
      const sum = (of: Float64Array, from: number, count: number): number =>
        of.subarray(from, from + count).reduce((a, b) => a + b);
      expect(margin[i]).toBeCloseTo(risk[i]!, 12);
      expect(sum(contributions, 4 * i, 4)).toBeCloseTo(risk[i]!, 12);
      expect(sum(interactions!, 16 * i, 16)).toBeCloseTo(risk[i]!, 12);
      // By definition: the mean over the background with the features of a set as in the row.
      const known = (set: number): number => {
        const mixed = Float64Array.from({ length: 18 }, (_, k) => (set & (1 << k % 3) ? rows.x : background.x)[set & (1 << k % 3) ? 3 * i + (k % 3) : k]!); // biome-ignore format: one thought
        return linearMargin(model, { n: 6, p: 3, x: mixed }).reduce((a, b) => a + b) / 6;
      };
      const share = [2, 1, 2];
      for (let j = 0; j < 3; j++) {
        let value = 0;
        for (let set = 0; set < 8; set++) {
          if (set & (1 << j)) continue;
          const size = [0, 1, 2].filter((k) => set & (1 << k)).length;
          value += (share[size]! / 6) * (known(set | (1 << j)) - known(set));
        }
        expect(interventional![4 * i + j]).toBeCloseTo(value, 10);
      }
      expect(interventional![4 * i + 3]).toBeCloseTo(known(0), 10);
    }
  });
  it('one that never varies stands still', () => {
    const twice = cohort({ n: 60, p: 2, seed: 2 });
    const x = twice.rows.x.map((_, k) => (Math.floor(k / 2) % 2 === 0 ? 1 : 0));
    const own = linearPath({ ...twice, rows: { n: 60, p: 2, x } }, { alpha: 0, products: true });
    for (const found of own.coefficients) expect(Array.from(found).every(Number.isFinite)).toBe(true);
  });
});

describe('the elastic net', () => {
  const table = cohort({ n: 200, p: 6, effects: [1, 0, 0, 0.8] });
  it('its path is that of the survival room', () => {
    const path = linearPath(table, { alpha: 0.7, count: 8, logarithms: false });
    const status = Float64Array.from(table.event);
    const data = { survival: { start: undefined, time: table.time, status }, x: table.rows.x, p: 6 };
    const { steps } = penalisedPath(data, { alpha: 0.7, lambda: path.lambda });
    // Both stop when optimality holds to a millionth of lambda.
    steps.forEach((step, k) => {
      step.coefficients.forEach((b, j) => {
        expect(path.coefficients[k]![j]).toBeCloseTo(b, 5);
      });
    });
    expect(pathMargins(path, table.rows)[7]!.reduce((a, b) => a + b) / 200).toBeCloseTo(0, 8);
  });
  it('a block that is held back more is smaller', () => {
    const blocks = (factor: number) => [{ name: 'noise', features: ['x2', 'x3', 'x5', 'x6'], factor }];
    const size = (factor: number): number => {
      const model = fitCoxnet(table, { alpha: 0, blocks: blocks(factor) });
      return Math.hypot(...[1, 2, 4, 5].map((j) => model.coefficients[j]!));
    };
    expect(size(4)).toBeLessThan(size(1));
  });
  it('chooses the factor of a block by itself, and says which', () => {
    const model = fitCoxnet(table, { blocks: [{ name: 'signal', features: ['x1', 'x4'] }] });
    expect(model.penalty!.blocks).toEqual([{ name: 'signal', features: ['x1', 'x4'], factor: expect.any(Number) }]);
  });
  it('missing values are no obstacle', () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), (seed) => {
        const margin = linearMargin(
          fitCoxnet(cohort({ n: 80, missing: 0.3, seed })),
          cohort({ n: 40, missing: 0.5, seed: seed + 1 }).rows,
        );
        expect(margin.every(Number.isFinite)).toBe(true);
      }),
      { numRuns: 5 },
    ));
});
