import { type Column, type FactorColumn, isMissing, lengthOf, type NumberColumn } from '../frame/column.ts';
import { type Random, randomStream } from '../random/random.ts';
import { drawCategories } from './categories.ts';
import { drawNormal } from './linear-draw.ts';
import { predictiveMeanMatching } from './predictive-mean-matching.ts';

/** How gaps in numbers are filled: predictive mean matching, or Bayesian linear regression. */
export const NUMBER_METHODS = ['pmm', 'norm'] as const;
export type NumberMethod = (typeof NUMBER_METHODS)[number];

export interface ImputationOptions {
  /** How many completed data sets, default 5. */
  readonly m?: number;
  /** The first one to make, from 0; default 0. */
  readonly from?: number;
  /** Passes over the variables, default 10. */
  readonly iterations?: number;
  readonly seed: number;
  /** Further complete predictors, length n: the outcome. They are used, never filled. */
  readonly auxiliary?: readonly Float64Array[];
  /** Of each variable; default `pmm`. Categories always have a logistic or multinomial model. */
  readonly methods?: readonly NumberMethod[];
}

/**
 * Multiple imputation by chained equations: each variable with gaps is modelled on all the others in turn, numbers by
 * predictive mean matching or linear regression, categories by a (multinomial) logistic model.
 *
 * @param columns  the variables, all of one length; missing as in a frame
 * @returns m lists of complete columns (of data sets `from` to `from` + m - 1); observed values are never changed. Stream k of the seed makes data set k, so
 *   that data sets may be made apart and in any order
 * @throws {RangeError} lengths differ, or a variable without any observed value
 * @source van Buuren S, Groothuis-Oudshoorn K. J Stat Softw 2011;45(3):1-67
 *
 * For survival, put the event indicator and the Nelson-Aalen cumulative hazard at each patient's time among `auxiliary`
 * (White IR, Royston P. Stat Med 2009;28:1982-1998). The data are assumed missing at random given all of these.
 */
export function chainedEquations(columns: readonly Column[], options: ImputationOptions): Column[][] {
  const n = columns[0] === undefined ? 0 : lengthOf(columns[0]);
  const auxiliary = options.auxiliary ?? [];
  if (columns.some((column) => lengthOf(column) !== n) || auxiliary.some(({ length }) => length !== n)) {
    throw new RangeError('chainedEquations: columns of different lengths');
  }
  const gaps = columns.map((column) => Int32Array.from({ length: n }, (_, i) => i).filter((i) => isMissing(column, i)));
  if (gaps.some(({ length }) => length === n)) throw new RangeError('chainedEquations: a variable without any value');
  const { from = 0, m = 5, seed } = options;
  return Array.from({ length: m }, (_, k) =>
    completed(columns, gaps, auxiliary, options, randomStream(seed, from + k)),
  );
}

function completed(
  columns: readonly Column[],
  gaps: readonly Int32Array[],
  auxiliary: readonly Float64Array[],
  { iterations = 10, methods = [] }: ImputationOptions,
  random: Random,
): Column[] {
  const filled = columns.map((column, v) => started(column, gaps[v]!, random));
  for (let iteration = 0; iteration < iterations; iteration++) {
    filled.forEach((column, v) => {
      if (gaps[v]!.length > 0) refill(column, v, filled, gaps[v]!, auxiliary, methods[v] ?? 'pmm', random);
    });
  }
  return filled;
}

/** A copy with each gap filled by an observed value at random. */
function started(column: Column, gaps: Int32Array, random: Random): Column {
  const n = lengthOf(column);
  const missing = new Uint8Array(n);
  for (const i of gaps) missing[i] = 1;
  const observed = Int32Array.from({ length: n }, (_, i) => i).filter((i) => missing[i] === 0);
  if (column.kind === 'number') {
    const values = Float64Array.from(column.values);
    for (const i of gaps) values[i] = column.values[observed[random.below(observed.length)]!]!;
    return { kind: 'number', values };
  }
  const codes = Int32Array.from(column.codes);
  for (const i of gaps) codes[i] = column.codes[observed[random.below(observed.length)]!]!;
  return { ...column, codes };
}

/** Draws the gaps of one variable anew, given all the others as they stand. */
function refill(
  column: Column,
  which: number,
  all: readonly Column[],
  gaps: Int32Array,
  auxiliary: readonly Float64Array[],
  method: NumberMethod,
  random: Random,
): void {
  const predictors = [...auxiliary, ...all.flatMap((other, v) => (v === which ? [] : indicatorsOf(other)))];
  const n = lengthOf(column);
  const missing = new Uint8Array(n);
  for (const i of gaps) missing[i] = 1;
  const observed = Int32Array.from({ length: n }, (_, i) => i).filter((i) => missing[i] === 0);
  const p = predictors.length + 1;
  const [x, fresh] = [designRows(predictors, observed), designRows(predictors, gaps)];
  if (column.kind === 'number') {
    const y = Float64Array.from(observed, (i) => column.values[i]!);
    const draw = method === 'norm' ? drawNormal : predictiveMeanMatching;
    const drawn = draw(y, x, fresh, p, random);
    gaps.forEach((i, r) => {
      column.values[i] = drawn[r]!;
    });
    return;
  }
  const codes = Int32Array.from(observed, (i) => column.codes[i]!);
  const drawn = drawCategories(codes, column.levels.length, x, fresh, p, random);
  gaps.forEach((i, r) => {
    column.codes[i] = drawn[r]!;
  });
}

const indicatorsOf = (column: NumberColumn | FactorColumn): Float64Array[] =>
  column.kind === 'number'
    ? [column.values]
    : column.levels.slice(1).map((_, l) => Float64Array.from(column.codes, (code) => (code === l + 1 ? 1 : 0)));

/** Rows of the predictors with a column of ones in front. */
function designRows(predictors: readonly Float64Array[], rows: Int32Array): Float64Array {
  const p = predictors.length + 1;
  const x = new Float64Array(rows.length * p);
  rows.forEach((i, r) => {
    x[r * p] = 1;
    predictors.forEach((values, j) => {
      x[r * p + j + 1] = values[i]!;
    });
  });
  return x;
}
