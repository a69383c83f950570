import type { AnalysisTable } from '@linea/cohort';
import { balance, cox, effectiveSize, productLimit, treatmentWeights } from '@linea/survival';
import { completedTables, type Imputation } from '../terms/impute.ts';
import { termTable } from '../terms/terms.ts';
import { limitsOf, twoSided } from './fit.ts';

/** A log hazard ratio with its 95 % limits. */
interface LogRatio {
  readonly estimate: number;
  readonly se: number;
  readonly lower: number;
  readonly upper: number;
  readonly p: number;
}

/** Two products compared as if they had been given to the same patients, as far as the terms of the plan tell patients apart. */
export interface ProductComparison {
  readonly endpoint: string;
  readonly setting: string;
  /** The term that says which product was given. */
  readonly key: string;
  readonly n: readonly [others: number, product: number];
  readonly events: readonly [others: number, product: number];
  /** Log hazard ratio without and with weights; its standard error is the sandwich's. */
  readonly crude: LogRatio;
  readonly weighted: LogRatio;
  /** Share without the event at one year, weighted. */
  readonly atOneYear: readonly [others: number, product: number];
  readonly effective: readonly [others: number, product: number];
  readonly weights: { readonly lowest: number; readonly highest: number };
  readonly balance: readonly { readonly key: string; readonly before: number; readonly after: number }[];
}

const LEAST_IN_ARM = 20;
const YEAR = 365;

/**
 * The product that the study asks about against the others, weighted by stabilised inverse probability of treatment from a logistic
 * model of all other terms. Gaps are filled once by chained equations. Null where an arm has fewer than 20 patients.
 *
 * @source Cole SR, Hernan MA. Am J Epidemiol 2008;168:656-664; Austin PC, Stuart EA. Stat Med 2015;34:3661-3679
 */
export function compareProducts(
  table: AnalysisTable,
  endpoint: string,
  setting: string,
  key: string,
  imputation: Imputation,
): ProductComparison | null {
  const terms = termTable(table, setting, endpoint);
  const own = terms.keys.indexOf(key);
  if (own < 0) return null;
  const columns = completedTables(terms, { ...imputation, m: 1 })[0] ?? [];
  const rows = terms.rows.flatMap((_, i) => {
    const value = terms.columns[own]?.[i];
    return value === 0 || value === 1 ? [i] : [];
  });
  const take = (values: ArrayLike<number>): Float64Array => Float64Array.from(rows, (i) => values[i] as number);
  const treated = take(terms.columns[own] as Float64Array);
  const [time, event] = [take(terms.time), Uint8Array.from(rows, (i) => terms.event[i] as number)];
  const inArm = (arm: number): number => treated.filter((value) => value === arm).length;
  if (Math.min(inArm(0), inArm(1)) < LEAST_IN_ARM) return null;
  const others = terms.keys.flatMap((name, j) =>
    j === own ? [] : [{ name, values: take(columns[j] as Float64Array) }],
  );
  const p = others.length + 1;
  const x = new Float64Array(rows.length * p);
  for (let i = 0; i < rows.length; i++) {
    x[i * p] = 1;
    for (const [j, { values }] of others.entries()) x[i * p + j + 1] = values[i] as number;
  }
  const { weight } = treatmentWeights(treated, x, p);
  const design = Array.from(treated, (value) => [value]);
  const estimateOf = (fit: ReturnType<typeof cox>) => {
    const [estimate, se] = [fit.coefficients[0] as number, Math.sqrt(fit.variance[0] as number)];
    return { estimate, se, ...limitsOf(estimate, se, Number.POSITIVE_INFINITY), p: twoSided(estimate / se) };
  };
  const arm = (which: number) => rows.flatMap((_, i) => (treated[i] === which ? [i] : []));
  const survivalIn = (which: number): number => {
    const of = arm(which);
    const curve = productLimit(of.map((i) => time[i] as number), of.map((i) => event[i] as number), { weights: Float64Array.from(of, (i) => weight[i] as number) }); // biome-ignore format: one call
    let k = -1;
    while (k + 1 < curve.time.length && (curve.time[k + 1] as number) <= YEAR) k++;
    return k < 0 ? 1 : (curve.survival[k] as number);
  };
  const sized = (which: number): number => effectiveSize(arm(which).map((i) => weight[i] as number));
  const eventsIn = (which: number): number => arm(which).reduce((sum, i) => sum + (event[i] as number), 0);
  return {
    endpoint,
    setting,
    key,
    n: [inArm(0), inArm(1)],
    events: [eventsIn(0), eventsIn(1)],
    crude: estimateOf(cox(time, event, design, { robust: true })),
    weighted: estimateOf(cox(time, event, design, { weights: weight, robust: true })),
    atOneYear: [survivalIn(0), survivalIn(1)],
    effective: [sized(0), sized(1)],
    weights: { lowest: Math.min(...weight), highest: Math.max(...weight) },
    balance: others.map(({ name, values }) => ({
      key: name,
      before: balance(values, treated).standardised,
      after: balance(values, treated, weight).standardised,
    })),
  };
}
