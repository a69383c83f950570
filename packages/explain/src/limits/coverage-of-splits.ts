import { rowsOf } from '@linea/survival';
import { distanceTo, learnDomain, percentileOf } from '../domain/domain.ts';
import { encode, learnEncoding, type Outcomes } from '../table/encoding.ts';
import { COLUMNS, endless, type Predictions, STEPS } from '../validation/scoring.ts';
import type { Split } from '../validation/split.ts';
import { type RiskCoveragePoint, riskCoverage } from './risk-coverage.ts';

/**
 * Risk against coverage of a validation: how the error falls when the patients least like those of their training part are
 * left out. The first repetition, in which everyone is predicted once (or those of a later period).
 *
 * @param at  time of the predictions' last column
 */
export function coverageOfSplits(
  outcomes: Outcomes,
  splits: readonly Split[],
  results: readonly Predictions[],
  at: number,
  cause = 1,
): RiskCoveragePoint[] {
  const own = [...splits.keys()].filter((k) => splits[k]!.repetition === 0);
  const patients = own.flatMap((k) => {
    const { train, test } = splits[k]!;
    const { encoding, table } = learnEncoding(outcomes, train);
    const domain = learnDomain(table.rows, table.features, table.features);
    const frame = rowsOf(
      outcomes.frame,
      Int32Array.from(test, (i) => outcomes.rows[i]!),
    );
    const { p, x } = encode(encoding, frame, new Set());
    return Array.from(test, (i, r) => ({
      i,
      part: k,
      doubt: percentileOf(domain, distanceTo(domain, x.subarray(r * p, (r + 1) * p))) || 0,
      risk: results[k]!.risk[r]!,
      survival: results[k]!.survival[r * COLUMNS + STEPS]!,
    }));
  });
  const { start } = outcomes;
  const observed = endless(
    {
      start: start && Float64Array.from(patients, ({ i }) => start[i]!),
      time: Float64Array.from(patients, ({ i }) => outcomes.time[i]!),
      event: Uint8Array.from(patients, ({ i }) =>
        outcomes.event[i] === cause ? 1 : Math.min(2, 2 * outcomes.event[i]!),
      ),
    },
    at,
  );

  return riskCoverage(
    observed,
    patients.map(({ doubt }) => doubt),
    patients.map(({ survival }) => survival),
    {
      risk: Float64Array.from(patients, ({ risk }) => risk),
      part: Int32Array.from(patients, ({ part }) => part),
    },
    at,
  );
}
