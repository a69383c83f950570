import { describe, expect, it } from 'vitest';
import { balance, effectiveSize, treatmentWeights } from './treatment-weights.ts';

/** Of ten men eight are treated, of ten women three. */
const men = [1, 1, 1, 1, 1, 1, 1, 1, 0, 0];
const women = [1, 1, 1, 0, 0, 0, 0, 0, 0, 0];
const treated = [...men, ...women];
const sex = [...men.map(() => 1), ...women.map(() => 0)];
const x = Float64Array.from(sex.flatMap((s) => [1, s]));

describe('treatment weights', () => {
  const made = treatmentWeights(treated, x, 2);

  it('are shares over probabilities', () => {
    expect(made.weight[0]).toBeCloseTo(11 / 20 / 0.8, 8); // a treated man
    expect(made.weight[19]).toBeCloseTo(9 / 20 / 0.7, 8); // an untreated woman
    expect(made.model.status).toBe('converged');
  });
  it('balance what the model holds', () => {
    expect(Math.abs(balance(sex, treated).standardised)).toBeGreaterThan(0.5);
    const { means, standardised } = balance(sex, treated, made.weight);
    expect(standardised).toBeCloseTo(0, 7);
    expect(means[0]).toBeCloseTo(0.5, 7);
  });
  it('cost precision: the effective size is smaller', () => {
    expect(effectiveSize(new Float64Array(20).fill(3))).toBeCloseTo(20, 12);
    expect(effectiveSize(made.weight)).toBeLessThan(20);
  });
  it('need both arms', () => {
    expect(() => treatmentWeights([1, 1], Float64Array.from([1, 1]), 1)).toThrow('one arm');
  });
});
