import { frameOf } from '@linea/survival';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LearnerName } from '../learner/fit-learner.ts';
import { type Outcomes, outcomesOf } from '../table/encoding.ts';
import type { TrainingTable } from '../table/training-table.ts';
import { cohort } from '../testing/cohorts.testing.ts';
import { calibrationCurve, calibrationOf } from './calibration.ts';
import { type Design, splitsOfDesign } from './designs.ts';
import { dealtParts } from './folds.ts';
import { correctedDifference, correctedMean } from './paired.ts';
import { aucAt, COLUMNS, censoringCurve, checkHorizon, gridOf, scoresOf, usualHorizon } from './scoring.ts';
import { checkSplits, runSplit } from './split.ts';
import { summarise } from './validate.ts';

const HORIZON = { from: 5, tau: 150, at: 60 };

/** A cohort as a frame, with more columns where asked. */
function outcomes(
  { features, rows, time, event }: TrainingTable,
  more: Record<string, (string | number)[]> = {},
): Outcomes {
  const columns = features.map((name, j) => [name, Array.from({ length: rows.n }, (_, i) => rows.x[i * rows.p + j]!)]);
  const frame = frameOf({ time: Array.from(time), event: Array.from(event), ...Object.fromEntries(columns), ...more });
  return outcomesOf('Surv(time, event) ~ .', frame);
}

describe('nothing leaks', () => {
  const table = cohort({ n: 90, p: 4, effects: [1], missing: 0.1 });
  const split = {
    train: Int32Array.from({ length: 60 }, (_, i) => i),
    test: Int32Array.from({ length: 30 }, (_, i) => 60 + i),
  };
  it.each(['cox', 'coxnet', 'forest', 'boost', 'additive', 'auto'] as LearnerName[])(
    '%s: what happens to the test part changes no prediction, nor do its other patients',
    (learner) => {
      const options = { trees: 20 };
      const own = runSplit(outcomes(table), split, learner, options, HORIZON);
      const fate = {
        ...table,
        time: table.time.map((t, i) => (i >= 60 ? t * 3 + 1 : t)),
        event: table.event.map((e, i) => (i >= 60 ? 1 - e : e)),
      };
      const others = {
        ...table,
        rows: { ...table.rows, x: table.rows.x.map((v, k) => (k >= 65 * 4 ? 9 * v + 3 : v)) },
      };
      const again = runSplit(outcomes(fate), split, learner, options, HORIZON);
      expect(again.risk).toEqual(own.risk);
      expect(again.survival).toEqual(own.survival);
      const five = runSplit(outcomes(others), split, learner, options, HORIZON);
      expect(five.risk.subarray(0, 5)).toEqual(own.risk.subarray(0, 5));
    },
  );

  it('a planted leak shows: features picked on everyone look good, picked within the fold they do not', () => {
    // 200 features of pure noise, 80 patients.
    const [n, p] = [80, 200];
    const noise = cohort({ n, p, effects: [], seed: 5 });
    const splits = splitsOfDesign(outcomes(noise), { kind: 'repeated', parts: 5, repetitions: 2, seed: 1 });
    const meanC = (own: Outcomes, learner: LearnerName): number => {
      const results = splits.map((one) => runSplit(own, one, learner, { alpha: 1 }, HORIZON));
      return summarise(learner, own, 1, splits, results, HORIZON, { bootstrap: 2 }).mean.harrell;
    };
    const inside = meanC(outcomes(noise), 'coxnet');
    const strength = Float64Array.from({ length: p }, (_, j) => Math.abs(correlation(noise, j)));
    const picked = Array.from(strength.keys())
      .sort((a, b) => strength[b]! - strength[a]!)
      .slice(0, 5);
    const x = Float64Array.from({ length: n * 5 }, (_, k) => noise.rows.x[Math.floor(k / 5) * p + picked[k % 5]!]!);
    const leaking = { ...noise, features: picked.map((j) => `x${j}`), rows: { n, p: 5, x } };
    const outside = meanC(outcomes(leaking), 'cox');
    expect(Math.abs(inside - 0.5)).toBeLessThan(0.1);
    expect(outside).toBeGreaterThan(0.62);
  });
});

