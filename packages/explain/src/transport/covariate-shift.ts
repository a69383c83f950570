import { adjustP, standardDeviation } from '@linea/survival';
import type { TrainingTable } from '../table/training-table.ts';
import type { Rows } from '../tree/tree.ts';
import { kolmogorovSmirnov } from './kolmogorov-smirnov.ts';
import { suspectedUnits, type UnitSuspicion } from './unit-factors.ts';

/** A feature in the old population and in the new one; pairs are (old, new). */
export interface FeatureShift {
  readonly feature: string;
  /** Share missing. */
  readonly missing: readonly [before: number, after: number];
  readonly mean: readonly [before: number | null, after: number | null];
  readonly sd: readonly [before: number | null, after: number | null];
  /** New mean less the old one, over the root of the mean variance; null where nobody has the feature, or it is constant. */
  readonly difference: number | null;
  /** Kolmogorov-Smirnov distance, its p value, and that adjusted over the features (Benjamini-Hochberg). */
  readonly distance: number | null;
  readonly p: number | null;
  readonly q: number | null;
  /** Another unit is suspected: a question to ask. */
  readonly unit: UnitSuspicion | null;
}

/** Values of a feature that are there. */
const presentOf = ({ n, p, x }: Rows, j: number): Float64Array =>
  Float64Array.from({ length: n }, (_, i) => x[i * p + j]!).filter((v) => !Number.isNaN(v));

const meanOf = (values: Float64Array): number | null =>
  values.length === 0 ? null : values.reduce((sum, v) => sum + v, 0) / values.length;

/** How each feature differs between two populations. */
export function covariateShift(
  { features, rows: before }: Pick<TrainingTable, 'features' | 'rows'>,
  after: Rows,
): FeatureShift[] {
  const found = features.map((feature, j) => {
    const [old, young] = [presentOf(before, j), presentOf(after, j)];
    const mean = [meanOf(old), meanOf(young)] as const;
    const sd = [old, young].map((v) => (v.length > 1 ? standardDeviation(v) : null)) as [number | null, number | null];
    const spread = sd[0] === null || sd[1] === null ? 0 : Math.sqrt((sd[0] ** 2 + sd[1] ** 2) / 2);
    const both = old.length > 0 && young.length > 0;
    const test = both ? kolmogorovSmirnov(old, young) : null;
    return {
      feature,
      missing: [1 - old.length / before.n, 1 - young.length / after.n] as const,
      mean,
      sd,
      difference: both && spread > 0 ? (mean[1]! - mean[0]!) / spread : null,
      distance: test?.distance ?? null,
      p: test?.p ?? null,
      unit: suspectedUnits(old, young),
    };
  });
  const tested = found.filter(({ p }) => p !== null);
  const q = new Map(
    adjustP(
      tested.map(({ p }) => p!),
      'bh',
    ).map((value, k) => [tested[k]!.feature, value]),
  );
  return found.map((one) => ({ ...one, q: q.get(one.feature) ?? null }));
}
