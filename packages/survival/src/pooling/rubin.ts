import { mean, variance } from '../descriptive/summary.ts';
import { tQuantile, tTwoSided } from '../special/distributions.ts';

/** Pooled estimates, one entry per term. */
export interface Pooled {
  readonly m: number;
  readonly completeDf: number;
  readonly estimate: readonly number[];
  readonly within: readonly number[];
  readonly between: readonly number[];
  readonly total: readonly number[];
  readonly se: readonly number[];
  /** Degrees of freedom for small samples (Barnard and Rubin) and of Rubin 1987. */
  readonly df: readonly number[];
  readonly dfLarge: readonly number[];
  /** Relative increase of variance, its share of the total, and the fraction of missing information. */
  readonly riv: readonly number[];
  readonly lambda: readonly number[];
  readonly fmi: readonly number[];
  readonly lower: readonly number[];
  readonly upper: readonly number[];
  readonly p: readonly number[];
}

/**
 * Rubin's rules: pools estimates from m completed data sets.
 *
 * @param estimates   m x terms
 * @param variances   m x terms, squared standard errors
 * @param completeDf  degrees of freedom without missing data; for a Cox model, events minus terms
 * @throws {RangeError} m < 2 or rows of different lengths
 * @source Rubin DB. Multiple Imputation for Nonresponse in Surveys, 1987; Barnard J, Rubin DB. Biometrika 1999;86:948-955
 * @oracle R mice::pool
 */
export function rubin(
  estimates: readonly (readonly number[])[],
  variances: readonly (readonly number[])[],
  completeDf: number,
  level = 0.95,
): Pooled {
  const m = estimates.length;
  const terms = estimates[0]?.length ?? 0;
  if (m < 2 || variances.length !== m) throw new RangeError(`rubin: ${m} and ${variances.length} data sets`);
  if ([...estimates, ...variances].some((row) => row.length !== terms)) throw new RangeError('rubin: terms differ');
  const columns = Array.from({ length: terms }, (_, j) => j);
  const estimate = columns.map((j) => mean(estimates.map((row) => row[j]!)));
  const within = columns.map((j) => mean(variances.map((row) => row[j]!)));
  const between = columns.map((j) => variance(estimates.map((row) => row[j]!)));
  const extra = between.map((b) => (1 + 1 / m) * b);
  const total = columns.map((j) => within[j]! + extra[j]!);
  const se = total.map(Math.sqrt);
  const lambda = columns.map((j) => extra[j]! / total[j]!);
  const riv = columns.map((j) => extra[j]! / within[j]!);
  const dfLarge = lambda.map((l) => (m - 1) / (l * l));
  const df = columns.map((j) => {
    const observed = ((completeDf + 1) / (completeDf + 3)) * completeDf * (1 - lambda[j]!);
    return dfLarge[j] === Infinity ? observed : (dfLarge[j]! * observed) / (dfLarge[j]! + observed);
  });
  const half = columns.map((j) => tQuantile(1 - (1 - level) / 2, df[j]!) * se[j]!);
  return {
    m, completeDf, estimate, within, between, total, se, df, dfLarge, riv, lambda,
    fmi: columns.map((j) => (riv[j]! + 2 / (df[j]! + 3)) / (riv[j]! + 1)),
    lower: columns.map((j) => estimate[j]! - half[j]!),
    upper: columns.map((j) => estimate[j]! + half[j]!),
    p: columns.map((j) => tTwoSided(estimate[j]! / se[j]!, df[j]!)),
  }; // biome-ignore format: a list
}
