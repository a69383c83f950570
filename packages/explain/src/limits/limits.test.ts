import { type Frame, frameOf, rowsOf } from '@linea/survival';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { abstentionsOf } from '../domain/abstention.ts';
import { conditionalOn, distanceTo, learnDomain, percentileOf } from '../domain/domain.ts';
import { missingInputs } from '../domain/missing-inputs.ts';
import type { LearnerName } from '../learner/fit-learner.ts';
import { openModel } from '../model/model-file.ts';
import { trainModel } from '../model/train.ts';
import { encode, outcomesOf } from '../table/encoding.ts';
import { cohort } from '../testing/cohorts.testing.ts';
import { table } from '../testing/fixtures.testing.ts';
import { population } from '../transport/transport.testing.ts';
import { censoringModel } from '../uncertainty/censoring-weights.ts';
import { boundsOf } from '../uncertainty/conformal.ts';
import { curvesOf, timeAtLevel } from '../uncertainty/predicted-times.ts';
import { learnLimits, withLimits } from './learn-limits.ts';
import { withinLimits } from './within-limits.ts';

const effects = [0.8, -0.5, 0.3];

const frameWith = (made: ReturnType<typeof population>): Frame => {
  const { n, p, x } = made.rows;
  const column = (j: number): number[] => Array.from({ length: n }, (_, i) => x[i * p + j]!);
  return frameOf({ x1: column(0), x2: column(1), x3: column(2), time: made.time, event: Array.from(made.event) });
};

describe('conformal bounds keep their promise on people whose time is known', () => {
  const runs = 20;
  /** Share of new patients above the lower bound and within the interval, mean over runs. */
  const coverage = (learner: LearnerName, right: string, promise: number): [number, number] => {
    let [above, within, count] = [0, 0, 0];
    for (let seed = 1; seed <= runs; seed++) {
      const outcomes = outcomesOf(`Surv(time, event) ~ ${right}`, frameWith(population({ n: 300, effects, seed })));
      const file = trainModel(outcomes, learner, { trees: 25 });
      const { conformal, times } = learnLimits(file, outcomes);
      const level = conformal.find((one) => one.coverage === promise)!;
      const fresh = population({ n: 500, effects, seed: 900 + seed });
      const curves = curvesOf(file.model, encode(file.encoding, frameWith(fresh)), times);
      fresh.happens.forEach((happens, i) => {
        const { lower, interval } = boundsOf(level, curves, i);
        above += Number(happens >= lower);
        within += Number(happens >= interval[0] && happens <= (interval[1] ?? Number.POSITIVE_INFINITY));
        count++;
      });
    }
    return [above / count, within / count];
  };
  // The promise holds on average over calibrations; one of 300 patients moves it by 0.03, the mean of 20 by less than 0.01.
  it.each([
    ['the right model', 'cox', 'x1 + x2 + x3', 0.9],
    ['a model that lacks what matters', 'cox', 'x3', 0.9],
    ['a forest', 'forest', 'x1 + x2 + x3', 0.8],
  ] as const)('%s', (_, learner, right, promise) => {
    const [above, within] = coverage(learner, right, promise);
    for (const share of [above, within]) {
      expect(share).toBeGreaterThan(promise - 0.02);
      expect(share).toBeLessThan(promise + 0.04);
    }
  });
});

it.each([
  ['gbsg', 'gpl/models/csv/gbsg.csv'],
  ['metabric', 'models/csv/metabric.csv'],
])('conformal bounds keep their promise on patients of %s that were left out', (_, file) => {
  const all = table(file);
  const [learnt, fresh] = [0, 1].map((own) =>
    rowsOf(
      all,
      Int32Array.from({ length: all.rows }, (__, i) => i).filter((i) => Number(i % 3 === 2) === own),
    ),
  ) as [Frame, Frame];
  const outcomes = outcomesOf('Surv(time, event) ~ .', learnt);
  const model = trainModel(outcomes, 'cox');
  const { conformal, times } = learnLimits(model, outcomes);
  const judged = outcomesOf('Surv(time, event) ~ .', fresh);
  const rows = encode(model.encoding, fresh);
  const curves = curvesOf(model.model, rows, times);
  const censoring = censoringModel({ features: model.encoding.features, rows, time: judged.time, event: judged.event });
  for (const level of conformal) {
    let missed = 0;
    judged.time.forEach((t, i) => {
      if (judged.event[i] === 1 && t < boundsOf(level, curves, i).lower) missed += 1 / censoring(i, t);
    });
    // Two standard errors of a share of some 230 and 630 patients.
    const error = 2 * Math.sqrt((level.coverage * (1 - level.coverage)) / judged.time.length);
    expect(1 - missed / judged.time.length).toBeGreaterThan(level.coverage - 1.5 * error);
  }
});

