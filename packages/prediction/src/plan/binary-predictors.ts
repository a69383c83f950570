import type { AnalysisTable } from '@linea/cohort';
import {
  adjustP,
  chainedEquations,
  logistic,
  numberColumn,
  rubin,
  standardDeviation,
  wilsonInterval,
} from '@linea/survival';
import type { Imputation } from '../terms/impute.ts';
import { keysFor, termValue, varies } from '../terms/terms.ts';
import { type Caution, cautionsOf } from './cautions.ts';
import { isOvercrowded, LEAST_EVENTS, type Refusal } from './effects.ts';
import { isVague, MOST_ERROR } from './fit.ts';
import { type Ratio, ratioOf } from './ratio.ts';

/** How often something happened, with its denominator. */
export interface Rate {
  readonly endpoint: string;
  readonly setting: string;
  /** Patients of whom it is known. */
  readonly n: number;
  readonly events: number;
  readonly notKnown: number;
  readonly share: number;
  /** Wilson's 95 % interval. */
  readonly lower: number;
  readonly upper: number;
}

/** A predictor of response or toxicity, alone and beside the others. */
export interface BinaryPredictor {
  readonly endpoint: string;
  readonly settings: readonly string[];
  readonly key: string;
  readonly n: number;
  readonly events: number;
  /** Log odds ratios. */
  readonly univariable: Ratio;
  readonly multivariable: Ratio & {
    /** Benjamini-Hochberg over the terms of this endpoint. */
    readonly q: number;
  };
}

/** Yes-or-no endpoints by setting. */
export function ratesOf({ study, binary, patients }: AnalysisTable, settings: readonly string[]): readonly Rate[] {
  return study.endpoints.flatMap(({ id }) => {
    const values = binary[id];
    if (!values) return [];
    return settings.flatMap((setting) => {
      const own = values.filter((_, row) => patients[row]?.setting === setting);
      const known = own.flatMap((value) => ('missing' in value ? [] : [value.value as number]));
      if (known.length === 0) return [];
      const events = known.reduce((sum, value) => sum + value, 0);
      const [lower, upper] = wilsonInterval(events, known.length);
      const notKnown = own.length - known.length;
      return [{ endpoint: id, setting, n: known.length, events, notKnown, share: events / known.length, lower, upper }];
    });
  });
}

/** The rows of a model: known outcomes of the settings together, and the terms that vary among them. */
interface Rows {
  readonly outcome: Float64Array;
  readonly keys: readonly string[];
  readonly columns: readonly Float64Array[];
}

function rowsFor(table: AnalysisTable, endpoint: string, settings: readonly string[], keys: readonly string[]): Rows {
  const rows = table.patients.flatMap(({ setting }, row) => {
    const value = table.binary[endpoint]?.[row];
    return settings.includes(setting) && value && !('missing' in value) ? [{ row, value: value.value }] : [];
  });
  const { later } = table.study.settings;
  const found = keys.flatMap((key) => {
    const term = table.study.model.terms[key];
    const feature = table.features.find(({ spec }) => spec.name === term?.column);
    if (!term || !feature) return [];
    const values = Float64Array.from(rows, ({ row }) => {
      const value = feature.values[row]?.value;
      const made = typeof value === 'number' ? termValue(term, value) : Number.NaN;
      return Number.isFinite(made) ? made : Number.NaN;
    });
    return varies(values) ? [{ key, values }] : [];
  });
  const line = Float64Array.from(rows, ({ row }) => (later.includes(table.patients[row]?.setting ?? '') ? 1 : 0));
  const all = varies(line) ? [...found, { key: 'laterLine', values: line }] : found;
  return {
    outcome: Float64Array.from(rows, ({ value }) => value),
    keys: all.map(({ key }) => key),
    columns: all.map(({ values }) => values),
  };
}

/**
 * Predictors of each response and each toxicity, in all lymphoma settings together with the line among the terms: every term
 * alone, then all at once; gaps by chained equations with the outcome among the predictors, pooled by Rubin's rules.
 */
