import type { AnalysisTable } from '@linea/cohort';
import { adjustP } from '@linea/survival';
import { completedTables, type Imputation } from '../terms/impute.ts';
import { keysFor, pairsOf, type TermTable, termTable } from '../terms/terms.ts';
import { adjustByFamily } from './families.ts';
import { declarable, type PooledFit, pooledCox } from './fit.ts';
import { differenceOf, type Ratio, ratioOf } from './ratio.ts';

/** A log hazard ratio, all terms and the interactions that were found in the model. */
export interface Effect extends Ratio {
  readonly endpoint: string;
  readonly setting: string;
  readonly key: string;
  /** Patients and events of the model. */
  readonly n: number;
  readonly events: number;
  /** Of them, patients of whom the term is known. */
  readonly known: number;
  /** Fraction of missing information of the estimate. */
  readonly fmi: number;
  /** Degrees of freedom of the interval (Barnard and Rubin); null where nothing was filled in: the normal distribution. */
  readonly df: number | null;
  /** Benjamini-Hochberg over the terms of this endpoint and setting. */
  readonly q: number;
}
export interface Interaction extends Ratio {
  readonly endpoint: string;
  readonly setting: string;
  readonly keys: readonly [string, string];
  /**
   * `primary`: the first pair that the study declares, of its first benefit in second line: one question, asked by itself at 5 %. `declared`: the others it
   * declares, and that pair in later lines. `scanned`: every other pair of terms, to find what nobody thought of.
   */
  readonly asked: 'primary' | 'declared' | 'scanned';
  /** Benjamini-Hochberg over the pairs and settings that were asked alike; of the primary question its p. */
  readonly q: number;
  /** Beside the other interactions that were found in this setting nothing is left of it. */
  readonly explained?: true;
  readonly found: boolean;
}
/** Log hazard ratio in second line less that in later lines. */
export interface Difference extends Ratio {
  readonly endpoint: string;
  readonly key: string;
  /** Benjamini-Bogomolov: over the data blocks, then over the terms of a block. */
  readonly q: number;
  readonly differs: boolean;
}

/** Fewer events than this and a model says more about chance than about patients. */
export const LEAST_EVENTS = 10;
const LEVEL = 0.05;

/** No more events than terms: whatever such a model says, it says of its own patients alone. */
export const isOvercrowded = (events: number, terms: number): boolean => events <= terms;

/** What was asked and is not answered. */
export interface Refusal {
  readonly code:
    | 'plan.fewEvents'
    | 'plan.manyTerms'
    | 'plan.doesNotVary'
    | 'plan.unusable'
    | 'plan.oneProduct'
    | 'plan.smallArm'
    | 'plan.noOverlap'
    | 'plan.notFollowed'
    | 'plan.oneCentre'
    | 'plan.fewForCentres';
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
  readonly tested: readonly Tested[];
  readonly terms: TermTable;
  readonly completed: readonly (readonly Float64Array[])[];
}

/**
 * One multivariable model for each endpoint and setting, or the reason why there is none. Each interaction is asked by itself
 * beside all main terms, and beside the primary one where that is found: pairs that share a term would hide each other.
 *
 * @param scan    ask every other pair of terms too, controls left out
 * @param isMain  the endpoint is the first benefit: the primary question is asked of it and of no other
 */
export function fitSettings(
  table: AnalysisTable,
  endpoint: string,
  settings: readonly string[],
  imputation: Imputation,
  { scan = false, isMain = true }: { readonly scan?: boolean; readonly isMain?: boolean } = {},
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
    if (isOvercrowded(events, terms.keys.length)) {
      refused.push({ code: 'plan.manyTerms', endpoint, setting, got: `${events} / ${terms.keys.length}` });
      continue;
    }
    for (const key of keysFor(table.study, 'benefit'))
      if (!terms.keys.includes(key)) refused.push({ code: 'plan.doesNotVary', endpoint, setting, got: key });
    const completed = completedTables(terms, imputation);
    const fit = pooledCox(terms.time, terms.event, terms.keys, completed);
    for (const key of fit.unusable) refused.push({ code: 'plan.unusable', endpoint, setting, got: key });
    const asked = askedPairs(table, setting, terms.keys, { scan, isMain });
    const ask = ({ pair, as }: AskedPair, beside: readonly Pair[] = []): readonly Tested[] => {
      const both = pooledCox(terms.time, terms.event, terms.keys, completed, [pair, ...beside]);
      const j = terms.keys.length;
      if (both.unusable.includes(pair.join(':'))) return [];
      const { df: _, ...ratio } = declarable(both, j);
      if (!Number.isFinite(ratio.se)) return [];
      return [{ endpoint, setting, keys: pair, asked: as, ...ratio }];
    };
    const primary = asked.filter(({ as }) => as === 'primary').flatMap((one) => ask(one));
    // What the primary pair explains is not asked again under other names.
    const explained = primary.filter(({ p }) => p < LEVEL).map(({ keys }) => keys);
    const tested = [...primary, ...asked.filter(({ as }) => as !== 'primary').flatMap((one) => ask(one, explained))];
    fitted.push({ endpoint, setting, fit, main: terms.keys.length, tested, terms, completed });
  }
  return { fitted: withFound(fitted), refused };
}