/** Correlation of a feature with the time of those who had the event. */
function correlation({ rows: { n, p, x }, time, event }: TrainingTable, j: number): number {
  const own = Array.from({ length: n }, (_, i) => i).filter((i) => event[i] === 1);
  const mean = (values: number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
  const [a, b] = [own.map((i) => x[i * p + j]!), own.map((i) => Math.log(time[i]!))];
  const [ma, mb] = [mean(a), mean(b)];
  return (
    mean(a.map((v, k) => (v - ma) * (b[k]! - mb))) /
    Math.sqrt(mean(a.map((v) => (v - ma) ** 2)) * mean(b.map((v) => (v - mb) ** 2)))
  );
}

describe('splits', () => {
  const own = outcomes(cohort({ n: 20 }), {
    centre: Array.from({ length: 20 }, (_, i) => 'abc'[i % 3]!),
    year: Array.from({ length: 20 }, (_, i) => 2000 + i),
  });
  const sizes = (design: Design): number[] => splitsOfDesign(own, design).map(({ test }) => test.length);
  it('parts dealt at random hold everyone once, events and censorings evenly', () =>
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 1 }), { minLength: 10, maxLength: 60 }),
        fc.integer({ min: 2, max: 5 }),
        (events, parts) => {
          const dealt = dealtParts({ event: Uint8Array.from(events) }, parts, 7);
          for (const kind of [0, 1]) {
            const counts = Array.from(
              { length: parts },
              (_, k) => events.filter((e, i) => e === kind && dealt[i] === k).length,
            );
            expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
          }
        },
      ),
    ));
  it('one centre left out in turn', () => {
    const splits = splitsOfDesign(own, { kind: 'leaveOut', column: 'centre' });
    expect(splits.map(({ part, test, train }) => [part, test.length, train.length])).toEqual([['a', 7, 13], ['b', 7, 13], ['c', 6, 14]]); // biome-ignore format: a table
  });
  it('a later period', () => expect(sizes({ kind: 'later', column: 'year', from: '2015' })).toEqual([5]));
  it('parts of a file, for a repetition each', () => {
    const file = frameOf({
      row: Array.from({ length: 20 }, (_, i) => 19 - i),
      rep1: Array.from({ length: 20 }, (_, i) => i % 2),
      rep2: Array.from({ length: 20 }, (_, i) => i % 4),
    });
    const splits = splitsOfDesign(own, { kind: 'folds', table: file });
    expect(splits.map(({ repetition, part, test }) => [repetition, part, test.length])).toEqual([[0, '0', 10], [0, '1', 10], [1, '0', 5], [1, '1', 5], [1, '2', 5], [1, '3', 5]]); // biome-ignore format: a table
    expect(Array.from(splits[0]!.test)).toEqual([1, 3, 5, 7, 9, 11, 13, 15, 17, 19]);
  });
  it.each([
    ['one centre only', { kind: 'leaveOut', column: 'single' }, 'centre.single'],
    ['a file without rows', { kind: 'folds', table: frameOf({ part: [0] }) }, 'folds.columns'],
    ['a file that lacks a row', { kind: 'folds', table: frameOf({ row: [0], rep1: [0] }) }, 'folds.rows'],
    ['a row twice', { kind: 'folds', table: frameOf({ row: [0, 0], rep1: [0, 1] }) }, 'folds.rows'],
    [
      'one part only',
      { kind: 'folds', table: frameOf({ row: Array.from({ length: 20 }, (_, i) => i), rep1: new Array(20).fill(0) }) },
      'folds.single',
    ],
    ['a centre that is not known', { kind: 'leaveOut', column: 'gaps' }, 'split.missing at column gaps, row 3'],
    [
      'a year that is not known',
      { kind: 'later', column: 'years', from: '2000' },
      'split.missing at column years, row 2',
    ],
    ['a part that is no number', { kind: 'folds', table: frameOf({ row: [0], rep1: [0.5] }) }, 'folds'],
    ['a column that is not there', { kind: 'later', column: 'month', from: '3' }, 'column.unknown'],
  ] as [string, Design, string][])('%s is refused by name', (_, design, code) => {
    const single = outcomes(cohort({ n: 20 }), {
      single: new Array(20).fill('a'),
      gaps: Array.from({ length: 20 }, (_, i) => (i === 2 ? '' : i % 2 ? 'a' : 'b')),
      years: Array.from({ length: 20 }, (_, i) => (i === 1 ? Number.NaN : 1995 + i)),
    });
    expect(() => splitsOfDesign(single, design)).toThrow(code);
  });
  it('a horizon that nobody reaches, or that ends before it begins, is refused', () => {
    const time = Float64Array.of(1, 2, 3, 4);
    expect(() => checkHorizon(time, { from: 3, tau: 2, at: 4 })).toThrow(
      'horizon.order at --ibs-from; horizon.beyond at --at',
    );
    expect(() => checkHorizon(time, { from: 1, tau: 5, at: 2 })).toThrow('horizon.beyond at --tau');
  });
  it('the usual horizon lies before the day on which many end', () => {
    const usual = usualHorizon(Float64Array.of(1, 2, 5, 5, 5, 5));
    expect(usual).toEqual({ from: 1.1, tau: 2, at: 2 });
    expect(usualHorizon(Float64Array.of(4, 5, 5, 5))).toEqual({ from: 0, tau: 4, at: 4 });
  });
  it('a part in which all are censored is refused by name, with its place', () => {
    const event = Uint8Array.of(1, 1, 0, 0);
    const split = { repetition: 0, part: '1', train: Int32Array.of(0, 1), test: Int32Array.of(2, 3) };
    expect(() => checkSplits({ event }, [split])).toThrow(/part.noEvents at repetition 1, part 1/);
    expect(() => checkSplits({ event }, [{ ...split, test: new Int32Array(0) }])).toThrow('part.empty');
  });
});