it('a curve is read between its times in a straight line, and not beyond', () => {
  const curves = { times: [10, 20], survival: Float64Array.of(0.8, 0.6) };
  expect(timeAtLevel(curves, 0, 0.9)).toBeCloseTo(5, 12);
  expect(timeAtLevel(curves, 0, 0.7)).toBeCloseTo(15, 12);
  expect(timeAtLevel(curves, 0, 0.5)).toBeNull();
});

describe('the domain', () => {
  const { rows } = cohort({ n: 300, p: 3, missing: 0.1 });
  const domain = learnDomain(rows, ['a', 'b', 'c'], ['a', 'b', 'c']);

  it('is about 1 away on average, and in the middle 0', () => {
    let sum = 0;
    for (let i = 0; i < 300; i++) sum += distanceTo(domain, rows.x.subarray(3 * i, 3 * i + 3)) ** 2 || 0;
    expect(sum / 300).toBeCloseTo(1, 1);
    expect(percentileOf(domain, 0)).toBe(0);
    expect(percentileOf(domain, distanceTo(domain, [9, 9, 9]))).toBe(1);
    expect(distanceTo(domain, [Number.NaN, Number.NaN, Number.NaN])).toBeNaN();
  });
  it('the percentile rises with the distance', () =>
    fc.assert(
      fc.property(fc.double({ min: 0, max: 5, noNaN: true }), fc.double({ min: 0, max: 5, noNaN: true }), (a, b) => {
        const [near, far] = a < b ? [a, b] : [b, a];
        expect(percentileOf(domain, near)).toBeLessThanOrEqual(percentileOf(domain, far));
      }),
    ));
  it('a missing value is expected where its companions say', () => {
    const n = 500;
    const x = new Float64Array(2 * n);
    const { rows: noise } = cohort({ n, p: 2, seed: 3 });
    for (let i = 0; i < n; i++) {
      x[2 * i] = noise.x[2 * i]!;
      x[2 * i + 1] = noise.x[2 * i]! + 0.1 * noise.x[2 * i + 1]!;
    }
    const twins = learnDomain({ n, p: 2, x }, ['a', 'b'], ['a', 'b']);
    const [high] = conditionalOn(twins, [1, Number.NaN], [1]);
    // 1 is 1.73 standard deviations of an even spread on (-1, 1); five percent is taken from every correlation.
    expect(high!.mean).toBeCloseTo(0.95 * Math.sqrt(3) * Math.sqrt(1 / 1.01), 1);
    expect(high!.sd).toBeLessThan(0.4);
  });
});

describe('missing inputs', () => {
  const { rows } = cohort({ n: 400, p: 2, seed: 5 });
  const domain = learnDomain(rows, ['ferritin', 'noise'], ['ferritin', 'noise']);
  const estimate = (x: Float64Array, n: number): Float64Array =>
    Float64Array.from({ length: n }, (_, i) => 1 / (1 + Math.exp(-3 * (Number.isNaN(x[2 * i]!) ? 0 : x[2 * i]!))));
  const ask = (row: number[]) => abstentionsOf(domain, Float64Array.from(row), estimate, null);

  it('ferritin missing: ask for it, it could move the estimate from low to high', () => {
    const [own] = ask([Number.NaN, 0]);
    expect(own).toMatchObject({ code: 'abstain.missingDecisive', column: 'ferritin' });
    if (own?.code !== 'abstain.missingDecisive') throw new Error('no range');
    // An even spread on (-1, 1) has sd 0.577: from its fifth to its ninety-fifth percentile, as a normal, +-0.95.
    expect(own.low).toBeCloseTo(1 / (1 + Math.exp(3 * 0.95)), 1);
    expect(own.high).toBeCloseTo(1 / (1 + Math.exp(-3 * 0.95)), 1);
  });
  it('what does not matter may be missing', () => {
    expect(ask([0, Number.NaN])).toEqual([]);
    expect(missingInputs(domain, Float64Array.of(0, Number.NaN), estimate)[0]).toMatchObject({ low: 0.5, high: 0.5 });
  });
  it('someone unlike all others gets no answer, and is told by what', () => {
    expect(ask([8, 0])).toMatchObject([{ code: 'abstain.outsideDomain', columns: ['ferritin'] }]);
  });
});

