import { describe, expect, it } from 'vitest';
import { calibrationCurve, calibrationOf } from './calibration.ts';
import { correctedDifference } from './paired.ts';
import { netBenefits } from './pooled.ts';
import { COLUMNS, censoringCurve, gridOf, type Observed, scoresOf } from './scoring.ts';
import golden from './validation.oracle.json' with { type: 'json' };

const { from, tau, at } = golden;
const horizon = { from, tau, at };

describe.each(golden.tables)('measures of a table, as R has them: $kind', (table) => {
  const observed: Observed = {
    time: Float64Array.from(table.time),
    event: Uint8Array.from(table.event),
    start: table.start ? Float64Array.from(table.start) : undefined,
  };
  const times = [...gridOf(horizon), at];
  const risk = Float64Array.from(table.risk);
  const survival = Float64Array.from({ length: risk.length * COLUMNS }, (_, k) =>
    Math.exp(-0.15 * times[k % COLUMNS]! * Math.exp(risk[Math.floor(k / COLUMNS)]!)),
  );
  const predictions = { risk, survival };
  /** What R does not define is NaN. */
  const close = (got: number, wanted: number | null, digits: number) =>
    wanted === null ? expect(got).toBeNaN() : expect(got).toBeCloseTo(wanted, digits);

  it.each(['harrell', 'uno', 'auc', 'brier', 'ibs'] as const)('%s', (name) =>
    close(scoresOf(observed, predictions, horizon, censoringCurve(observed))[name], table[name], 9),
  );
  it('calibration: slope, intercept and their errors', () => {
    const { slope, slopeSe, intercept, interceptSe } = calibrationOf(observed, predictions, horizon);
    // Newton's method stops at 1e-9 of the likelihood, here and in R.
    close(slope, table.slope, 6);
    close(slopeSe, table.slope_se, 6);
    close(intercept, table.intercept, 8);
    close(interceptSe, table.intercept_se, 6);
  });
  it('calibration: the curve', () => {
    const { ici, e50, e90 } = calibrationCurve(observed, predictions, horizon)!;
    for (const [got, wanted] of [[ici, table.ici], [e50, table.e50], [e90, table.e90]] as const) close(got, wanted, 6); // biome-ignore format: pairs
  });
  it('net benefit at every threshold', () =>
    netBenefits(observed, predictions, horizon).forEach((got, k) => {
      close(got, table.net[k]!, 9);
    }));
});

it('one split alone has no test of a difference', () => {
  expect(correctedDifference([0.7], [0.6], 0.5).p).toBeNaN();
  expect(correctedDifference([Number.NaN, Number.NaN], [0.6, 0.5], 0.5).p).toBeNaN();
});