describe('scores by hand', () => {
  const curves = (values: readonly number[]): Float64Array =>
    Float64Array.from(values.flatMap((s) => new Array(COLUMNS).fill(s)));
  it('without censoring, Brier is the mean square and the AUC counts pairs', () => {
    const observed = { time: Float64Array.of(1, 2, 3, 4), event: new Uint8Array(4).fill(1) };
    const risk = Float64Array.of(4, 1, 3, 2);
    const scores = scoresOf(
      observed,
      { risk, survival: curves([0.1, 0.8, 0.5, 0.9]) },
      { from: 2.5, tau: 2.9, at: 2.7 },
      censoringCurve(observed),
    );
    expect(scores.brier).toBeCloseTo((0.1 ** 2 + 0.8 ** 2 + 0.5 ** 2 + 0.1 ** 2) / 4, 12);
    expect(scores.ibs).toBeCloseTo(scores.brier, 12);
    expect(scores.auc).toBe(0.5);
    // Pairs: 1-2, 1-3, 1-4 right; 2-3, 2-4 wrong; 3-4 right.
    expect(scores.harrell).toBeCloseTo(4 / 6, 12);
  });
  it('who had another event is a control, and never has this one', () => {
    const observed = { time: Float64Array.of(1, 2, 3, 4), event: Uint8Array.of(1, 2, 0, 1) };
    const g = censoringCurve(observed);
    expect([g.at(2), g.at(3), g.before(3)]).toEqual([1, 0.5, 1]);
    expect(aucAt(observed, Float64Array.of(3, 1, 2, 0), 2.5, g)).toBe(1);
    expect(aucAt(observed, Float64Array.of(1, 3, 0, 0), 2.5, g)).toBeCloseTo(2 / 3, 12);
  });
  it('the usual horizon is percentiles to three digits, the grid has even steps', () => {
    expect(usualHorizon(Float64Array.from({ length: 1001 }, (_, i) => i))).toEqual({ from: 20, tau: 800, at: 500 });
    const grid = gridOf({ from: 1, tau: 50, at: 0 });
    expect([grid.length, grid[0], grid[1], grid[49]]).toEqual([50, 1, 2, 50]);
  });
});

