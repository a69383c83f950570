import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mean } from '../descriptive/summary.ts';
import { randomStream } from '../random/random.ts';
import { calibration } from './calibration.ts';
import { censoringOf } from './censoring.ts';
import { integratedBrier } from './integrated-brier.ts';
import { decisionCurve } from './net-benefit.ts';
import { observedRisk } from './observed-risk.ts';
import { score } from './score.ts';

const patient = fc.record({
  time: fc.integer({ min: 1, max: 20 }),
  status: fc.integer({ min: 0, max: 2 }),
  risk: fc.integer({ min: 0, max: 10 }).map((r) => r / 10),
});
const cohort = fc.array(patient, { minLength: 8, maxLength: 40 });
const all = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

describe('with competing causes, by hand', () => {
  // At 3.5: events of interest at 1 and 3, another cause at 2, one censored at 2.5 who leaves three of six.
  const time = [1, 2, 2.5, 3, 5, 6];
  const status = [1, 2, 0, 1, 2, 1];
  const risk = [0.9, 0.6, 0.5, 0.4, 0.1, 0.2];
  // F(3.5) = 1/6 + S(3-) / 3 with S(3-) = 4/6.
  const incidence = 1 / 6 + 4 / 18;

  it('observed risk is the cumulative incidence, not 1 - Kaplan-Meier', () => {
    expect(observedRisk(time, status, all(6), 3.5).risk).toBeCloseTo(incidence, 14);
    expect(calibration(time, status, risk, 3.5, 1).observed).toBeCloseTo(incidence, 14);
  });
  it('net benefit counts who had another event as treated in vain', () => {
    const [at] = decisionCurve(time, status, risk, 3.5, [0.4]);
    // The four treated: event at 1, other cause at 2, censored at 2.5, event at 3: F = 1/4 + 2/4 = 3/4.
    expect(at!.treated).toBe(4);
    expect(at!.netBenefit).toBeCloseTo((4 / 6) * (3 / 4 - (1 / 4) * (2 / 3)), 14);
    expect(at!.treatAll).toBeCloseTo(incidence - (1 - incidence) * (2 / 3), 14);
  });
  it('Brier score: another event is no event, weighed at its own time', () => {
    // At 2.5 one of the four still followed is censored: G = 3/4 from then on.
    const survival = risk.map((r) => 1 - r);
    const { brier } = integratedBrier(time, status, [survival], [3.5]);
    const terms = [0.1 ** 2, 0.6 ** 2, 0, 0.6 ** 2 / 0.75, 0.1 ** 2 / 0.75, 0.2 ** 2 / 0.75];
    expect(brier[0]).toBeCloseTo(mean(terms), 14);
  });
});

describe('competing causes, properties', () => {
  it('observed risk equals inverse weighting by the censoring curve of the same patients', () =>
    fc.assert(
      fc.property(cohort, fc.integer({ min: 1, max: 19 }), (rows, t) => {
        const [time, status] = [rows.map((r) => r.time), rows.map((r) => r.status)];
        const g = censoringOf(time, (i) => status[i] === 0, 'eventsFirst');
        const weighted = rows.map((r, i) => (r.status === 1 && r.time <= t ? 1 / g.before[g.block[i]!]! : 0));
        expect(observedRisk(time, status, all(rows.length), t).risk).toBeCloseTo(mean(weighted), 10);
      }),
    ));
  it('a competing event after t changes neither estimate nor interval', () =>
    fc.assert(
      fc.property(cohort, fc.integer({ min: 1, max: 19 }), (rows, t) => {
        const time = [...rows.map((r) => r.time), 30];
        const status = [...rows.map((r) => (r.status === 2 ? 0 : r.status)), 0];
        const alone = observedRisk(time, status, all(time.length), t);
        const competed = observedRisk(time, [...status.slice(0, -1), 2], all(time.length), t);
        for (const name of ['risk', 'lower', 'upper'] as const) {
          if (Number.isNaN(alone[name])) expect(competed[name]).toBeNaN();
          else expect(competed[name]).toBeCloseTo(alone[name], 9);
        }
      }),
    ));
  it('risks of the causes and survival sum to one', () =>
    fc.assert(
      fc.property(cohort, fc.integer({ min: 1, max: 19 }), (rows, t) => {
        const [time, status] = [rows.map((r) => r.time), rows.map((r) => r.status)];
        const rows0 = all(rows.length);
        const swapped = status.map((s) => (s === 0 ? 0 : 3 - s));
        const any = status.map((s) => Math.min(s, 1));
        const sum = observedRisk(time, status, rows0, t).risk + observedRisk(time, swapped, rows0, t).risk;
        expect(sum).toBeCloseTo(observedRisk(time, any, rows0, t).risk, 10);
      }),
    ));
  it("Graf's score is that of `score` when no event ties with a censoring", () =>
    fc.assert(
      fc.property(cohort, fc.integer({ min: 1, max: 19 }), (rows, t) => {
        const status = rows.map((r) => r.status);
        const time = rows.map((r) => r.time + (r.status === 0 ? 0.5 : 0));
        const risk = rows.map((r) => r.risk);
        const { brier } = integratedBrier(time, status, [risk.map((r) => 1 - r)], [t]);
        const table = score(time, status, [{ name: 'm', risk: [risk] }], [t]);
        expect(brier[0]).toBeCloseTo(table.brier[1]!.value, 12);
      }),
    ));
});

