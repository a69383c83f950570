import type { AnalysisTable } from '@linea/cohort';
import { concordance, cox } from '@linea/survival';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { blockOf, termTable } from '../terms/terms.ts';
import { type Design, type Joined, joined, termsFor, withColumns, withMatrix } from './block-design.ts';
import { LEAST_EVENTS } from './effects.ts';
import { balancedFolds } from './folds.ts';

/** What a block of data adds to the concordance of the clinical terms, corrected for optimism. */
export interface BlockGain {
  readonly block: string;
  /** On patients that no fit has seen. */
  readonly gain: number;
  readonly lower: number;
  readonly upper: number;
  readonly adds: boolean;
  /** On the very patients of the fit, everything learnt from them. */
  readonly apparent: number;
  /** What the apparent gain flatters itself by: apparent less gain. */
  readonly optimism: number;
  /** Patients who have the block. */
  readonly measured: number;
  /** Columns offered to the screening, beside the declared terms. */
  readonly offered: number;
  /** Those taken when all patients teach: false discovery rate 5 % within the block. */
  readonly selected: readonly string[];
}

export interface BlockOptions {
  readonly folds: number;
  readonly repeats: number;
  readonly seed: number;
  /** Samples of patients drawn again for the interval. */
  readonly resamples: number;
}

/**
 * The gain of each block over the clinical terms: difference in Harrell's C within settings, on risks of patients whom the
 * fit has not seen (repeated cross-validation: the optimism-corrected gain), with an interval over patients drawn again (the fits
 * stay as they are). Everything learnt - means for gaps, batch means, components, which columns of a block are taken,
 * coefficients - comes from the training part. Effects may differ between settings: every term is crossed with the setting.
 */
export function blockGains(
  table: AnalysisTable,
  endpoint: string,
  settings: readonly string[],
  options: BlockOptions,
): readonly BlockGain[] {
  // A setting in which nothing happens orders nobody.
  const tables = settings
    .map((setting) => termTable(table, setting, endpoint))
    .filter(({ event }) => event.reduce((sum, e) => sum + e, 0) >= LEAST_EVENTS);
  if (tables.length === 0) return [];
  const all = joined(tables);
  const { terms } = table.study.model;
  const keys = [...all.columns.keys()];
  const clinical = keys.filter((key) => blockOf(table, key) === 'clinical');
  const names = [...new Set(table.features.map(({ spec }) => spec.block))].filter((block) => block !== 'clinical');
  const inModel = new Set(keys.map((key) => terms[key]?.column));
  const asked = [
    ...names.map((block) => {
      const own = table.features.filter(({ spec }) => spec.block === block);
      const others = own.filter(({ spec }) => !inModel.has(spec.name));
      return {
        block,
        measured: all.row.filter((row) => own.some(({ values }) => values[row]?.value != null)).length,
        offered: others.length,
        design: withColumns(
          termsFor(table, [...clinical, ...keys.filter((key) => blockOf(table, key) === block)], all),
          all,
          others,
        ),
      };
    }),
    ...table.matrices.map((matrix) => ({
      block: matrix.block,
      measured: all.row.filter((row) => matrix.rows[row] !== null).length,
      offered: matrix.columns.length,
      design: withMatrix(termsFor(table, clinical, all), all, matrix),
    })),
  ];
  const splits = Array.from({ length: options.repeats }, (_, r) =>
    balancedFolds(
      all.stratum.map((stratum, i) => `${stratum}/${all.event[i]}`),
      options.folds,
      options.seed + r,
    ),
  );
  const baseline = termsFor(table, clinical, all);
  const unseen = heldOutRisks(all, splits, options.folds, baseline);
  const seen = [apparentRisk(all, baseline)];
  return asked.map(({ block, measured, offered, design }) => {
    const gain = gainOf(all, heldOutRisks(all, splits, options.folds, design), unseen, options);
    const apparent = differenceOf(all, [apparentRisk(all, design)], seen, everyoneIn(all));
    const { selected } = design(Array.from(all.time.keys()));
    return { block, ...gain, apparent, optimism: apparent - gain.gain, measured, offered, selected };
  });
}

const everyoneIn = ({ time }: Joined): Int32Array => Int32Array.from(time, (_, i) => i);

/** Mean difference in concordance within settings over the repetitions, and its percentile interval over patients drawn again. */
function gainOf(
  all: Joined,
  risks: readonly Float64Array[],
  baseline: readonly Float64Array[],
  options: BlockOptions,
): Pick<BlockGain, 'gain' | 'lower' | 'upper' | 'adds'> {
  const everyone = everyoneIn(all);
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
  return { gain, lower, upper, adds: lower > 0 };
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

/** Risks of held-out rows, one array a repetition: fitted on the rest, each setting apart. */
function heldOutRisks(
  all: Joined,
  splits: readonly Int32Array[],
  folds: number,
  design: Design,
): readonly Float64Array[] {
  return splits.map((parts) => {
    const risk = new Float64Array(all.time.length);
    for (let part = 0; part < folds; part++)
      predictInto(
        risk,
        all,
        design,
        all.time.flatMap((_, i) => (parts[i] === part ? [] : [i])),
        all.time.flatMap((_, i) => (parts[i] === part ? [i] : [])),
      );
    return risk;
  });
}

/** Risks of the very rows that teach. */
function apparentRisk(all: Joined, design: Design): Float64Array {
  const everyone = Array.from(all.time.keys());
  const risk = new Float64Array(everyone.length);
  predictInto(risk, all, design, everyone, everyone);
  return risk;
}

/** A model of the training rows of each setting, and what it says of the rows asked about. */
function predictInto(
  risk: Float64Array,
  all: Joined,
  design: Design,
  training: readonly number[],
  asked: readonly number[],
): void {
  const { columns } = design(training);
  for (const stratum of new Set(all.stratum)) {
    const own = training.filter((i) => all.stratum[i] === stratum);
    const used = columns.filter((column) => own.some((i) => column[i] !== column[own[0] as number]));
    const fit = cox(
      own.map((i) => all.time[i] as number),
      own.map((i) => all.event[i] as number),
      own.map((i) => used.map((column) => column[i] as number)),
    );
    for (const i of asked)
      if (all.stratum[i] === stratum)
        risk[i] = used.reduce((sum, column, j) => sum + (column[i] as number) * finite(fit.coefficients[j]), 0);
  }
}

const finite = (value: number | undefined): number => (value !== undefined && Number.isFinite(value) ? value : 0);
