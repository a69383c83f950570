import { rowsOf } from '@linea/survival';
import { fitLearner } from '../learner/fit-learner.ts';
import { predictRisk, predictSurvival } from '../model/survival-model.ts';
import { encode, learnEncoding, type Outcomes } from '../table/encoding.ts';
import { dealtParts, splitBy } from '../validation/folds.ts';
import type { Refit } from './refit.ts';

/** What a learner says of patients it was not fitted on. */
export interface OutOfFold {
  /** Part of each patient: risks of different parts have no common zero. */
  readonly part: Int32Array;
  readonly risk: Float64Array;
  /** n x times. */
  readonly survival: Float64Array;
}

/**
 * Fits a model's learner anew, told what it was told, on all parts but one, and predicts that one, in turn.
 *
 * @param outcomes  the patients the model was learnt from
 * @param progress  told how far it is, 0 to 1
 */
export function outOfFold(
  { learner, options, seed }: Refit,
  outcomes: Outcomes,
  times: readonly number[],
  parts = 5,
  progress?: (share: number) => void,
): OutOfFold {
  const n = outcomes.time.length;
  const K = times.length;
  const part = dealtParts(outcomes, parts, seed);
  const risk = new Float64Array(n);
  const survival = new Float64Array(n * K);
  for (let own = 0; own < parts; own++) {
    const { train, test } = splitBy(part, own);
    const { encoding, table } = learnEncoding(outcomes, train);
    const model = fitLearner(learner, table, { ...options, seed });
    const frame = rowsOf(
      outcomes.frame,
      Int32Array.from(test, (i) => outcomes.rows[i]!),
    );
    const rows = encode(encoding, frame, new Set());
    const strata = outcomes.strata && Int32Array.from(test, (i) => outcomes.strata![i]!);
    const said = predictRisk(model, rows);
    const curves = predictSurvival(model, rows, times, strata);
    test.forEach((i, r) => {
      risk[i] = said[r]!;
      survival.set(curves.subarray(r * K, (r + 1) * K), i * K);
    });
    progress?.((own + 1) / parts);
  }
  return { part, risk, survival };
}
