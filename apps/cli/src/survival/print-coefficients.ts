import type { Say } from '@linea/registry/words';
import {
  evenly, figure, grid, interval, levelHead, type Members, members, numbers, type Printer, pFigure, pText, texts,
} from './format.ts'; // biome-ignore format: a list

const Z95 = 1.959963984540054;

interface Estimates {
  readonly terms: readonly string[];
  readonly coef: readonly (number | null)[];
  readonly se: readonly (number | null)[];
  readonly p: readonly (number | null)[];
  /** Limits of the ratio; from the error (95 %) when they are not given. */
  readonly lower?: readonly (number | null)[];
  readonly upper?: readonly (number | null)[];
}

/** Coefficients with their ratios: hazard ratios, odds ratios, ratios of times. */
function ratios(
  { terms, coef, se, p, lower, upper }: Estimates,
  ratio: string,
  say: Say,
  options: Members = {},
): string {
  const limit = (j: number, z: number): number | null =>
    typeof coef[j] === 'number' && typeof se[j] === 'number' ? Math.exp(coef[j] + z * se[j]) : null;
  const tested = p.some((value) => value !== null);
  const lines = terms.map((term, j) => [
    term,
    figure(coef[j], say),
    figure(se[j], say),
    typeof coef[j] === 'number' ? figure(Math.exp(coef[j]), say) : '–',
    interval(lower ? lower[j] : limit(j, -Z95), upper ? upper[j] : limit(j, Z95), say),
    ...(tested ? [pFigure(p[j], say)] : []),
  ]);
  return grid(['term', 'coef', 'se', ratio, levelHead(options, say), ...(tested ? ['p'] : [])], lines, say);
}

const testText = (name: string, test: unknown, say: Say): string[] => {
  const { test: statistic, df, pvalue } = members(test);
  if (statistic === undefined) return [];
  return [say(`survival.test.${name}`, { chisq: figure(statistic, say), df: figure(df, say), p: pText(pvalue, say) })];
};

/** A Cox model. */
export const printCox: Printer = (answer, say, options) => {
  const estimates = {
    terms: texts(answer.terms),
    coef: numbers(answer.coef),
    se: numbers(answer.robust_se ?? answer.se),
    p: numbers(answer.p),
    lower: numbers(answer.hr_lower),
    upper: numbers(answer.hr_upper),
  };
  const tests = [
    ...testText('likelihoodRatio', answer.lr_test, say),
    ...testText('score', answer.score_test, say),
    ...testText('robustScore', answer.robust_score, say),
    ...(typeof answer.concordance === 'number'
      ? [
          say('survival.concordance', {
            value: figure(answer.concordance, say),
            se: figure(answer.concordance_se, say),
          }),
        ]
      : []),
  ];
  return [
    ...(estimates.terms.length > 0 ? [ratios(estimates, 'hr', say, options)] : []),
    tests.join('\n'),
    ...proportionality(answer, say),
    ...anova(answer, say),
    ...bootstrap(answer, say, options),
  ];
};

function proportionality({ zph }: Members, say: Say): string[] {
  if (zph === undefined) return [];
  const { rows, chisq, df, p, transform } = members(zph);
  const lines = texts(rows).map((term, r) => [
    term,
    figure(numbers(chisq)[r], say),
    figure(numbers(df)[r], say),
    pFigure(numbers(p)[r], say),
  ]);
  return [
    `${say('survival.zph', { transform: String(transform) })}\n${grid(['term', 'chisq', 'df', 'p'], lines, say)}`,
  ];
}

function anova({ anova: tested }: Members, say: Say): string[] {
  if (tested === undefined) return [];
  const { chisq, df, p } = members(tested);
  return [say('survival.anova', { chisq: figure(chisq, say), df: figure(df, say), p: pText(p, say) })];
}

