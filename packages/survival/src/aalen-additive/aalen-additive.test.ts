import { describe, expect, it } from 'vitest';
import { aalenAdditive } from './aalen-additive.ts';

const group = [0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1];
const time = [5, 1, 7, 2, 9, 3, 4, 8, 10, 6, 12, 11];
const event = [1, 1, 1, 1, 0, 1, 1, 1, 1, 0, 0, 0];

describe("Aalen's additive hazards", () => {
  it('two groups: the increments are the Nelson-Aalen increments of each group', () => {
    const fit = aalenAdditive(time, event, Float64Array.from(group), 1)!;
    const inGroup = (g: number, t: number): number => group.filter((v, i) => v === g && time[i]! >= t).length;
    Array.from(fit.time).forEach((t, k) => {
      const dead = time.indexOf(t);
      const own = group[dead]!;
      const [intercept, slope] = fit.increments.subarray(2 * k, 2 * k + 2);
      expect(intercept).toBeCloseTo(own === 0 ? 1 / inGroup(0, t) : 0, 12);
      expect(intercept! + slope!).toBeCloseTo(own === 1 ? 1 / inGroup(1, t) : 0, 12);
    });
  });
  it('does not depend on the scale of a covariate', () => {
    const a = aalenAdditive(time, event, Float64Array.from(group), 1)!;
    const b = aalenAdditive(
      time,
      event,
      Float64Array.from(group, (g) => 1e6 + 1000 * g),
      1,
    )!;
    expect(b.z[1]).toBeCloseTo(a.z[1]!, 6);
    expect(b.chiSquare).toBeCloseTo(a.chiSquare, 6);
    expect(1000 * b.coefficients[1]!).toBeCloseTo(a.coefficients[1]!, 8);
  });
  it('needs deaths, and covariates that differ', () => {
    expect(aalenAdditive([1, 2, 3], [0, 0, 0], Float64Array.from([1, 2, 3]), 1)).toBeUndefined();
    expect(aalenAdditive(time, event, new Float64Array(12), 1)).toBeUndefined();
  });
});
