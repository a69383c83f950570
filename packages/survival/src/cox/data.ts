import type { Matrix } from '../linear-algebra/row-major.ts';
import { mergeNearTies } from '../response/near-ties.ts';
import type { CoxData } from './fit.ts';

/** What each row may have besides its time, event and covariates; each of length n. */
export interface RowOptions {
  /** Late entry: a row is at risk on (start, time]. */
  readonly start?: ArrayLike<number>;
  /** 0-based stratum. */
  readonly strata?: ArrayLike<number>;
  readonly weights?: ArrayLike<number>;
  readonly offset?: ArrayLike<number>;
  /** 0-based group of rows that belong together. */
  readonly cluster?: ArrayLike<number>;
}

const isMatrix = (covariates: Covariates): covariates is Matrix => 'values' in covariates && 'columns' in covariates;

/** A row of p numbers for each of the n, or all of them in one matrix (`rowMajor` makes it of columns). */
export type Covariates = readonly ArrayLike<number>[] | Matrix;

function matrixOf(covariates: Covariates): Matrix {
  if (isMatrix(covariates)) return covariates;
  const columns = covariates[0]?.length ?? 0;
  const values = new Float64Array(covariates.length * columns);
  covariates.forEach((row, i) => {
    if (row.length !== columns)
      throw new RangeError(`coxData: a row of ${row.length} covariates, others of ${columns}`);
    for (let j = 0; j < columns; j++) values[i * columns + j] = row[j]!;
  });
  return { rows: covariates.length, columns, values };
}

const numbers = (values: ArrayLike<number>): Float64Array =>
  values instanceof Float64Array ? values : Float64Array.from(values);

/**
 * The data of a Cox model from plain arrays, times nearer than R's tolerance made equal: what `fitCox`, `penalisedPath`
 * and `bootstrapCox` take.
 *
 * @param time        follow-up, length n, each >= 0
 * @param event       1 = event, 0 = censored, length n
 * @param covariates  rows of p numbers
 * @throws {RangeError} n = 0, lengths differ, a time is negative or not finite, a start is not before its time
 */
export function coxData(
  time: ArrayLike<number>,
  event: ArrayLike<number>,
  covariates: Covariates,
  options: RowOptions = {},
): CoxData {
  const n = time.length;
  const { rows, columns, values } = matrixOf(covariates);
  if (n === 0 || event.length !== n || rows !== n) {
    throw new RangeError(`coxData: ${n} times, ${event.length} events, ${rows} rows of covariates`);
  }
  const byRow = (given: ArrayLike<number> | undefined): Float64Array | undefined => {
    if (given && given.length !== n) throw new RangeError(`coxData: ${given.length} values for ${n} rows`);
    return given && numbers(given);
  };
  const codes = (given: ArrayLike<number> | undefined): Int32Array | undefined =>
    given && Int32Array.from(byRow(given)!);
  const start = byRow(options.start);
  for (let i = 0; i < n; i++) {
    if (!Number.isFinite(time[i]!) || time[i]! < 0) throw new RangeError(`coxData: a time is ${time[i]}`);
    if (start && !(start[i]! < time[i]!)) throw new RangeError('coxData: a start is not before its time');
  }
  return {
    survival: mergeNearTies({ start, time: numbers(time), status: numbers(event) }),
    x: values,
    p: columns,
    strata: codes(options.strata),
    cluster: codes(options.cluster),
    weights: byRow(options.weights),
    offset: byRow(options.offset),
  };
}
