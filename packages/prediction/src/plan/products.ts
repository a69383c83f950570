import type { AnalysisTable } from '@linea/cohort';
import { balance, cox, effectiveSize, productLimit, rubin, treatmentWeights } from '@linea/survival';
import { completedTables, type Imputation, survivalOf } from '../terms/impute.ts';
import { type TermTable, termTable } from '../terms/terms.ts';
import { LEAST_EVENTS, type Refusal } from './effects.ts';
import { type Ratio, ratioOf } from './ratio.ts';

type Arms = readonly [others: number, product: number];

/** Two products compared as if they had been given to the same patients, as far as the terms of the plan tell patients apart. */
export interface ProductComparison {
  readonly endpoint: string;
  readonly setting: string;
  /** The term that says which product was given. */
  readonly key: string;
  readonly n: Arms;
  readonly events: Arms;
  /** Log hazard ratio without and with weights; standard errors are the sandwich's. */
  readonly crude: Ratio;
  readonly weighted: Ratio & {
    /** Fraction of missing information. */
    readonly fmi: number;
  };
  /** Share without the event at one year, weighted. */
  readonly atOneYear: Arms;
  readonly effective: Arms;
  /** Over all completed tables; not truncated. Stabilised weights have a mean near 1. */
  readonly weights: { readonly lowest: number; readonly highest: number; readonly mean: number };
  readonly balance: readonly { readonly key: string; readonly before: number; readonly after: number }[];
}

const LEAST_IN_ARM = 20;
const YEAR = 365;

/**
 * The product that the study asks about against the others, weighted by stabilised inverse probability of treatment from a logistic
 * model of all other terms: the marginal hazard ratio had everybody in the setting been given the one or the other. Gaps are filled by chained
 * equations; weights and models are made in each completed table and pooled by Rubin's rules, all other numbers averaged over them.
 *
 * @returns or why they are not compared: one product, fewer than 20 patients in an arm, fewer than ten events, no overlap between the arms
 * @source Cole SR, Hernan MA. Am J Epidemiol 2008;168:656-664; Austin PC, Stuart EA. Stat Med 2015;34:3661-3679
 */
export function compareProducts(
  table: AnalysisTable,
  endpoint: string,
  setting: string,
  key: string,
  imputation: Imputation,
): ProductComparison | Refusal {
  const terms = termTable(table, setting, endpoint);
  const own = terms.keys.indexOf(key);
  const refusal = (code: Refusal['code'], got: string): Refusal => ({ code, endpoint, setting, got });
  // A term that does not vary is not among the keys.
  if (own < 0) return refusal('plan.oneProduct', key);
  const rows = terms.rows.flatMap((_, i) => {
    const value = terms.columns[own]?.[i];
    return value === 0 || value === 1 ? [i] : [];
  });
  const arms = [0, 1].map((arm) => rows.filter((i) => terms.columns[own]?.[i] === arm));
  const each = (of: (own: readonly number[]) => number): Arms => arms.map(of) as [number, number];
  const n = each(({ length }) => length);
  if (Math.min(...n) < LEAST_IN_ARM) return refusal('plan.smallArm', n.join(' / '));
  const events = each((of) => of.reduce((sum, i) => sum + (terms.event[i] as number), 0));
  if (events[0] + events[1] < LEAST_EVENTS) return refusal('plan.fewEvents', String(events[0] + events[1]));
  const made = completedTables(terms, imputation).map((columns) => weighted(terms, columns, own, rows));
  if (made.some(({ overlaps }) => !overlaps)) return refusal('plan.noOverlap', key);
  const averaged = (of: (one: Weighted) => number): number => made.reduce((sum, one) => sum + of(one), 0) / made.length;
  const both = (of: (one: Weighted) => Arms): Arms => [averaged((one) => of(one)[0]), averaged((one) => of(one)[1])];
  return {
    endpoint,
    setting,
    key,
    n,
    events,
    crude: (made[0] as Weighted).crude,
    weighted: pooled(made, events[0] + events[1] - 1),
    atOneYear: both(({ atOneYear }) => atOneYear),
    effective: both(({ effective }) => effective),
    weights: {
      lowest: Math.min(...made.map(({ lowest }) => lowest)),
      highest: Math.max(...made.map(({ highest }) => highest)),
      mean: averaged(({ mean }) => mean),
    },
    balance: (made[0] as Weighted).balance.map(({ key: name }, j) => ({
      key: name,
      before: averaged((one) => one.balance[j]?.before as number),
      after: averaged((one) => one.balance[j]?.after as number),
    })),
  };
}

