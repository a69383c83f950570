import type { LearnerName } from '../learner/fit-learner.ts';
import type { Outcomes } from '../table/encoding.ts';
import {
  type CalibrationError,
  type CalibrationSummary,
  calibrationCurve,
  calibrationOf,
  errorOf,
} from './calibration.ts';
import { correctedDifference, correctedMean, type Difference, type Interval } from './paired.ts';
import { netBenefits, type Pooled, pooledOf } from './pooled.ts';
import { censoringCurve, type Horizon, type Observed, type Predictions, type Scores, scoresOf } from './scoring.ts';
import { nullPredictions, type Split, type SplitResult } from './split.ts';

type Metric = keyof Scores | 'slope' | 'intercept' | keyof CalibrationError;

/** How a learner fared; the members of `peers.json`, and more. */
export interface Validation {
  readonly learner: LearnerName;
  readonly n: number;
  readonly n_omitted: number;
  readonly events: number;
  readonly features: number;
  readonly splits: number;
  readonly tau_uno_ibs: number;
  readonly ibs_from: number;
  readonly time_auc_brier: number;
  readonly mean: Readonly<Record<Metric, number>>;
  readonly sd: Readonly<Record<Metric, number>>;
  /** Of the mean over splits, corrected for overlapping training parts. */
  readonly interval: Readonly<Record<Metric, Interval>>;
  readonly per_split: Readonly<Record<Metric | 'slope_se' | 'intercept_se', readonly number[]>> & {
    readonly repetition: readonly number[];
    readonly part: readonly string[];
    readonly n: readonly number[];
    readonly events: readonly number[];
    /** At the thresholds of the pooled curve. */
    readonly net_benefit: readonly (readonly number[])[];
  };
  /** Of everyone's predictions out of fold, a repetition at a time, then averaged. */
  readonly pooled: Pooled;
  /** Against the Kaplan-Meier curve of the training part, on the same splits; below 0 = better. */
  readonly kaplan_meier: {
    readonly brier: number;
    readonly ibs: number;
    readonly difference: Readonly<Record<'brier' | 'ibs', Difference>>;
  };
  readonly unseen: readonly string[];
}

const METRICS: readonly Metric[] = [
  'harrell', 'uno', 'auc', 'brier', 'ibs', 'slope', 'intercept', 'ici', 'e50', 'e90',
]; // biome-ignore format: a list

const digits = (x: number, count: number): number => (Number.isFinite(x) ? Number(x.toPrecision(count)) : x);

/** Scores lie in [0, 1]; so do their limits. */
function within(interval: Interval, metric: Metric): Interval {
  if (metric === 'slope' || metric === 'intercept') return interval;
  return { ...interval, lower: Math.max(0, interval.lower), upper: Math.min(1, interval.upper) };
}

/** Test over training patients, averaged over splits: what the correction for overlap needs. */
export const overlapOf = (splits: readonly Split[]): number =>
  splits.reduce((sum, { train, test }) => sum + test.length / train.length, 0) / splits.length;

/** Follow-up of some patients, one cause apart from the others. */
export const judged = ({ time, event, start }: Outcomes, rows: Int32Array, cause: number): Observed => ({
  start: start && Float64Array.from(rows, (i) => start[i]!),
  time: Float64Array.from(rows, (i) => time[i]!),
  event: Uint8Array.from(rows, (i) => (event[i] === 0 ? 0 : event[i] === cause ? 1 : 2)),
});

/** Scores of predictions on each split. */
export function perSplit(
  outcomes: Outcomes,
  splits: readonly Split[],
  predictions: readonly Predictions[],
  horizon: Horizon,
  cause = 1,
): (Scores & CalibrationSummary & CalibrationError)[] {
  const censoring = censoringCurve({ time: outcomes.time, event: outcomes.event });
  return splits.map(({ test }, k) => {
    const observed = judged(outcomes, test, cause);
    return {
      ...scoresOf(observed, predictions[k]!, horizon, censoring),
      ...calibrationOf(observed, predictions[k]!, horizon),
      ...errorOf(calibrationCurve(observed, predictions[k]!, horizon)),
    };
  });
}

