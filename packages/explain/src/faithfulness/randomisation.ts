import { tQuantile } from '@linea/survival';
import { randomStream, shuffled } from '../chance/random-stream.ts';
import { fitLearner, type LearnerName, type LearnerOptions } from '../learner/fit-learner.ts';
import { attribute, type SurvivalModel } from '../model/survival-model.ts';
import { type TrainingTable, takePatients } from '../table/training-table.ts';

/** Whether attributions follow what was learnt: they must not look like those of models that had nothing to learn. */
export interface RandomisationTest {
  readonly permutations: number;
  /** Correlation over patients and features with the contributions of each model that learnt from permuted outcomes. */
  readonly correlations: readonly number[];
  readonly mean: number;
  readonly lower: number;
  readonly upper: number;
  /** Mean absolute contribution of the permuted models over that of the model. */
  readonly sizeRatio: number;
  /** The interval of the mean leaves 0 out, above. */
  readonly correlated: boolean;
}

export interface RandomisationOptions {
  readonly seed?: number;
  readonly permutations?: number;
  readonly progress?: (share: number) => void;
}

/**
 * Randomisation test of faithfulness: the same learner is trained on outcomes dealt anew among the patients, and its
 * contributions for the same patients are laid beside the model's. Over permutations their correlation is 0 on average,
 * unless attributions show the table rather than what the model learnt.
 *
 * @param table  the training table
 * @throws {RangeError} fewer than two permutations
 * @source Adebayo J et al. NeurIPS 2018 (data randomisation)
 */
export function randomisationTest(
  model: SurvivalModel,
  learner: LearnerName,
  options: Omit<LearnerOptions, 'progress'>,
  table: TrainingTable,
  { seed = 1, permutations = 10, progress }: RandomisationOptions = {},
): RandomisationTest {
  if (permutations < 2) throw new RangeError(`randomisationTest: ${permutations} permutations`);
  const { rows } = table;
  const own = withoutBaseline(attribute(model, rows).contributions, rows.p);
  const size = (phi: Float64Array): number => phi.reduce((sum, v) => sum + Math.abs(v), 0);
  let others = 0;
  const correlations = Array.from({ length: permutations }, (_, k) => {
    const { features, rows: dealt } = takePatients(table, shuffled(rows.n, randomStream(seed, k)));
    // Outcome, entry, weight and stratum of a patient stay together; the features come from another one.
    const permuted = fitLearner(learner, { ...table, features, rows: dealt }, options);
    const phi = withoutBaseline(attribute(permuted, rows).contributions, rows.p);
    others += size(phi) / permutations;
    progress?.((k + 1) / permutations);
    return correlation(own, phi);
  });
  const mean = correlations.reduce((sum, r) => sum + r, 0) / permutations;
  const spread = correlations.reduce((sum, r) => sum + (r - mean) ** 2, 0) / (permutations - 1);
  const half = tQuantile(0.975, permutations - 1) * Math.sqrt(spread / permutations);
  return {
    permutations,
    correlations,
    mean,
    lower: Math.max(-1, mean - half),
    upper: Math.min(1, mean + half),
    sizeRatio: others / size(own),
    correlated: mean - half > 0,
  };
}

const withoutBaseline = (phi: Float64Array, p: number): Float64Array => phi.filter((_, k) => k % (p + 1) !== p);

/** Pearson's r; 0 where one of the two is constant, such as a model that found nothing. */
function correlation(a: Float64Array, b: Float64Array): number {
  const n = a.length;
  const mean = (v: Float64Array): number => v.reduce((sum, x) => sum + x, 0) / n;
  const [ma, mb] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    ab += (a[i]! - ma) * (b[i]! - mb);
    aa += (a[i]! - ma) ** 2;
    bb += (b[i]! - mb) ** 2;
  }
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
}
