import { oneWayAnova } from '../descriptive/anova.ts';
import { chiSquareTest, mantelHaenszel } from '../descriptive/contingency.ts';
import { pearson, spearman } from '../descriptive/correlation.ts';
import { fisherTest } from '../descriptive/fisher.ts';
import { exactProportion, wilsonInterval } from '../descriptive/proportion.ts';
import { kruskalWallis, wilcoxon } from '../descriptive/rank-tests.ts';
import { delongAuc } from '../descriptive/roc.ts';
import { mean, quantiles, standardDeviation, standardisedDifference } from '../descriptive/summary.ts';
import { tTest } from '../descriptive/t-test.ts';
import type { TestResult } from '../descriptive/test-result.ts';
import { refuse } from '../errors/input-error.ts';
import { numbersOf } from '../formula/evaluate.ts';
import { type ModelFrame, modelFrame } from '../formula/model-frame.ts';
import { parseExpression, parseFormula } from '../formula/parse.ts';
import { asFactor, dropUnusedLevels, type FactorColumn } from '../frame/column.ts';
import { logistic } from '../logistic/logistic.ts';
import { take } from '../response/groups.ts';
import { normalCdf } from '../special/normal.ts';
import { finiteDesign, needIntercept } from './checks.ts';
import { withIntercept } from './intercept.ts';
import {
  choiceOption,
  flagOption,
  formulaOf,
  frameOfInput,
  listOrNull,
  type Method,
  numberOption,
  numbersOption,
  type Options,
  orNull,
} from './method.ts';
import { logisticWarnings, said } from './warnings.ts';

const KINDS = [
  'fisher', 'chisq', 'mantel-haenszel', 'wilcoxon', 'kruskal', 't', 'anova', 'spearman', 'pearson', 'exact', 'wilson',
  'quantiles', 'mean-sd', 'smd', 'logistic', 'auc',
] as const; // biome-ignore format: a list
type Kind = (typeof KINDS)[number];

/** The variables of `y ~ x + strata(s)`, in their roles. */
class Roles {
  readonly mf: ModelFrame;

  constructor(mf: ModelFrame) {
    this.mf = mf;
  }

  /** The left side as numbers. */
  numbers(): Float64Array {
    const { left } = this.mf;
    if (left === undefined || left.call !== '')
      return refuse('response.missing', 'left side', left?.call, 'one column');
    return this.finite(numbersOf(left.args[0]!, parseExpression(left.names[0]!), this.mf.rows), left.names[0]!);
  }

  /** The left side as categories. */
  outcome(): FactorColumn {
    const value = this.mf.left?.args[0];
    if (value === undefined || value.kind === 'basis') return refuse('response.missing', 'left side', undefined, 'y');
    return dropUnusedLevels(asFactor(value));
  }

  /** Whether the left side is the event: 1 of a number (which must be 0 or 1 when `strict`), TRUE, the second category. */
  success(strict: boolean): Float64Array {
    const { left, rows } = this.mf;
    const value = left?.args[0];
    if (value?.kind === 'number') {
      const other = value.values.findIndex((v) => v !== 0 && v !== 1);
      if (strict && other >= 0) {
        refuse('outcome.value', `${left!.names[0]}, row ${rows[other]! + 1}`, `${value.values[other]}`, '0 or 1');
      }
      return value.values.map((v) => (v === 1 ? 1 : 0));
    }
    const { levels, codes } = this.outcome();
    if (levels.length !== 2) refuse('outcome.levels', left!.names[0]!, levels.join(', '), 'two values');
    return Float64Array.from(codes, (code) => (code === 1 ? 1 : 0));
  }

  private right(): { name: string; value: ModelFrame['values'][number] } {
    const v = this.mf.terms.terms[0]?.variables[0];
    if (v === undefined) return refuse('formula.term', 'right side', undefined, 'one column');
    return { name: this.mf.names[v]!, value: this.mf.values[v]! };
  }

