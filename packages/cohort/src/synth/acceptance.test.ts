import { atTimes, concordance, cox, productLimit } from '@linea/survival';
import { describe, expect, it } from 'vitest';
import { calibration, curveOf, outcomeOf } from './calibration.ts';
import { logRatioOf, lymphomaPerson } from './lymphoma/lymphoma-person.ts';
import { baselineHazard, courseOf, DAYS_PER_MONTH, peopleOf } from './people.ts';
import { defaultTruth, type LbclSetting, linearPredictor, termOf } from './truth.ts';

const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const truth = defaultTruth();

/** The true values and courses of a setting, nothing missing: what the generator planted. */
function planted(setting: LbclSetting, seed: number) {
  const hazard = hazards[setting];
  const own = setting === 'lbcl2l' ? 'logHr2L' : 'logHr3L';
  const keys = truth.effects.filter((effect) => effect[own] !== 0 || effect.key === 'exh').map(({ key }) => key);
  const time: number[] = [];
  const event: number[] = [];
  const rows: number[][] = [];
  const score: number[] = [];
  for (const person of peopleOf(setting, calibration.settings[setting].n, seed)) {
    const of = lymphomaPerson(person, setting, seed);
    const course = courseOf(person, hazard, Math.exp(logRatioOf(of, truth, setting, seed)), {
      medianAfterMonths: 9,
      nrmAt12: outcomeOf(setting, 'nrm', 'all', 12),
    });
    time.push(Math.min(course.eventDay, course.lastDay));
    event.push(course.eventDay <= course.lastDay ? 1 : 0);
    rows.push([...keys.map((key) => termOf(key, of.planted)), termOf('ctdna', of.planted) * termOf('tcm', of.planted)]);
    score.push(linearPredictor(truth, setting, of.planted));
  }
  return {
    time,
    event,
    rows,
    score,
    keys: [...keys, 'inter'],
    logHr: [
      ...keys.map((key) => truth.effects.find((effect) => effect.key === key)?.[own] ?? 0),
      truth.interaction?.[own] ?? 0,
    ],
  };
}

const hazards = Object.fromEntries(
  (['lbcl2l', 'lbcl3l'] as const).map((setting) => [
    setting,
    baselineHazard(setting, (person) => Math.exp(logRatioOf(lymphomaPerson(person, setting, 0), truth, setting, 0))),
  ]),
) as Record<LbclSetting, ReturnType<typeof baselineHazard>>;

describe.each([
  // The calibration asks 0.04 and 0.03 over 20 seeds; its sampling error over 10 seeds is below 0.01.
  ['lbcl2l', 0.04, 0.734, 0.021],
  ['lbcl3l', 0.03, 0.758, 0.015],
] as const)('the planted truth of %s', (setting, tolerance, concordanceOfTruth, sd) => {
  const samples = SEEDS.map((seed) => planted(setting, seed));

  it('has the baseline hazard of the calibration', () => {
    const { hazardPerMonth } = calibration.truthLbcl.oracle[setting] as { hazardPerMonth: readonly number[] };
    // Apart by a sample of 4,000 (2 % a standard error), by monocytes centred once for both settings (3 %) and by truncation.
    for (const [i, rate] of hazardPerMonth.entries())
      expect(Math.abs(Math.log((hazards[setting].rates[i] as number) / rate))).toBeLessThan(0.1);
  });
  it('has the progression-free survival of the targets', () => {
    for (const [month, target] of curveOf(setting, 'pfs').filter(([month]) => month >= 3 && month <= 24)) {
      const curves = samples.map(
        ({ time, event }) => atTimes(productLimit(time, event), [month * DAYS_PER_MONTH]).survival[0] as number,
      );
      const mean = curves.reduce((sum, s) => sum + s, 0) / curves.length;
      expect(Math.abs(mean - target), `month ${month}: ${mean}`).toBeLessThan(tolerance);
    }
  });
  it('gives its effects back to a Cox model with the true terms', () => {
    const fits = samples.map(({ time, event, rows }) => cox(time, event, rows));
    const { keys, logHr } = samples[0] as (typeof samples)[number];
    let covered = 0;
    for (const [j, key] of keys.entries()) {
      const mean = fits.reduce((sum, fit) => sum + (fit.coefficients[j] as number), 0) / fits.length;
      const error =
        Math.sqrt(fits.reduce((sum, fit) => sum + Math.sqrt(fit.variance[j * (keys.length + 1)] as number) ** 2, 0)) /
        fits.length;
      const of = logHr[j] as number;
      // 10 percent or 0.03 of the truth, as the calibration asks of 100 seeds, and the error that ten seeds leave (three standard errors).
      expect(Math.abs(mean - of), `${key}: ${mean} for ${of}`).toBeLessThan(
        Math.max(0.1 * Math.abs(of), 0.03) + 3 * error,
      );
      covered += fits.filter(
        (fit) =>
          Math.abs((fit.coefficients[j] as number) - of) <
          1.96 * Math.sqrt(fit.variance[j * (keys.length + 1)] as number),
      ).length;
    }
    // 95 % intervals of some 120 estimates: below 89 % would be a chance of less than one in five hundred.
    expect(covered / (fits.length * keys.length)).toBeGreaterThan(0.89);
  });
  it('has the concordance that no honest model may beat', () => {
    const values = samples.map(
      ({ time, event, score }) => concordance(time, event, score, { reverse: true }).concordance,
    );
    const mean = values.reduce((sum, c) => sum + c, 0) / values.length;
    expect(Math.abs(mean - concordanceOfTruth), `${mean}`).toBeLessThan(sd);
  });
});
