import { fitCox } from '../cox/cox.ts';
import type { CoxFit } from '../cox/fit.ts';
import { refuse } from '../errors/input-error.ts';
import type { ModelFrame } from '../formula/model-frame.ts';
import type { Histories } from '../multistate/histories.ts';
import { take } from '../response/groups.ts';
import { normalCdf } from '../special/normal.ts';
import { finiteDesign, refuseTerms } from './checks.ts';
import { choiceOption, listOrNull, type Options, orNull } from './method.ts';
import { coxWarningsOfEach, said } from './warnings.ts';

/**
 * The answer of `linea survival multistate ... --cox`: a Cox model of each move between two states, with coefficients of its own and
 * errors by person. States are numbered from 1 in the names of terms, `age_1:2`.
 */
export function multistateCox(mf: ModelFrame, histories: Histories, options: Options) {
  const { from, to, start, stop, person, states } = histories;
  const design = finiteDesign(mf);
  refuseTerms(mf, 'cluster', 'offset');
  const { p } = design;
  if (p === 0) refuse('formula.term', 'right side', '1', 'at least one covariate');
  const ties = choiceOption(options, 'ties', ['efron', 'breslow'] as const, 'efron');
  const moves: { from: number; to: number; fit: CoxFit }[] = [];
  for (let k = 1; k < states.length; k++) {
    for (let j = 0; j < states.length; j++) {
      if (j === k || !to.some((state, i) => state === k && from[i] === j)) continue;
      const rows = Int32Array.from(from.keys()).filter((i) => from[i] === j);
      const x = new Float64Array(rows.length * p);
      rows.forEach((i, r) => {
        x.set(design.x.subarray(i * p, (i + 1) * p), r * p);
      });
      const survival = {
        start: take(start, rows),
        time: take(stop, rows),
        status: Float64Array.from(rows, (i) => (to[i] === k ? 1 : 0)),
      };
      const cluster = Int32Array.from(rows, (i) => person[i]!);
      const strata = mf.strata && Int32Array.from(rows, (i) => mf.strata!.codes[i]!);
      const weights = mf.weights && take(mf.weights, rows);
      moves.push({ from: j, to: k, fit: fitCox({ survival, x, p, cluster, strata, weights }, { ties, robust: true }) });
    }
  }
  const each = <T>(f: (fit: CoxFit, j: number) => T): T[] =>
    moves.flatMap(({ fit }) => design.names.map((_, j) => f(fit, j)));
  const robust = each(({ variance }, j) => Math.sqrt(variance[j * p + j]!));
  const coef = each(({ coefficients }, j) => coefficients[j]!);
  const sum = (f: (fit: CoxFit) => number): number => moves.reduce((total, { fit }) => total + f(fit), 0);
  return {
    n: mf.n,
    n_omitted: mf.omitted,
    ...said(
      coxWarningsOfEach(
        moves.map(({ fit }) => fit),
        moves.map((move) => `${move.from + 1}:${move.to + 1}`),
        design.names,
      ),
    ),
    states,
    transitions: moves.map((move) => `${move.from + 1}:${move.to + 1}`),
    nevent: moves.map(({ fit }) => fit.events),
    terms: moves.flatMap((move) => design.names.map((name) => `${name}_${move.from + 1}:${move.to + 1}`)),
    coef: listOrNull(coef),
    naive_se: listOrNull(each(({ modelVariance }, j) => Math.sqrt(modelVariance[j * p + j]!))),
    robust_se: listOrNull(robust),
    p: coef.map((b, j) => orNull(2 * normalCdf(-Math.abs(b / robust[j]!)))),
    loglik: [sum((fit) => fit.logLikelihoodNull), sum((fit) => fit.logLikelihood)],
    converged: moves.every(({ fit }) => fit.converged),
  };
}
