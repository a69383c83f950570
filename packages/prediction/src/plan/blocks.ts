import type { AnalysisTable, MatrixBlock } from '@linea/cohort';
import { concordance, cox } from '@linea/survival';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { pairsOf, type TermTable, termTable } from '../terms/terms.ts';
import { components } from './components.ts';
import { balancedFolds } from './folds.ts';

/** What a block of data adds to the concordance of the clinical terms, on patients that no fit has seen. */
export interface BlockGain {
  readonly block: string;
  readonly gain: number;
  readonly lower: number;
  readonly upper: number;
  readonly adds: boolean;
  /** Patients who have the block. */
  readonly measured: number;
}

export interface BlockOptions {
  readonly folds: number;
  readonly repeats: number;
  readonly seed: number;
  /** Samples of patients drawn again for the interval. */
  readonly resamples: number;
}

const COMPONENTS = 5;

/** Terms of all lymphoma settings in one table; the baseline of each setting is its own. */
interface Joined {
  readonly time: number[];
  readonly event: number[];
  readonly stratum: number[];
  readonly row: number[];
  readonly columns: ReadonlyMap<string, number[]>;
}

function joined(tables: readonly TermTable[]): Joined {
  const keys = new Set(tables.flatMap(({ keys }) => keys));
  const columns = new Map<string, number[]>([...keys].map((key) => [key, []]));
  const out = { time: [] as number[], event: [] as number[], stratum: [] as number[], row: [] as number[], columns };
  for (const [stratum, table] of tables.entries()) {
    for (let i = 0; i < table.rows.length; i++) {
      out.time.push(table.time[i] as number);
      out.event.push(table.event[i] as number);
      out.stratum.push(stratum);
      out.row.push(table.rows[i] as number);
      for (const [key, column] of columns) {
        const at = table.keys.indexOf(key);
        column.push(at >= 0 ? ((table.columns[at] as Float64Array)[i] as number) : 0);
      }
    }
  }
  return out;
}

/**
 * The gain of each block over the clinical terms: difference in Harrell's C within settings, on risks of patients whom the
 * fit has not seen, with an interval over patients drawn again (the fits stay as they are). Everything learnt - means for gaps, batch means,
 * components of genes, coefficients - comes from the training part. Effects may differ between settings: every term is
 * crossed with the setting.
 */
export function blockGains(
  table: AnalysisTable,
  endpoint: string,
  settings: readonly string[],
  options: BlockOptions,
): readonly BlockGain[] {
  const tables = settings.map((setting) => termTable(table, setting, endpoint)).filter(({ rows }) => rows.length > 0);
  if (tables.length === 0) return [];
  const all = joined(tables);
  const blockOf = (key: string): string => {
    const column = table.study.model.terms[key]?.column;
    return table.features.find(({ spec }) => spec.name === column)?.spec.block ?? 'clinical';
  };
  const keys = [...all.columns.keys()];
  const clinical = keys.filter((key) => blockOf(key) === 'clinical');
  const blocks = [...new Set(keys.map(blockOf))].filter((block) => block !== 'clinical');
  const splits = Array.from({ length: options.repeats }, (_, r) =>
    balancedFolds(
      all.stratum.map((stratum, i) => `${stratum}/${all.event[i]}`),
      options.folds,
      options.seed + r,
    ),
  );
  const baseline = heldOutRisks(all, splits, options.folds, termsFor(table, clinical, all));
  const gains = blocks.map((block) => {
    const own = [...clinical, ...keys.filter((key) => blockOf(key) === block)];
    const measured = all.row.filter((_, i) =>
      keys.some((key) => blockOf(key) === block && Number.isFinite(all.columns.get(key)?.[i] ?? Number.NaN)),
    ).length;
    return gainOf(
      block,
      all,
      heldOutRisks(all, splits, options.folds, termsFor(table, own, all)),
      baseline,
      options,
      measured,
    );
  });
  const matrices = table.matrices.map((matrix) => {
    const measured = all.row.filter((row) => matrix.rows[row] !== null).length;
    const risks = heldOutRisks(all, splits, options.folds, withMatrix(table, clinical, all, matrix));
    return gainOf(matrix.block, all, risks, baseline, options, measured);
  });
  return [...gains, ...matrices];
}

