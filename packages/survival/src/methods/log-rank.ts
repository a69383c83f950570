import { refuse } from '../errors/input-error.ts';
import { modelFrame } from '../formula/model-frame.ts';
import { parseFormula } from '../formula/parse.ts';
import { rowsOfMatrix } from '../linear-algebra/matrix.ts';
import { ADJUSTMENTS, type Adjustment, adjustP } from '../log-rank/adjust.ts';
import { logRank } from '../log-rank/log-rank.ts';
import { groupsOf, take } from '../response/groups.ts';
import { survivalOf } from '../response/response.ts';
import {
  flagOption,
  formulaOf,
  frameOfInput,
  listOrNull,
  type Method,
  numberOption,
  orNull,
  textOption,
} from './method.ts';

/** `holm,bh` as a list. */
function adjustmentsOf(text: string): Adjustment[] {
  return text.split(',').map((word) => {
    const name = word.trim().toLowerCase();
    return (
      ADJUSTMENTS.find((known) => known === name) ??
      refuse('option.value', 'option adjust', word, ADJUSTMENTS.join(', '))
    );
  });
}

/** `linea survival logrank`: do groups differ? With `pairwise`, each pair of groups, p adjusted; `weights` and `cluster()` as in `cox`. */
export const logRankMethod: Method = (input) => {
  const { options } = input;
  const weighted = textOption(options, 'weights');
  const mf = modelFrame(
    parseFormula(formulaOf(input)),
    frameOfInput(input),
    weighted === undefined ? {} : { weights: weighted },
  );
  const { start, time, status } = survivalOf(mf);
  const groups = groupsOf(mf, false);
  if (!groups) return refuse('formula.groups', 'right side', undefined, 'a column of groups');
  if (groups.levels.length < 2) refuse('groups.one', 'right side', groups.levels[0], 'at least two groups');
  const rho = numberOption(options, 'rho') ?? 0;
  const { weights } = mf;
  const [strata, cluster] = [mf.strata?.codes, mf.cluster?.codes];
  if (!flagOption(options, 'pairwise')) {
    const test = logRank(time, status, groups.codes, { rho, strata, start, weights, cluster });
    return {
      n: Array.from(test.n),
      n_omitted: mf.omitted,
      ...(Number.isNaN(test.chiSquare) ? { warnings: [{ code: 'logrank.noComparison' }] } : {}),
      groups: groups.levels,
      rho,
      chisq: orNull(test.chiSquare),
      df: test.df,
      p: orNull(test.p),
      observed: Array.from(test.observed),
      expected: Array.from(test.expected),
      var: rowsOfMatrix(test.variance, groups.levels.length),
    };
  }
  const wanted = mf.terms.terms.flatMap((term) => term.variables);
  const single = wanted.length === 1 ? mf.values[wanted[0]!]! : undefined;
  const prefix = single ? `${mf.names[wanted[0]!]}=` : '';
  const label = (g: number): string | number => {
    const text = groups.levels[g]!.slice(prefix.length);
    return single?.kind === 'number' ? Number(text) : text;
  };
  const pairs = groups.levels.flatMap((_, a) => groups.levels.flatMap((__, b) => (b > a ? [[a, b] as const] : [])));
  const tests = pairs.map(([a, b]) => {
    const rows = Int32Array.from(groups.codes.keys()).filter((i) => groups.codes[i] === a || groups.codes[i] === b);
    return logRank(
      take(time, rows),
      take(status, rows),
      rows.map((i) => (groups.codes[i] === a ? 0 : 1)),
      {
        rho,
        strata: strata && rows.map((i) => strata[i]!),
        start: start && take(start, rows),
        weights: weights && take(weights, rows),
        cluster: cluster && rows.map((i) => cluster[i]!),
      },
    );
  });
  const p = tests.map((test) => test.p);
  const silent = pairs
    .filter((_, k) => Number.isNaN(p[k]!))
    .map(([a, b]) => `${groups.levels[a]} / ${groups.levels[b]}`);
  return {
    n: mf.n,
    n_omitted: mf.omitted,
    ...(silent.length > 0 ? { warnings: [{ code: 'logrank.noTest', terms: silent }] } : {}),
    a: pairs.map(([a]) => label(a)),
    b: pairs.map(([, b]) => label(b)),
    chisq: listOrNull(tests.map((test) => test.chiSquare)),
    p: listOrNull(p),
    ...Object.fromEntries(
      adjustmentsOf(textOption(options, 'adjust') ?? 'holm').map((method) => [method, listOrNull(adjustP(p, method))]),
    ),
  };
};
