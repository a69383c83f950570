import { cox, predictSurvival as coxSurvival, quantiles } from '@linea/survival';
import { splineColumns } from '../linear/natural-spline.ts';
import { COLUMNS, endless, gridOf, type Horizon, type Observed, type Predictions, STEPS } from './scoring.ts';

/** How well predicted risks agree with what happened, at one time. */
export interface CalibrationSummary {
  /** Log hazard ratio per unit of log(-log S): 1 is right, below 1 predictions are too extreme. */
  readonly slope: number;
  readonly slopeSe: number;
  /** Log of the events seen over the events expected up to tau: 0 is right, above 0 too few were expected. */
  readonly intercept: number;
  readonly interceptSe: number;
}

/** A smooth calibration curve and how far it is from the diagonal: mean, median and 90th percentile over patients. */
export interface CalibrationCurve {
  readonly ici: number;
  readonly e50: number;
  readonly e90: number;
  /** Predicted and observed risk at `at`, by rising prediction; at most 101 points. */
  readonly predicted: readonly number[];
  readonly observed: readonly number[];
}

/** How far a calibration curve is from the diagonal; NaN where risks or events are too few for one. */
export type CalibrationError = Pick<CalibrationCurve, 'ici' | 'e50' | 'e90'>;

export function errorOf(curve: CalibrationCurve | undefined): CalibrationError {
  const { ici, e50, e90 } = curve ?? { ici: Number.NaN, e50: Number.NaN, e90: Number.NaN };
  return { ici, e50, e90 };
}

/** Survival of exactly 0 or 1 has no log(-log): it is taken as the nearest that has. */
const clogLog = (s: number): number => Math.log(-Math.log(Math.min(1 - 1e-12, Math.max(1e-12, s))));

const riskLine = ({ survival, risk }: Predictions): Float64Array =>
  Float64Array.from(risk, (_, i) => clogLog(survival[i * COLUMNS + STEPS]!));

/**
 * Calibration slope and intercept of predicted survival.
 *
 * The slope is that of a Cox model on log(-log S(at)). The intercept compares events with the sum of predicted cumulative
 * hazards at each patient's own end of follow-up (or tau), less those at entry where it is late, read off the predicted curve.
 *
 * @source van Houwelingen HC. Stat Med 2000;19:3401-3415; Crowson CS et al. Stat Methods Med Res 2016;25:1692-1706
 */
export function calibrationOf(observed: Observed, predictions: Predictions, horizon: Horizon): CalibrationSummary {
  const { time, event, start } = endless(observed, horizon.tau);
  const line = riskLine(predictions);
  let [slope, slopeSe] = [Number.NaN, Number.NaN];
  if (event.includes(1) && line.some((v) => v !== line[0])) {
    const fit = cox(
      time,
      event,
      Array.from(line, (v) => [v]),
      start && { start },
    );
    slope = fit.coefficients[0]!;
    slopeSe = Math.sqrt(fit.variance[0]!);
  }
  const grid = gridOf(horizon);
  let [seen, expected] = [0, 0];
  for (let i = 0; i < time.length; i++) {
    if (event[i] === 1 && time[i]! <= horizon.tau) seen++;
    expected += hazardAtEnd(predictions.survival, i, grid, Math.min(time[i]!, horizon.tau));
    if (start) expected -= hazardAtEnd(predictions.survival, i, grid, Math.min(start[i]!, horizon.tau));
  }
  return { slope, slopeSe, intercept: Math.log(seen / expected), interceptSe: 1 / Math.sqrt(seen) };
}

/** Predicted cumulative hazard of row i at t, between steps in a straight line, from 0 at time 0. */
function hazardAtEnd(survival: Float64Array, i: number, grid: readonly number[], t: number): number {
  const hazard = (k: number): number => -Math.log(Math.max(1e-12, survival[i * COLUMNS + k]!));
  if (t <= grid[0]!) return grid[0]! > 0 ? (hazard(0) * t) / grid[0]! : hazard(0);
  let k = 1;
  while (k < STEPS - 1 && grid[k]! < t) k++;
  const share = Math.min(1, (t - grid[k - 1]!) / (grid[k]! - grid[k - 1]!));
  return hazard(k - 1) + share * (hazard(k) - hazard(k - 1));
}

/**
 * Smooth calibration curve at `at`: observed risk from a Cox model on a spline of log(-log S), against predicted risk.
 *
 * @returns undefined where risks or events are too few for a curve
 * @source Austin PC, Harrell FE, van Klaveren D. Stat Med 2020;39:2714-2742
 */
export function calibrationCurve(
  observed: Observed,
  predictions: Predictions,
  horizon: Horizon,
): CalibrationCurve | undefined {
  const { time, event, start } = endless(observed, horizon.at);
  const line = riskLine(predictions);
  const spline = splineColumns(line, 4);
  const events = event.reduce((sum, e) => sum + e, 0);
  if (events < 10 || spline.length === 0) return undefined;
  const rows = Array.from(line, (_, i) => spline.map((column) => column[i]!));
  const fit = cox(time, event, rows, start && { start });
  const { survival } = coxSurvival(fit, Float64Array.from(rows.flat()), [horizon.at]);
  const predicted = Float64Array.from(line, (_, i) => 1 - predictions.survival[i * COLUMNS + STEPS]!);
  const seen = survival[0]!.map((s) => 1 - s);
  const away = Float64Array.from(predicted, (p, i) => Math.abs(seen[i]! - p));
  const [e50, e90] = quantiles(away, [0.5, 0.9]) as [number, number];
  const order = Int32Array.from(predicted.keys()).sort((a, b) => predicted[a]! - predicted[b]!);
  const count = Math.min(101, order.length);
  const shown = Array.from(
    { length: count },
    (_, k) => order[Math.round((k * (order.length - 1)) / Math.max(1, count - 1))]!,
  );
  return {
    ici: away.reduce((sum, v) => sum + v, 0) / away.length,
    e50,
    e90,
    predicted: shown.map((i) => predicted[i]!),
    observed: shown.map((i) => seen[i]!),
  };
}
