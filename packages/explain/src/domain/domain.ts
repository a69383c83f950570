import { invertSymmetric, quantiles, solveSymmetric } from '@linea/survival';
import type { Rows } from '../tree/tree.ts';

/** What a model knows of the features it learnt from: aggregates only, no patient can be read from it. */
export interface Domain {
  readonly n: number;
  readonly features: readonly DomainFeature[];
  /** Covariance of the standardised features, p x p by rows; only the diagonal where there are many. */
  readonly covariance: readonly number[] | null;
  /** Distances of the training rows at 0, 1, … 100 percent. */
  readonly distances: readonly number[];
}

export interface DomainFeature {
  readonly name: string;
  /** Column of the table it comes from. */
  readonly column: string;
  /** Positive and skewed to the right: its logarithm is looked at. */
  readonly logarithm: boolean;
  /** On the scale looked at. */
  readonly mean: number;
  readonly sd: number;
  /** As measured, at 1, 5, 25, 50, 75, 95 and 99 percent. */
  readonly quantiles: readonly number[];
  readonly missing: number;
  /** The two values of a feature that has no more. */
  readonly values: readonly [number, number] | null;
}

/** At which quantiles a feature is remembered. */
export const PROBABILITIES = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99];
/** Above this many features, correlations are left out. */
const MOST = 100;
/** Share of the covariance that is taken from the diagonal alone, so that near copies do not blow up a distance. */
const SHRUNK = 0.05;

const presentIn = ({ n, p, x }: Rows, j: number): Float64Array =>
  Float64Array.from({ length: n }, (_, i) => x[i * p + j]!).filter((v) => !Number.isNaN(v));

const moments = (values: Float64Array): { mean: number; sd: number; skewness: number } => {
  const n = values.length;
  const mean = values.reduce((sum, v) => sum + v, 0) / n;
  let [second, third] = [0, 0];
  for (const v of values) {
    second += (v - mean) ** 2;
    third += (v - mean) ** 3;
  }
  const sd = Math.sqrt(second / n);
  return { mean, sd, skewness: sd > 0 ? third / n / sd ** 3 : 0 };
};

function learnFeature(rows: Rows, name: string, column: string, j: number): DomainFeature {
  const present = presentIn(rows, j);
  const missing = rows.n - present.length;
  if (present.length === 0)
    return { name, column, logarithm: false, mean: 0, sd: 0, quantiles: [], missing, values: null };
  const distinct = [...new Set(present)].sort((a, b) => a - b);
  const raw = moments(present);
  const logarithm = distinct[0]! > 0 && distinct.length > 5 && raw.skewness > 1;
  const { mean, sd } = logarithm ? moments(present.map(Math.log)) : raw;
  return {
    name,
    column,
    logarithm,
    mean,
    sd,
    quantiles: quantiles(present, PROBABILITIES),
    missing,
    values: distinct.length === 2 ? [distinct[0]!, distinct[1]!] : null,
  };
}

/** Standardised value; NaN where it is missing or the feature never varied. A value that has no logarithm is far out. */
export const standardised = ({ logarithm, mean, sd }: DomainFeature, value: number): number => {
  if (Number.isNaN(value) || sd === 0) return Number.NaN;
  return ((logarithm ? Math.log(Math.max(value, Number.MIN_VALUE)) : value) - mean) / sd;
};

/**
 * Learns the domain of a model.
 *
 * @param columns  column of the table of each feature
 */
export function learnDomain(rows: Rows, names: readonly string[], columns: readonly string[]): Domain {
  const features = names.map((name, j) => learnFeature(rows, name, columns[j] ?? name, j));
  const p = names.length;
  const without = { n: rows.n, features, covariance: p > MOST ? null : covarianceOf(rows, features), distances: [] };
  const distances = Float64Array.from({ length: rows.n }, (_, i) =>
    distanceTo(without, rows.x.subarray(i * p, (i + 1) * p)),
  ).map((d) => (Number.isNaN(d) ? 0 : d));
  return {
    ...without,
    distances: quantiles(
      distances,
      Array.from({ length: 101 }, (_, k) => k / 100),
    ).map((d) => Number(d.toPrecision(6))),
  };
}

