import { type Frame, rowsOf } from '@linea/survival';
import { randomStream } from '../chance/random-stream.ts';
import { fitLearner, type LearnerName, type LearnerOptions, varying } from '../learner/fit-learner.ts';
import { predictIncidence, predictRisk } from '../model/survival-model.ts';
import { encode, learnEncoding, type Outcomes } from '../table/encoding.ts';
import { type CalibrationError, calibrationCurve, calibrationOf, errorOf } from './calibration.ts';
import type { Interval } from './paired.ts';
import { censoringCurve, gridOf, type Horizon, type Scores, scoresOf } from './scoring.ts';
import { judged } from './validate.ts';

/** What is corrected for optimism. */
export type CorrectedMetric = keyof Scores | 'slope' | 'intercept' | keyof CalibrationError;
export const CORRECTED: readonly CorrectedMetric[] = [
  'harrell', 'uno', 'auc', 'brier', 'ibs', 'slope', 'intercept', 'ici', 'e50', 'e90',
]; // biome-ignore format: a list

/** Calibration hardly varies where a model is judged on what it learnt from. */
const OF_EVERYONE: readonly CorrectedMetric[] = ['slope', 'intercept', 'ici', 'e50', 'e90'];

type Metrics = Readonly<Record<CorrectedMetric, number>>;

/** One bootstrap sample: how the model learnt from it fares on it, and on everyone. */
export interface OptimismSample {
  readonly apparent: Metrics;
  readonly test: Metrics;
}

/** How a learner would fare on new patients like these, from how much it flatters itself on samples of them. */
export interface Optimism {
  readonly learner: LearnerName;
  readonly n: number;
  readonly n_omitted: number;
  readonly events: number;
  readonly features: number;
  /** Samples that could be fitted, of those drawn. */
  readonly samples: number;
  readonly drawn: number;
  readonly tau_uno_ibs: number;
  readonly ibs_from: number;
  readonly time_auc_brier: number;
  readonly apparent: Metrics;
  readonly optimism: Metrics;
  /**
   * Apparent less optimism, with the percentile limits of the samples' apparent values moved by as much. Calibration hardly
   * varies where a model is judged on what it learnt from: its limits are those of the samples' values on everyone.
   */
  readonly corrected: Readonly<Record<CorrectedMetric, Interval>>;
}

export interface OptimismJob {
  readonly learner: LearnerName;
  readonly options: LearnerOptions;
  readonly horizon: Horizon;
}

/** The apparent values: learnt from everyone, judged on everyone. */
export const apparentOf = (outcomes: Outcomes, job: OptimismJob): Metrics => {
  const all = Int32Array.from(outcomes.rows.keys());
  return learnAndJudge(outcomes, all, [all], job)[0]!;
};

/**
 * Sample `b` of the bootstrap of optimism. Everything is learnt anew from the drawn patients - levels, knots, imputation,
 * scaling, tuning, choice of learner - and one drawn twice is in one part of every cross-validation within.
 *
 * @returns undefined where nothing can be learnt from this sample (nobody with an event, or nothing that varies)
 */
export function optimismSample(outcomes: Outcomes, b: number, job: OptimismJob): OptimismSample | undefined {
  const n = outcomes.rows.length;
  const random = randomStream(job.options.seed ?? 1, 7, b);
  const drawn = Int32Array.from({ length: n }, () => random.below(n)).sort();
  if (drawn.every((i) => outcomes.event[i] === 0)) return undefined;
  const { table } = learnEncoding(resampled(outcomes, drawn));
  if (varying(table).length === 0) return undefined;
  const [apparent, test] = learnAndJudge(outcomes, drawn, [drawn, Int32Array.from(outcomes.rows.keys())], job);
  return { apparent: apparent!, test: test! };
}

