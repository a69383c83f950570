import { type CoxFit, cox, rubin, standardDeviation } from '@linea/survival';
import { type Free, ratioOf } from './ratio.ts';

/** Estimates pooled over completed tables. */
export interface PooledFit {
  readonly keys: readonly string[];
  readonly n: number;
  readonly events: number;
  readonly estimate: readonly number[];
  readonly se: readonly number[];
  readonly p: readonly number[];
  /** Degrees of freedom of each estimate, Infinity where nothing was filled in. */
  readonly df: readonly number[];
  /** Fraction of missing information: how much of an estimate's uncertainty comes from the gaps. */
  readonly fmi: readonly number[];
  /** Terms that the data cannot estimate: infinite, or determined by others. */
  readonly unusable: readonly string[];
}

/** Rows of covariates for `cox`, from columns. */
const rowsOf = (columns: readonly Float64Array[], n: number): number[][] =>
  Array.from({ length: n }, (_, i) => columns.map((column) => column[i] as number));

/** A Cox model in each completed table, pooled by Rubin's rules. Products of two keys are added as terms `a:b`. */
export function pooledCox(
  time: Float64Array,
  event: Uint8Array,
  keys: readonly string[],
  completed: readonly (readonly Float64Array[])[],
  pairs: readonly (readonly [string, string])[] = [],
): PooledFit {
  const names = [...keys, ...pairs.map((pair) => pair.join(':'))];
  const events = event.reduce((sum, e) => sum + e, 0);
  const fits = completed.map((columns) => cox(time, event, rowsOf(withProducts(columns, keys, pairs), time.length)));
  const spread = names.map((_, j) => spreadOf(completed[0] ?? [], keys, pairs, j));
  const estimates = fits.map((fit) => names.map((_, j) => fit.coefficients[j] as number));
  const variances = fits.map((fit) => names.map((_, j) => fit.variance[j * (names.length + 1)] as number));
  const isSame =
    fits.length < 2 || estimates.every((row) => row.every((value, j) => value === (estimates[0] as number[])[j]));
  const { estimate, se, p, df, fmi } = isSame
    ? single(estimates[0] ?? [], variances[0] ?? [])
    : rubin(estimates, variances, Math.max(1, events - names.length));
  // Gaps can leave of an estimate nothing that each completed table by itself seems to tell.
  const vague = (j: number): boolean => isVague(se[j] as number, df[j] as number, spread[j] as number);
  const unusable = names.filter((_, j) => vague(j) || fits.some((fit) => !isUsable(fit, j, spread[j] as number)));
  return { keys: names, n: time.length, events, estimate, se, p, df, fmi, unusable };
}

/** A log hazard or odds ratio for one standard deviation that is known no better than this is not known at all. */
export const MOST_ERROR = 5;

/** Is a pooled ratio for one standard deviation known no better, its degrees of freedom counted? */
export function isVague(se: number, df: number, spread: number): boolean {
  const { lower, upper } = ratioOf(0, se, df);
  return !((upper - lower) * spread < 4 * MOST_ERROR);
}

/** One that still moves when the fit has settled may only lie near 0; one that has run away has no finite error either. */
const isUsable = (fit: CoxFit, j: number, spread: number): boolean => {
  const [beta, variance] = [fit.coefficients[j] as number, fit.variance[j * (fit.coefficients.length + 1)] as number];
  return fit.converged && Number.isFinite(beta) && variance > 0 && Math.sqrt(variance) * spread < MOST_ERROR;
};

function spreadOf(
  columns: readonly Float64Array[],
  keys: readonly string[],
  pairs: readonly (readonly [string, string])[],
  j: number,
): number {
  const column = withProducts(columns, keys, pairs)[j];
  return column && column.length > 1 ? standardDeviation(column) : 0;
}

function single(estimate: readonly number[], variance: readonly number[]) {
  const se = variance.map(Math.sqrt);
  return {
    estimate,
    se,
    p: estimate.map((b, j) => ratioOf(b, se[j] as number).p),
    df: estimate.map(() => Number.POSITIVE_INFINITY),
    fmi: estimate.map(() => 0),
  };
}

/**
 * An estimate that something is declared by: its standard error widened for the terms estimated beside it, as a linear model does. Without
 * that, fifteen terms on 170 events declare 5.7 % instead of 5 (docs/decisions/0056). Nothing is declared with as many terms as events.
 */
export function declarable({ estimate, se, df, events, keys }: PooledFit, j: number): Free {
  const left = events - keys.length;
  const wide = left > 0 ? (se[j] as number) * Math.sqrt(events / left) : Number.POSITIVE_INFINITY;
  return { ...ratioOf(estimate[j] as number, wide, df[j] as number), df: df[j] as number };
}

function withProducts(
  columns: readonly Float64Array[],
  keys: readonly string[],
  pairs: readonly (readonly [string, string])[],
): readonly Float64Array[] {
  const of = (key: string): Float64Array => columns[keys.indexOf(key)] as Float64Array;
  return [...columns, ...pairs.map(([a, b]) => of(a).map((value, i) => value * (of(b)[i] as number)))];
}
