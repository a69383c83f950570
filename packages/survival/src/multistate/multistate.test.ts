import { describe, expect, it } from 'vitest';
import { type Sojourns, stateCurves, stateErrors } from './multistate.ts';

/** Four people: well -> ill at 1 -> dead at 3; well -> dead at 2; well, censored at 4; well -> ill at 2, censored at 5. */
const people: Sojourns = {
  start: [0, 1, 0, 0, 0, 2],
  stop: [1, 3, 2, 4, 2, 5],
  from: [0, 1, 0, 0, 0, 1],
  to: [1, 2, 2, -1, 1, -1],
  person: [0, 0, 1, 2, 3, 3],
  states: 3,
};

describe('state probabilities', () => {
  it('by hand: illness and death of four people', () => {
    const curves = stateCurves(people);
    const rows = Array.from(curves.time, (_, k) => Array.from(curves.probability.subarray(3 * k, 3 * k + 3)));
    expect(Array.from(curves.time)).toEqual([1, 2, 3, 4, 5]);
    expect(rows[0]).toEqual([3 / 4, 1 / 4, 0]);
    // At 2: of three well one dies and one falls ill; nobody moves among the one ill.
    [1 / 4, 1 / 2, 1 / 4].forEach((p, s) => {
      expect(rows[1]![s]).toBeCloseTo(p, 14);
    });
    // At 3 one of two ill dies.
    [1 / 4, 1 / 4, 1 / 2].forEach((p, s) => {
      expect(rows[2]![s]).toBeCloseTo(p, 14);
    });
    expect(Array.from(curves.atRisk.subarray(3, 6))).toEqual([3, 1, 0]);
  });

  it('has the errors of leaving a little of each person out', () => {
    const curves = stateCurves(people);
    const h = 1e-6;
    const at = (weight: readonly number[]): Float64Array => {
      const c = stateCurves({ ...people, weight });
      const last = c.time.findLastIndex((t) => t <= 3);
      return c.probability.subarray(3 * last, 3 * last + 3);
    };
    const se = stateErrors(people, curves, 3, 4);
    for (let s = 0; s < 3; s++) {
      let sum = 0;
      for (let person = 0; person < 4; person++) {
        const up = at((people.person as number[]).map((p) => (p === person ? 1 + h : 1)));
        const down = at((people.person as number[]).map((p) => (p === person ? 1 - h : 1)));
        sum += ((up[s]! - down[s]!) / (2 * h)) ** 2;
      }
      expect(se[s]).toBeCloseTo(Math.sqrt(sum), 7);
    }
  });

  it('does not change when an interval is cut in two', () => {
    const cut: Sojourns = {
      start: [0, 1, 0, 0, 3, 0, 2],
      stop: [1, 3, 2, 3, 4, 2, 5],
      from: [0, 1, 0, 0, 0, 0, 1],
      to: [1, 2, 2, -1, -1, 1, -1],
      person: [0, 0, 1, 2, 2, 3, 3],
      states: 3,
    };
    const [a, b] = [stateCurves(people), stateCurves(cut)];
    expect(Array.from(b.probability)).toEqual(Array.from(a.probability));
    expect(Array.from(stateErrors(cut, b, 4, 4))).toEqual(Array.from(stateErrors(people, a, 4, 4)));
  });

  it('refuses an interval that ends before it begins', () => {
    expect(() => stateCurves({ start: [2], stop: [1], from: [0], to: [-1], person: [0], states: 2 })).toThrow(
      RangeError,
    );
  });
});
