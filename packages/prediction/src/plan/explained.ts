import type { AnalysisTable } from '@linea/cohort';
import { attribute, fitLearner, globalImportance } from '@linea/explain';
import { completedTables, type Imputation } from '../terms/impute.ts';
import { termTable } from '../terms/terms.ts';
import { trainingOf } from '../terms/training.ts';
import { isOvercrowded, LEAST_EVENTS } from './effects.ts';

/** How much one term moves the predictions of a model. */
interface TermImportance {
  readonly key: string;
  readonly block: string;
  /** Mean size of its contribution to the log hazard ratio, with 95 % limits over patients drawn again. */
  readonly importance: number;
  readonly lower: number;
  readonly upper: number;
  /** Share of the sum over all terms. */
  readonly share: number;
}

/** What the model of a setting goes by, over all its patients. */
export interface Explained {
  readonly endpoint: string;
  readonly setting: string;
  readonly n: number;
  readonly events: number;
  /** The largest first. */
  readonly terms: readonly TermImportance[];
  /** Contributions of some patients, evenly taken by row, for a drawing; values are shares of the way from lowest to highest. */
  readonly swarm: readonly {
    readonly key: string;
    readonly contributions: readonly number[];
    readonly values: readonly (number | null)[];
  }[];
}

/** Patients that a drawing shows. */
const SHOWN = 120;

/**
 * Exact Shapley values of the model of all terms, averaged in size: what its predictions go by, not what would happen if a
 * value were changed. Gaps are filled once.
 */
export function explainedBy(
  table: AnalysisTable,
  endpoint: string,
  settings: readonly string[],
  imputation: Imputation,
): readonly Explained[] {
  return settings.flatMap((setting) => {
    const terms = termTable(table, setting, endpoint);
    const events = terms.event.reduce((sum, e) => sum + e, 0);
    if (events < LEAST_EVENTS || terms.keys.length === 0 || isOvercrowded(events, terms.keys.length)) return [];
    const columns = completedTables(terms, { ...imputation, m: 1 })[0] ?? [];
    const training = trainingOf(terms, columns);
    const { contributions } = attribute(fitLearner('cox', training), training.rows);
    const [n, p] = [terms.rows.length, terms.keys.length];
    const blockOf = (key: string): string => {
      const column = table.study.model.terms[key]?.column;
      return table.features.find(({ spec }) => spec.name === column)?.spec.block ?? 'clinical';
    };
    const step = Math.max(1, Math.ceil(n / SHOWN));
    const shown = Array.from({ length: Math.ceil(n / step) }, (_, k) => k * step);
    const ranked = globalImportance(terms.keys, contributions, n, { seed: imputation.seed });
    return [
      {
        endpoint,
        setting,
        n,
        events,
        terms: ranked.map(({ name, importance, lower, upper, share }) => ({
          key: name, block: blockOf(name), importance, lower, upper, share,
        })), // biome-ignore format: one thought
        swarm: ranked.map(({ name }) => {
          const j = terms.keys.indexOf(name);
          const known = (terms.columns[j] as Float64Array).filter((value) => !Number.isNaN(value));
          const [low, high] = [Math.min(...known), Math.max(...known)];
          return {
            key: name,
            contributions: shown.map((i) => contributions[i * (p + 1) + j] as number),
            values: shown.map((i) => {
              const value = terms.columns[j]?.[i] as number;
              return Number.isNaN(value) ? null : high > low ? (value - low) / (high - low) : 0.5;
            }),
          };
        }),
      },
    ];
  });
}