function bootstrap({ terms, bootstrap: drawn }: Members, say: Say, options: Members): string[] {
  if (drawn === undefined) return [];
  const { samples, failed, mean, se, lower, upper } = members(drawn);
  const lines = texts(terms).map((term, j) => [
    term,
    figure(numbers(mean)[j], say),
    figure(numbers(se)[j], say),
    interval(numbers(lower)[j], numbers(upper)[j], say),
  ]);
  const head = say('survival.bootstrap', { samples: figure(samples, say), failed: figure(failed, say) });
  return [`${head}\n${grid(['term', 'mean', 'se', levelHead(options, say)], lines, say)}`];
}

const diagonal = (matrix: unknown): number[] =>
  (Array.isArray(matrix) ? matrix : []).map((row: readonly number[], j) => Math.sqrt(row[j] as number));

/** Models with terms, coefficients and errors: Fine-Gray, ridge, multi-state, weighted, accelerated failure, logistic. */
export const printModel =
  (ratio: string): Printer =>
  (answer, say) => {
    const terms = texts(answer.terms);
    const coef = numbers(answer.coef);
    const se = numbers(answer.robust_se ?? answer.se ?? diagonal(answer.var));
    return [ratios({ terms, coef, se, p: answer.p ? numbers(answer.p) : terms.map(() => null) }, ratio, say)];
  };

/** One Cox model per cause. */
export const printCauses: Printer = (answer, say) =>
  Object.entries(members(answer.coef)).map(([cause, byTerm]) => {
    const terms = Object.keys(members(byTerm));
    const of = (value: unknown): (number | null)[] => terms.map((term) => members(value)[term] as number | null);
    const [coef, se] = [of(byTerm), of(members(answer.se)[cause])];
    return `${cause}\n${ratios({ terms, coef, se, p: terms.map(() => null) }, 'hr', say)}`;
  });

/** Rubin's rules. */
export const printPooled: Printer = (answer, say) => {
  const pooled = members(answer.pooled_at_nevent_df);
  const exp = (value: unknown): (number | null)[] => numbers(value).map((x) => (x === null ? null : Math.exp(x)));
  const estimates = {
    terms: texts(answer.terms),
    coef: numbers(pooled.estimate),
    se: numbers(pooled.se),
    p: numbers(pooled.p),
    lower: exp(pooled.lower),
    upper: exp(pooled.upper),
  };
  return [say('survival.pooled', { m: figure(pooled.m, say) }), ratios(estimates, 'hr', say)];
};

/** Aalen's additive model: slopes, not ratios. */
export const printAdditive: Printer = (answer, say) => {
  const values = answer.values as readonly (readonly (number | null)[])[];
  const lines = texts(answer.rows).map((row, j) => [
    row,
    ...(values[j] ?? []).map((x, c) => (c === 4 ? pFigure(x, say) : figure(x, say))),
  ]);
  const test = { chisq: figure(answer.chisq, say), df: figure(answer.df, say), p: pText(answer.p, say) };
  return [grid(['term', 'slope', 'coef', 'se', 'z', 'p'], lines, say), say('survival.test.additive', test)];
};

/** A path of penalties: which terms are left at each. */
export const printPath: Printer = (answer, say) => {
  const terms = texts(answer.terms);
  const steps = numbers(answer.lambda);
  const coefficients = answer.coef_by_lambda as readonly (readonly number[])[];
  const kept = evenly(steps.length);
  const lines = kept.map((k) => [
    figure(steps[k], say),
    figure(numbers(answer.nonzero)[k], say),
    figure(numbers(answer.dev_ratio)[k], say),
    ...(coefficients[k] ?? []).map((b) => figure(b, say)),
  ]);
  const cv = members(answer.cv);
  const chosen = answer.cv
    ? [say('survival.chosen', { best: figure(cv.lambda_min, say), simplest: figure(cv.lambda_1se, say) })]
    : [];
  const count = steps.length - kept.length;
  const more = count > 0 ? [say('survival.more', { count })] : [];
  return [grid(['lambda', 'nonzero', 'dev_ratio', ...terms], lines, say), ...more, ...chosen];
};
