import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cox, fitCox } from '../cox/cox.ts';
import { coxData } from '../cox/data.ts';
import { randomStream } from '../random/random.ts';
import { anyCohort, column, type Row } from '../testing/cohorts.testing.ts';
import { crossValidatePath } from './cross-validate.ts';
import { learnCurvature } from './learn-curvature.ts';
import { penalisedPath } from './path.ts';
import { ridgeCox } from './ridge.ts';

const dataOf = (rows: readonly Row[]) => ({
  survival: { start: undefined, time: column(rows, 'time'), status: column(rows, 'event') },
  x: Float64Array.from(rows.flatMap(({ x, z, group }) => [x, z, group])),
  p: 3,
});
const hasEvents = (rows: readonly Row[]): boolean =>
  rows.some((r) => r.event === 1 && rows.some((o) => o.time >= r.time && o.x !== r.x));

describe('penalised Cox', () => {
  it('meets the optimality conditions at every lambda, for every mixture', () =>
    fc.assert(
      fc.property(anyCohort(6, 20), fc.constantFrom(0, 0.3, 1), fc.boolean(), (rows, alpha, standardize) => {
        if (!hasEvents(rows)) return;
        const path = penalisedPath(dataOf(rows), { alpha, standardize, lambda: [0.5, 0.1, 0.02] });
        for (const step of path.steps) expect(step.violation).toBeLessThan(1e-8);
      }),
    ));

  it('begins with no coefficient, and ends near the fit without penalty', () => {
    const rows: Row[] = Array.from({ length: 40 }, (_, i) => ({
      time: 1 + ((i * 7) % 31),
      event: i % 3 === 0 ? 0 : 1,
      x: (i * 5) % 4,
      z: ((i * 11) % 9) / 2,
      group: i % 2,
      weight: 1,
    }));
    const data = dataOf(rows);
    const path = penalisedPath(data, { count: 20 });
    expect(path.steps[0]!.nonzero).toBe(0);
    expect(path.steps.length).toBeLessThanOrEqual(20);
    const free = fitCox(data, { ties: 'breslow' }).coefficients;
    const last = penalisedPath(data, { lambda: [1e-9] }).steps[0]!.coefficients;
    expect(Array.from(last)).toEqual(Array.from(free, (b) => expect.closeTo(b, 5)));
    const parts = Int32Array.from(rows, (_, i) => i % 5);
    const cv = crossValidatePath(data, parts, { lambda: [0.2, 0.05, 0.01] });
    expect(cv.lambda).toContain(cv.best);
    expect(cv.oneStandardError).toBeGreaterThanOrEqual(cv.best);
  });

  it('ridge: no penalty is no penalty, a large one leaves nothing', () => {
    const time = [1, 1, 6, 6, 8, 9];
    const event = [1, 0, 1, 1, 0, 1];
    const x = [[1], [1], [1], [0], [0], [0]];
    const data = {
      survival: { start: undefined, time: Float64Array.from(time), status: Float64Array.from(event) },
      x: Float64Array.from(x.flat()),
      p: 1,
    };
    expect(ridgeCox(data, 0).coefficients[0]).toBeCloseTo(cox(time, event, x).coefficients[0]!, 6);
    expect(ridgeCox(data, 0).df).toBeCloseTo(1, 12);
    expect(Math.abs(ridgeCox(data, 1e9).coefficients[0]!)).toBeLessThan(1e-8);
  });

  // More columns than the solver takes into play at once, and more than rows: the other way of keeping columns.
  it('meets the conditions on a wide table, entry by entry of the path, with late entry and strata', () => {
    const random = randomStream(11);
    const [n, p] = [120, 300];
    const x = Float64Array.from({ length: n * p }, () => random.normal());
    const effect = (i: number): number => 0.8 * x[i * p]! - 0.8 * x[i * p + 7]!;
    const time = Array.from(
      { length: n },
      (_, i) => 1 + Math.ceil(-20 * Math.log(random.uniform()) * Math.exp(-effect(i))),
    );
    const data = coxData(
      time,
      Array.from({ length: n }, () => Number(random.uniform() < 0.7)),
      { rows: n, columns: p, values: x },
      { strata: Array.from({ length: n }, (_, i) => i % 2), start: time.map((t, i) => (i % 3 === 0 ? t / 3 : 0)) },
    );
    const { steps, notConverged } = penalisedPath(data, { count: 25 });
    expect(notConverged).toBe(0);
    for (const { violation } of steps) expect(violation).toBeLessThan(1e-8);
    const last = steps.at(-1)!;
    expect(last.nonzero).toBeGreaterThan(20);
    // The same optimum from scratch, one penalty alone.
    const [alone] = penalisedPath(data, { lambda: [last.lambda] }).steps;
    expect(alone!.logLikelihood).toBeCloseTo(last.logLikelihood, 6);
  });

  // Copies of columns share one coefficient in every way that adds up: the optimum is not one point, but its conditions hold.
  it.each([1, 0.5, 0])('meets them with more columns than rows, copies among them (alpha %s)', (alpha) => {
    const random = randomStream(3);
    const [n, p] = [50, 150];
    const x = Float64Array.from({ length: n * p }, () => random.normal());
    for (let i = 0; i < n; i++) x.copyWithin(i * p + 120, i * p, i * p + 20);
    const data = coxData(
      Array.from({ length: n }, (_, i) => 1 + ((i * 17) % 23)),
      Array.from({ length: n }, (_, i) => Number(i % 4 > 0)),
      { rows: n, columns: p, values: x },
    );
    const { steps, notConverged } = penalisedPath(data, { alpha, count: 30 });
    expect(notConverged).toBe(0);
    for (const { violation } of steps) expect(violation).toBeLessThan(1e-8);
  });

  // By hand: H = I, step (1, 0) and fall (2, 1) give H + y y' / 2 - s s' = [[2, 1], [1, 1.5]], which takes the step to the fall.
  it('learns from a step that the curvature takes it to the fall of the gradient', () => {
    const h = Float64Array.of(1, 0, 0, 1);
    learnCurvature(h, 2, Float64Array.of(1, 0), Float64Array.of(2, 1));
    expect([...h]).toEqual([2, 1, 1, 1.5]);
    learnCurvature(h, 2, Float64Array.of(0, 1), Float64Array.of(0, -1));
    expect([...h]).toEqual([2, 1, 1, 1.5]);
  });

  it('stops as near to the optimum as it is asked to', () => {
    const rows = Array.from(
      { length: 60 },
      (_, i): Row => ({
        time: 1 + ((i * 7) % 31),
        event: i % 4 === 0 ? 0 : 1,
        x: (i * 5) % 4,
        z: ((i * 11) % 9) / 2,
        group: i % 2,
        weight: 1,
      }),
    );
    const { steps } = penalisedPath(dataOf(rows), { lambda: [0.01], optimality: 1e-3 });
    const largest = penalisedPath(dataOf(rows), { count: 2 }).steps[0]!.lambda;
    expect(steps[0]!.violation * 0.01).toBeLessThan(2e-3 * largest);
  });
});
