import type { Say } from '@linea/registry/words';
import {
  figure,
  grid,
  interval,
  levelHead,
  type Members,
  members,
  numbers,
  type Printer,
  pFigure,
  pText,
  texts,
} from './format.ts';

/** Log-rank test of all groups, or of each pair. */
export const printLogRank: Printer = (answer, say) => {
  if (answer.a !== undefined) return [pairs(answer, say)];
  const lines = texts(answer.groups).map((group, g) => [
    group,
    ...[answer.n, answer.observed, answer.expected].map((values) => figure(numbers(values)[g], say)),
  ]);
  const words = { chisq: figure(answer.chisq, say), df: figure(answer.df, say), p: pText(answer.p, say) };
  return [grid(['group', 'n', 'observed', 'expected'], lines, say), say('survival.logrank', words)];
};

function pairs(answer: Members, say: Say): string {
  const { n: _, n_omitted: __, a, b, chisq, ...p } = answer;
  const names = Object.keys(p);
  const lines = texts(a).map((first, k) => [
    first,
    texts(b)[k] as string,
    figure(numbers(chisq)[k], say),
    ...names.map((name) => pFigure(numbers(p[name])[k], say)),
  ]);
  return grid(['a', 'b', 'chisq', ...names], lines, say);
}

export const printConcordance: Printer = (answer, say) => {
  const words = { value: figure(answer.concordance, say), se: figure(answer.se, say) };
  const { counts } = answer;
  const sentence = say('survival.concordance', words);
  if (Array.isArray(counts)) return [sentence];
  const c = members(counts);
  const pairs = {
    concordant: figure(c.concordant, say),
    discordant: figure(c.discordant, say),
    tied: figure(c['tied.x'], say),
  };
  return [sentence, say('survival.pairs', pairs)];
};

/** Restricted means, and two of them compared. */
export const printRestrictedMeans: Printer = (answer, say, options) => {
  const lines = texts(answer.groups).map((group, g) => [
    group === 'all' ? say('survival.all') : group,
    ...[answer.rmst, answer.se, answer.rmtl].map((values) => figure(numbers(values)[g], say)),
  ]);
  const contrasts = ['difference', 'ratio', 'rmtl_ratio'].flatMap((name) => {
    const { est, lower, upper, p } = members(answer[name]);
    return est === undefined
      ? []
      : [[say(`survival.rmst.${name}`), figure(est, say), interval(lower, upper, say), pFigure(p, say)]];
  });
  return [
    `${say('survival.tau', { time: figure(answer.tau, say) })}\n${grid(['group', 'rmst', 'se', 'rmtl'], lines, say)}`,
    ...(contrasts.length > 0 ? [grid(['contrast', 'estimate', levelHead(options, say), 'p'], contrasts, say)] : []),
  ];
};

/** One of the tests of a descriptive table, in a sentence. */
export const printTest: Printer = (answer, say) => {
  const { statistic = answer.f, df, p, estimate, conf_int } = answer;
  const list = (value: unknown): string =>
    (Array.isArray(value) ? value : [value]).map((x) => figure(x, say)).join(', ');
  const parts = [
    ...(typeof statistic === 'number' ? [say('survival.statistic', { value: figure(statistic, say) })] : []),
    ...(df === null || df === undefined ? [] : [say('survival.df', { value: list(df) })]),
    ...(p === undefined || p === null ? [] : [pText(p, say)]),
    ...(Array.isArray(estimate) ? [say('survival.estimate', { value: list(estimate) })] : []),
    ...(Array.isArray(conf_int) ? [`${say('survival.limits')} ${interval(conf_int[0], conf_int[1], say)}`] : []),
  ];
  return [parts.join('; ')];
};

/** Bare numbers: what they are follows from the kind. */
export const printValues: Printer = ({ values }, say, { kind, probs }) => {
  const names: Readonly<Record<string, readonly string[]>> = {
    wilson: ['lower', 'upper'],
    'mean-sd': ['mean', 'sd', 'missing'],
    smd: ['smd'],
    quantiles: numbers(probs ?? [0, 0.25, 0.5, 0.75, 1]).map((p) => `${figure(p === null ? p : 100 * p, say)} %`),
  };
  const cells = numbers(values ?? null).length === 0 ? [values] : numbers(values);
  return [grid(names[String(kind)] ?? cells.map(() => 'estimate'), [cells.map((x) => figure(x, say))], say)];
};
