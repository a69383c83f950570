import { decisionCurve } from '@linea/survival';
import { randomStream } from '../chance/random-stream.ts';
import type { Outcomes } from '../table/encoding.ts';
import { type CalibrationCurve, calibrationCurve, calibrationOf, errorOf } from './calibration.ts';
import type { Interval } from './paired.ts';
import {
  COLUMNS,
  censoringCurve,
  endless,
  type Horizon,
  type Observed,
  type Predictions,
  type Scores,
  STEPS,
  scoresOf,
} from './scoring.ts';
import type { Split } from './split.ts';

/** Estimates from everyone's predictions out of fold, with bootstrap intervals over patients. */
export interface Pooled extends Readonly<Record<PooledMetric, Interval>> {
  /** Smooth calibration at `time_auc_brier`, of the first repetition, with percentile limits over bootstrap samples. */
  readonly calibration: CalibrationBand | null;
  readonly net_benefit: readonly NetBenefitPoint[];
}

interface CalibrationBand {
  readonly predicted: readonly number[];
  readonly observed: readonly number[];
  readonly lower: readonly number[];
  readonly upper: readonly number[];
}

export interface NetBenefitPoint {
  readonly threshold: number;
  readonly net_benefit: number;
  readonly lower: number;
  readonly upper: number;
  /** Of treating everyone; of treating no one it is 0. */
  readonly treat_all: number;
}

const POOLED = ['harrell', 'uno', 'auc', 'brier', 'ibs', 'slope', 'intercept', 'ici', 'e50', 'e90'] as const;
type PooledMetric = (typeof POOLED)[number];

const THRESHOLDS: readonly number[] = Array.from({ length: 18 }, (_, k) => (k + 1) / 20);

/** The patients of one repetition with their predictions out of fold, in order of the table. */
interface Repetition {
  readonly rows: Int32Array;
  readonly predictions: Predictions;
}

function repetitionsOf(splits: readonly Split[], results: readonly Predictions[]): Repetition[] {
  const count = splits.reduce((most, { repetition }) => Math.max(most, repetition), -1) + 1;
  return Array.from({ length: count }, (_, r) => {
    const found: { row: number; split: number; at: number }[] = [];
    splits.forEach(({ repetition, test }, split) => {
      if (repetition !== r) return;
      test.forEach((row, at) => {
        found.push({ row, split, at });
      });
    });
    found.sort((a, b) => a.row - b.row);
    const survival = new Float64Array(found.length * COLUMNS);
    found.forEach(({ split, at }, k) => {
      survival.set(results[split]!.survival.subarray(at * COLUMNS, (at + 1) * COLUMNS), k * COLUMNS);
    });
    return {
      rows: Int32Array.from(found, ({ row }) => row),
      predictions: { risk: Float64Array.from(found, ({ split, at }) => results[split]!.risk[at]!), survival },
    };
  });
}

/** Some of a repetition's patients, by position; one may come more than once. */
function only({ rows, predictions }: Repetition, which: Int32Array): Repetition {
  const survival = new Float64Array(which.length * COLUMNS);
  which.forEach((k, at) => {
    survival.set(predictions.survival.subarray(k * COLUMNS, (k + 1) * COLUMNS), at * COLUMNS);
  });
  return {
    rows: Int32Array.from(which, (k) => rows[k]!),
    predictions: { risk: Float64Array.from(which, (k) => predictions.risk[k]!), survival },
  };
}

type Judged = Record<PooledMetric, number> & {
  readonly net: readonly number[];
  readonly curve: CalibrationCurve | undefined;
};

function judge(
  { rows, predictions }: Repetition,
  observe: (rows: Int32Array) => Observed,
  horizon: Horizon,
  outcomes: Outcomes,
): Judged {
  const observed = observe(rows);
  const censoring = censoringCurve({ time: outcomes.time, event: outcomes.event });
  const scores: Scores = scoresOf(observed, predictions, horizon, censoring);
  const { slope, intercept } = calibrationOf(observed, predictions, horizon);
  const curve = calibrationCurve(observed, predictions, horizon);
  return { ...scores, slope, intercept, ...errorOf(curve), net: netBenefits(observed, predictions, horizon), curve };
}

