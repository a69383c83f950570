import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { delongAuc } from '../descriptive/roc.ts';
import { mean } from '../descriptive/summary.ts';
import { aucAt } from './auc.ts';
import { brierScore, type Outcome } from './brier.ts';
import { calibration } from './calibration.ts';
import { censoringAt, censoringOf } from './censoring.ts';
import { integratedBrier } from './integrated-brier.ts';
import { decisionCurve } from './net-benefit.ts';
import { observedRisk } from './observed-risk.ts';
import { score } from './score.ts';

const outcomeOf = (time: readonly number[], status: readonly number[]): Outcome => ({
  time,
  status,
  censoring: censoringOf(time, (i) => status[i] === 0, 'eventsFirst'),
});

const patient = fc.record({
  time: fc.integer({ min: 1, max: 20 }),
  status: fc.integer({ min: 0, max: 2 }),
  risk: fc.integer({ min: 0, max: 10 }).map((r) => r / 10),
});
const cohort = fc.array(patient, { minLength: 8, maxLength: 40 });

/** Influence of row i on the cumulative hazard of censoring at u-, from the definition, times n. */
function censoringInfluence(
  time: readonly number[],
  status: readonly number[],
  i: number,
  u: number,
  closed: boolean,
): number {
  const n = time.length;
  const reached = (t: number): boolean => (closed ? t <= u : t < u);
  const atRisk = (t: number): number => time.filter((s) => s >= t).length;
  let value = status[i] === 0 && reached(time[i]!) ? n / atRisk(time[i]!) : 0;
  for (const t of new Set(time)) {
    if (!reached(t) || time[i]! < t) continue;
    value -= (n * time.filter((s, j) => s === t && status[j] === 0).length) / atRisk(t) ** 2;
  }
  return value;
}

describe('censoring curve', () => {
  it('by hand: events at a tied time have left before the censored', () => {
    const time = [1, 2, 2, 3];
    const censored = (i: number): boolean => i === 1 || i === 3;
    const first = censoringOf(time, censored, 'eventsFirst');
    expect(censoringAt(first, 2)).toBe(1 / 2); // at 2: one event leaves three minus one at risk, one censored
    expect(censoringAt(censoringOf(time, censored, 'together'), 2)).toBeCloseTo(2 / 3, 14);
    expect(censoringAt(first, 1.9)).toBe(1);
    expect(censoringAt(first, 0)).toBe(1);
  });
});

describe('without censoring', () => {
  const time = [1, 2, 3, 4, 5, 6];
  const status = [1, 1, 1, 1, 1, 1];
  const risk = [0.9, 0.4, 0.8, 0.4, 0.1, 0.3];

  it('the Brier score is the mean squared error', () => {
    const { value } = brierScore(outcomeOf(time, status), risk, 3.5);
    expect(value).toBeCloseTo(mean(risk.map((r, i) => ((time[i]! <= 3.5 ? 1 : 0) - r) ** 2)), 14);
  });
  it("the AUC is Mann-Whitney's, ties one half", () => {
    const { value } = aucAt(outcomeOf(time, status), risk, 3.5);
    expect(value).toBeCloseTo(delongAuc(risk.slice(0, 3), risk.slice(3)).auc, 14);
  });
  it('observed risk is a proportion', () => {
    expect(observedRisk(time, status, [0, 1, 2, 3, 4, 5], 3.5).risk).toBeCloseTo(0.5, 14);
    expect(observedRisk(time, status, [4, 5], 3.5).lower).toBeNaN();
  });
  it('net benefit by hand', () => {
    const [at] = decisionCurve(time, status, risk, 3.5, [0.4]);
    // Four treated, three of them with the event: 3/6 - 1/6 * 2/3.
    expect(at!.treated).toBe(4);
    expect(at!.netBenefit).toBeCloseTo(3 / 6 - (1 / 6) * (2 / 3), 14);
    expect(at!.treatAll).toBeCloseTo(3 / 6 - (3 / 6) * (2 / 3), 14);
  });
  it('a perfect prediction integrates to zero', () => {
    const times = [0, 2.5, 4.5];
    const survival = times.map((t) => time.map((u) => (u > t ? 1 : 0)));
    expect(integratedBrier(time, status, survival, times).ibs).toBe(0);
  });
});

