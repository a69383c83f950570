import { columnsOf } from '../table/training-table.ts';
import type { Rows } from '../tree/tree.ts';
import { bend, knotsOf } from './natural-spline.ts';

/** How one feature becomes columns of a linear model; learnt from the training rows alone. */
export interface FeaturePreparation {
  /** Stands in for a missing value in models written before columns had a value for it. */
  readonly median?: number;
  /** Values are kept within what was seen in training; null = they are not. */
  readonly lowest: number | null;
  readonly highest: number | null;
  /** Where the feature is skewed to the right: log(x + logOffset) takes its place. */
  readonly logOffset: number | null;
  /** Knots of a natural cubic spline, on the scale after the logarithm; null = a straight line. */
  readonly knots: readonly number[] | null;
  /** Adds a column that says whether the value was missing. */
  readonly missingColumn: boolean;
  /** Whether it takes more than one value beside missing ones. */
  readonly varies: boolean;
}

export interface PreparationOptions {
  /** Take the logarithm of features skewed to the right (skewness above 1, no negative value, more than 5 values); default true. */
  readonly logarithms?: boolean;
  /** Keep new values within the range of training; default true. */
  readonly clamp?: boolean;
  /** Knots of the splines, 0 = straight lines (default); features with few values stay straight. */
  readonly knots?: number;
  /** Add the product of every two features. */
  readonly products?: boolean;
  /** By feature: 1 = lacking a value has a column of its own; default none. */
  readonly missingTells?: Uint8Array;
}

/** One column of the design. */
export interface DesignColumn {
  readonly feature: number;
  readonly part: 'value' | 'missing' | 'product' | number;
  /** Where the value is not known: the mean of those who have one, so that the unknown neither raises nor lowers a risk. */
  readonly unknown?: number;
  /** Of a product: the other feature, and mean and standard deviation of both, which each is measured from and in. */
  readonly by?: {
    readonly feature: number;
    readonly mean: readonly [number, number];
    readonly sd: readonly [number, number];
  };
}

export interface Design {
  readonly n: number;
  readonly q: number;
  /** n x q, row-major. */
  readonly x: Float64Array;
}

const SKEWED = 1;
const FEW = 5;

/** Learns how the features of some rows become columns. A feature that does not vary gives none. */
export function learnPreparation(rows: Rows, options: PreparationOptions = {}): (FeaturePreparation | null)[] {
  const { logarithms = true, knots = 0, clamp = true, missingTells } = options;
  return columnsOf(rows).map((column, j) => {
    const present = column.filter((v) => !Number.isNaN(v)).sort();
    const n = present.length;
    const missingColumn = missingTells?.[j] === 1;
    if (n === 0 || (present[0] === present[n - 1] && !missingColumn)) return null;
    const [lowest, highest] = [present[0]!, present[n - 1]!];
    const distinct = new Set(present).size;
    const logOffset =
      logarithms && lowest >= 0 && distinct > FEW && skewness(present) > SKEWED ? offsetOf(present) : null;
    const scaled = logOffset === null ? present : present.map((v) => Math.log(v + logOffset));
    return {
      lowest: clamp ? lowest : null,
      highest: clamp ? highest : null,
      varies: lowest < highest,
      logOffset,
      knots: distinct > 2 * knots ? knotsOf(scaled, knots) : null,
      missingColumn,
    };
  });
}

function skewness(values: Float64Array): number {
  const n = values.length;
  const mean = values.reduce((sum, v) => sum + v, 0) / n;
  let [second, third] = [0, 0];
  for (const v of values) {
    const d = v - mean;
    second += d * d;
    third += d * d * d;
  }
  return third / n / (second / n) ** 1.5;
}

/** Zeros cannot be logged: they are moved by the tenth percentile of what is above zero. */
function offsetOf(sorted: Float64Array): number {
  if (sorted[0]! > 0) return 0;
  const positive = sorted.filter((v) => v > 0);
  return positive[Math.floor(positive.length / 10)]!;
}

/**
 * The columns that a preparation makes, with what stands in where a value is not known.
 *
 * @param rows     those of training
 * @param weights   of the rows
 * @param products  whether every two features have a product
 */
