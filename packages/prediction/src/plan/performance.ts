import type { AnalysisTable } from '@linea/cohort';
import { type CalibrationGroup, calibration, concordance, cox, decisionCurve, type NetBenefit } from '@linea/survival';
import { completedTables, type Imputation, survivalAt } from '../terms/impute.ts';
import { pairsOf, termTable } from '../terms/terms.ts';
import { isOvercrowded, LEAST_EVENTS, type Refusal } from './effects.ts';
import { pooledCox } from './fit.ts';
import { ratioOf } from './ratio.ts';

export interface Performance {
  readonly harrell: number;
  readonly lower: number;
  readonly upper: number;
  /** Patients and events that were judged, each by a model of the other centres. */
  readonly n: number;
  readonly events: number;
  readonly centres: number;
  /** Risk of the event by this day, predicted for centres not seen. */
  readonly day: number;
  /** Fifths of predicted risk: what was predicted and what was seen (one minus Kaplan-Meier), with its interval. */
  readonly calibration: readonly CalibrationGroup[];
  /** Observed over expected risk by that day, and its limits: those of what was observed. */
  readonly ratio: number;
  readonly ratioLimits: readonly [lower: number, upper: number];
  /** Calibration slope: below 1, predictions are too far apart. */
  readonly slope: readonly [value: number, lower: number, upper: number];
  /** Net benefit of acting above each threshold, beside that of acting for everybody. */
  readonly decision: readonly NetBenefit[];
}

const DAY = 365;
const THRESHOLDS = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8] as const;

/**
 * Concordance, calibration and net benefit leaving one centre out: each centre is judged by a model fitted on the others. Gaps of the judged centre are
 * filled with means of the others: its own outcomes teach nothing.
 *
 * @returns or why not: fewer than twenty events, or one centre
 */
export function leaveCentreOut(
  table: AnalysisTable,
  endpoint: string,
  setting: string,
  imputation: Imputation,
): Performance | Refusal {
  const terms = termTable(table, setting, endpoint);
  const events = terms.event.reduce((sum, e) => sum + e, 0);
  const refusal = (code: Refusal['code'], got: string): Refusal => ({ code, endpoint, setting, got });
  if (events < 2 * LEAST_EVENTS || terms.keys.length === 0) return refusal('plan.fewForCentres', String(events));
  const centres = [...new Set(terms.centres)].sort();
  if (centres.length < 2) return refusal('plan.oneCentre', centres.join());
  const pairs = pairsOf(table, terms.keys);
  const risk = new Float64Array(terms.rows.length);
  const chance = new Float64Array(terms.rows.length);
  for (const centre of centres) {
    const others = terms.rows.flatMap((_, i) => (terms.centres[i] === centre ? [] : [i]));
    const take = (column: Float64Array): Float64Array => Float64Array.from(others, (i) => column[i] as number);
    const part = {
      ...terms,
      rows: others,
      time: take(terms.time),
      event: Uint8Array.from(others, (i) => terms.event[i] as number),
      columns: terms.columns.map(take),
    };
    const learntFrom = part.event.reduce((sum, e) => sum + e, 0);
    if (isOvercrowded(learntFrom, terms.keys.length + pairs.length))
      return refusal('plan.fewForCentres', `${learntFrom} / ${terms.keys.length + pairs.length}`);
    const completed = completedTables(part, imputation);
    const fit = pooledCox(part.time, part.event, terms.keys, completed, pairs);
    // Of a term that the others cannot tell, a centre is told nothing.
    const weights = fit.keys.map((key, j) => (fit.unusable.includes(key) ? 0 : (fit.estimate[j] as number)));
    const means = part.columns.map(meanOf);
    const marginOf = (x: readonly number[]): number => {
      const products = pairs.map(
        ([a, b]) => (x[terms.keys.indexOf(a)] as number) * (x[terms.keys.indexOf(b)] as number),
      );
      return [...x, ...products].reduce((sum, value, j) => sum + value * (weights[j] as number), 0);
    };
    const trained = part.rows.map((_, k) => marginOf((completed[0] ?? []).map((column) => column[k] as number)));
    const hazard = breslowAt(part.time, part.event, trained, DAY);
    for (const [i, own] of terms.centres.entries()) {
      if (own !== centre) continue;
      const x = terms.columns.map((column, j) =>
        Number.isNaN(column[i] as number) ? (means[j] as number) : (column[i] as number),
      );
      const margin = marginOf(x);
      risk[i] = margin;
      chance[i] = 1 - Math.exp(-hazard * Math.exp(margin));
    }
  }
  const { concordance: c, se } = concordance(terms.time, terms.event, risk, { reverse: true });
  const calibrated = calibration(terms.time, terms.event, chance, DAY, 5);
  const [fit, within] = [
    cox(
      terms.time,
      terms.event,
      Array.from(risk, (value) => [value]),
    ),
    ratioOf(c, se),
  ];
  const slope = ratioOf(fit.coefficients[0] as number, Math.sqrt(fit.variance[0] as number));
  const seen = survivalAt(terms.time, terms.event, DAY);
  const over = (survival: number): number => (1 - survival) / calibrated.meanPredicted;
  return {
    harrell: c,
    lower: Math.max(0, within.lower),
    upper: Math.min(1, within.upper),
    n: terms.rows.length,
    events,
    centres: centres.length,
    day: DAY,
    calibration: calibrated.groups,
    ratio: calibrated.ratio,
    ratioLimits: [over(seen.upper), over(seen.lower)],
    slope: [slope.estimate, slope.lower, slope.upper],
    decision: decisionCurve(terms.time, terms.event, chance, DAY, THRESHOLDS),
  };
}

function meanOf(column: Float64Array): number {
  const seen = column.filter((value) => !Number.isNaN(value));
  return seen.length > 0 ? seen.reduce((sum, value) => sum + value, 0) / seen.length : 0;
}

/** Breslow's cumulative hazard at a log hazard ratio of 0 by a day: O(n log n). */
function breslowAt(time: Float64Array, event: Uint8Array, margin: readonly number[], day: number): number {
  const order = Array.from(time.keys()).sort((a, b) => (time[b] as number) - (time[a] as number));
  let [risk, hazard] = [0, 0];
  for (let k = 0; k < order.length; ) {
    const now = time[order[k] as number] as number;
    let events = 0;
    for (; k < order.length && time[order[k] as number] === now; k++) {
      risk += Math.exp(margin[order[k] as number] as number);
      events += event[order[k] as number] as number;
    }
    if (now <= day) hazard += events / risk;
  }
  return hazard;
}