  /** The right side as numbers. */
  predictor(): Float64Array {
    const { name, value } = this.right();
    return this.finite(numbersOf(value, parseExpression(name), this.mf.rows), name);
  }

  private finite(values: Float64Array, name: string): Float64Array {
    const bad = values.findIndex((v) => !Number.isFinite(v));
    if (bad >= 0) refuse('value.notFinite', `${name}, row ${this.mf.rows[bad]! + 1}`, `${values[bad]}`, 'a number');
    return values;
  }

  /** Both sides as numbers, at least three pairs. */
  pairs(): [Float64Array, Float64Array] {
    if (this.mf.n < 3) refuse('data.tooFew', 'data', `${this.mf.n}`, 'at least 3 pairs');
    return [this.numbers(), this.predictor()];
  }

  /** The right side as groups. */
  groups(exactly?: number): FactorColumn {
    const { name, value } = this.right();
    if (value.kind === 'basis') return refuse('formula.type', name, undefined, 'groups');
    const factor = dropUnusedLevels(asFactor(value));
    const { length } = factor.levels;
    if (length < 2 || (exactly !== undefined && length !== exactly)) {
      refuse('groups.count', name, `${length}`, exactly === undefined ? 'at least 2' : `${exactly}`);
    }
    return factor;
  }

  /** Values of the left side by group of the right side. */
  samples(): [Float64Array, Float64Array] {
    const values = this.numbers();
    const { codes } = this.groups(2);
    const rows = [0, 1].map((g) => Int32Array.from(codes.keys()).filter((i) => codes[i] === g));
    return [take(values, rows[0]!), take(values, rows[1]!)];
  }

  /** Counts: groups of the right side by categories of the left side, a table for each stratum. */
  tables(): number[][][] {
    const rows = this.groups();
    const columns = this.outcome();
    if (columns.levels.length < 2)
      refuse('outcome.levels', this.mf.left!.names[0]!, columns.levels.join(), '2 or more');
    const { strata } = this.mf;
    const tables = Array.from({ length: strata?.levels.length ?? 1 }, () =>
      rows.levels.map(() => columns.levels.map(() => 0)),
    );
    for (let i = 0; i < this.mf.n; i++) tables[strata?.codes[i] ?? 0]![rows.codes[i]!]![columns.codes[i]!]!++;
    return tables;
  }
}

/** A test whose p exists. */
const tested = (test: TestResult) =>
  Number.isNaN(test.p)
    ? refuse('test.undefined', 'left side', undefined, 'values that differ, in a unit of ordinary size')
    : printed(test);

const printed = ({ statistic, df, p, estimate, confInt }: TestResult) => ({
  statistic: statistic === null ? null : orNull(statistic),
  df,
  p: orNull(p),
  estimate: estimate && listOrNull(estimate),
  conf_int: confInt && listOrNull(confInt),
});

function logisticMembers(roles: Roles) {
  needIntercept(roles.mf);
  const design = withIntercept(finiteDesign(roles.mf));
  const fit = logistic(roles.success(true), design.x, design.p);
  const se = design.names.map((_, j) => Math.sqrt(fit.covariance[j * design.p + j]!));
  return {
    status: fit.status,
    ...said(logisticWarnings(fit, design.names)),
    terms: design.names,
    coef: listOrNull(fit.coefficients),
    se: listOrNull(se),
    p: design.names.map((_, j) => orNull(2 * normalCdf(-Math.abs(fit.coefficients[j]! / se[j]!)))),
    deviance: fit.deviance,
    null_deviance: fit.nullDeviance,
    aic: fit.aic,
  };
}

function aucMembers(roles: Roles) {
  const outcome = roles.success(true);
  const marker = roles.predictor();
  const rows = [1, 0].map((k) => Int32Array.from(outcome.keys()).filter((i) => outcome[i] === k));
  if (rows.some(({ length }) => length === 0)) refuse('outcome.levels', 'left side', undefined, 'cases and controls');
  const made = delongAuc(take(marker, rows[0]!), take(marker, rows[1]!));
  return { ...said(Number.isNaN(made.se) ? [{ code: 'auc.noError' }] : []), ...made };
}