type Pair = readonly [string, string];
type Tested = Omit<Interaction, 'q' | 'found'>;
interface AskedPair {
  readonly pair: Pair;
  readonly as: Interaction['asked'];
}

/** The pairs of a setting, and as what each is asked. */
function askedPairs(
  table: AnalysisTable,
  setting: string,
  keys: readonly string[],
  { scan, isMain }: { readonly scan: boolean; readonly isMain: boolean },
): readonly AskedPair[] {
  const { settings, model } = table.study;
  const declared = pairsOf(table, keys);
  const first = model.interactions[0]?.join();
  return [
    ...declared.map(
      (pair): AskedPair => ({
        pair,
        as: isMain && settings.second.includes(setting) && pair.join() === first ? 'primary' : 'declared',
      }),
    ),
    ...(scan ? otherPairs(keys, declared, model.controls) : []).map((pair): AskedPair => ({ pair, as: 'scanned' })),
  ];
}

/** Pairs of terms that nobody declared. */
function otherPairs(keys: readonly string[], declared: readonly Pair[], controls: readonly string[]): readonly Pair[] {
  const known = new Set(declared.flatMap(([a, b]) => [`${a}:${b}`, `${b}:${a}`]));
  const asked = keys.filter((key) => !controls.includes(key));
  return asked.flatMap((a, i) => asked.slice(i + 1).flatMap((b): Pair[] => (known.has(`${a}:${b}`) ? [] : [[a, b]])));
}

/** The models once more, with the interactions that were found in their setting: main effects are then those at the centre. */
function withFound(fitted: readonly Fitted[]): readonly Fitted[] {
  const found = interactionsOf(fitted).filter((one) => one.found);
  return fitted.map((of) => {
    const own = found.filter(({ setting }) => setting === of.setting);
    const { time, event, keys } = of.terms;
    const together = (pairs: readonly Pair[]): PooledFit => pooledCox(time, event, keys, of.completed, pairs);
    if (own.length === 0) return of;
    const both = together(own.map(({ keys: pair }) => pair));
    // One that another explains is none of its own.
    const left = own.filter((_, k) => declarable(both, of.main + k).p < LEVEL);
    const gone = new Set(own.filter((one) => !left.includes(one)).map(({ keys: pair }) => pair.join()));
    const tested = of.tested.map((one) => (gone.has(one.keys.join()) ? { ...one, explained: true as const } : one));
    const pairs = left.map(({ keys: pair }) => pair);
    return { ...of, tested, fit: gone.size === 0 ? both : pairs.length === 0 ? of.fit : together(pairs) };
  });
}

export function effectsOf(fitted: readonly Fitted[]): readonly Effect[] {
  return fitted.flatMap(({ endpoint, setting, fit, main, terms }) => {
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
      known: (terms.columns[j] as Float64Array).filter((value) => !Number.isNaN(value)).length,
      fmi: fit.fmi[j] as number,
      df: Number.isFinite(fit.df[j]) ? (fit.df[j] as number) : null,
      ...ratioOf(fit.estimate[j] as number, fit.se[j] as number, fit.df[j] as number),
      q: q[i] as number,
    }));
  });
}

/** Interactions: the primary one at 5 %, the others found at a false discovery rate of 5 % among those asked alike. */
export function interactionsOf(fitted: readonly Pick<Fitted, 'tested'>[]): readonly Interaction[] {
  const all = fitted.flatMap(({ tested }) => tested);
  const q = new Map<object, number>();
  for (const asked of ['primary', 'declared', 'scanned'] as const) {
    const own = all.filter((one) => one.asked === asked);
    const adjusted = adjustP(
      own.map(({ p }) => p),
      'bh',
    );
    for (const [i, one] of own.entries()) q.set(one, adjusted[i] as number);
  }
  return all.map((one) => ({
    ...one,
    q: q.get(one) as number,
    found: (q.get(one) as number) < LEVEL && !one.explained,
  }));
}

/**
 * Whether an effect differs between second and later lines: the two models side by side are one model with every term
 * crossed with the setting and a baseline of each. Terms that the study adjusts for only (`controls`) are not asked. The terms of a
 * data block are a family: a block that differs is found first, then which of its terms do.
 *
 * @param blockOf  the data block of a term
 */
export function differencesOf(
  fitted: readonly Fitted[],
  { second, later }: AnalysisTable['study']['settings'],
  controls: readonly string[],
  blockOf: (key: string) => string,
): readonly Difference[] {
  const of = (settings: readonly string[]) => fitted.find(({ setting }) => settings.includes(setting));
  const [a, b] = [of(second), of(later)];
  if (!a || !b) return [];
  const all = a.fit.keys.slice(0, a.main).flatMap((key, j) => {
    const k = b.fit.keys.indexOf(key);
    const isAsked = k >= 0 && !controls.includes(key) && !a.fit.unusable.includes(key) && !b.fit.unusable.includes(key);
    if (!isAsked) return [];
    const difference = differenceOf(declarable(a.fit, j), declarable(b.fit, k));
    return Number.isFinite(difference.se) ? [{ endpoint: a.endpoint, key, ...difference }] : [];
  });
  const q = adjustByFamily(
    all.map(({ p }) => p),
    all.map(({ key }) => blockOf(key)),
    LEVEL,
  );
  return all.map((one, i) => ({ ...one, q: q[i] as number, differs: (q[i] as number) < LEVEL }));
}