/** Mean difference in concordance within settings over the repetitions, and its percentile interval over patients drawn again. */
function gainOf(
  block: string,
  all: Joined,
  risks: readonly Float64Array[],
  baseline: readonly Float64Array[],
  options: BlockOptions,
  measured: number,
): BlockGain {
  const everyone = Int32Array.from(all.time, (_, i) => i);
  const gain = differenceOf(all, risks, baseline, everyone);
  const generator = xoroshiro128plus(options.seed);
  const drawn = Float64Array.from({ length: options.resamples }, () =>
    differenceOf(
      all,
      risks,
      baseline,
      everyone.map(() => uniformInt(generator, 0, everyone.length - 1)),
    ),
  ).sort();
  const at = (share: number): number => drawn[Math.round(share * (drawn.length - 1))] as number;
  const [lower, upper] = [at(0.025), at(0.975)];
  return { block, gain, lower, upper, adds: lower > 0, measured };
}

function differenceOf(
  all: Joined,
  risks: readonly Float64Array[],
  baseline: readonly Float64Array[],
  rows: Int32Array,
): number {
  const time = Float64Array.from(rows, (i) => all.time[i] as number);
  const event = Float64Array.from(rows, (i) => all.event[i] as number);
  const strata = Int32Array.from(rows, (i) => all.stratum[i] as number);
  const c = (risk: Float64Array): number =>
    concordance(
      time,
      event,
      Float64Array.from(rows, (i) => risk[i] as number),
      { reverse: true, strata },
    ).concordance;
  return risks.reduce((sum, risk, r) => sum + c(risk) - c(baseline[r] as Float64Array), 0) / risks.length;
}

/** The design of one fold: columns for all rows, learnt from the training rows. */
type Design = (training: readonly number[]) => readonly Float64Array[];

function termsFor(table: AnalysisTable, keys: readonly string[], all: Joined): Design {
  const pairs = pairsOf(table, keys);
  return (training) => {
    const filled = keys.map((key) => filledColumn(all.columns.get(key) as number[], training));
    const products = pairs.map(([a, b]) =>
      (filled[keys.indexOf(a)] as Float64Array).map(
        (value, i) => value * ((filled[keys.indexOf(b)] as Float64Array)[i] as number),
      ),
    );
    return [...filled, ...products];
  };
}

function withMatrix(table: AnalysisTable, clinical: readonly string[], all: Joined, matrix: MatrixBlock): Design {
  const terms = termsFor(table, clinical, all);
  const rows = all.row.map((row) => matrix.rows[row] ?? null);
  const batches = all.row.map((row) => matrix.batches[row] ?? null);
  return (training) => {
    const learnt = components(rows, batches, training, COMPONENTS);
    const scores = rows.map((row, i) => learnt.scores(row, batches[i] ?? null));
    const k = scores[0]?.length ?? 0;
    return [
      ...terms(training),
      ...Array.from({ length: k }, (_, c) => Float64Array.from(scores, (score) => score[c] as number)),
    ];
  };
}

/** Gaps filled with the mean of the training part. */
function filledColumn(column: readonly number[], training: readonly number[]): Float64Array {
  let sum = 0;
  let n = 0;
  for (const i of training) {
    const value = column[i] as number;
    if (Number.isFinite(value)) {
      sum += value;
      n += 1;
    }
  }
  const mean = n > 0 ? sum / n : 0;
  return Float64Array.from(column, (value) => (Number.isFinite(value) ? value : mean));
}

/** Risks of held-out rows, one array a repetition: fitted on the rest, each setting apart. */
function heldOutRisks(
  all: Joined,
  splits: readonly Int32Array[],
  folds: number,
  design: Design,
): readonly Float64Array[] {
  const strata = new Set(all.stratum).size;
  return splits.map((parts) => {
    const risk = new Float64Array(all.time.length);
    for (let part = 0; part < folds; part++) {
      const training = all.time.flatMap((_, i) => (parts[i] === part ? [] : [i]));
      const columns = design(training);
      for (let stratum = 0; stratum < strata; stratum++) {
        const own = training.filter((i) => all.stratum[i] === stratum);
        const used = columns.filter((column) => own.some((i) => column[i] !== column[own[0] as number]));
        const fit = cox(
          own.map((i) => all.time[i] as number),
          own.map((i) => all.event[i] as number),
          own.map((i) => used.map((column) => column[i] as number)),
        );
        for (const [i, of] of all.stratum.entries())
          if (of === stratum && parts[i] === part)
            risk[i] = used.reduce((sum, column, j) => sum + (column[i] as number) * finite(fit.coefficients[j]), 0);
      }
    }
    return risk;
  });
}

const finite = (value: number | undefined): number => (value !== undefined && Number.isFinite(value) ? value : 0);
