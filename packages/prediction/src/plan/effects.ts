import type { AnalysisTable } from '@linea/cohort';
import { adjustP } from '@linea/survival';
import { completedTables, type Imputation } from '../terms/impute.ts';
import { pairsOf, type TermTable, termTable } from '../terms/terms.ts';
import { type PooledFit, pooledCox, twoSided } from './fit.ts';

export interface Effect {
  readonly endpoint: string;
  readonly setting: string;
  readonly key: string;
  /** Patients and events of the model. */
  readonly n: number;
  readonly events: number;
  /** Log hazard ratio, all terms and the declared interactions in the model. */
  readonly estimate: number;
  readonly se: number;
  readonly p: number;
  /** Benjamini-Hochberg over the terms of this endpoint and setting. */
  readonly q: number;
}
export interface Interaction {
  readonly endpoint: string;
  readonly setting: string;
  readonly keys: readonly [string, string];
  readonly estimate: number;
  readonly se: number;
  readonly p: number;
  /** Over all declared pairs and settings of the endpoint. */
  readonly q: number;
  readonly found: boolean;
}
export interface Difference {
  readonly endpoint: string;
  readonly key: string;
  /** Log hazard ratio in second line less that in later lines. */
  readonly estimate: number;
  readonly se: number;
  readonly p: number;
  readonly q: number;
  readonly differs: boolean;
}

/** Fewer events than this and a model says more about chance than about patients. */
export const LEAST_EVENTS = 10;
const LEVEL = 0.05;

export interface Refusal {
  readonly code: 'plan.fewEvents' | 'plan.unusable';
  readonly endpoint: string;
  readonly setting: string;
  readonly got: string;
}

export interface Fitted {
  readonly endpoint: string;
  readonly setting: string;
  /** Main terms, then the interactions that were found. */
  readonly fit: PooledFit;
  readonly main: number;
  readonly tested: readonly Omit<Interaction, 'q' | 'found'>[];
  readonly terms: TermTable;
  readonly completed: readonly (readonly Float64Array[])[];
}

/**
 * One multivariable model for each endpoint and setting, or the reason why there is none. Each declared interaction is
 * asked alone, beside all main terms: pairs that share a term would hide each other.
 */
export function fitSettings(
  table: AnalysisTable,
  endpoint: string,
  settings: readonly string[],
  imputation: Imputation,
) {
  const fitted: Fitted[] = [];
  const refused: Refusal[] = [];
  for (const setting of settings) {
    const terms = termTable(table, setting, endpoint);
    const events = terms.event.reduce((sum, e) => sum + e, 0);
    if (events < LEAST_EVENTS || terms.keys.length === 0) {
      refused.push({ code: 'plan.fewEvents', endpoint, setting, got: String(events) });
      continue;
    }
    const completed = completedTables(terms, imputation);
    const fit = pooledCox(terms.time, terms.event, terms.keys, completed);
    for (const key of fit.unusable) refused.push({ code: 'plan.unusable', endpoint, setting, got: key });
    const tested = pairsOf(table, terms.keys).flatMap((pair) => {
      const both = pooledCox(terms.time, terms.event, terms.keys, completed, [pair]);
      const j = terms.keys.length;
      if (both.unusable.length > 0) return [];
      return [
        {
          endpoint,
          setting,
          keys: pair,
          estimate: both.estimate[j] as number,
          se: both.se[j] as number,
          p: both.p[j] as number,
        },
      ];
    });
    fitted.push({ endpoint, setting, fit, main: terms.keys.length, tested, terms, completed });
  }
  return { fitted: withFound(fitted), refused };
}

/** The models once more, with the interactions that were found in their setting: main effects are then those at the centre. */
function withFound(fitted: readonly Fitted[]): readonly Fitted[] {
  const found = interactionsOf(fitted).filter((one) => one.found);
  return fitted.map((of) => {
    const pairs = found.filter(({ setting }) => setting === of.setting).map(({ keys }) => keys);
    if (pairs.length === 0) return of;
    return { ...of, fit: pooledCox(of.terms.time, of.terms.event, of.terms.keys, of.completed, pairs) };
  });
}

export function effectsOf(fitted: readonly Fitted[]): readonly Effect[] {
  return fitted.flatMap(({ endpoint, setting, fit, main }) => {
    const usable = Array.from({ length: main }, (_, j) => j).filter(
      (j) => !fit.unusable.includes(fit.keys[j] as string),
    );
    const q = adjustP(
      usable.map((j) => fit.p[j] as number),
      'bh',
    );
    return usable.map((j, i) => ({
      endpoint,
      setting,
      key: fit.keys[j] as string,
      n: fit.n,
      events: fit.events,
      estimate: fit.estimate[j] as number,
      se: fit.se[j] as number,
      p: fit.p[j] as number,
      q: q[i] as number,
    }));
  });
}

/** The declared interactions, found at a false discovery rate of 5 % over pairs and settings. */
export function interactionsOf(fitted: readonly Pick<Fitted, 'tested'>[]): readonly Interaction[] {
  const all = fitted.flatMap(({ tested }) => tested);
  const q = adjustP(
    all.map(({ p }) => p),
    'bh',
  );
  return all.map((one, i) => ({ ...one, q: q[i] as number, found: (q[i] as number) < LEVEL }));
}

/**
 * Whether an effect differs between second and later lines: the two models side by side are one model with every term
 * crossed with the setting and a baseline of each. Terms that the study adjusts for only (`controls`) are not asked.
 */
export function differencesOf(
  fitted: readonly Fitted[],
  second: readonly string[],
  later: readonly string[],
  controls: readonly string[],
): readonly Difference[] {
  const of = (settings: readonly string[]) => fitted.find(({ setting }) => settings.includes(setting));
  const [a, b] = [of(second), of(later)];
  if (!a || !b) return [];
  const all = a.fit.keys.slice(0, a.main).flatMap((key, j) => {
    const k = b.fit.keys.indexOf(key);
    const isAsked = k >= 0 && !controls.includes(key) && !a.fit.unusable.includes(key) && !b.fit.unusable.includes(key);
    if (!isAsked) return [];
    const estimate = (a.fit.estimate[j] as number) - (b.fit.estimate[k] as number);
    const se = Math.hypot(a.fit.se[j] as number, b.fit.se[k] as number);
    return [{ endpoint: a.endpoint, key, estimate, se, p: twoSided(estimate / se) }];
  });
  const q = adjustP(
    all.map(({ p }) => p),
    'bh',
  );
  return all.map((one, i) => ({ ...one, q: q[i] as number, differs: (q[i] as number) < LEVEL }));
}
