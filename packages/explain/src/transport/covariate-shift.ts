import { adjustP, standardDeviation } from '@linea/survival';
import { type Domain, PROBABILITIES } from '../domain/domain.ts';
import type { TrainingTable } from '../table/training-table.ts';
import type { Rows } from '../tree/tree.ts';
import { kolmogorovSmirnov, smirnovP } from './kolmogorov-smirnov.ts';
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
  return adjusted(found);
}

function adjusted(found: readonly Omit<FeatureShift, 'q'>[]): FeatureShift[] {
  const tested = found.filter(({ p }) => p !== null);
  const q = new Map(
    adjustP(
      tested.map(({ p }) => p!),
      'bh',
    ).map((value, k) => [tested[k]!.feature, value]),
  );
  return found.map((one) => ({ ...one, q: q.get(one.feature) ?? null }));
}

/** Values that stand for a distribution of which a few quantiles are known. */
const STAND_INS = 61;

/**
 * The same from what a model file holds of its old patients: moments and seven quantiles of each feature. Distances are the
 * largest at those quantiles, and so lower bounds; their p values are upper ones.
 */
export function shiftFromDomain({ n, features }: Domain, after: Rows): FeatureShift[] {
  return adjusted(
    features.map(({ name, logarithm, mean, sd, quantiles, missing }, j) => {
      const young = presentOf(after, j);
      const known = quantiles.length === PROBABILITIES.length && young.length > 0;
      const scaled = logarithm ? young.filter((v) => v > 0).map(Math.log) : young;
      const spread = scaled.length > 1 ? Math.sqrt((sd ** 2 + standardDeviation(scaled) ** 2) / 2) : 0;
      const share = (value: number, strictly: boolean): number =>
        young.reduce((sum, v) => sum + Number(strictly ? v < value : v <= value), 0) / young.length;
      // A step of either distribution at the quantile itself is no distance.
      const distance = quantiles.reduce((most, value, k) => {
        const own = PROBABILITIES[k]!;
        const apart = Math.max(share(value, true) - own, own - share(value, false), 0);
        return Math.max(most, quantiles[k + 1] === value || quantiles[k - 1] === value ? 0 : apart);
      }, 0);
      return {
        feature: name,
        missing: [missing / n, 1 - young.length / after.n] as const,
        mean: [logarithm || quantiles.length === 0 ? null : mean, meanOf(young)] as const,
        sd: [
          logarithm || quantiles.length === 0 ? null : sd,
          young.length > 1 ? standardDeviation(young) : null,
        ] as const,
        difference: known && spread > 0 ? ((meanOf(scaled) ?? Number.NaN) - mean) / spread : null,
        distance: known ? distance : null,
        p: known ? smirnovP(distance, n - missing, young.length) : null,
        unit: known ? suspectedUnits(standIns(quantiles), young) : null,
      };
    }),
  );
}

function standIns(quantiles: readonly number[]): Float64Array {
  return Float64Array.from({ length: STAND_INS }, (_, i) => {
    const p = 0.01 + (0.98 * i) / (STAND_INS - 1);
    const k = Math.max(
      1,
      PROBABILITIES.findIndex((own) => own >= p - 1e-12),
    );
    const [low, high] = [PROBABILITIES[k - 1]!, PROBABILITIES[k]!];
    return quantiles[k - 1]! + ((p - low) / (high - low)) * (quantiles[k]! - quantiles[k - 1]!);
  });
}