const KIND: Readonly<Record<Kind, (roles: Roles, options: Options, level: number) => Record<string, unknown>>> = {
  fisher: (roles, _, level) => {
    const [table = []] = roles.tables();
    const test = fisherTest(table, level);
    const size = `${table.length} x ${table[0]?.length}`;
    return printed(test ?? refuse('table.tooLarge', 'right side', size, 'a smaller table, or --kind chisq'));
  },
  chisq: (roles, options) => printed(chiSquareTest(roles.tables()[0]!, !flagOption(options, 'noCorrection'))),
  'mantel-haenszel': (roles, _, level) => {
    const tables = roles.tables();
    tables.forEach((table, k) => {
      const count = table.flat().reduce((a, b) => a + b, 0);
      if (count < 2) refuse('stratum.size', `stratum ${roles.mf.strata?.levels[k]}`, `${count}`, 'at least 2 rows');
    });
    return printed(mantelHaenszel(tables, level));
  },
  wilcoxon: (roles, options) => tested(wilcoxon(...roles.samples(), !flagOption(options, 'noCorrection'))),
  kruskal: (roles) => {
    const groups = roles.groups();
    return tested(kruskalWallis(roles.numbers(), groups.codes, groups.levels.length));
  },
  t: (roles, options, level) => {
    const samples = roles.samples();
    if (samples.some(({ length }) => length < 2)) refuse('groups.size', 'right side', undefined, '2 values per group');
    const still = samples.every((x) => x.every((v) => v === x[0]) || standardDeviation(x) === 0);
    if (still) refuse('data.constant', 'left side', `${samples[0][0]}`);
    return tested(tTest(...samples, { equalVariances: flagOption(options, 'equalVariances'), level }));
  },
  anova: (roles) => {
    const groups = roles.groups();
    if (roles.mf.n <= groups.levels.length) refuse('groups.size', 'right side', undefined, 'more values than groups');
    const made = oneWayAnova(roles.numbers(), groups.codes, groups.levels.length);
    if (Number.isNaN(made.p)) refuse('data.constant', 'left side', `${roles.numbers()[0]}`);
    return made;
  },
  spearman: (roles) => tested(spearman(...roles.pairs())),
  pearson: (roles, _, level) => tested(pearson(...roles.pairs(), level)),
  exact: (roles, _, level) => printed(exactProportion(sum(roles.success(false)), roles.mf.n, 0.5, level)),
  wilson: (roles, _, level) => ({ values: wilsonInterval(sum(roles.success(false)), roles.mf.n, level) }),
  quantiles: (roles, options) => ({
    values: quantiles(roles.numbers(), numbersOption(options, 'probs') ?? [0, 0.25, 0.5, 0.75, 1]),
  }),
  'mean-sd': (roles) => {
    const x = roles.numbers();
    return { values: [mean(x), orNull(standardDeviation(x)), roles.mf.omitted] };
  },
  smd: (roles) => ({ values: orNull(standardisedDifference(...roles.samples())) }),
  logistic: logisticMembers,
  auc: aucMembers,
};

const sum = (x: Float64Array): number => x.reduce((a, b) => a + b, 0);

/**
 * `linea survival test "y ~ x" --kind ...`: the tests and summaries of a descriptive table.
 * Tables count the right side by the left side; two groups are compared as the first against the second.
 */
export const descriptiveTest: Method = (input) => {
  const mf = modelFrame(parseFormula(formulaOf(input)), frameOfInput(input));
  const kind = choiceOption(input.options, 'kind', KINDS, 'fisher');
  const level = numberOption(input.options, 'confLevel') ?? 0.95;
  return { n: mf.n, n_omitted: mf.omitted, ...KIND[kind](new Roles(mf), input.options, level) };
};