/**
 * Puts together what the splits gave.
 *
 * @param results  one per split, in order
 * @param seed     of the bootstrap of the pooled estimates
 */
export function summarise(
  learner: LearnerName,
  outcomes: Outcomes,
  features: number,
  splits: readonly Split[],
  results: readonly SplitResult[],
  horizon: Horizon,
  options: { readonly cause?: number; readonly seed?: number; readonly bootstrap?: number } = {},
): Validation {
  const { cause = 1 } = options;
  const overlap = overlapOf(splits);
  const scores = perSplit(outcomes, splits, results, horizon, cause);
  const nulls = perSplit(
    outcomes,
    splits,
    splits.map((split) => nullPredictions(outcomes, split, horizon, cause)),
    horizon,
    cause,
  );
  type Column = keyof (typeof scores)[number];
  const valuesOf = (metric: Column, of = scores): number[] => of.map((one) => one[metric]);
  const intervals = Object.fromEntries(
    METRICS.map((metric) => [metric, within(correctedMean(valuesOf(metric), overlap), metric)]),
  );
  const record = (value: (metric: Metric) => number): Record<Metric, number> =>
    Object.fromEntries(METRICS.map((metric) => [metric, value(metric)])) as Record<Metric, number>;
  const difference = (metric: 'brier' | 'ibs'): Difference =>
    correctedDifference(valuesOf(metric), valuesOf(metric, nulls), overlap);
  const meanOf = (values: readonly number[]): number => {
    const own = values.filter((v) => !Number.isNaN(v));
    return own.reduce((sum, v) => sum + v, 0) / own.length;
  };
  const spread = (values: readonly number[]): number => {
    const own = values.filter((v) => !Number.isNaN(v));
    const centre = meanOf(own);
    return Math.sqrt(own.reduce((sum, v) => sum + (v - centre) ** 2, 0) / (own.length - 1));
  };
  const six = (metric: Column): number[] => valuesOf(metric).map((v) => digits(v, 6));
  return {
    learner,
    n: outcomes.time.length,
    n_omitted: outcomes.omitted,
    events: outcomes.event.reduce((sum, own) => sum + (own === cause ? 1 : 0), 0),
    features,
    splits: splits.length,
    tau_uno_ibs: horizon.tau,
    ibs_from: horizon.from,
    time_auc_brier: horizon.at,
    mean: record((metric) => digits(meanOf(valuesOf(metric)), 5)),
    sd: record((metric) => digits(spread(valuesOf(metric)), 4)),
    interval: intervals as Record<Metric, Interval>,
    per_split: {
      harrell: six('harrell'),
      uno: six('uno'),
      auc: six('auc'),
      brier: six('brier'),
      ibs: six('ibs'),
      slope: six('slope'),
      slope_se: six('slopeSe'),
      intercept: six('intercept'),
      intercept_se: six('interceptSe'),
      ici: six('ici'),
      e50: six('e50'),
      e90: six('e90'),
      repetition: splits.map(({ repetition }) => repetition + 1),
      part: splits.map(({ part }) => part),
      n: splits.map(({ test }) => test.length),
      events: splits.map(({ test }) => test.reduce((sum, i) => sum + (outcomes.event[i] === cause ? 1 : 0), 0)),
      net_benefit: splits.map(({ test }, k) =>
        netBenefits(judged(outcomes, test, cause), results[k]!, horizon).map((v) => digits(v, 6)),
      ),
    },
    pooled: pooledOf(outcomes, splits, results, horizon, (rows) => judged(outcomes, rows, cause), options),
    kaplan_meier: {
      brier: digits(meanOf(valuesOf('brier', nulls)), 5),
      ibs: digits(meanOf(valuesOf('ibs', nulls)), 5),
      difference: { brier: difference('brier'), ibs: difference('ibs') },
    },
    unseen: [...new Set(results.flatMap(({ unseen }) => unseen))],
  };
}
