import { frameOf } from '@linea/survival';
import { describe, expect, it } from 'vitest';
import { explainedLinea } from '../explained/explained-model.ts';
import { trainModel } from '../model/train.ts';
import { outcomesOf } from '../table/encoding.ts';
import { cohort } from '../testing/cohorts.testing.ts';
import { globalImportance } from './importance.ts';
import { evenly, partialDependence } from './partial-dependence.ts';

describe('global importance', () => {
  it('by hand: mean absolute contributions, largest first, the baseline left out', () => {
    const phi = Float64Array.of(1, -4, 9, -3, 2, 9);
    const found = globalImportance(['a', 'b'], phi, 2, { samples: 50 });
    expect(found.map(({ name, importance, share, rank }) => [name, importance, share, rank])).toEqual([['b', 3, 0.6, 1], ['a', 2, 0.4, 2]]); // biome-ignore format: a table
    // Samples of two patients: a is 1, 2 or 3; b is 4, 3 or 2.
    expect([found[1]!.lower, found[1]!.upper, found[0]!.lower, found[0]!.upper]).toEqual([1, 3, 2, 4]);
    expect([found[0]!.rankLower, found[0]!.rankUpper]).toEqual([1, 2]);
  });
  it('limits lie around the estimate, narrower with more patients, and are the same again for the same seed', () => {
    const width = (n: number): number => {
      const phi = Float64Array.from({ length: 2 * n }, (_, k) => (k % 2 === 0 ? Math.sin(k) : 0));
      const [one] = globalImportance(['a'], phi, n);
      expect(one!.lower).toBeLessThanOrEqual(one!.importance);
      expect(one!.upper).toBeGreaterThanOrEqual(one!.importance);
      expect(globalImportance(['a'], phi, n)[0]).toEqual(one);
      return one!.upper - one!.lower;
    };
    expect(width(400)).toBeLessThan(width(25));
  });
});

describe('partial dependence', () => {
  const table = cohort({ n: 120, p: 2, effects: [1.5] });
  const frame = frameOf({
    months: Array.from(table.time),
    died: Array.from(table.event),
    dose: Array.from({ length: 120 }, (_, i) => table.rows.x[i * 2]!),
    arm: Array.from({ length: 120 }, (_, i) => (i % 2 === 0 ? 'A' : 'B')),
    idle: new Array(120).fill(null),
  });
  const file = trainModel(outcomesOf('Surv(months, died) ~ dose + arm', frame), 'cox');
  const model = explainedLinea(file);

  it('of a linear model is a line of its slope, for a number and for a word', () => {
    const { points, n, at } = partialDependence(model, frame, 'dose');
    expect([n, points.length]).toEqual([120, 25]);
    expect(at).toBeCloseTo(file.trainedOn.longestFollowUp / 2, 0);
    const [first, last] = [points[0]!, points.at(-1)!];
    const slope = (last.risk - first.risk) / (Number(last.value) - Number(first.value));
    expect(file.model.kind === 'cox' && file.model.coefficients[0]).toBeCloseTo(slope, 9);
    expect(first.survival!).toBeGreaterThan(last.survival!);
    // Nothing interacts: patients differ by the same at every value.
    points.forEach(({ high, low }) => {
      expect(high - low).toBeCloseTo(first.high - first.low, 9);
    });
    const arm = partialDependence(model, frame, 'arm').points;
    expect(arm.map(({ value }) => value)).toEqual(['A', 'B']);
    expect(file.model.kind === 'cox' && file.model.coefficients[1]).toBeCloseTo(arm[1]!.risk - arm[0]!.risk, 9);
  });
  it.each(['weight', 'idle', 'armB'])('a column the model does not read is refused: %s', (column) =>
    expect(() => partialDependence(model, frame, column)).toThrow('column.unknown'),
  );
  it('positions are evenly chosen', () => expect(Array.from(evenly(10, 4))).toEqual([0, 2, 5, 7]));
});