export function designColumns(
  preparation: readonly (FeaturePreparation | null)[],
  rows: Rows,
  weights?: Float64Array,
  products = false,
): DesignColumn[] {
  const columns = columnsMade(preparation);
  const made = design(preparation, columns, rows);
  const { n, q, x } = made;
  const own = columns.map((column, c): DesignColumn => {
    if (column.part === 'missing') return column;
    let [sum, total] = [0, 0];
    for (let i = 0; i < n; i++) {
      const value = x[i * q + c]!;
      const weight = weights ? weights[i]! : 1;
      if (Number.isNaN(value)) continue;
      sum += weight * value;
      total += weight;
    }
    return { ...column, unknown: total > 0 ? sum / total : 0 };
  });
  return products ? [...own, ...productColumns(own, made)] : own;
}

const columnsMade = (preparation: readonly (FeaturePreparation | null)[]): DesignColumn[] =>
  preparation.flatMap((own, feature): DesignColumn[] => {
    if (own === null) return [];
    const value: DesignColumn[] = !own.varies ? [] : [{ feature, part: 'value' }];
    const bends = (own.knots ?? []).slice(2).map((_, part): DesignColumn => ({ feature, part }));
    return [...value, ...bends, ...(own.missingColumn ? [{ feature, part: 'missing' as const }] : [])];
  });

/** A value within the range of training, on the scale of its logarithm where that is taken. */
function prepared({ lowest, highest, logOffset }: FeaturePreparation, raw: number): number {
  const kept = Math.min(highest ?? raw, Math.max(lowest ?? raw, raw));
  return logOffset === null ? kept : Math.log(kept + logOffset);
}

/** The two factors of a product, n values each; what is not known is at its mean, which is 0. */
export function factorsOfProduct(
  preparation: readonly (FeaturePreparation | null)[],
  { feature, by }: DesignColumn,
  { n, p, x }: Rows,
): [Float64Array, Float64Array] {
  const standard = (j: number, side: 0 | 1): Float64Array =>
    Float64Array.from({ length: n }, (_, i) => {
      const raw = x[i * p + j]!;
      return Number.isNaN(raw) ? 0 : (prepared(preparation[j]!, raw) - by!.mean[side]) / by!.sd[side];
    });
  return [standard(feature, 0), standard(by!.feature, 1)];
}

/** The product of every two features that vary. */
function productColumns(columns: readonly DesignColumn[], { n, q, x }: Design): DesignColumn[] {
  const values = columns.flatMap(({ feature, part, unknown = 0 }, c) => {
    if (part !== 'value') return [];
    let [square, known] = [0, 0];
    for (let i = 0; i < n; i++) {
      if (Number.isNaN(x[i * q + c]!)) continue;
      square += (x[i * q + c]! - unknown) ** 2;
      known++;
    }
    return [{ feature, mean: unknown, sd: Math.sqrt(square / known) }];
  });
  return values.flatMap((a, k) =>
    values.slice(k + 1).map(
      (b): DesignColumn => ({
        feature: a.feature,
        part: 'product',
        by: { feature: b.feature, mean: [a.mean, b.mean], sd: [a.sd, b.sd] },
      }),
    ),
  );
}

/** Rows as the linear model sees them. */
export function design(
  preparation: readonly (FeaturePreparation | null)[],
  columns: readonly DesignColumn[],
  { n, p, x }: Rows,
): Design {
  const q = columns.length;
  const made = new Float64Array(n * q);
  columns.forEach((column, c) => {
    const { feature, part, unknown } = column;
    const { median = Number.NaN, knots } = preparation[feature]!;
    if (part === 'product') {
      const [own, other] = factorsOfProduct(preparation, column, { n, p, x });
      for (let i = 0; i < n; i++) made[i * q + c] = own[i]! * other[i]!;
      return;
    }
    for (let i = 0; i < n; i++) {
      const raw = x[i * p + feature]!;
      const missing = Number.isNaN(raw);
      if (part === 'missing') {
        made[i * q + c] = missing ? 1 : 0;
        continue;
      }
      if (missing && unknown !== undefined) {
        made[i * q + c] = unknown;
        continue;
      }
      const value = prepared(preparation[feature]!, missing ? median : raw);
      made[i * q + c] = part === 'value' ? value : bend(value, knots!, part);
    }
  });
  return { n, q, x: made };
}
