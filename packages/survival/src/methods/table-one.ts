import { oneWayAnova } from '../descriptive/anova.ts';
import { levelDifference, numberDifference } from '../descriptive/balance.ts';
import { chiSquareTest } from '../descriptive/contingency.ts';
import { fisherTest } from '../descriptive/fisher.ts';
import { kruskalWallis } from '../descriptive/rank-tests.ts';
import { mean, quantiles, standardDeviation } from '../descriptive/summary.ts';
import { refuse } from '../errors/input-error.ts';
import { deparse } from '../formula/deparse.ts';
import { evaluate } from '../formula/evaluate.ts';
import { namesIn } from '../formula/expression.ts';
import { refuseMixed } from '../formula/mixed-column.ts';
import { parseFormula } from '../formula/parse.ts';
import { expandTerms } from '../formula/terms.ts';
import { asFactor, type Column, dropUnusedLevels, type FactorColumn, type NumberColumn } from '../frame/column.ts';
import { flagOption, formulaOf, frameOfInput, type Method, orNull } from './method.ts';

/** Rows by group of the arm; one group of all when there is no arm. */
interface Arms {
  readonly labels: readonly string[];
  readonly rows: readonly (readonly number[])[];
}

function armsOf(arm: Column | undefined, n: number): Arms {
  if (arm === undefined) return { labels: [], rows: [] };
  const { levels, codes } = dropUnusedLevels(asFactor(arm));
  const rows = levels.map((_, l) => Array.from({ length: n }, (__, i) => i).filter((i) => codes[i] === l));
  return { labels: levels, rows };
}

function numberSummary(values: Float64Array, rows: readonly number[]) {
  const x = rows.map((i) => values[i]!).filter((v) => !Number.isNaN(v));
  const [min, q1, median, q3, max] = x.length > 0 ? quantiles(x, [0, 0.25, 0.5, 0.75, 1]) : [];
  return {
    n: x.length,
    missing: rows.length - x.length,
    mean: orNull(mean(x)),
    sd: orNull(standardDeviation(x)),
    median: orNull(median),
    q1: orNull(q1),
    q3: orNull(q3),
    min: orNull(min),
    max: orNull(max),
  };
}

function numberRow({ values }: NumberColumn, all: readonly number[], arms: Arms) {
  const samples = arms.rows.map((rows) => rows.map((i) => values[i]!).filter((v) => !Number.isNaN(v)));
  const flat = samples.flat();
  const group = samples.flatMap((x, g) => x.map(() => g));
  const comparable = samples.length >= 2 && samples.every(({ length }) => length >= 2);
  return {
    kind: 'number',
    overall: numberSummary(values, all),
    groups: arms.rows.map((rows) => numberSummary(values, rows)),
    smd: comparable ? orNull(numberDifference(samples)) : null,
    p_anova: comparable ? orNull(oneWayAnova(flat, group, samples.length).p) : null,
    p_kruskal: comparable ? orNull(kruskalWallis(flat, group, samples.length).p) : null,
  };
}

function factorRow(column: FactorColumn, all: readonly number[], arms: Arms, exact: boolean) {
  const { levels, codes } = dropUnusedLevels(asFactor(column));
  const count = (rows: readonly number[]): number[] => levels.map((_, l) => rows.filter((i) => codes[i] === l).length);
  const summary = (rows: readonly number[]) => {
    const counts = count(rows);
    const n = counts.reduce((a, b) => a + b, 0);
    return { n, missing: rows.length - n, counts, shares: counts.map((c) => orNull(c / n)) };
  };
  const tables = arms.rows.map(count);
  const comparable = tables.length >= 2 && levels.length >= 2 && tables.every((t) => t.some((c) => c > 0));
  return {
    kind: 'factor',
    levels,
    overall: summary(all),
    groups: arms.rows.map(summary),
    smd: comparable ? orNull(levelDifference(tables)) : null,
    p_chisq: comparable ? orNull(chiSquareTest(tables).p) : null,
    ...(exact && comparable ? { p_fisher: orNull(fisherTest(tables)?.p) } : {}),
  };
}

/**
 * `linea survival table1 "arm ~ age + sex + factor(stage)"`, or `"~ age + sex"` without arms: each variable on the rows
 * that have it, with missing values counted, standardised differences (the mean over pairs of more than two arms) and
 * tests. Only rows without an arm are left out. `--exact` adds Fisher's test.
 */
export const tableOneMethod: Method = (input) => {
  const whole = frameOfInput(input);
  const { left, right } = parseFormula(formulaOf(input));
  const scope = { frame: whole, memory: new Map() };
  const arm = left && evaluate(left, scope);
  if (arm?.kind === 'basis') return refuse('formula.type', deparse(left!), undefined, 'groups');
  const arms = armsOf(arm, whole.rows);
  if (arm !== undefined && arms.labels.length === 0) refuse('groups.count', deparse(left!), '0', 'at least 1');
  const all = arm === undefined ? Array.from({ length: whole.rows }, (_, i) => i) : arms.rows.flat();
  const used = left ? namesIn(left) : new Set<string>();
  const { variables } = expandTerms(right, [...whole.columns.keys()].filter((name) => !used.has(name))); // biome-ignore format: short
  return {
    n: all.length,
    n_omitted: whole.rows - all.length,
    groups: arms.labels,
    sizes: arms.rows.map(({ length }) => length),
    variables: variables.map((e) => {
      const value = evaluate(e, scope);
      if (value.kind === 'basis') return refuse('formula.type', deparse(e), undefined, 'a column');
      if (e.type === 'name') refuseMixed(value, e.name);
      const row = value.kind === 'number' ? numberRow(value, all, arms) : factorRow(value, all, arms, flagOption(input.options, 'exact')); // biome-ignore format: short
      return { variable: deparse(e), ...row };
    }),
  };
};
