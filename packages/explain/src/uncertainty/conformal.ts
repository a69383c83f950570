import type { Observed } from '../validation/scoring.ts';
import { type PredictedCurves, timeAtLevel } from './predicted-times.ts';

/** Probability of being uncensored up to, and just before, a time; for row i. */
export type CensoringOf = (row: number, t: number) => number;

/** Levels of predicted survival whose times bound the true times, learnt from patients a model was not fitted on. */
export interface Conformal {
  /** What is promised: the share of patients whose time lies above the bound, or within the interval. */
  readonly coverage: number;
  /** The lower bound of a patient is where their predicted survival falls to this. */
  readonly lower: number;
  /** The interval runs from where it falls to the first to where it falls to the second; null = it stays open. */
  readonly interval: readonly [lower: number, upper: number | null];
  /** No bound lies beyond this time. */
  readonly latest: number;
  /** Patients and events behind it. */
  readonly n: number;
  readonly events: number;
}

/** Levels that are tried: from the median of the predicted curve to its very beginning, and to its end. */
const STEPS = 400;

/**
 * Estimated share of patients with the event before their bound: each event that was seen counts for all like it that
 * censoring hid. One is added above and below, so that a few patients promise less.
 */
function missedBelow(
  { time, event }: Observed,
  curves: PredictedCurves,
  censoring: CensoringOf,
  level: number,
  latest: number,
): number {
  const n = time.length;
  let sum = 0;
  for (let i = 0; i < n; i++) {
    if (event[i] !== 1) continue;
    const bound = Math.min(latest, timeAtLevel(curves, i, level) ?? latest);
    if (time[i]! < bound) sum += 1 / censoring(i, time[i]!);
  }
  return (sum + 1) / (n + 1);
}

/** Estimated share of patients who outlive their upper bound; bounds that are open are not outlived. */
function missedAbove(
  { time }: Observed,
  curves: PredictedCurves,
  censoring: CensoringOf,
  level: number,
  latest: number,
): number {
  const n = time.length;
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const bound = timeAtLevel(curves, i, level);
    if (bound !== null && bound < latest && time[i]! > bound) sum += 1 / censoring(i, bound);
  }
  return (sum + 1) / (n + 1);
}

/** The smallest share in (0, 1) of steps for which `fits` holds; `fits` turns from false to true once. */
function turning(fits: (level: number) => boolean): number | null {
  let [low, high] = [0, STEPS];
  if (!fits(1 - 1e-9)) return null;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (fits(middle / STEPS)) high = middle;
    else low = middle;
  }
  return Math.min(high / STEPS, 1 - 1e-9);
}

/**
 * Conformal bounds on survival times under right censoring: the level of a patient's own predicted curve is chosen so that
 * the share of patients who fall below (or outlive) their bound, estimated with inverse-probability-of-censoring weights on
 * patients the curves were not fitted on, keeps the promise. It holds on average over patients like those, whatever the
 * model, as far as censoring is independent of the time given what `censoring` knows; it is no promise for one patient.
 *
 * @param curves     predicted out of fold
 * @param censoring  probability of not yet being censored
 * @param coverage   what is to be promised, in (0, 1)
 * @param latest     no bound beyond this: where censoring leaves too few to judge
 * @source Candes E et al. J R Stat Soc B 2023;85:24-45; Gui Y et al. Biometrika 2024;111:459-477 (cut-offs by patient);
 *   van der Laan MJ, Robins JM. Unified Methods for Censored Longitudinal Data, 2003 (the weights)
 */
export function conformalLevels(
  observed: Observed,
  curves: PredictedCurves,
  censoring: CensoringOf,
  coverage: number,
  latest: number,
): Conformal {
  const miss = 1 - coverage;
  const below = (share: number) =>
    turning((level) => missedBelow(observed, curves, censoring, level, latest) <= share) ?? 1;
  const above = turning((level) => missedAbove(observed, curves, censoring, 1 - level, latest) <= miss / 2);
  return {
    coverage,
    lower: below(miss),
    interval: [below(miss / 2), above === null ? null : 1 - above],
    latest,
    n: observed.time.length,
    events: observed.event.reduce((sum, e) => sum + (e === 1 ? 1 : 0), 0),
  };
}

/** Bounds of one patient. */
export interface ConformalBounds {
  /** The patient's time lies above this with the probability that was promised. */
  readonly lower: number;
  readonly interval: readonly [lower: number, upper: number | null];
}

/** The bounds of a patient with this predicted curve. */
export function boundsOf(conformal: Conformal, curves: PredictedCurves, row: number): ConformalBounds {
  const { latest, lower, interval } = conformal;
  const at = (level: number): number => (level >= 1 ? 0 : Math.min(latest, timeAtLevel(curves, row, level) ?? latest));
  const upper = interval[1] === null ? null : timeAtLevel(curves, row, interval[1]);
  return {
    lower: at(lower),
    interval: [at(interval[0]), upper !== null && upper < latest ? upper : null],
  };
}