describe('competing causes, simulated with known truth', () => {
  // Hazards lambda1 = 0.1 exp(x) and lambda2 = 0.15, censoring at rate 0.1: F1(t | x) in closed form.
  const random = randomStream(20);
  const n = 6000;
  const t = 4;
  const x = Float64Array.from({ length: n }, random.normal);
  const drawn = (rate: number): number => -Math.log(random.uniform()) / rate;
  const rows = Array.from(x, (v) => {
    const [first, other, censored] = [drawn(0.1 * Math.exp(v)), drawn(0.15), drawn(0.1)];
    const time = Math.min(first, other, censored);
    return { time, status: time === censored ? 0 : time === first ? 1 : 2 };
  });
  const time = rows.map((r) => r.time);
  const status = rows.map((r) => r.status);
  const truth = Array.from(x, (v) => {
    const own = 0.1 * Math.exp(v);
    return (own / (own + 0.15)) * (1 - Math.exp(-(own + 0.15) * t));
  });

  it('the true risks are calibrated in every group, within four standard errors', () => {
    for (const group of calibration(time, status, truth, t, 10).groups) {
      // A 95 % interval reaches 1.96 errors either way; four are twice that.
      const [low, high] = [group.observed - group.lower, group.upper - group.observed];
      expect(group.meanPredicted).toBeGreaterThan(group.observed - 2.05 * low);
      expect(group.meanPredicted).toBeLessThan(group.observed + 2.05 * high);
    }
  });
  it('Brier score and net benefit of the true risks are what the truth implies', () => {
    const { brier } = integratedBrier(time, status, [truth.map((r) => 1 - r)], [t]);
    const { se } = score(time, status, [{ name: 'truth', risk: [truth] }], [t]).brier[1]!;
    expect(Math.abs(brier[0]! - mean(truth.map((r) => r * (1 - r))))).toBeLessThan(4 * se);
    for (const { threshold, netBenefit } of decisionCurve(time, status, truth, t, [0.1, 0.25, 0.5])) {
      const odds = threshold / (1 - threshold);
      const implied = mean(truth.map((r) => (r >= threshold ? r - (1 - r) * odds : 0)));
      // Net benefit is a mean of terms within [-odds, 1]: its error is at most (1 + odds) / (2 sqrt n), inflated by 1/G(4).
      expect(Math.abs(netBenefit - implied)).toBeLessThan((4 * (1 + odds)) / (2 * Math.sqrt(n) * 0.67));
    }
  });
  it('1 - Kaplan-Meier, deaths of other causes censored, would be far off', () => {
    const naive = calibration(time, status.map((s) => (s === 2 ? 0 : s)), truth, t, 1); // biome-ignore format: short
    expect(naive.observed / naive.meanPredicted).toBeGreaterThan(1.15);
    expect(calibration(time, status, truth, t, 1).ratio).toBeCloseTo(1, 1);
  });
});
