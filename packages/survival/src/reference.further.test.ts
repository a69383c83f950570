import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readCsv } from './frame/read-csv.ts';
import { methods } from './methods/index.ts';

const folder = new URL('../../../fixtures/gpl/survival/further/', import.meta.url);
const text = (file: string): string => readFileSync(new URL(file, folder), 'utf8');

interface Case {
  readonly id: string;
  readonly csv: string;
  readonly method: string;
  readonly formula: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly want: Readonly<Record<string, unknown>> & { readonly kind: string };
}

// biome-ignore lint/suspicious/noExplicitAny: an answer is read by R's names
type Answer = any;

/** Closed forms to 1e-8; Newton fits to 1e-6; crr stops a little short of its maximum. */
const TOLERANCE: Readonly<Record<string, number>> = { km: 1e-8, lr: 1e-8, conc: 1e-8, gray: 1e-8, cif: 1e-8, cox: 1e-6, causes: 1e-6, fg: 1e-5 }; // biome-ignore format: a list

/** Our members by the names of the oracle's file. */
const GOT: Readonly<Record<string, (r: Answer) => Readonly<Record<string, unknown>>>> = {
  km: ({ strata }) => {
    const curve = (name: string) => strata.map((s: Answer) => s.curve[name]);
    const quantile = (name: string) => strata.map((s: Answer) => s.quantiles.map((q: Answer) => q[name]));
    return { surv: curve('surv'), lower: curve('lower'), upper: curve('upper'), se: curve('se_surv'), cumhaz: curve('cumhaz'), q: quantile('time'), ql: quantile('lower'), qu: quantile('upper') };
  },
  cox: (r) => ({ coef: r.coef, se: r.se, loglik: [r.loglik_null, r.loglik], n: r.n, score: r.score_test.test, wald: r.wald_test, conc: r.concordance, concse: r.concordance_se, robust: r.robust_se, mart2: r.residuals?.sum_sq_martingale, zph: r.zph?.chisq }),
  lr: (r) => ({ chisq: r.chisq, exp: r.expected }),
  conc: (r) => ({ c: r.concordance, se: r.se }),
  gray: (r) => ({ stat: r.gray.stat }),
  cif: ({ strata }) => ({ pstate: strata.map((s: Answer) => s.pstate), se: strata.map((s: Answer) => s.se), lower: strata.map((s: Answer) => s.lower), upper: strata.map((s: Answer) => s.upper) }),
  causes: (r) => ({ coef: Object.values(r.coef).map((b) => Object.values(b as object)), se: Object.values(r.se).map((b) => Object.values(b as object)), loglik: r.loglik }),
  fg: (r) => ({ coef: r.coef, se: r.se, loglik: r.loglik }),
}; // biome-ignore format: a table

const flat = (value: unknown): unknown[] =>
  Array.isArray(value) || ArrayBuffer.isView(value) ? Array.from(value as unknown[]).flatMap(flat) : [value];

/** What differs; where R has no number (NA, infinite) ours must have none either. */
function differences(got: unknown, want: unknown, name: string, tolerance: number): string[] {
  const [a, b] = [flat(got), flat(want)];
  if (a.length !== b.length) return [`${name}: ${a.length} values for ${b.length}`];
  return b.flatMap((value, k) => {
    const own = a[k];
    const same =
      typeof value === 'number'
        ? typeof own === 'number' && Math.abs(own - value) <= tolerance * Math.max(1e-3, Math.abs(value))
        : own === null;
    return same ? [] : [`${name}[${k}]: ${own} for ${value}`];
  });
}

describe('agrees with R on further tables: ties, weights, late entry, strata, clusters, odd names, missing cells', () => {
  const cases = ['cases.json', 'late-entry.json'].flatMap((file) => JSON.parse(text(file)) as Case[]);
  it.each(cases.map((one) => [one.id, one] as const))('%s', (_, one) => {
    const residuals = one.options.residuals === undefined ? {} : { residuals: ['martingale'] };
    const { kind, ...want } = one.want;
    const answer = methods[one.method]!({ frames: [readCsv(text(`${one.csv.includes('/') ? '../' : ''}${one.csv}.csv`))], formula: one.formula, options: { ...one.options, ...residuals } });
    const got = GOT[kind]!(answer);
    expect(Object.entries(want).flatMap(([name, value]) => differences(got[name], value, name, TOLERANCE[kind]!))).toEqual([]);
  }); // biome-ignore format: one call
});