type Weighted = ReturnType<typeof weighted>;

/** The comparison in one completed table. */
function weighted(terms: TermTable, columns: readonly Float64Array[], own: number, rows: readonly number[]) {
  const take = (values: ArrayLike<number>): Float64Array => Float64Array.from(rows, (i) => values[i] as number);
  const treated = take(terms.columns[own] as Float64Array);
  const [time, event] = [take(terms.time), Uint8Array.from(rows, (i) => terms.event[i] as number)];
  const others = terms.keys.flatMap((key, j) => (j === own ? [] : [{ key, values: take(columns[j] as Float64Array) }]));
  const p = others.length + 1;
  const x = new Float64Array(rows.length * p);
  for (let i = 0; i < rows.length; i++) {
    x[i * p] = 1;
    for (const [j, { values }] of others.entries()) x[i * p + j + 1] = values[i] as number;
  }
  const { weight, model } = treatmentWeights(treated, x, p);
  const ratioIn = (weights?: Float64Array): Ratio => {
    const fit = cox(time, event, Array.from(treated, (value) => [value]), weights ? { weights, robust: true } : { robust: true }); // biome-ignore format: one call
    return ratioOf(fit.coefficients[0] as number, Math.sqrt(fit.variance[0] as number));
  };
  const both = (of: (arm: readonly number[]) => number): Arms => {
    const arm = (which: number) => rows.flatMap((_, i) => (treated[i] === which ? [i] : []));
    return [of(arm(0)), of(arm(1))];
  };
  const weightsOf = (arm: readonly number[]): Float64Array => Float64Array.from(arm, (i) => weight[i] as number);
  const numbersOf = (values: ArrayLike<number>, arm: readonly number[]) => arm.map((i) => values[i] as number);
  return {
    overlaps: model.status === 'converged' && weight.every(Number.isFinite),
    crude: ratioIn(),
    ratio: ratioIn(weight),
    atOneYear: both(
      (arm) =>
        survivalOf(productLimit(numbersOf(time, arm), numbersOf(event, arm), { weights: weightsOf(arm) }), YEAR)
          .survival,
    ),
    effective: both((arm) => effectiveSize(weightsOf(arm))),
    lowest: Math.min(...weight),
    highest: Math.max(...weight),
    mean: weight.reduce((sum, value) => sum + value, 0) / weight.length,
    balance: others.map(({ key, values }) => ({
      key,
      before: balance(values, treated).standardised,
      after: balance(values, treated, weight).standardised,
    })),
  };
}

/** Rubin's rules; with nothing to fill in all completed tables are one. */
function pooled(made: readonly Weighted[], completeDf: number): ProductComparison['weighted'] {
  const ratios = made.map(({ ratio }) => ratio);
  const [first] = ratios as [Ratio, ...Ratio[]];
  if (ratios.every(({ estimate }) => estimate === first.estimate)) return { ...first, fmi: 0 };
  const { estimate, se, df, fmi } = rubin(
    ratios.map((one) => [one.estimate]),
    ratios.map((one) => [one.se ** 2]),
    Math.max(1, completeDf),
  );
  return { ...ratioOf(estimate[0] as number, se[0] as number, df[0] as number), fmi: fmi[0] as number };
}
