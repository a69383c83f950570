import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cox } from '../cox/cox.ts';
import { fineGray, predictFineGray } from './fine-gray.ts';

interface Row {
  readonly time: number;
  readonly status: number;
  readonly x: number;
  readonly z: number;
}

const cohort = fc
  .array(
    fc.record({
      time: fc.integer({ min: 1, max: 15 }),
      status: fc.integer({ min: 0, max: 2 }),
      x: fc.integer({ min: -3, max: 3 }),
      z: fc.integer({ min: 0, max: 9 }),
    }),
    { minLength: 12, maxLength: 40 },
  )
  .filter((rows) => rows.filter((r) => r.status === 1).length >= 5);

const fitted = (rows: readonly Row[]) =>
  fineGray(rows.map((r) => r.time), rows.map((r) => r.status), Float64Array.from(rows.flatMap((r) => [r.x, r.z])), 2); // biome-ignore format: short

/** Bounded coefficients of covariates that are not collinear: otherwise there is no one maximum to compare. */
const regular = ({ status, coefficients, naive }: ReturnType<typeof fineGray>): boolean =>
  status === 'converged' &&
  coefficients.every((b) => Math.abs(b) < 3) &&
  naive[1]! ** 2 < 0.9999 * naive[0]! * naive[3]!;

/** Score residuals straight from the definition (Fine and Gray 1999, section 4), O(n^2) and worse. */
function meatByDefinition(rows: readonly Row[], beta: Float64Array): number[][] {
  const n = rows.length;
  const times = [...new Set(rows.map((r) => r.time))].sort((a, b) => a - b);
  const atRisk = (t: number): number => rows.filter((r) => r.time >= t).length;
  const censored = (t: number): number => rows.filter((r) => r.time === t && r.status === 0).length;
  const before = (t: number): number =>
    times.filter((u) => u < t).reduce((g, u) => g * (1 - censored(u) / atRisk(u)), 1);
  const x = rows.map((r) => [r.x, r.z]);
  const e = x.map(([a, b]) => Math.exp(a! * beta[0]! + b! * beta[1]!));
  const weight = (i: number, t: number): number =>
    rows[i]!.time >= t ? 1 : rows[i]!.status === 2 ? before(t) / before(rows[i]!.time) : 0;
  const deaths = times.map((t) => rows.filter((r) => r.time === t && r.status === 1).length);
  const s0 = times.map((t) => e.reduce((sum, ei, i) => sum + ei * weight(i, t), 0));
  const mean = times.map((t, k) =>
    [0, 1].map((j) => e.reduce((sum, ei, i) => sum + ei * weight(i, t) * x[i]![j]!, 0) / s0[k]!),
  );
  const residual = (i: number, j: number): number =>
    times.reduce((sum, t, k) => {
      const own = rows[i]!.time === t && rows[i]!.status === 1 ? 1 : 0;
      return sum + (x[i]![j]! - mean[k]![j]!) * (own - (e[i]! * weight(i, t) * deaths[k]!) / s0[k]!);
    }, 0);
  const q = (u: number, j: number): number =>
    rows.reduce((sum, r, i) => {
      if (r.status !== 2 || r.time >= u) return sum;
      return times.reduce(
        (inner, t, k) =>
          t < u ? inner : inner + ((x[i]![j]! - mean[k]![j]!) * e[i]! * weight(i, t) * deaths[k]!) / s0[k]!,
        sum,
      );
    }, 0);
  const psi = (i: number, j: number): number =>
    times.reduce((sum, u) => {
      if (rows[i]!.time < u || censored(u) === 0) return sum;
      const own = rows[i]!.time === u && rows[i]!.status === 0 ? 1 : 0;
      return sum + (q(u, j) / atRisk(u)) * (own - censored(u) / atRisk(u));
    }, 0);
  const u = Array.from({ length: n }, (_, i) => [0, 1].map((j) => residual(i, j) + psi(i, j)));
  return [0, 1].map((j) => [0, 1].map((k) => u.reduce((sum, row) => sum + row[j]! * row[k]!, 0)));
}

/** The rows of survival's finegray: another cause stays on in pieces of falling weight. */
function expanded(rows: readonly Row[]) {
  const times = [...new Set(rows.map((r) => r.time))].sort((a, b) => a - b);
  const factor = (t: number): number => {
    const censored = rows.filter((r) => r.time === t && r.status === 0).length;
    return censored === 0 ? 1 : 1 - censored / (censored + rows.filter((r) => r.time > t).length);
  };
  const before = (t: number): number => times.filter((u) => u < t).reduce((g, u) => g * factor(u), 1);
  return rows.flatMap((r) => {
    const piece = { ...r, start: 0, stop: r.time, event: r.status === 1 ? 1 : 0, weight: 1 };
    if (r.status !== 2) return [piece];
    const pieces = [piece];
    for (const t of times.filter((u) => u > r.time)) {
      const weight = before(t) / before(r.time);
      const last = pieces.at(-1)!;
      if (weight === last.weight) last.stop = t;
      else if (weight > 0) pieces.push({ ...piece, start: last.stop, stop: t, weight });
    }
    return pieces;
  });
}

