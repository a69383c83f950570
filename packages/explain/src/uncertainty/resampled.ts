import { randomStream } from '../chance/random-stream.ts';
import { fitLearner } from '../learner/fit-learner.ts';
import type { Refit } from '../limits/refit.ts';
import { attribute, predictSurvival, type SurvivalModel } from '../model/survival-model.ts';
import { type TrainingTable, takePatients } from '../table/training-table.ts';
import type { Rows } from '../tree/tree.ts';

/** Fits the learner on bootstrap samples of its patients. A sample without events is drawn again. */
export function resampledModels(
  { learner, options, seed }: Refit,
  table: TrainingTable,
  resamples: number,
  progress?: (share: number) => void,
): SurvivalModel[] {
  const { n } = table.rows;
  return Array.from({ length: resamples }, (_, b) => {
    const random = randomStream(seed, 9001, b);
    let drawn: TrainingTable;
    do drawn = takePatients(table, Int32Array.from({ length: n }, () => random.below(n)).sort());
    while (drawn.event.every((e) => e === 0));
    const model = fitLearner(learner, drawn, { ...options, seed });
    progress?.((b + 1) / resamples);
    return model;
  });
}

/** An estimate with the percentile interval of its resamples. */
export interface Band {
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
}

/** 2.5th and 97.5th percentile. */
function bandOf(estimate: number, drawn: ArrayLike<number>, level = 0.95): Band {
  const sorted = Float64Array.from(drawn).sort();
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN;
  return { estimate, lower: at((1 - level) / 2), upper: at((1 + level) / 2) };
}

/**
 * Bootstrap bands on predicted curves: how far the prediction itself would move with other patients to learn from. Not the
 * spread of outcomes: for that, see the conformal interval.
 *
 * @returns by row, then by time
 * @source Efron B, Tibshirani RJ. An Introduction to the Bootstrap, 1993, chapter 13 (percentile intervals)
 */
export function survivalBands(
  model: SurvivalModel,
  resampled: readonly SurvivalModel[],
  rows: Rows,
  times: readonly number[],
): Band[][] {
  const K = times.length;
  const own = predictSurvival(model, rows, times);
  const drawn = resampled.map((one) => predictSurvival(one, rows, times));
  return Array.from({ length: rows.n }, (_, i) =>
    times.map((_, k) =>
      bandOf(
        own[i * K + k]!,
        drawn.map((one) => one[i * K + k]!),
      ),
    ),
  );
}

/** The bar of a feature with how far it moves over resamples. */
export interface StableBar extends Band {
  readonly feature: string;
  /** Share of resamples in which it points the same way. */
  readonly sameSign: number;
}

/**
 * Attributions of each row with intervals over resamples. Baselines of resamples differ: bars are compared, not sums.
 *
 * @returns by row, then by feature
 */
export function stableBars(
  model: SurvivalModel,
  resampled: readonly SurvivalModel[],
  rows: Rows,
  features: readonly string[],
): StableBar[][] {
  const width = rows.p + 1;
  const own = attribute(model, rows).contributions;
  const drawn = resampled.map((one) => attribute(one, rows).contributions);
  return Array.from({ length: rows.n }, (_, i) =>
    features.map((feature, j) => {
      const estimate = own[i * width + j]!;
      const values = drawn.map((one) => one[i * width + j]!);
      const same = values.filter((v) => Math.sign(v) === Math.sign(estimate)).length;
      return { feature, ...bandOf(estimate, values), sameSign: values.length > 0 ? same / values.length : Number.NaN };
    }),
  );
}

/** How much a feature matters over patients, and how sure that is. */
export interface StableImportance extends Band {
  readonly feature: string;
  /** Share of resamples in which it is among the five that matter most. */
  readonly amongFirst: number;
}

const FIRST = 5;

/** Mean absolute attribution of each feature over rows, with intervals over resamples, the largest first. */
export function stableImportance(
  model: SurvivalModel,
  resampled: readonly SurvivalModel[],
  rows: Rows,
  features: readonly string[],
): StableImportance[] {
  const own = meanAbsolute(model, rows);
  const drawn = resampled.map((one) => meanAbsolute(one, rows));
  const first = drawn.map((one) => new Set([...one.keys()].sort((a, b) => one[b]! - one[a]!).slice(0, FIRST)));
  return features
    .map((feature, j) => ({
      feature,
      ...bandOf(
        own[j]!,
        drawn.map((one) => one[j]!),
      ),
      amongFirst: first.filter((set) => set.has(j)).length / Math.max(1, drawn.length),
    }))
    .sort((a, b) => b.estimate - a.estimate);
}

function meanAbsolute(model: SurvivalModel, rows: Rows): Float64Array {
  const width = rows.p + 1;
  const { contributions } = attribute(model, rows);
  return Float64Array.from({ length: rows.p }, (_, j) => {
    let sum = 0;
    for (let i = 0; i < rows.n; i++) sum += Math.abs(contributions[i * width + j]!);
    return sum / rows.n;
  });
}
