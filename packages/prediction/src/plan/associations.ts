import type { AnalysisTable, FeatureColumn, MatrixBlock } from '@linea/cohort';
import { adjustP, leastSquares, midranks, normalQuantile } from '@linea/survival';
import { termValue, varies } from '../terms/terms.ts';
import { type Ratio, ratioOf } from './ratio.ts';

/** How an immune measurement differs with a finding in the tumour: in its standard deviations, altered against not, or for one of a number. */
export interface Association extends Ratio {
  /** Column of the tumour. */
  readonly genetics: string;
  /** Column of the immune state, or the block of genes whose mean it is. */
  readonly immune: string;
  /** Patients of whom both and every adjusting term are known. */
  readonly n: number;
  /** Benjamini-Hochberg over all pairs. */
  readonly q: number;
  readonly found: boolean;
}

const LEVEL = 0.05;
/** Fewer patients than this a term say nothing. */
const LEAST_A_TERM = 10;

interface Measured {
  readonly name: string;
  /** NaN where it is not known. */
  readonly values: Float64Array;
}

/**
 * The tumour's genetics against the immune state, pair by pair, in all settings together: a linear model of the immune
 * measurement's normal scores on the finding, adjusted for the line and for the terms that the study names. Not causes.
 */
export function associationsOf(table: AnalysisTable, settings: readonly string[]): readonly Association[] {
  const { associations } = table.study.model;
  if (!associations) return [];
  const rows = table.patients.flatMap(({ setting }, row) => (settings.includes(setting) ? [row] : []));
  const genetics = associations.genetics.flatMap((name) => measuredAs(table, name, rows)).map(onScale);
  const immune = associations.immune.flatMap((name) => measuredAs(table, name, rows)).map(onScale);
  const adjusting = [...linesOf(table, settings, rows), ...termsOf(table, associations.adjust, rows)];
  const asked = genetics.flatMap((finding) =>
    immune.flatMap((state) => {
      const columns = [finding.values, ...adjusting];
      const known = rows.flatMap((_, i) =>
        [state.values, ...columns].every((column) => !Number.isNaN(column[i] as number)) ? [i] : [],
      );
      const take = (values: Float64Array): Float64Array => Float64Array.from(known, (i) => values[i] as number);
      if (known.length < LEAST_A_TERM * (columns.length + 1) || !varies(take(finding.values))) return [];
      const fit = leastSquares(take(state.values), [new Float64Array(known.length).fill(1), ...columns.map(take)]);
      const [estimate, se] = [fit.coefficients[1], fit.se[1]] as [number, number];
      return Number.isFinite(se)
        ? [{ genetics: finding.name, immune: state.name, n: known.length, ...ratioOf(estimate, se, fit.df) }]
        : [];
    }),
  );
  const q = adjustP(
    asked.map(({ p }) => p),
    'bh',
  );
  return asked.map((one, i) => ({ ...one, q: q[i] as number, found: (q[i] as number) < LEVEL }));
}

/** A column by its name, every column of a block, or the mean of a block of genes. */
function measuredAs(table: AnalysisTable, name: string, rows: readonly number[]): readonly Measured[] {
  const own = table.features.filter(({ spec }) => spec.name === name || spec.block === name);
  if (own.length > 0) return own.map((feature) => ({ name: feature.spec.name, values: numbersOf(feature, rows) }));
  return table.matrices.filter(({ block }) => block === name).map((block) => meanOfGenes(block, rows));
}

const numbersOf = ({ values }: FeatureColumn, rows: readonly number[]): Float64Array =>
  Float64Array.from(rows, (row) => {
    const value = values[row]?.value;
    return typeof value === 'number' ? value : Number.NaN;
  });

/** Genes of a block, each about the mean of its batch, averaged. */
function meanOfGenes({ block, rows: genes, batches }: MatrixBlock, rows: readonly number[]): Measured {
  const sums = new Map<string, { sum: number; n: number }>();
  const means = rows.map((row) => {
    const own = genes[row];
    return own && own.length > 0 ? own.reduce((sum, value) => sum + value, 0) / own.length : Number.NaN;
  });
  for (const [i, row] of rows.entries()) {
    const mean = means[i] as number;
    if (Number.isNaN(mean)) continue;
    const batch = sums.get(batches[row] ?? '') ?? { sum: 0, n: 0 };
    sums.set(batches[row] ?? '', { sum: batch.sum + mean, n: batch.n + 1 });
  }
  const values = Float64Array.from(means, (mean, i) => {
    const batch = sums.get(batches[rows[i] as number] ?? '');
    return batch ? mean - batch.sum / batch.n : Number.NaN;
  });
  return { name: block, values };
}

/** A yes or no as it stands; a number as the normal score of its rank, whatever its shape. */
function onScale({ name, values }: Measured): Measured {
  const known = Array.from(values.keys()).filter((i) => !Number.isNaN(values[i] as number));
  if (new Set(known.map((i) => values[i])).size <= 2) return { name, values };
  const { ranks } = midranks(known.map((i) => values[i] as number));
  const scores = new Float64Array(values.length).fill(Number.NaN);
  for (const [k, i] of known.entries())
    scores[i] = normalQuantile(((ranks[k] as number) - 0.375) / (known.length + 0.25));
  return { name, values: scores };
}

/** One column a setting beside the first. */
const linesOf = (table: AnalysisTable, settings: readonly string[], rows: readonly number[]): readonly Float64Array[] =>
  settings
    .slice(1)
    .map((setting) => Float64Array.from(rows, (row) => (table.patients[row]?.setting === setting ? 1 : 0)))
    .filter(varies);

/** Terms that are adjusted for; a gap leaves the patient out. */
function termsOf(table: AnalysisTable, keys: readonly string[], rows: readonly number[]): readonly Float64Array[] {
  return keys.flatMap((key) => {
    const term = table.study.model.terms[key];
    const feature = table.features.find(({ spec }) => spec.name === term?.column);
    if (!term || !feature) return [];
    return [numbersOf(feature, rows).map((value) => termValue(term, value))].filter(varies);
  });
}