describe('Fine and Gray', () => {
  it('on expanded data: the weighted Cox model of its rows, robust by row', () =>
    fc.assert(
      fc.property(cohort, (rows) => {
        const made = fineGray(
          rows.map((r) => r.time),
          rows.map((r) => r.status),
          Float64Array.from(rows.flatMap((r) => [r.x, r.z])),
          2,
          { ties: 'efron', censoringTies: 'eventsFirst', variance: 'expanded' },
        );
        if (!regular(made)) return;
        const pieces = expanded(rows);
        const model = cox(
          pieces.map((r) => r.stop),
          pieces.map((r) => r.event),
          pieces.map((r) => [r.x, r.z]),
          { start: pieces.map((r) => r.start), weights: pieces.map((r) => r.weight), robust: true },
        );
        made.coefficients.forEach((b, j) => {
          expect(b).toBeCloseTo(model.coefficients[j]!, 5);
        });
        made.covariance.forEach((v, at) => {
          expect(Math.abs(v - model.variance[at]!)).toBeLessThan(1e-5 * (1 + Math.abs(v)));
        });
      }),
      { numRuns: 60 },
    ));

  it('is Cox (Breslow) without competing events: test data 1 of Therneau & Grambsch 2000, appendix', () => {
    const cox = fineGray([1, 1, 6, 6, 8, 9], [1, 0, 1, 1, 0, 1], Float64Array.from([1, 1, 1, 0, 0, 0]), 1);
    expect(cox.coefficients[0]).toBeCloseTo(Math.log((3 + Math.sqrt(33)) / 2), 10);
    expect(cox.status).toBe('converged');
  });

  it('has the variance of the definition', () =>
    fc.assert(
      fc.property(cohort, (rows) => {
        const made = fitted(rows);
        if (!regular(made)) return;
        const meat = meatByDefinition(rows, made.coefficients);
        const v = made.naive;
        for (const [j, k] of [
          [0, 0],
          [0, 1],
          [1, 1],
        ] as const) {
          // biome-ignore format: short
          let want = 0;
          for (let a = 0; a < 2; a++) for (let b = 0; b < 2; b++) want += v[j * 2 + a]! * meat[a]![b]! * v[b * 2 + k]!;
          expect(Math.abs(made.covariance[j * 2 + k]! - want)).toBeLessThan(1e-8 * (1 + Math.abs(want)));
        }
      }),
      { numRuns: 60 },
    ));

  it('does not depend on the order of rows, the unit of time or the origin of covariates', () =>
    fc.assert(
      fc.property(cohort, (rows) => {
        const made = fitted(rows);
        if (!regular(made)) return;
        const other = fitted([...rows].reverse().map((r) => ({ ...r, time: 30.4375 * r.time, z: r.z + 1000 })));
        other.coefficients.forEach((b, j) => {
          expect(b).toBeCloseTo(made.coefficients[j]!, 6);
        });
        expect(other.logLikelihood).toBeCloseTo(made.logLikelihood, 8);
        const [was] = predictFineGray(made, [1, 2], [7]);
        const [is] = predictFineGray(other, [1, 1002], [7 * 30.4375]);
        expect(is).toBeCloseTo(was!, 6);
      }),
    ));

  it('predicts nothing before the first event, and stays within [0, 1]', () => {
    const made = fineGray([2, 3, 4, 5, 6, 7], [1, 2, 1, 0, 1, 2], Float64Array.from([0, 1, 1, 0, 1, 0]), 1);
    const at = predictFineGray(made, [1], [1, 2, 100]);
    expect(at[0]).toBe(0);
    expect(at[2]).toBeGreaterThan(at[1]!);
    expect(at[2]).toBeLessThanOrEqual(1);
  });

  it('says when a coefficient runs away, and when a column is a combination of others', () => {
    const made = fineGray([1, 2, 3, 4], [1, 1, 0, 0], Float64Array.from([1, 1, 0, 0]), 1);
    expect(made.coefficients.every(Number.isFinite)).toBe(true);
    expect(made.perhapsInfinite).toEqual([0]);
    const twice = fineGray([1, 2, 3, 4], [1, 2, 1, 0], Float64Array.from([1, 2, 0, 0, 1, 2, 0, 0]), 2);
    expect(twice.coefficients[1]).toBeNaN();
    expect(() => fineGray([1, 2], [0, 2], Float64Array.from([1, 2]), 1)).toThrow('no event');
  });
});