describe('influence', () => {
  it('of the Brier score is that of the definition', () =>
    fc.assert(
      fc.property(cohort, fc.integer({ min: 2, max: 15 }), (rows, t) => {
        const [time, status, risk] = [rows.map((r) => r.time), rows.map((r) => r.status), rows.map((r) => r.risk)];
        const outcome = outcomeOf(time, status);
        if (censoringAt(outcome.censoring, t) === 0) return;
        const { value, influence } = brierScore(outcome, risk, t);
        const terms = time.map((u, i) => {
          const d = (u <= t && status[i] === 1 ? 1 : 0) - risk[i]!;
          if (u > t) return d ** 2 / censoringAt(outcome.censoring, t);
          return status[i] === 0 ? 0 : d ** 2 / outcome.censoring.before[outcome.censoring.block[i]!]!;
        });
        expect(value).toBeCloseTo(mean(terms), 10);
        for (let i = 0; i < rows.length; i++) {
          const moved = mean(
            terms.map((term, j) => term * censoringInfluence(time, status, i, Math.min(time[j]!, t), time[j]! > t)),
          );
          expect(influence[i]!).toBeCloseTo(terms[i]! - value + moved, 8);
        }
      }),
    ));

  it('sums to zero', () =>
    fc.assert(
      fc.property(cohort, fc.integer({ min: 2, max: 15 }), (rows, t) => {
        const outcome = outcomeOf(rows.map((r) => r.time), rows.map((r) => r.status)); // biome-ignore format: short
        const cases = rows.some((r) => r.time <= t && r.status === 1);
        const controls = rows.some((r) => r.time > t || (r.time <= t && r.status === 2));
        if (!cases || !controls || censoringAt(outcome.censoring, t) === 0) return;
        const { value, influence } = aucAt(outcome, rows.map((r) => r.risk), t); // biome-ignore format: short
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
        expect(mean(influence)).toBeCloseTo(0, 8);
      }),
    ));
});

describe('score', () => {
  const time = [3, 5, 6, 8, 9, 11, 12, 14];
  const status = [1, 0, 1, 2, 1, 0, 1, 0];
  const risk = [0.9, 0.5, 0.7, 0.2, 0.6, 0.1, 0.3, 0.1];

  it('gives the null model no accuracy, and a monotone prediction the same AUC', () => {
    const table = score(time, status, [
      { name: 'a', risk: [risk] },
      { name: 'b', risk: [risk.map((r) => r * r)] },
    ], [10]); // biome-ignore format: short
    expect(table.brier.map((row) => row.model)).toEqual(['Null model', 'a', 'b']);
    expect(table.brier[0]!.ipa).toBe(0);
    expect(table.auc[0]!.value).toBe(table.auc[1]!.value);
    expect(table.aucContrasts[0]!.delta).toBe(0);
    expect(table.brierContrasts.map((row) => `${row.model} - ${row.reference}`)).toEqual([
      'a - Null model',
      'b - Null model',
      'b - a',
    ]);
  });
  it('refuses risks that do not fit', () => {
    expect(() => score(time, status, [{ name: 'a', risk: [[0.1]] }], [10])).toThrow(RangeError);
    expect(() => score([], [], [], [10])).toThrow(RangeError);
  });
});

describe('calibration', () => {
  it('groups by quantiles of the predicted risk, ties together', () => {
    const risk = [0.1, 0.1, 0.1, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7];
    const time = risk.map((_, i) => 20 - i);
    const { groups, ratio, meanPredicted } = calibration(
      time,
      risk.map(() => 1),
      risk,
      13.5,
      5,
    );
    expect(groups.map((g) => g.n)).toEqual([4, 2, 2, 2]);
    expect(groups.at(-1)!.observed).toBe(1);
    expect(meanPredicted).toBeCloseTo(0.31, 14);
    expect(ratio).toBeCloseTo(0.3 / 0.31, 12);
  });
  it('one risk for all is one group', () => {
    expect(calibration([1, 2, 3], [1, 0, 1], [0.5, 0.5, 0.5], 2).groups).toHaveLength(1);
  });
});
