import type { AnalysisTable } from '@linea/cohort';
import { baselineHazard, concordance, cox } from '@linea/survival';
import { completedTables, type Imputation, survivalAt } from '../terms/impute.ts';
import { termTable } from '../terms/terms.ts';
import { LEAST_EVENTS } from './effects.ts';
import { rowsOf } from './fit.ts';

export type Verdict = 'use' | 'recalibrate' | 'doNotUse' | 'cannotTell';

/** A model learnt in one setting, judged in another as it stands. */
export interface Transport {
  readonly from: string;
  readonly to: string;
  readonly verdict: Verdict;
  /** The rules that decided, by code, in the order in which they were asked. */
  readonly because: readonly string[];
  readonly n: number;
  readonly events: number;
  /** Harrell's C in the new setting, and in the old one without a look at new patients. */
  readonly concordance: readonly [value: number, lower: number, upper: number];
  /** Calibration slope: 1 = effects as strong as where they were learnt. */
  readonly slope: readonly [value: number, lower: number, upper: number];
  /** Events observed over expected by this day. */
  readonly ratio: readonly [value: number, lower: number, upper: number];
  readonly at: number;
}

const AT = 365;
/** An interval of the slope wider than this to either side says too little to call a model well calibrated. */
const WIDEST_SLOPE = 0.35;

/**
 * Whether a model of one setting may be used in another, by rules written down in advance and asked in this order:
 *
 *  1 `fewEvents`          fewer than 50 events in the new setting                             cannot tell
 *  2 `noDiscrimination`   the interval of C reaches 0.5                                       do not use
 *  3 `slopeReversed`      the interval of the slope lies below 0.3                            do not use
 *  4 `miscalibrated`      the interval of slope leaves out 1, or that of observed / expected  recalibrate
 *  5 `imprecise`          the slope is known to no better than +- 0.35                        cannot tell
 *  6 `calibrated`         otherwise                                                           use
 *
 * Expected: the mean of 1 - exp(-H0(365) exp(lp)) over the new patients; the interval of the ratio is that of the observed
 * risk (Kaplan-Meier). Gaps are filled once by chained equations in each setting; terms that one setting lacks stay out.
 */
export function transportOf(
  table: AnalysisTable,
  endpoint: string,
  from: string,
  to: string,
  imputation: Imputation,
): Transport | null {
  const [old, young] = [termTable(table, from, endpoint), termTable(table, to, endpoint)];
  const keys = old.keys.filter((key) => young.keys.includes(key));
  const [oldTerms, newTerms] = [termTable(table, from, endpoint, keys), termTable(table, to, endpoint, keys)];
  const events = newTerms.event.reduce((sum, e) => sum + e, 0);
  if (keys.length === 0 || oldTerms.event.reduce((sum, e) => sum + e, 0) < LEAST_EVENTS || events < LEAST_EVENTS)
    return null;
  const one = { ...imputation, m: 1 };
  const [oldColumns, newColumns] = [completedTables(oldTerms, one)[0] ?? [], completedTables(newTerms, one)[0] ?? []];
  const fit = cox(oldTerms.time, oldTerms.event, rowsOf(oldColumns, oldTerms.time.length));
  const lp = Float64Array.from(rowsOf(newColumns, newTerms.time.length), (row) =>
    row.reduce((sum, x, j) => sum + x * (fit.coefficients[j] as number), 0),
  );
  const c = concordance(newTerms.time, newTerms.event, lp, { reverse: true });
  const recalibrated = cox(
    newTerms.time,
    newTerms.event,
    Array.from(lp, (value) => [value]),
  );
  const slope = recalibrated.coefficients[0] as number;
  const slopeError = Math.sqrt(recalibrated.variance[0] as number);
  const hazard = hazardAt(baselineHazard(fit)[0], AT);
  const expected = lp.reduce((sum, value) => sum + 1 - Math.exp(-hazard * Math.exp(value)), 0) / lp.length;
  const seen = survivalAt(newTerms.time, newTerms.event, AT);
  const found = {
    n: newTerms.rows.length,
    events,
    concordance: interval(c.concordance, c.se),
    slope: interval(slope, slopeError),
    ratio: [(1 - seen.survival) / expected, (1 - seen.upper) / expected, (1 - seen.lower) / expected] as const,
    at: AT,
  };
  return { from, to, ...verdictOf(found), ...found };
}

function verdictOf({
  events,
  concordance: c,
  slope,
  ratio,
}: Pick<Transport, 'events' | 'concordance' | 'slope' | 'ratio'>): { verdict: Verdict; because: readonly string[] } {
  if (events < 50) return { verdict: 'cannotTell', because: ['fewEvents'] };
  if (c[1] <= 0.5) return { verdict: 'doNotUse', because: ['noDiscrimination'] };
  if (slope[2] < 0.3) return { verdict: 'doNotUse', because: ['slopeReversed'] };
  const off = [
    ...(slope[1] > 1 || slope[2] < 1 ? ['slope'] : []),
    ...(ratio[1] > 1 || ratio[2] < 1 ? ['observedOverExpected'] : []),
  ];
  if (off.length > 0) return { verdict: 'recalibrate', because: ['miscalibrated', ...off] };
  if ((slope[2] - slope[1]) / 2 > WIDEST_SLOPE) return { verdict: 'cannotTell', because: ['imprecise'] };
  return { verdict: 'use', because: ['calibrated'] };
}

const interval = (value: number, se: number): readonly [number, number, number] => [
  value,
  value - 1.96 * se,
  value + 1.96 * se,
];

function hazardAt(
  baseline: { readonly time: ArrayLike<number>; readonly cumulativeHazard: ArrayLike<number> } | undefined,
  day: number,
): number {
  let hazard = 0;
  for (let i = 0; baseline && i < baseline.time.length && (baseline.time[i] as number) <= day; i++)
    hazard = baseline.cumulativeHazard[i] as number;
  return hazard;
}