describe('calibration', () => {
  const grid = [...gridOf(HORIZON), HORIZON.at];
  /** Predictions that are as right as the hazards they were drawn from, but for a factor and a power. */
  const predicted = (n: number, power: number, factor: number) => {
    const table = cohort({ n, effects: [1.5], seed: 3 });
    const survival = Float64Array.from({ length: n * COLUMNS }, (_, k) => {
      const margin = 1.5 * table.rows.x[Math.floor(k / COLUMNS) * 3]!;
      return Math.exp(-factor * (grid[k % COLUMNS]! / 100) * Math.exp(margin * power));
    });
    return { observed: { time: table.time, event: table.event }, predictions: { risk: new Float64Array(n), survival } };
  };
  it('slope 1 and intercept 0 for the truth', () => {
    const { observed, predictions } = predicted(3000, 1, 1);
    const { slope, slopeSe, intercept, interceptSe } = calibrationOf(observed, predictions, HORIZON);
    expect(Math.abs(slope - 1)).toBeLessThan(3 * slopeSe);
    expect(Math.abs(intercept)).toBeLessThan(3 * interceptSe);
    expect(calibrationCurve(observed, predictions, HORIZON)!.ici).toBeLessThan(0.03);
  });
  it('too extreme predictions have a slope below 1, too many expected events an intercept below 0', () => {
    const extreme = predicted(3000, 2, 1);
    expect(calibrationOf(extreme.observed, extreme.predictions, HORIZON).slope).toBeLessThan(0.7);
    const many = predicted(3000, 1, 2);
    expect(calibrationOf(many.observed, many.predictions, HORIZON).intercept).toBeCloseTo(-Math.log(2), 0);
    const { ici, e50, e90 } = calibrationCurve(many.observed, many.predictions, HORIZON)!;
    expect(ici).toBeGreaterThan(0.08);
    expect(e90).toBeGreaterThan(e50);
  });
});

describe('intervals that allow for overlapping training sets', () => {
  it('by hand', () => {
    // Mean 3, variance 2.5 over 5 splits; 5-fold: test over train 1/4. t(0.975, 4) = 2.776445.
    const { estimate, se, lower } = correctedMean([1, 2, 3, 4, 5], 0.25);
    expect([estimate, se]).toEqual([3, Math.sqrt(0.45 * 2.5)].map((v) => expect.closeTo(v, 12)));
    expect(lower).toBeCloseTo(3 - 2.776445105 * se, 6);
  });
  it('no difference has p 1, a steady one p near 0; a split without a score is left out', () => {
    expect(correctedDifference([1, 2], [1, 2], 0.25)).toMatchObject({ estimate: 0, p: 1 });
    const found = correctedDifference([0.7, 0.71, 0.69, 0.7, Number.NaN], [0.6, 0.61, 0.6, 0.6, 0.5], 0.25);
    expect(found.estimate).toBeCloseTo(0.0975, 9);
    expect(found.p).toBeLessThan(0.01);
  });
});

it('a summary has the members of a peer, and more', () => {
  const own = outcomes(cohort({ n: 100, effects: [2] }));
  const splits = splitsOfDesign(own, { kind: 'repeated', parts: 4, repetitions: 2, seed: 1 });
  const results = splits.map((one) => runSplit(own, one, 'cox', {}, HORIZON));
  const answer = summarise('cox', own, 3, splits, results, HORIZON, { bootstrap: 20 });
  expect(answer).toMatchObject({ learner: 'cox', n: 100, features: 3, splits: 8 });
  expect(answer.per_split.harrell).toHaveLength(8);
  expect(answer.mean.harrell).toBeGreaterThan(0.65);
  expect(answer.mean.ibs).toBeLessThan(answer.kaplan_meier.ibs);
  expect(answer.pooled.harrell.lower).toBeLessThan(answer.pooled.harrell.estimate);
  expect(answer.pooled.net_benefit[0]).toMatchObject({ threshold: 0.05 });
  expect(JSON.parse(JSON.stringify(answer)).interval.ibs.se).toBeGreaterThan(0);
});