describe('limits in the file of a model', () => {
  const all = table('gpl/models/csv/gbsg.csv');
  const outcomes = outcomesOf('Surv(time, event) ~ age + nodes + pgr + hormon', all);
  const file = withLimits(trainModel(outcomes, 'cox'), outcomes, {
    at: 1000,
    by: ['hormon', 'age'],
    period: 'meno',
    resamples: 5,
    curve: 1,
  });
  const limits = file.limits!;

  it('are sealed with it, and open again', () => {
    expect(openModel(JSON.parse(JSON.stringify(file))).limits).toEqual(JSON.parse(JSON.stringify(limits)));
    expect(() => openModel({ ...file, limits: { ...limits, at: 1 } })).toThrow(/model.altered/);
  });
  it('hold aggregates only: no row of a patient', () => {
    const text = JSON.stringify(limits);
    const { x, p } = encode(file.encoding, all);
    const rows = Array.from({ length: 20 }, (_, i) => JSON.stringify(Array.from(x.subarray(i * p, (i + 1) * p))));
    expect(rows.filter((row) => text.includes(row.slice(1, -1)))).toEqual([]);
  });
  it('judge out of fold: C is below the apparent one, and what is judged adds up', () => {
    expect(limits.outOfFold).toMatchObject({ n: 686, events: 299, parts: 5 });
    expect(limits.outOfFold.harrell!.estimate).toBeGreaterThan(0.6);
    expect(limits.outOfFold.harrell!.estimate).toBeLessThan(0.72);
    const byHormon = limits.subgroups.filter(({ column }) => column === 'hormon');
    expect(byHormon.map(({ group }) => group)).toEqual(['0', '1']);
    expect(byHormon.reduce((sum, { n }) => sum + n, 0)).toBe(686);
    expect(byHormon.reduce((sum, { events }) => sum + events, 0)).toBe(299);
    expect(limits.riskCoverage[0]).toMatchObject({ coverage: 1, n: 686 });
    expect(limits.drift!.periods.reduce((sum, { n }) => sum + n, 0)).toBe(686);
    expect(limits.learningCurve.map(({ n }) => n)).toEqual([110, 220, 329, 439, 549]);
    expect(limits.stability!.features.map(({ feature }) => feature).sort()).toEqual(['age', 'hormon', 'nodes', 'pgr']);
    for (const { estimate, lower, upper } of limits.stability!.features) {
      expect(lower).toBeLessThanOrEqual(upper);
      expect(estimate).toBeGreaterThanOrEqual(0);
    }
  });
  it('a patient it learnt from is answered, with bounds in order', () => {
    const [first] = withinLimits(file, limits, rowsOf(all, Int32Array.of(0)));
    expect(first!.abstentions).toEqual([]);
    for (const { lower, interval } of first!.bounds) {
      expect(interval[0]).toBeLessThanOrEqual(lower);
      expect(interval[1] ?? Number.POSITIVE_INFINITY).toBeGreaterThan(lower);
    }
  });
  it('other patients are no training rows', () => {
    const fewer = outcomesOf('Surv(time, event) ~ age + nodes + pgr + hormon', rowsOf(all, Int32Array.of(0, 1, 2)));
    expect(() => learnLimits(file, fewer)).toThrow(/limits.otherPatients/);
  });
});