/** Of the pairs that are there; a feature that never varies has variance 1 and no company. */
function covarianceOf({ n, p, x }: Rows, features: readonly DomainFeature[]): number[] {
  const sum = new Float64Array(p * p);
  const count = new Float64Array(p * p);
  const z = new Float64Array(p);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < p; j++) z[j] = standardised(features[j]!, x[i * p + j]!);
    for (let j = 0; j < p; j++) {
      if (Number.isNaN(z[j]!)) continue;
      for (let k = 0; k <= j; k++) {
        if (Number.isNaN(z[k]!)) continue;
        sum[j * p + k]! += z[j]! * z[k]!;
        count[j * p + k]!++;
      }
    }
  }
  const made = new Array<number>(p * p).fill(0);
  for (let j = 0; j < p; j++) {
    for (let k = 0; k <= j; k++) {
      const own = count[j * p + k]! > 1 ? sum[j * p + k]! / count[j * p + k]! : j === k ? 1 : 0;
      const value = Number((j === k ? (own > 0 ? own : 1) : own * (1 - SHRUNK)).toPrecision(8));
      made[j * p + k] = value;
      made[k * p + j] = value;
    }
  }
  return made;
}

/**
 * Distance of a row to the patients a model learnt from: Mahalanobis, over the features that are there, per feature.
 *
 * @param row  p features; NaN = missing
 * @returns 1 on average over the training rows; NaN where nothing is there
 * @source Mahalanobis PC. Proc Natl Inst Sci India 1936;2:49-55
 */
export function distanceTo({ features, covariance }: Omit<Domain, 'distances'>, row: ArrayLike<number>): number {
  const z = features.map((feature, j) => standardised(feature, row[j]!));
  const there = [...z.keys()].filter((j) => !Number.isNaN(z[j]!));
  const q = there.length;
  if (q === 0) return Number.NaN;
  const own = Float64Array.from(there, (j) => z[j]!);
  if (!covariance) return Math.sqrt(own.reduce((sum, v) => sum + v * v, 0) / q);
  const solved = solveSymmetric(submatrix(covariance, features.length, there, there), q, own);
  return Math.sqrt(
    Math.max(
      0,
      own.reduce((sum, v, k) => sum + v * solved[k]!, 0),
    ) / q,
  );
}

const submatrix = (
  a: readonly number[],
  p: number,
  rows: readonly number[],
  columns: readonly number[],
): Float64Array => Float64Array.from(rows.flatMap((j) => columns.map((k) => a[j * p + k]!)));

/** Share of the training rows that are nearer, 0 to 1; 1 also for whom is farther than all of them. */
export function percentileOf({ distances }: Domain, distance: number): number {
  if (Number.isNaN(distance)) return Number.NaN;
  const k = distances.findIndex((d) => d >= distance);
  if (k < 0) return 1;
  if (k === 0) return 0;
  const [low, high] = [distances[k - 1]!, distances[k]!];
  return (k - 1 + (high > low ? (distance - low) / (high - low) : 1)) / 100;
}

/** What a missing feature may be, given those that are there: normal on the scale looked at. */
export interface Conditional {
  readonly mean: number;
  readonly sd: number;
}

/** Mean and standard deviation of each of the features asked for, given the others of the row that are there. */
export function conditionalOn(
  { features, covariance }: Domain,
  row: ArrayLike<number>,
  wanted: readonly number[],
): Conditional[] {
  const z = features.map((feature, j) => (wanted.includes(j) ? Number.NaN : standardised(feature, row[j]!)));
  const there = [...z.keys()].filter((j) => !Number.isNaN(z[j]!));
  const p = features.length;
  if (!covariance || there.length === 0) return wanted.map(() => ({ mean: 0, sd: 1 }));
  const inverse = invertSymmetric(submatrix(covariance, p, there, there), there.length);
  const q = there.length;
  return wanted.map((j) => {
    const own = there.map((k) => covariance[j * p + k]!);
    const weights = own.map((_, a) => own.reduce((sum, c, b) => sum + inverse[a * q + b]! * c, 0));
    const mean = weights.reduce((sum, w, a) => sum + w * z[there[a]!]!, 0);
    const explained = weights.reduce((sum, w, a) => sum + w * own[a]!, 0);
    return { mean, sd: Math.sqrt(Math.max(0.01, covariance[j * p + j]! - explained)) };
  });
}

/** A value of a feature from its standardised one, as measured. */
export const asMeasured = ({ logarithm, mean, sd }: DomainFeature, z: number): number =>
  logarithm ? Math.exp(mean + sd * z) : mean + sd * z;