export function binaryPredictors(
  table: AnalysisTable,
  settings: readonly string[],
  { m, iterations, seed }: Imputation,
): {
  readonly predictors: readonly BinaryPredictor[];
  readonly cautions: readonly Caution[];
  readonly refused: readonly Refusal[];
} {
  const predictors: BinaryPredictor[] = [];
  const cautions: Caution[] = [];
  const refused: Refusal[] = [];
  const setting = settings.join(' + ');
  for (const { id, kind } of table.study.endpoints) {
    if (!table.binary[id]) continue;
    const rows = rowsFor(table, id, settings, keysFor(table.study, kind === 'toxicity' ? 'toxicity' : 'benefit'));
    const { outcome, keys, columns } = rows;
    const events = outcome.reduce((sum, y) => sum + y, 0);
    if (Math.min(events, outcome.length - events) < LEAST_EVENTS || keys.length === 0) {
      refused.push({
        code: 'plan.fewEvents',
        endpoint: id,
        setting,
        got: String(Math.min(events, outcome.length - events)),
      });
      continue;
    }
    const rarer = Math.min(events, outcome.length - events);
    if (isOvercrowded(rarer, keys.length)) {
      refused.push({ code: 'plan.manyTerms', endpoint: id, setting, got: `${rarer} / ${keys.length}` });
      continue;
    }
    cautions.push(...cautionsOf(id, setting, rarer, keys.length));
    const completed = columns.every((column) => column.every((value) => !Number.isNaN(value)))
      ? [columns]
      : chainedEquations(
          columns.map((column) => numberColumn(column)),
          { m, iterations, seed, auxiliary: [outcome] },
        ).map((made) =>
          made.map((column) => (column.kind === 'number' ? Float64Array.from(column.values) : new Float64Array())),
        );
    const together = pooled(outcome, completed);
    const q = adjustP(
      together.map((one) => (isKnown(one) ? one.p : 1)),
      'bh',
    );
    for (const [j, key] of keys.entries()) {
      const [univariable] = pooled(
        outcome,
        completed.map((own) => [own[j] as Float64Array]),
      );
      const multivariable = together[j];
      if (!univariable || !multivariable || ![univariable, multivariable].every(isKnown)) {
        refused.push({ code: 'plan.unusable', endpoint: id, setting, got: key });
        continue;
      }
      predictors.push({
        endpoint: id,
        settings,
        key,
        n: outcome.length,
        events,
        univariable,
        multivariable: { ...multivariable, q: q[j] as number },
      });
    }
  }
  return { predictors, cautions, refused };
}

const isKnown = ({ estimate, se }: Ratio): boolean => Number.isFinite(estimate) && Number.isFinite(se);

/** Logistic models of completed tables, pooled; one log odds ratio a column, NaN where it runs away or others determine it. */
function pooled(outcome: Float64Array, completed: readonly (readonly Float64Array[])[]): readonly Ratio[] {
  const p = (completed[0]?.length ?? 0) + 1;
  const n = outcome.length;
  const fits = completed.map((columns) => {
    const x = new Float64Array(n * p);
    for (let i = 0; i < n; i++) {
      x[i * p] = 1;
      for (let j = 1; j < p; j++) x[i * p + j] = columns[j - 1]?.[i] as number;
    }
    return logistic(outcome, x, p);
  });
  const terms = Array.from({ length: p - 1 }, (_, j) => j + 1);
  const spread = (completed[0] ?? []).map((column) => standardDeviation(column));
  const isUsable = (j: number): boolean =>
    fits.every(
      ({ status, perhapsInfinite, covariance }) =>
        status !== 'not converged' &&
        !perhapsInfinite.includes(j) &&
        Math.sqrt(covariance[j * (p + 1)] as number) * (spread[j - 1] as number) < MOST_ERROR,
    );
  const estimates = fits.map((fit) => terms.map((j) => (isUsable(j) ? (fit.coefficients[j] as number) : Number.NaN)));
  const variances = fits.map((fit) => terms.map((j) => fit.covariance[j * (p + 1)] as number));
  if (fits.length < 2 || estimates.every((row) => row.every((value, j) => value === estimates[0]?.[j])))
    return terms.map((_, j) => ratioOf(estimates[0]?.[j] as number, Math.sqrt(variances[0]?.[j] as number)));
  const { estimate, se, df } = rubin(estimates, variances, Math.max(1, n - p));
  const vague = (j: number): boolean => isVague(se[j] as number, df[j] as number, spread[j] as number);
  return terms.map((_, j) => ratioOf(vague(j) ? Number.NaN : (estimate[j] as number), se[j] as number, df[j] as number)); // biome-ignore format: one call
}
