import { frameOf } from '@linea/survival';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attributeParts } from '../attribution/attribution.ts';
import type { ExplainedModel } from '../explained/explained-model.ts';
import { fitLearner, type LearnerName } from '../learner/fit-learner.ts';
import { attribute, predictRisk } from '../model/survival-model.ts';
import { trainModel } from '../model/train.ts';
import { outcomesOf } from '../table/encoding.ts';
import { cohort } from '../testing/cohorts.testing.ts';
import type { Rows } from '../tree/tree.ts';
import { deletionTest } from './deletion.ts';
import { randomisationTest } from './randomisation.ts';
import { tableOfModel } from './table-of-model.ts';

/** A sum of its features, and what somebody says that each contributes. */
const stated = (share: (x: number, j: number) => number): ExplainedModel => ({
  features: ['a', 'b', 'c', 'd'],
  columns: [],
  encode: () => {
    throw new Error('not asked');
  },
  risk: ({ n, p, x }) =>
    Float64Array.from({ length: n }, (_, i) => x.subarray(i * p, i * p + p).reduce((sum, v) => sum + v, 0)),
  attribute: (rows) => attributeParts((own) => own.x.map((x, k) => share(x, k % own.p)), 0, rows),
  attributeGroups: () => new Float64Array(0),
});
const rowsOf = (rows: readonly (readonly number[])[]): Rows => ({ n: rows.length, p: 4, x: Float64Array.from(rows.flat()) }); // biome-ignore format: one call

describe('the deletion test', () => {
  it('by hand: 8, 4, 2, 1 against nothing, in the order of their size', () => {
    const found = deletionTest(stated((x) => x), rowsOf([[8, 4, 2, 1]]), rowsOf([[0, 0, 0, 0]])); // biome-ignore format: one call
    expect(found.share).toEqual([0, 0.25, 0.5, 0.75, 1]);
    expect(found.attributed).toEqual([15, 7, 3, 1, 0]);
    // (15 + 7) / 2 + (7 + 3) / 2 + (3 + 1) / 2 + (1 + 0) / 2, a quarter each.
    expect(found.area).toBe(18.5 / 4);
    expect(found.random[0]).toBe(15);
    expect(found.random.at(-1)).toBeCloseTo(0, 12);
  });
  it('no order does better than true contributions of a sum', () =>
    fc.assert(
      fc.property(fc.array(fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 4, maxLength: 4 }), { minLength: 1, maxLength: 5 }), (rows) => {
        const { area, areaRandom, attributed, lower } = deletionTest(stated((x) => x), rowsOf(rows), rowsOf([[0, 0, 0, 0]])); // biome-ignore format: one call
        expect(area).toBeLessThanOrEqual(areaRandom + 1e-9);
        attributed.forEach((v, k) => {
          expect(v).toBeLessThanOrEqual(lower[k]! + 1e-9);
        });
      }),
      { numRuns: 30 },
    )); // biome-ignore format: one call
  it('contributions turned upside down fail it, those of a fitted model pass', () => {
    const table = cohort({ n: 150, p: 4, effects: [1.5, -1, 0.5, 0.2] });
    expect(
      deletionTest(
        stated((x) => -x),
        table.rows,
        table.rows,
      ).p,
    ).toBe(1);
    for (const name of ['cox', 'forest'] as LearnerName[]) {
      const model = fitLearner(name, table, { trees: 40 });
      const explained = { ...stated((x) => x), risk: (rows: Rows) => predictRisk(model, rows), attribute: (rows: Rows) => attribute(model, rows) }; // biome-ignore format: one object
      const found = deletionTest(explained, table.rows, table.rows);
      expect(found.p, name).toBeLessThan(0.05);
      expect(deletionTest(explained, table.rows, table.rows)).toEqual(found);
    }
  });
});

describe('the randomisation test', () => {
  const table = cohort({ n: 120, p: 5, effects: [1.5, -1] });
  it.each(['cox', 'forest'] as LearnerName[])('%s: what was learnt from nothing looks like nothing', (name) => {
    const options = { trees: 30 };
    const model = fitLearner(name, table, options);
    const found = randomisationTest(model, name, options, table, { permutations: 12 });
    expect(found.correlations).toHaveLength(12);
    expect(found.correlated).toBe(false);
    expect(found.sizeRatio).toBeLessThan(0.7);
    expect(randomisationTest(model, name, options, table, { permutations: 12 })).toEqual(found);
  }); // biome-ignore format: one call
  it('what cannot be tested is refused', () => {
    const same = { ...table, rows: { ...table.rows, x: Float64Array.from(table.rows.x, (_, k) => Math.sin(k % 5)) } };
    const model = fitLearner('cox', table, {});
    expect(() => randomisationTest(model, 'cox', {}, same, { permutations: 2 })).toThrow('features.constant');
    expect(() => randomisationTest(model, 'cox', {}, table, { permutations: 1 })).toThrow(RangeError);
  });
});

it('a table is encoded as the model saw its own, whatever columns were added', () => {
  const columns = { t: [5, 3, 8, 1, 9, 4], e: [1, 0, 1, 1, 0, 1], age: [1, 2, 3, 4, 5, 7], w: [1, 2, 1, 2, 1, 2] };
  const file = trainModel(outcomesOf('Surv(t, e) ~ .', frameOf(columns), 'w'), 'cox');
  const table = tableOfModel(file, frameOf({ late: [9, 9, 9, 9, 9, 9], ...columns, t: [5, 3, null, 1, 9, 4] }));
  expect([table.features, Array.from(table.rows.x), Array.from(table.event)]).toEqual([['age'], [1, 2, 4, 5, 7], [1, 0, 1, 0, 1]]); // biome-ignore format: one table
});
