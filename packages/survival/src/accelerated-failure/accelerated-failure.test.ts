import { describe, expect, it } from 'vitest';
import { acceleratedFailure, aftQuantiles } from './accelerated-failure.ts';
import { AFT_DISTRIBUTIONS, errorQuantile, logTerms } from './distribution.ts';

const ones = (n: number): Float64Array => new Float64Array(n).fill(1);

describe('accelerated failure time', () => {
  it('exponential without covariates: events over follow-up', () => {
    const time = [2, 5, 7, 11];
    const fit = acceleratedFailure(time, [1, 0, 1, 1], ones(4), 1, 'exponential');
    const rate = 3 / 25;
    expect(Math.exp(-fit.coefficients[0]!)).toBeCloseTo(rate, 12);
    expect(fit.logLikelihood).toBeCloseTo(3 * Math.log(rate) - rate * 25, 12);
    expect(Math.sqrt(fit.covariance[0]!)).toBeCloseTo(1 / Math.sqrt(3), 10);
    expect(fit.scale).toBe(1);
  });

  it('lognormal without censoring: mean and standard deviation of the logarithms', () => {
    const time = [1, 3, 4, 10];
    const logs = time.map(Math.log);
    const mean = logs.reduce((a, b) => a + b, 0) / 4;
    const sd = Math.sqrt(logs.reduce((sum, v) => sum + (v - mean) ** 2, 0) / 4);
    const fit = acceleratedFailure(time, [1, 1, 1, 1], ones(4), 1, 'lognormal');
    expect(fit.coefficients[0]).toBeCloseTo(mean, 10);
    expect(fit.scale).toBeCloseTo(sd, 10);
    expect(aftQuantiles(fit, 'lognormal', [1], [0.5])[0]).toBeCloseTo(Math.exp(mean), 8);
  });

  it.each(AFT_DISTRIBUTIONS)('%s: another unit of time moves the intercept alone', (distribution) => {
    const time = [1, 3, 4, 10, 6, 2, 8, 9];
    const event = [1, 0, 1, 1, 1, 1, 0, 1];
    const x = Float64Array.from([0, 1, 1, 0, 0, 1, 1, 0].flatMap((g) => [1, g]));
    const a = acceleratedFailure(time, event, x, 2, distribution);
    const b = acceleratedFailure(
      time.map((t) => t * 30),
      event,
      x,
      2,
      distribution,
    );
    expect(a.status).toBe('converged');
    expect(b.coefficients[0]! - a.coefficients[0]!).toBeCloseTo(Math.log(30), 8);
    expect(b.coefficients[1]).toBeCloseTo(a.coefficients[1]!, 8);
    expect(b.scale).toBeCloseTo(a.scale, 8);
    expect(b.logLikelihood).toBeCloseTo(a.logLikelihood - 6 * Math.log(30), 8);
  });

  it('a whole weight counts as so many rows', () => {
    const x = Float64Array.from([1, 0, 1, 1, 1, 2, 1, 3]);
    const [times, events] = [
      [2, 5, 3, 9],
      [1, 1, 0, 1],
    ] as const;
    const weighted = acceleratedFailure(times, events, x, 2, 'weibull', [2, 1, 3, 2]);
    const rows = [0, 0, 1, 2, 2, 2, 3, 3];
    const plain = acceleratedFailure(
      rows.map((i) => times[i]!),
      rows.map((i) => events[i]!),
      Float64Array.from(rows.flatMap((i) => [1, i])),
      2,
      'weibull',
    );
    expect(weighted.logLikelihood).toBeCloseTo(plain.logLikelihood, 8);
  });

  it('names what runs away: a group without an event, and with it the intercept', () => {
    const x = Float64Array.from([1, 0, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1]);
    const fit = acceleratedFailure([1, 2, 3, 2, 4, 7], [0, 0, 0, 1, 1, 1], x, 2, 'lognormal');
    expect(fit.infinite).toEqual([0, 1]);
    expect(Array.from(fit.coefficients)).toEqual([Number.NaN, Number.NaN]);
    expect(fit.degenerate).toBe(false);
  });

  it('keeps a column in small units, and tells a combination of others from an infinite one', () => {
    const time = [1, 2, 3, 2, 4, 7];
    const event = [1, 1, 0, 1, 0, 1];
    const values = [3, 1, 4, 1, 5, 9];
    const design = (unit: number) => Float64Array.from(values.flatMap((v) => [1, v * unit, 2 * v * unit]));
    const [plain, tiny] = [1, 1e-9].map((unit) => acceleratedFailure(time, event, design(unit), 3, 'weibull'));
    expect(tiny!.coefficients[1]! * 1e-9).toBeCloseTo(plain!.coefficients[1]!, 8);
    expect(plain!.coefficients[2]).toBeNaN();
    expect(plain!.infinite).toEqual([]);
  });

  it('says when the scale runs to zero: a model through every event', () => {
    const fit = acceleratedFailure([2, 5, 3], [1, 1, 0], Float64Array.from([1, 0, 1, 1, 1, 2]), 2, 'weibull');
    expect(fit.degenerate).toBe(true);
    expect(fit.status).toBe('not converged');
  });

  it('has the derivatives it says', () => {
    const [low, at, high] = [new Float64Array(3), new Float64Array(3), new Float64Array(3)];
    const h = 1e-5;
    for (const distribution of AFT_DISTRIBUTIONS) {
      for (const event of [true, false]) {
        for (const z of [-2.3, -0.4, 0, 0.7, 1.9]) {
          logTerms[distribution](z - h, event, low);
          logTerms[distribution](z, event, at);
          logTerms[distribution](z + h, event, high);
          expect(at[1]).toBeCloseTo((high[0]! - low[0]!) / (2 * h), 6);
          expect(at[2]).toBeCloseTo((high[1]! - low[1]!) / (2 * h), 6);
        }
      }
      expect(Math.exp(logValue(distribution, errorQuantile[distribution](0.3)))).toBeCloseTo(0.7, 12);
    }
  });

  it('stays finite far in the tail of the normal', () => {
    const out = new Float64Array(3);
    logTerms.lognormal(40, false, out);
    expect(out[0]).toBeCloseTo(-804.608, 2);
    expect(out[1]).toBeCloseTo(-40.025, 2);
  });

  it('refuses a time of zero', () => {
    expect(() => acceleratedFailure([0, 1], [1, 1], ones(2), 1, 'weibull')).toThrow('row 0');
  });
});

/** log S(z). */
function logValue(distribution: (typeof AFT_DISTRIBUTIONS)[number], z: number): number {
  const out = new Float64Array(3);
  logTerms[distribution](z, false, out);
  return out[0]!;
}