/** Outcomes of patients drawn, who may come more than once; who is who is kept. */
function resampled(outcomes: Outcomes, drawn: Int32Array): Outcomes {
  const { frame, rows, time, event, start, weights, strata } = outcomes;
  const take = <T extends Float64Array | Int32Array | Uint8Array>(values: T): T =>
    drawn.reduce(
      (made, i, k) => {
        made[k] = values[i]!;
        return made;
      },
      new (values.constructor as new (n: number) => T)(drawn.length),
    );
  return {
    ...outcomes,
    frame: rowsOf(frame, take(rows)) as Frame,
    rows: Int32Array.from(drawn.keys()),
    time: take(time),
    event: take(event),
    start: start && take(start),
    weights: weights && take(weights),
    strata: strata && take(strata),
    person: drawn,
  };
}

/** Fits on the drawn patients and judges on each set, by the censoring of everyone. */
function learnAndJudge(outcomes: Outcomes, drawn: Int32Array, on: readonly Int32Array[], { learner, options, horizon }: OptimismJob): Metrics[] {
  const { encoding, table } = learnEncoding(resampled(outcomes, drawn));
  const model = fitLearner(learner, table, options);
  const censoring = censoringCurve({ time: outcomes.time, event: outcomes.event });
  const cause = options.cause ?? 1;
  const times = [...gridOf(horizon), horizon.at];
  return on.map((which) => {
    const own = resampled(outcomes, which);
    const rows = encode(encoding, own.frame, new Set());
    const survival = predictIncidence(model, rows, times, cause, own.strata).map((risk) => 1 - risk);
    const predictions = { risk: predictRisk(model, rows), survival };
    const observed = judged(outcomes, which, cause);
    const { slope, intercept } = calibrationOf(observed, predictions, horizon);
    const error = errorOf(calibrationCurve(observed, predictions, horizon));
    return { ...scoresOf(observed, predictions, horizon, censoring), slope, intercept, ...error };
  });
} // biome-ignore format: one signature

/**
 * Corrects the apparent values for the mean optimism of the samples.
 *
 * @source Harrell FE, Lee KL, Mark DB. Stat Med 1996;15:361-387 (optimism); Noma H et al. Stat Med 2021;40:5691-5701
 *   (limits moved by the optimism)
 */
export function correctedForOptimism(
  outcomes: Outcomes,
  features: number,
  apparent: Metrics,
  drawn: readonly (OptimismSample | undefined)[],
  { learner, options, horizon }: OptimismJob,
): Optimism {
  const cause = options.cause ?? 1;
  const samples = drawn.filter((one) => one !== undefined);
  const record = <T>(value: (metric: CorrectedMetric) => T): Record<CorrectedMetric, T> =>
    Object.fromEntries(CORRECTED.map((metric) => [metric, value(metric)])) as Record<CorrectedMetric, T>;
  const optimism = record((metric) => {
    const gains = samples.map((one) => one.apparent[metric] - one.test[metric]).filter(Number.isFinite);
    return gains.reduce((sum, v) => sum + v, 0) / gains.length;
  });
  return {
    learner,
    n: outcomes.time.length,
    n_omitted: outcomes.omitted,
    events: outcomes.event.reduce((sum, own) => sum + (own === cause ? 1 : 0), 0),
    features,
    samples: samples.length,
    drawn: drawn.length,
    tau_uno_ibs: horizon.tau,
    ibs_from: horizon.from,
    time_auc_brier: horizon.at,
    apparent,
    optimism,
    corrected: record((metric): Interval => {
      const ofEveryone = OF_EVERYONE.includes(metric);
      const values = samples.map((one) => (ofEveryone ? one.test[metric] : one.apparent[metric] - optimism[metric]));
      const own = Float64Array.from(values.filter(Number.isFinite)).sort();
      const at = (share: number): number => own[Math.round(share * (own.length - 1))] ?? Number.NaN;
      const centre = own.reduce((sum, v) => sum + v, 0) / own.length;
      const se = Math.sqrt(own.reduce((sum, v) => sum + (v - centre) ** 2, 0) / Math.max(1, own.length - 1));
      return { estimate: apparent[metric] - optimism[metric], se, lower: at(0.025), upper: at(0.975) };
    }),
  };
}
