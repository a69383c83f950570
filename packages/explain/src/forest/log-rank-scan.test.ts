import { logRank } from '@linea/survival';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LogRankScan } from './log-rank-scan.ts';

interface Patient {
  readonly t: number;
  readonly e: number;
  readonly s: number;
  readonly w: number;
  readonly left: boolean;
}

const anyone = fc.array(
  fc.record({
    t: fc.integer({ min: 1, max: 8 }),
    e: fc.integer({ min: 0, max: 1 }),
    s: fc.integer({ min: 0, max: 5 }),
    w: fc.integer({ min: 1, max: 3 }),
    left: fc.boolean(),
  }),
  { minLength: 3, maxLength: 25 },
);

/** U^2 / V from the definition, death time by death time. */
function byDefinition(rows: readonly Patient[]): number {
  let [u, v] = [0, 0];
  for (const t of new Set(rows.filter(({ e }) => e === 1).map((row) => row.t))) {
    const atRisk = rows.filter((row) => row.t >= t && row.s < t);
    const sum = (some: readonly Patient[]): number => some.reduce((total, { w }) => total + w, 0);
    const dead = atRisk.filter((row) => row.t === t && row.e === 1);
    const [y, d] = [sum(atRisk), sum(dead)];
    const [yl, dl] = [sum(atRisk.filter(({ left }) => left)), sum(dead.filter(({ left }) => left))];
    u += dl - (d * yl) / y;
    if (y > 1) v += ((d * (y - d)) / (y - 1)) * (yl / y) * (1 - yl / y);
  }
  return v > 1e-10 ? (u * u) / v : 0;
}

/** The scan over the same patients, left ones joining in the order given. */
function byScan(rows: readonly Patient[], late: boolean): number {
  const deaths = [...new Set(rows.filter(({ e }) => e === 1).map(({ t }) => t))].sort((a, b) => a - b);
  const scan = new LogRankScan(rows.length);
  scan.deaths = deaths.length;
  deaths.forEach((t, k) => {
    const atRisk = rows.filter((row) => row.t >= t && row.s < t);
    scan.atRisk[k + 1] = atRisk.reduce((total, { w }) => total + w, 0);
    scan.dead[k + 1] = atRisk.filter((row) => row.t === t && row.e === 1).reduce((total, { w }) => total + w, 0);
  });
  scan.prepare();
  scan.clear();
  const upTo = (t: number): number => deaths.filter((d) => d <= t).length;
  for (const { t, s, w, e, left } of rows) {
    if (!left) continue;
    if (late) scan.joinLate(w, e, upTo(s), upTo(t));
    else scan.join(w, e, upTo(t));
  }
  return scan.statistic();
}

describe('the log-rank statistic of a split', () => {
  it('equals its definition, whatever the ties and weights', () =>
    fc.assert(
      fc.property(anyone, (drawn) => {
        const rows = drawn.map((row) => ({ ...row, s: 0 }));
        expect(byScan(rows, false)).toBeCloseTo(byDefinition(rows), 8);
      }),
      { numRuns: 300 },
    ));
  it('and with late entry', () =>
    fc.assert(
      fc.property(anyone, (drawn) => {
        const rows = drawn.map((row) => ({ ...row, s: Math.min(row.s, row.t - 1) }));
        expect(byScan(rows, true)).toBeCloseTo(byDefinition(rows), 8);
      }),
      { numRuns: 300 },
    ));
  it('is the log-rank test of the survival room', () => {
    const rows = [3, 5, 7, 2, 18, 16, 2, 9, 16, 5].map((t, i) => ({
      t,
      e: i % 3 === 0 ? 0 : 1,
      s: 0,
      w: 1,
      left: i < 5,
    }));
    const { chiSquare } = logRank(
      Float64Array.from(rows, ({ t }) => t),
      Float64Array.from(rows, ({ e }) => e),
      Int32Array.from(rows, ({ left }) => Number(left)),
    );
    expect(byScan(rows, false)).toBeCloseTo(chiSquare, 9);
  });
});
