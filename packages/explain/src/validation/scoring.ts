import { concordance, type InputIssue } from '@linea/survival';
import { RefusedInput } from '../errors/refused-input.ts';
import { countUpTo } from '../hazard/cox-loss.ts';

/** Follow-up of the patients that predictions are judged on. */
export interface Observed {
  readonly time: Float64Array;
  /** 0 = censored, 1 = the event of interest, 2 = another that rules it out. */
  readonly event: Uint8Array;
  /** Late entry: followed on (start, time]. */
  readonly start?: Float64Array | undefined;
}

/** Where curves and cases are looked at, in units of follow-up. */
export interface Horizon {
  /** The integrated Brier score runs from here … */
  readonly from: number;
  /** … to here, which also ends Uno's C. */
  readonly tau: number;
  /** Time of the AUC, of the Brier score and of calibration. */
  readonly at: number;
}

/** Steps of the integrated Brier score. */
export const STEPS = 50;

/** The 50 even steps from `from` to `tau`. */
export const gridOf = ({ from, tau }: Horizon): number[] =>
  Array.from({ length: STEPS }, (_, k) => from + (k * (tau - from)) / (STEPS - 1));

const rounded = (x: number): number => Number(x.toPrecision(3));

/** Three digits of the 2nd, 50th and 80th percentile of follow-up; before its end, where many end on the same day. */
export function usualHorizon(time: Float64Array): Horizon {
  const sorted = Float64Array.from(time).sort();
  const longest = sorted.at(-1)!;
  const last = sorted.findLast((t) => t < longest) ?? longest;
  const before = (t: number): number => (t < longest ? t : last);
  const quantile = (p: number): number => {
    const h = (sorted.length - 1) * p;
    const low = Math.floor(h);
    return sorted[low]! + (h - low) * ((sorted[low + 1] ?? sorted[low]!) - sorted[low]!);
  };
  const tau = before(rounded(quantile(0.8)));
  const from = rounded(quantile(0.02));
  return { from: from < tau ? from : 0, tau, at: before(rounded(quantile(0.5))) };
}

/**
 * Holds that there is something to look at: patients are followed beyond the time of the Brier score and to its end.
 *
 * @throws {RefusedInput} `horizon.order`, `horizon.beyond`, all of them
 */
export function checkHorizon(time: Float64Array, { from, tau, at }: Horizon): void {
  const longest = time.reduce((most, t) => Math.max(most, t), 0);
  const issues: InputIssue[] = [
    ...(from < tau ? [] : [{ code: 'horizon.order', at: '--ibs-from', got: `${from}`, allowed: `< ${tau}` }]),
    ...(tau <= longest ? [] : [{ code: 'horizon.beyond', at: '--tau', got: `${tau}`, allowed: `<= ${longest}` }]),
    ...(at < longest ? [] : [{ code: 'horizon.beyond', at: '--at', got: `${at}`, allowed: `< ${longest}` }]),
  ];
  if (issues.length > 0) throw new RefusedInput(issues);
}

/** Kaplan-Meier curve of the censoring: G(t), or G just before t. */
export interface CensoringCurve {
  readonly at: (t: number) => number;
  readonly before: (t: number) => number;
}

/** Events and censorings of one time are at risk together, as in R's survfit(Surv(time, 1 - event) ~ 1). */
export function censoringCurve({ time, event }: Observed): CensoringCurve {
  const order = Int32Array.from(time.keys()).sort((a, b) => time[a]! - time[b]!);
  const times: number[] = [];
  const values: number[] = [1];
  for (let r = 0; r < order.length; ) {
    const t = time[order[r]!]!;
    const atRisk = order.length - r;
    let censored = 0;
    for (; r < order.length && time[order[r]!] === t; r++) if (event[order[r]!] === 0) censored++;
    times.push(t);
    values.push(values.at(-1)! * (1 - censored / atRisk));
  }
  const sorted = Float64Array.from(times);
  const first = (t: number): number => {
    const k = countUpTo(sorted, t);
    return k > 0 && sorted[k - 1] === t ? k - 1 : k;
  };
  return { at: (t) => values[countUpTo(sorted, t)]!, before: (t) => values[first(t)]! };
}

/** How predictions for some patients fared. NaN where nothing can be said, such as without a comparable pair. */
export interface Scores {
  readonly harrell: number;
  readonly uno: number;
  readonly auc: number;
  readonly brier: number;
  readonly ibs: number;
}

/** Predictions for some patients: risk, higher is worse; survival at the 50 steps, then at `at`, n x 51. */
export interface Predictions {
  readonly risk: Float64Array;
  readonly survival: Float64Array;
}

export const COLUMNS = STEPS + 1;

