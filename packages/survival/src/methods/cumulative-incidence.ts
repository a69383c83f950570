import { aalenVariance } from '../competing-risks/aalen-variance.ts';
import { type CumulativeIncidence, cumulativeIncidence } from '../competing-risks/cumulative-incidence.ts';
import { grayTest } from '../competing-risks/gray.ts';
import { refuse } from '../errors/input-error.ts';
import { modelFrame } from '../formula/model-frame.ts';
import { parseFormula } from '../formula/parse.ts';
import type { FactorColumn } from '../frame/column.ts';
import { lastAt } from '../order/ascending.ts';
import { INTERVAL_TYPES } from '../product-limit/interval.ts';
import { type CompetingRisks, competingOf } from '../response/competing.ts';
import { groupsOf, rowsByLevel, take } from '../response/groups.ts';
import { chiSquareUpper } from '../special/distributions.ts';
import {
  choiceOption,
  flagOption,
  formulaOf,
  frameOfInput,
  type Method,
  numberOption,
  numbersOption,
  orNull,
  textOption,
} from './method.ts';
import { stateMembers } from './state-curves.ts';
import { said } from './warnings.ts';

/** `linea survival cif "Hist(time, cause) ~ g"`: Aalen-Johansen, and with `gray` the curves and test of cmprsk. */
export const cumulativeIncidenceMethod: Method = (input) => {
  const { options } = input;
  const weights = textOption(options, 'weights');
  const mf = modelFrame(parseFormula(formulaOf(input)), frameOfInput(input), weights === undefined ? {} : { weights });
  const gray = flagOption(options, 'gray');
  const response = competingOf(mf, gray ? 'none' : 'late');
  const groups = groupsOf(mf, !gray);
  const rows = groups ? rowsByLevel(groups) : [Int32Array.from({ length: mf.n }, (_, i) => i)];
  const times = numbersOption(options, 'times');
  const fits = rows.map((own) => fitOf(response, own, mf.weights));
  const states = ['(s0)', ...response.causes];
  const transitions = [...response.causes.keys()].map((c) => response.cause.filter((k) => k === c + 1).length);
  const curves = fits.map((fit, g) => ({
    stratum: groups?.levels[g] ?? 'all',
    rows: rows[g]!.length,
    origin: response.start ? response.start.reduce((a, b) => Math.min(a, b), Infinity) : Math.min(0, fit.time[0]!),
    time: fit.time,
    atRisk: inFirstState(fit),
    probability: fit.probability,
    errorsAt: (t: number) => {
      const k = lastAt(fit.time, t);
      return fit.se.subarray(k * states.length, (k + 1) * states.length);
    },
    events: [0, ...response.causes.map((_, c) => totalOf(fit, c))],
  }));
  const tested = gray
    ? grayMembers(response, fits, groups, mf.strata, times, numberOption(options, 'rho') ?? 0)
    : undefined;
  const untested = response.causes.filter((_, c) => tested?.gray?.stat[c] === null);
  const type = choiceOption(options, 'confType', INTERVAL_TYPES, 'log');
  return {
    n: mf.n,
    n_omitted: mf.omitted,
    ...said(untested.length > 0 ? [{ code: 'gray.noTest', terms: untested }] : []),
    ...stateMembers(curves, states, times, type, numberOption(options, 'confLevel') ?? 0.95),
    transitions: {
      from: states,
      to: [...response.causes, '(censored)'],
      counts: states.map((_, s) =>
        s === 0
          ? [...transitions, mf.n - transitions.reduce((a, b) => a + b, 0)]
          : [...response.causes.map(() => 0), 0],
      ),
    },
    ...tested,
  };
};

function fitOf(response: CompetingRisks, rows: Int32Array, weights?: Float64Array): CumulativeIncidence {
  const { start, time, cause, causes } = response;
  const own = Int32Array.from(rows, (i) => cause[i]!);
  const weight = weights && take(weights, rows);
  return cumulativeIncidence(take(time, rows), own, causes.length, weight, start && take(start, rows));
}

/** Everyone at risk is in the first state. */
function inFirstState({ atRisk, causes }: CumulativeIncidence): Float64Array {
  const all = new Float64Array(atRisk.length * (causes + 1));
  for (let k = 0; k < atRisk.length; k++) all[k * (causes + 1)] = atRisk[k]!;
  return all;
}

function totalOf({ events, causes, time }: CumulativeIncidence, c: number): number {
  let total = 0;
  for (let k = 0; k < time.length; k++) total += events[k * causes + c]!;
  return total;
}

/** The curves with Aalen's variance at the times asked for (null past a group's last time), and Gray's test. */
function grayMembers(
  { time, cause, causes }: CompetingRisks,
  fits: readonly CumulativeIncidence[],
  groups: FactorColumn | undefined,
  strata: FactorColumn | undefined,
  asked: readonly number[] | undefined,
  rho: number,
) {
  const all = asked ?? Array.from(new Set(fits.flatMap((fit) => Array.from(fit.time))));
  const times = [...new Set(all)].sort((a, b) => a - b);
  const names = groups?.levels.map((level) => level.replace(/[^,=]*=/g, '')) ?? ['1'];
  const variances = fits.map(aalenVariance);
  const look = (g: number, value: (k: number) => number): (number | null)[] =>
    times.map((t) => {
      const fit = fits[g]!;
      const k = lastAt(fit.time, t);
      return t > fit.time.at(-1)! ? null : k < 0 ? 0 : value(k);
    });
  const pairs = causes.flatMap((name, c) => names.map((group, g) => ({ c, g, label: `${group} ${name}` })));
  if (groups && groups.levels.length < 2) refuse('groups.one', 'right side', groups.levels[0], 'at least two groups');
  const tests = groups
    ? causes.map((_, c) => {
        const status = cause.map((k) => (k === 0 ? 0 : k === c + 1 ? 1 : 2));
        const stratified = strata ? { stratum: strata.codes, strata: strata.levels.length } : {};
        return grayTest(time, status, groups.codes, groups.levels.length, { ...stratified, rho });
      })
    : undefined;
  return {
    curves: pairs.map(({ label }) => label),
    times,
    est: pairs.map(({ c, g }) => look(g, (k) => fits[g]!.probability[k * (causes.length + 1) + c + 1]!)),
    var: pairs.map(({ c, g }) => look(g, (k) => variances[g]![k * causes.length + c]!)),
    ...(tests
      ? {
          gray: {
            causes,
            stat: tests.map(({ statistic }) => orNull(statistic)),
            p: tests.map(({ statistic, df }) => orNull(chiSquareUpper(statistic, df))),
            df: tests.map(({ df }) => df),
          },
        }
      : {}),
  };
}
