import { describe, expect, it } from 'vitest';
import { logistic } from './logistic.ts';

describe('logistic regression', () => {
  it('two groups: the log odds ratio of the table, Woolf error', () => {
    const y = [...Array(10).fill(1), ...Array(20).fill(0), ...Array(15).fill(1), ...Array(5).fill(0)] as number[];
    const x = Float64Array.from(y.flatMap((_, i) => [1, i < 30 ? 0 : 1]));
    const fit = logistic(y, x, 2);
    expect(fit.status).toBe('converged');
    expect(fit.coefficients[0]).toBeCloseTo(Math.log(10 / 20), 8);
    expect(fit.coefficients[1]).toBeCloseTo(Math.log(15 / 5 / (10 / 20)), 8);
    expect(fit.covariance[3]).toBeCloseTo(1 / 10 + 1 / 20 + 1 / 15 + 1 / 5, 5);
  });
  it('intercept alone: the deviance is the null deviance', () => {
    const fit = logistic([1, 0, 0, 1, 1], new Float64Array(5).fill(1), 1);
    expect(fit.deviance).toBeCloseTo(fit.nullDeviance, 12);
    expect(fit.fitted[0]).toBeCloseTo(0.6, 10);
  });
  it('says when the outcome is separated, and when a column is a combination of others', () => {
    expect(logistic([0, 0, 0, 1, 1, 1], Float64Array.from([1, 1, 1, 2, 1, 3, 1, 7, 1, 8, 1, 9]), 2).status).not.toBe(
      'converged',
    );
    const twice = logistic([1, 0, 0, 1], Float64Array.from([1, 1, 1, 1, 1, 1, 1, 1]), 2);
    expect(twice.coefficients[1]).toBeNaN();
  });
  it('refuses an outcome that is not 0 or 1', () => {
    expect(() => logistic([2], Float64Array.from([1]), 1)).toThrow(RangeError);
  });
});