/** Net benefit of treating whom a prediction puts above each threshold. */
export function netBenefits(observed: Observed, predictions: Predictions, horizon: Horizon): number[] {
  const risk = predictions.risk.map((_, i) => 1 - predictions.survival[i * COLUMNS + STEPS]!);
  const { time, event, start } = endless(observed, horizon.at);
  // Counts of who had the event miss those who had it before they entered.
  if (start) return THRESHOLDS.map(() => Number.NaN);
  return decisionCurve(time, event, risk, horizon.at, THRESHOLDS).map(({ netBenefit }) => netBenefit);
}

/** A calibration curve with limits: those of the samples whose predictions reach there. */
function bandOf({ predicted, observed }: CalibrationCurve, samples: readonly Judged[]): CalibrationBand {
  const drawn = samples.flatMap(({ curve }) => (curve ? [curve] : []));
  const limits = predicted.map((at, k) => {
    const values = Float64Array.from(drawn, (curve) => between(curve, at))
      .filter((v) => !Number.isNaN(v))
      .sort();
    const quantile = (share: number): number => values[Math.round(share * (values.length - 1))] ?? observed[k]!;
    return [quantile(0.025), quantile(0.975)] as const;
  });
  return { predicted, observed, lower: limits.map(([low]) => low), upper: limits.map(([, high]) => high) };
}

/** A curve at a prediction between two of its points, NaN outside. */
function between({ predicted, observed }: CalibrationCurve, at: number): number {
  let k = 0;
  while (k < predicted.length && predicted[k]! < at) k++;
  if (k === predicted.length) return Number.NaN;
  if (predicted[k] === at) return observed[k]!;
  if (k === 0) return Number.NaN;
  const share = (at - predicted[k - 1]!) / (predicted[k]! - predicted[k - 1]!);
  return observed[k - 1]! + share * (observed[k]! - observed[k - 1]!);
}

/** Bootstrap samples behind an interval. */
const SAMPLES = 200;

/**
 * Pools predictions out of fold: each repetition by itself, then the mean. Intervals are percentiles over bootstrap samples
 * of patients (predictions held fixed).
 */
export function pooledOf(
  outcomes: Outcomes,
  splits: readonly Split[],
  results: readonly Predictions[],
  horizon: Horizon,
  observe: (rows: Int32Array) => Observed,
  { seed = 1, bootstrap = SAMPLES }: { readonly seed?: number; readonly bootstrap?: number },
): Pooled {
  const repetitions = repetitionsOf(splits, results);
  const judged = repetitions.map((one) => judge(one, observe, horizon, outcomes));
  // One repetition is enough for the spread between patients: the others hold the same patients.
  const first = repetitions[0]!;
  const samples = Array.from({ length: bootstrap }, (_, b) => {
    const random = randomStream(seed, b);
    const m = first.rows.length;
    return judge(only(first, Int32Array.from({ length: m }, () => random.below(m)).sort()), observe, horizon, outcomes);
  });
  const interval = (pick: (one: Judged) => number): Interval => {
    const own = judged.map(pick);
    const estimate = own.reduce((sum, v) => sum + v, 0) / own.length;
    const drawn = Float64Array.from(samples, pick)
      .filter((v) => Number.isFinite(v))
      .sort();
    const shift = estimate - own[0]!;
    const centre = drawn.reduce((sum, v) => sum + v, 0) / drawn.length;
    const se = Math.sqrt(drawn.reduce((sum, v) => sum + (v - centre) ** 2, 0) / Math.max(1, drawn.length - 1));
    const at = (share: number): number =>
      drawn[Math.min(drawn.length - 1, Math.max(0, Math.round(share * (drawn.length - 1))))] ?? Number.NaN;
    return { estimate, se, lower: at(0.025) + shift, upper: at(0.975) + shift };
  };
  const { curve } = judged[0]!;
  const observed = endless(observe(first.rows), horizon.at);
  const everyone = decisionCurve(
    observed.time,
    observed.event,
    first.predictions.risk.map(() => 1),
    horizon.at,
    THRESHOLDS,
  );
  return {
    ...(Object.fromEntries(POOLED.map((metric) => [metric, interval((one) => one[metric])])) as Record<
      PooledMetric,
      Interval
    >),
    calibration: curve ? bandOf(curve, samples) : null,
    net_benefit: THRESHOLDS.map((threshold, k) => {
      const { estimate, lower, upper } = interval((one) => one.net[k]!);
      return {
        threshold,
        net_benefit: estimate,
        lower,
        upper,
        treat_all: observed.start ? Number.NaN : everyone[k]!.netBenefit,
      };
    }),
  };
}
