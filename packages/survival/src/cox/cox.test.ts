import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyCohort, column, type Row, repeated } from '../testing/cohorts.testing.ts';
import { baselineHazard, predictSurvival } from './baseline.ts';
import { cox } from './cox.ts';
import { proportionality } from './proportionality.ts';
import { devianceResiduals, martingaleResiduals, schoenfeldResiduals, scoreResidualsOf } from './residuals.ts';

const fitOf = (rows: readonly Row[], options: Parameters<typeof cox>[3] = {}) =>
  cox(
    column(rows, 'time'),
    column(rows, 'event'),
    rows.map(({ x, z }) => [x, z]),
    options,
  );

/** Equal to some decimals; NaN equals NaN. */
function expectNear(got: ArrayLike<number>, wanted: ArrayLike<number>, digits = 6): void {
  const close = Array.from(wanted, (v) => (Number.isNaN(v) ? v : expect.closeTo(v, digits)));
  expect(Array.from(got)).toEqual(close);
}

/** Cohorts on which the fit exists: it converges, nothing runs away, nothing is collinear. */
const usable = (fit: ReturnType<typeof cox>): boolean =>
  fit.converged && fit.perhapsInfinite.length === 0 && fit.coefficients.every((b) => Math.abs(b) < 5);

describe('Cox model', () => {
  // Test data 1 of Therneau & Grambsch 2000, appendix E: closed forms.
  const time = [1, 1, 6, 6, 8, 9];
  const event = [1, 0, 1, 1, 0, 1];
  const x = [[1], [1], [1], [0], [0], [0]];

  it('Breslow ties: the coefficient is log((3 + sqrt 33) / 2)', () => {
    const fit = cox(time, event, x, { ties: 'breslow' });
    expect(fit.coefficients[0]).toBeCloseTo(Math.log((3 + Math.sqrt(33)) / 2), 8);
    expect(fit.logLikelihoodNull).toBeCloseTo(-Math.log(6) - 2 * Math.log(4), 12);
  });

  it('Efron ties: r = exp(beta) solves 2 = r/(r+1) + r/(r+3) + r/(r+5)', () => {
    const fit = cox(time, event, x);
    const r = Math.exp(fit.coefficients[0]!);
    expect(r / (r + 1) + r / (r + 3) + r / (r + 5)).toBeCloseTo(2, 6);
    expect(fit.coefficients[0]).toBeCloseTo(1.676857, 5);
    expect(fit.logLikelihood).toBeCloseTo(
      2 * Math.log(r) - Math.log(3 * r + 3) - Math.log(r + 3) - Math.log((r + 5) / 2),
      10,
    );
    expect(martingaleResiduals(fit).reduce((a, b) => a + b, 0)).toBeCloseTo(0, 12);
  });

  it('exact ties equal Breslow and Efron where there are none', () => {
    const untied = [1, 2, 6, 7, 8, 9];
    const mixed = [[1], [3], [2], [2], [0], [1]];
    const [a, b, c] = (['breslow', 'efron', 'exact'] as const).map(
      (ties) => cox(untied, event, mixed, { ties }).coefficients[0]!,
    );
    expect(b).toBeCloseTo(a!, 12);
    expect(c).toBeCloseTo(a!, 10);
  });

  it.each([
    ['no events', [0, 0, 0, 0, 0, 0], x],
    ['a constant column', event, x.map(() => [3])],
  ])('%s: no coefficient, and it says so', (_, own, covariates) => {
    const fit = cox(time, own, covariates);
    expect([...fit.coefficients]).toEqual([Number.NaN]);
    expect(fit.converged).toBe(true);
  });

  it('separation: a coefficient that runs away is named', () => {
    const fit = cox([1, 2, 3, 4, 5, 6], [1, 1, 1, 0, 0, 0], [[1], [1], [1], [0], [0], [0]]);
    expect(fit.perhapsInfinite).toEqual([0]);
  });

  it('all deaths on one day, and deaths on day zero', () => {
    expect(
      Math.abs(cox([5, 5, 5, 9], [1, 1, 1, 0], [[0], [1], [2], [1]], { ties: 'breslow' }).coefficients[0]!),
    ).toBeLessThan(1e-9);
    expect(cox([0, 0, 3, 4], [1, 1, 0, 1], [[0], [1], [1], [0]]).converged).toBe(true);
  });

  it('enormous covariates are centred first', () => {
    const small = cox(time, event, [[0.1], [0.7], [0.9], [0.3], [0.2], [0.4]]);
    const large = cox(time, event, [[1e9], [7e9], [9e9], [3e9], [2e9], [4e9]]);
    expect(large.coefficients[0]! * 1e10).toBeCloseTo(small.coefficients[0]!, 8);
  });

  it('rows of weight zero change nothing', () => {
    const plain = cox([1, 2, 3, 4, 5], [1, 1, 0, 1, 1], [[1], [0], [1], [0], [1]]);
    const padded = cox([1, 2, 3, 4, 5, 3], [1, 1, 0, 1, 1, 1], [[1], [0], [1], [0], [1], [9]], {
      weights: [1, 1, 1, 1, 1, 0],
    });
    expect(padded.coefficients[0]).toBeCloseTo(plain.coefficients[0]!, 8);
  });

  it('does not depend on the order of rows, the unit of time or the origin of covariates', () =>
    fc.assert(
      fc.property(anyCohort(8), (rows) => {
        const fit = fitOf(rows);
        if (!usable(fit)) return;
        const others = [
          [...rows].reverse(),
          rows.map((r) => ({ ...r, time: r.time ** 2 / 7 })),
          rows.map((r) => ({ ...r, x: r.x + 3, z: r.z - 10 })),
        ];
        for (const other of others) {
          const same = fitOf(other);
          expectNear(same.coefficients, fit.coefficients);
          expect(same.logLikelihood).toBeCloseTo(fit.logLikelihood, 8);
        }
      }),
    ));

  it('Breslow: whole weights are repeated rows', () =>
    fc.assert(
      fc.property(anyCohort(8), (rows) => {
        const many = fitOf(repeated(rows), { ties: 'breslow' });
        if (!usable(many)) return;
        const weighted = fitOf(rows, { ties: 'breslow', weights: column(rows, 'weight') });
        expectNear(weighted.coefficients, many.coefficients);
        expectNear(weighted.variance, many.variance);
      }),
    ));

  it('a row cut in two at any time says the same', () =>
    fc.assert(
      fc.property(anyCohort(8), fc.integer({ min: 1, max: 11 }), (rows, cut) => {
        const fit = fitOf(rows);
        if (!usable(fit)) return;
        const halves = rows.flatMap((r) =>
          r.time <= cut
            ? [{ ...r, start: 0 }]
            : [
                { ...r, start: 0, time: cut, event: 0 },
                { ...r, start: cut },
              ],
        );
        const same = fitOf(halves, { start: halves.map((h) => h.start) });
        expectNear(same.coefficients, fit.coefficients);
        expect(same.logLikelihood).toBeCloseTo(fit.logLikelihood, 8);
      }),
    ));

  it('stratified likelihoods are the sum of separate ones', () =>
    fc.assert(
      fc.property(anyCohort(8), (rows) => {
        const fit = fitOf(rows, { strata: column(rows, 'group') });
        const parts = [0, 1, 2].map((g) => rows.filter((r) => r.group === g)).filter((part) => part.length > 0);
        const sum = parts.reduce((total, part) => total + fitOf(part).logLikelihoodNull, 0);
        expect(fit.logLikelihoodNull).toBeCloseTo(sum, 9);
      }),
    ));

  // The definition, row by row and death by death.
  it('likelihood, score and information by brute force', () =>
    fc.assert(
      fc.property(anyCohort(6, 14), fc.constantFrom('efron' as const, 'breslow' as const), (rows, ties) => {
        const fit = fitOf(rows, { ties });
        if (!usable(fit)) return;
        const at = (beta: readonly number[]): number => {
          const eta = rows.map(({ x: a, z }) => a * beta[0]! + z * beta[1]!);
          let sum = 0;
          for (const t of new Set(rows.filter((r) => r.event === 1).map((r) => r.time))) {
            const dead = rows.flatMap((r, i) => (r.time === t && r.event === 1 ? [i] : []));
            const risk = rows.reduce((s, r, i) => s + (r.time >= t ? Math.exp(eta[i]!) : 0), 0);
            const own = dead.reduce((s, i) => s + Math.exp(eta[i]!), 0);
            dead.forEach((i, l) => {
              sum += eta[i]! - Math.log(risk - (ties === 'efron' ? (l / dead.length) * own : 0));
            });
          }
          return sum;
        };
        const beta = Array.from(fit.coefficients);
        expect(at(beta)).toBeCloseTo(fit.logLikelihood, 9);
        const h = 1e-4;
        const shifted = (a: number, b: number) => at([beta[0]! + a * h, beta[1]! + b * h]);
        expect((shifted(1, 0) - shifted(-1, 0)) / (2 * h)).toBeCloseTo(0, 3);
        const second = -(shifted(1, 0) - 2 * at(beta) + shifted(-1, 0)) / (h * h);
        const determinant = fit.variance[0]! * fit.variance[3]! - fit.variance[1]! * fit.variance[2]!;
        const information = fit.variance[3]! / determinant;
        expect(Math.abs(information - second)).toBeLessThan(1e-3 * (1 + Math.abs(second)));
      }),
    ));

  it('score and Schoenfeld residuals add up to the score, which is zero', () =>
    fc.assert(
      fc.property(anyCohort(8), (rows) => {
        const fit = fitOf(rows);
        if (!usable(fit)) return;
        for (const values of [scoreResidualsOf(fit), schoenfeldResiduals(fit).values]) {
          const sums = [0, 1].map((j) => values.reduce((s, v, at) => s + (at % 2 === j ? v : 0), 0));
          for (const s of sums) expect(Math.abs(s)).toBeLessThan(1e-3);
        }
        expect(devianceResiduals(fit).every(Number.isFinite)).toBe(true);
      }),
    ));

  it('predicted survival falls from 1, and the baseline is what a row of zeros has', () =>
    fc.assert(
      fc.property(anyCohort(8), (rows) => {
        const fit = fitOf(rows);
        if (!usable(fit)) return;
        const [baseline] = baselineHazard(fit);
        const made = predictSurvival(fit, new Float64Array(2), Array.from(baseline!.time));
        expectNear(made.cumulativeHazard.flat(), baseline!.cumulativeHazard, 9);
        made.survival.forEach(([s], k) => {
          expect(s).toBeGreaterThanOrEqual(made.lower[k]![0]! - 1e-12);
          expect(s).toBeLessThanOrEqual(k === 0 ? 1 : made.survival[k - 1]![0]!);
        });
      }),
    ));

  it('tests of proportionality do not depend on the unit of time or of covariates', () =>
    fc.assert(
      fc.property(anyCohort(12), (rows) => {
        const fit = fitOf(rows);
        if (!usable(fit) || fit.events < 5) return;
        const { global } = proportionality(fit, [0, 1], 'identity');
        const other = proportionality(
          fitOf(rows.map((r) => ({ ...r, time: 3 * r.time, z: r.z * 100 }))),
          [0, 1],
          'identity',
        ).global;
        expect(Math.abs(other.statistic - global.statistic)).toBeLessThan(1e-4 * (1 + global.statistic));
      }),
    ));

  it.each([
    ['no rows', () => cox([], [], [])],
    ['lengths differ', () => cox([1, 2], [1], [[1], [2]])],
    ['rows of different length', () => cox([1, 2], [1, 1], [[1], [2, 3]])],
    ['a start after its time', () => cox([1, 2], [1, 1], [[1], [2]], { start: [0, 3] })],
  ])('throws for %s', (_, run) => expect(run).toThrow(RangeError));
});
