import { mergeNearTies } from '../response/near-ties.ts';
import type { Survival } from '../response/survival.ts';
import { type EstimateKind, estimate } from './estimate.ts';
import { type IntervalType, survivalInterval } from './interval.ts';
import { survivalQuantile } from './quantile.ts';
import { type RestrictedMean, restrictedMean } from './restricted-mean.ts';
import { robustErrors } from './robust.ts';
import { plainTally, type Tally, tally } from './tally.ts';

/** A survival curve: a step at each distinct time, events and censorings alike. */
export interface SurvivalCurve extends Tally {
  readonly n: number;
  /** S(t) just after each time. */
  readonly survival: Float64Array;
  readonly cumulativeHazard: Float64Array;
  /** Standard error of S(t). */
  readonly seSurvival: Float64Array;
  readonly seCumulativeHazard: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** Where time begins: 0, or the earliest time when that is negative. */
  readonly origin: number;
}

export interface CurveOptions extends Partial<EstimateKind> {
  /** Default `log`. */
  readonly intervalType?: IntervalType;
  /** Default 0.95. */
  readonly level?: number;
  /** Length n, at least 0. */
  readonly weights?: Float64Array;
  /** 0-based groups of rows that belong together: robust errors. */
  readonly cluster?: Int32Array;
  /** Infinitesimal-jackknife errors; default: with clusters, or with weights that are not whole numbers. */
  readonly robust?: boolean;
}

function multiplied(a: Float64Array, by: Float64Array): Float64Array {
  for (let k = 0; k < a.length; k++) a[k]! *= by[k]!;
  return a;
}

/** The curve of rows whose times were already checked and, but for plain ones without an order, merged. */
export function curveOf(survival: Survival, options: CurveOptions = {}): SurvivalCurve {
  const { weights, cluster, intervalType = 'log', level = 0.95 } = options;
  const kind: EstimateKind = {
    survival: options.survival ?? 'product-limit',
    hazard: options.hazard ?? 'nelson-aalen',
  };
  const robust = options.robust ?? (cluster !== undefined || (weights?.some((w) => w !== Math.floor(w)) ?? false));
  const plain = !survival.start && !weights && !robust && !survival.order;
  const counts = plain ? plainTally(survival.time, survival.status) : tally(survival, weights);
  const made = estimate(counts, kind);
  const { seLogSurvival, seCumulativeHazard } = robust ? robustErrors(survival, counts, kind, weights, cluster) : made;
  const { lower, upper } = survivalInterval(made.survival, seLogSurvival, intervalType, level);
  // In place: the error of log S is not needed any more.
  const seSurvival = multiplied(seLogSurvival, made.survival);
  const first = Math.min(0, counts.time[0]!);
  const origin = survival.start ? survival.start.reduce((a, t) => Math.min(a, t), first) : first;
  return {
    ...counts,
    n: survival.time.length,
    survival: made.survival,
    cumulativeHazard: made.cumulativeHazard,
    seSurvival,
    seCumulativeHazard,
    lower,
    upper,
    origin,
  };
}

const numbers = (values: ArrayLike<number>): Float64Array =>
  values instanceof Float64Array ? values : Float64Array.from(values);

/**
 * Product-limit (Kaplan-Meier) estimate of the survival function.
 *
 * @param time    follow-up from time zero, length n, each >= 0, any unit
 * @param event   1 = event, 0 = right-censored, length n
 * @param options `start`: late entry (left truncation), each < time; `weights`, `intervalType`, `level`, …
 * @returns a step at each of the m distinct times, ascending: at risk, events, S(t) just after, its error and interval
 * @throws {RangeError} n = 0, lengths differ, a time is negative or not finite, a start is not before its time
 * @source Kaplan EL, Meier P. J Am Stat Assoc 1958;53:457-481
 * @oracle R survival::survfit
 *
 * At a tied time events come before censorings: a patient censored on day 90 was at risk on day 90.
 */
export function productLimit(
  time: ArrayLike<number>,
  event: ArrayLike<number>,
  options: CurveOptions & { readonly start?: ArrayLike<number> } = {},
): SurvivalCurve {
  const n = time.length;
  if (n === 0) throw new RangeError('productLimit: no rows');
  if (event.length !== n) throw new RangeError(`productLimit: ${n} times but ${event.length} events`);
  const start = options.start && numbers(options.start);
  if (start && start.length !== n) throw new RangeError(`productLimit: ${n} times but ${start.length} starts`);
  const given = { start, time: numbers(time), status: numbers(event) };
  checkTimes(given.time);
  if (start?.some((s, i) => !(s < given.time[i]!))) {
    throw new RangeError('productLimit: a start is not before its time');
  }
  return curveOf(start || options.weights || options.cluster || options.robust ? mergeNearTies(given) : given, options);
}

function checkTimes(time: Float64Array): void {
  for (let i = 0; i < time.length; i++) {
    if (!(time[i]! >= 0 && time[i]! < Infinity)) throw new RangeError(`productLimit: a time is ${time[i]}`);
  }
}

/** The curve's quantile p and its limits: the times at which S and its interval have fallen to 1 - p; NaN if not reached. */
export function quantileOf(curve: SurvivalCurve, p: number): { time: number; lower: number; upper: number } {
  return {
    time: survivalQuantile(curve.time, curve.survival, p, curve.origin),
    lower: survivalQuantile(curve.time, curve.lower, p, curve.origin),
    upper: survivalQuantile(curve.time, curve.upper, p, curve.origin),
  };
}

/** Restricted mean survival time up to `until`, with its standard error. */
export const restrictedMeanOf = (curve: SurvivalCurve, until: number): RestrictedMean =>
  restrictedMean(curve, until, curve.origin);