/** Censoring weights are at least this; a patient past all censoring would else weigh without bound. */
const LEAST = 1e-8;

/** IPCW Brier score of column k of the curves at time t. */
function brierAt(
  { time, event }: Observed,
  survival: Float64Array,
  columns: number,
  k: number,
  t: number,
  censoring: CensoringCurve,
): number {
  const later = 1 / censoring.at(t);
  let sum = 0;
  for (let i = 0; i < time.length; i++) {
    const s = survival[i * columns + k]!;
    if (time[i]! > t) sum += (1 - s) * (1 - s) * later;
    else if (event[i] === 1) sum += (s * s) / Math.max(LEAST, censoring.before(time[i]!));
    else if (event[i] === 2) sum += ((1 - s) * (1 - s)) / Math.max(LEAST, censoring.before(time[i]!));
  }
  return sum / time.length;
}

/** Trapezoid of the Brier score over the steps, divided by their length. */
function integrated(brier: readonly number[], grid: readonly number[]): number {
  let area = 0;
  for (let k = 1; k < grid.length; k++) area += ((grid[k]! - grid[k - 1]!) * (brier[k]! + brier[k - 1]!)) / 2;
  return area / (grid.at(-1)! - grid[0]!);
}

/**
 * Cumulative / dynamic AUC at t: cases had the event by t and weigh 1 / G(T-); controls are followed beyond, or had another
 * event by t and weigh 1 / G(T-) as well; ties count half.
 */
export function aucAt({ time, event }: Observed, risk: Float64Array, t: number, censoring: CensoringCurve): number {
  const later = 1 / censoring.at(t);
  const weight = (i: number): number => (time[i]! > t ? later : 1 / censoring.before(time[i]!));
  const isControl = (i: number): boolean => time[i]! > t || event[i] === 2;
  const order = Int32Array.from(risk.keys()).sort((a, b) => risk[a]! - risk[b]!);
  let [sum, cases, controls] = [0, 0, 0];
  for (let r = 0; r < order.length; ) {
    const value = risk[order[r]!]!;
    let [tiedCases, tiedControls] = [0, 0];
    for (; r < order.length && risk[order[r]!] === value; r++) {
      const i = order[r]!;
      if (isControl(i)) tiedControls += weight(i);
      else if (event[i] === 1) tiedCases += weight(i);
    }
    sum += tiedCases * (controls + tiedControls / 2);
    cases += tiedCases;
    controls += tiedControls;
  }
  return sum / (cases * controls);
}

/**
 * Follow-up where another event is not the end: who had one will never have this one, and is at risk past everyone and
 * past the time looked at. Not much past: times that differ by little, measured by the largest, count as tied.
 */
export function endless({ time, event, start }: Observed, at: number): Observed {
  const beyond = Math.ceil(time.reduce((most, t) => Math.max(most, t), at)) + 1;
  return {
    start,
    time: time.map((t, i) => (event[i] === 2 ? beyond : t)),
    event: event.map((own) => (own === 1 ? 1 : 0)),
  };
}

/**
 * Scores predictions on patients the model has not seen. With late entry pairs are those followed together, and what is
 * weighed by the censoring is not defined: who had the event before entry was never seen.
 *
 * @param censoring  of the whole study, so that splits are weighed alike
 * @source Harrell FE et al. JAMA 1982;247:2543-2546; Uno H et al. Stat Med 2011;30:1105-1117; Graf E et al. Stat Med
 *   1999;18:2529-2545; Uno H et al. J Am Stat Assoc 2007;102:527-537 (AUC); Wolbers M et al. Epidemiology 2009;20:555-561
 * @oracle R: fixtures/gpl/models/peers.json (survival::concordance; Brier and AUC written out)
 */
export function scoresOf(
  observed: Observed,
  { risk, survival }: Predictions,
  horizon: Horizon,
  censoring: CensoringCurve,
): Scores {
  const { time, event, start } = endless(observed, horizon.tau);
  if (start) {
    const harrell = concordance(time, event, risk, { reverse: true, start }).concordance;
    return { harrell, uno: Number.NaN, auc: Number.NaN, brier: Number.NaN, ibs: Number.NaN };
  }
  const grid = gridOf(horizon);
  const brier = grid.map((t, k) => brierAt(observed, survival, COLUMNS, k, t, censoring));
  return {
    harrell: concordance(time, event, risk, { reverse: true }).concordance,
    uno: concordance(time, event, risk, { reverse: true, timeWeight: 'n/G2', latest: horizon.tau }).concordance,
    auc: aucAt(observed, risk, horizon.at, censoring),
    brier: brierAt(observed, survival, COLUMNS, STEPS, horizon.at, censoring),
    ibs: integrated(brier, grid),
  };
}
