import type { Say } from '@linea/registry/words';
import { type Members, members, numbers, type Printer, rows, texts } from './format.ts';
import {
  printAdditive, printCauses, printCox, printModel, printPath, printPooled,
} from './print-coefficients.ts'; // biome-ignore format: a list
import { printCurves } from './print-curves.ts';
import { printMembers } from './print-members.ts';
import { predictedText, printImputed, printPseudo } from './print-predicted.ts';
import { printStates } from './print-states.ts';
import { printTableOne } from './print-table-one.ts';
import { printConcordance, printLogRank, printRestrictedMeans, printTest, printValues } from './print-tests.ts';

/** How an answer is printed and the members that print speaks of; what it leaves out is in the JSON. */
type Choice = readonly [Printer, ...names: readonly string[]];

const CURVES: Choice = [printCurves];
const STATES: Choice = [printStates];
const RATIOS: Choice = [printModel('hr'), 'df'];
const COX: Choice = [printCox];

const BY_METHOD: Readonly<Record<string, (answer: Members) => Choice>> = {
  km: () => CURVES,
  na: () => CURVES,
  landmark: ({ strata }) => (strata ? CURVES : COX),
  logrank: () => [printLogRank],
  cox: ({ coef, theta }) => (Array.isArray(coef) ? (theta === undefined ? COX : RATIOS) : [printCauses]),
  coxnet: () => [printPath],
  cif: () => STATES,
  multistate: ({ strata }) => (strata ? STATES : RATIOS),
  finegray: () => RATIOS,
  rmst: () => [printRestrictedMeans],
  concordance: () => [printConcordance],
  aft: () => [printModel('timeRatio'), 'dist', 'scale'],
  aareg: () => [printAdditive],
  pool: () => [printPooled],
  pseudo: () => [printPseudo],
  impute: () => [printImputed],
  iptw: () => [printModel('hr'), 'balance', 'effective_n', 'km'],
  test: ({ p, terms, values }) =>
    terms
      ? [printModel('oddsRatio'), 'aic']
      : values !== undefined
        ? [printValues]
        : p === undefined
          ? [all]
          : [printTest],
  table1: () => [printTableOne],
};

const COUNTS = new Set(['n', 'n_omitted', 'nevent']);

/** Every member but the counts, which stand at the head. */
const all: Printer = (answer, say, options) =>
  printMembers(Object.fromEntries(Object.entries(answer).filter(([name]) => !COUNTS.has(name))), say, options);

/** How many rows the answer rests on. */
function countsText(answer: Members, say: Say): string {
  const { n, n_omitted, nevent } = answer;
  const used = Array.isArray(n) ? numbers(n).reduce((sum: number, x) => sum + (x ?? 0), 0) : Number(n);
  const counts = [say('survival.rows', { n: used, omitted: Number(n_omitted) })];
  if (typeof nevent === 'number') counts.push(say('survival.events', { events: nevent }));
  return [...counts, ...unsettled(answer, say)].join(' ');
}

/** A fit that did not arrive says so, unless a warning does. */
const unsettled = ({ status, converged, warnings }: Members, say: Say): string[] =>
  warnings === undefined && (converged === false || (typeof status === 'string' && status !== 'converged'))
    ? [say('survival.notConverged')]
    : [];

const some = (answer: Members, names: readonly string[]): Members =>
  Object.fromEntries(names.flatMap((name) => (answer[name] === undefined ? [] : [[name, answer[name]]])));

/** An answer for a person. */
export function answerText(method: string, given: unknown, options: Members, say: Say): string {
  const answer = members(given);
  const [print, ...names] = BY_METHOD[method]?.(answer) ?? [all];
  const blocks = [
    ...print(answer, say, options),
    ...printMembers(some(answer, names), say, options),
    ...predictedText({ quantiles: [0.1, 0.5, 0.9], ...options, ...answer }, say),
  ];
  const residuals = answer.residuals === undefined ? [] : [say('survival.residuals')];
  return [countsText(answer, say), ...blocks, ...residuals].filter((text) => text !== '').join('\n\n');
}

/** What to know before trusting the answer, a line each. */
export function warningsText(given: unknown, say: Say): string {
  return rows(members(given).warnings)
    .map(({ code, terms }) => {
      const text = say.or(`survival.warning.${String(code).split('.')[1]}`, String(code), {
        terms: texts(terms).join(', '),
      });
      return `${say('cli.warning', { text })} [${code}]\n`;
    })
    .join('');
}
