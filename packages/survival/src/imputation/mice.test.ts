import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { mean, variance } from '../descriptive/summary.ts';
import { type FactorColumn, factorColumn, type NumberColumn } from '../frame/column.ts';
import { type Frame, frameOf } from '../frame/frame.ts';
import { methods } from '../methods/index.ts';
import { fixtureFrame } from '../testing/reference.testing.ts';

interface Oracle {
  readonly numbers: 'norm' | 'pmm';
  readonly m: number;
  readonly terms: readonly string[];
  readonly estimate: readonly number[];
  readonly within: readonly number[];
  readonly between: readonly number[];
  /** Of numbers the mean and the standard deviation of what was filled in, of categories the share of each; and their spread. */
  readonly filled: Readonly<Record<string, readonly number[]>>;
  readonly filledSd: Readonly<Record<string, readonly number[]>>;
}

const oracles = JSON.parse(
  readFileSync(new URL('../../../../fixtures/gpl/survival/further/imputation.json', import.meta.url), 'utf8'),
) as Oracle[];

const pbc = fixtureFrame('pbc');
const numbers = (name: string): Float64Array => (pbc.columns.get(name) as NumberColumn).values;
const words = (name: string): FactorColumn =>
  factorColumn(Array.from(numbers(name), (v) => (Number.isNaN(v) ? null : String(v))));
const data: Frame = frameOf({
  time: numbers('time'),
  event: numbers('status').map((s) => Number(s === 2)),
  age: numbers('age'),
  bili: numbers('bili').map(Math.log),
  chol: numbers('chol').map(Math.log),
  platelet: numbers('platelet'),
  sex: pbc.columns.get('sex')!,
  hepato: words('hepato'),
  stage: words('stage'),
});
const FORMULA = 'Surv(time, event) ~ age + bili + chol + platelet + sex + hepato + stage';
const M = 30;

/** Five standard errors of the difference of two means over m and M imputations: one comparison in a million fails by chance. */
const near = (ours: number, theirs: number, spread: number, m: number): void =>
  expect(Math.abs(ours - theirs)).toBeLessThan(5 * spread * Math.sqrt(1 / m + 1 / M));

describe.each(oracles.map((oracle) => [oracle.numbers, oracle] as const))('as R mice does, numbers by %s', (_, oracle) => {
  const options = { seed: 1, iterations: 5, method: [oracle.numbers] };
  const pooled = methods.pool!({ frames: [data], formula: FORMULA, options: { ...options, impute: M } }) as {
    terms: string[]; estimates: number[][]; variances: number[][];
  };
  const terms = oracle.terms.map((term, j) => [term, j] as const);

  it('on the same terms', () => expect(pooled.terms).toEqual(oracle.terms));
  it.each(terms)('the same estimate of %s, and spread between imputations', (_term, j) => {
    const own = pooled.estimates.map((row) => row[j]!);
    near(mean(own), oracle.estimate[j]!, Math.sqrt(oracle.between[j]!), oracle.m);
    // A variance of m normal draws has a standard deviation of sqrt(2 / (m - 1)) of itself; five of them, on the log scale.
    const apart = 5 * Math.sqrt(2 / (oracle.m - 1) + 2 / (M - 1));
    expect(Math.abs(Math.log(variance(own) / oracle.between[j]!))).toBeLessThan(apart);
    const within = pooled.variances.map((row) => row[j]!);
    near(mean(within), oracle.within[j]!, Math.sqrt(variance(within)), oracle.m);
  });
  it('fills in values of the same mean, spread and shares', () => {
    const { variables } = methods.impute!({ frames: [data], formula: FORMULA, options: { ...options, m: M } }) as {
      variables: Record<string, { values: (number | string)[][] }>;
    };
    for (const name of ['chol', 'platelet']) {
      const values = variables[name]!.values as number[][];
      near(mean(values.map((set) => mean(set))), oracle.filled[name]![0]!, oracle.filledSd[name]![0]!, oracle.m);
      near(mean(values.map((set) => Math.sqrt(variance(set)))), oracle.filled[name]![1]!, oracle.filledSd[name]![1]!, oracle.m);
    }
    for (const [name, levels] of [['hepato', ['0', '1']], ['stage', ['1', '2', '3', '4']]] as const) {
      const { values } = variables[name]!;
      levels.forEach((level, l) => {
        const share = mean(values.map((set) => set.filter((value) => value === level).length / set.length));
        near(share, oracle.filled[name]![l]!, oracle.filledSd[name]![l]!, oracle.m);
      });
    }
  });
}); // biome-ignore format: one describe
