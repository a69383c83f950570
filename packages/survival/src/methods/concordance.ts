import { concordanceOf, type PairCounts } from '../concordance/concordance.ts';
import { TIME_WEIGHTS } from '../concordance/time-weights.ts';
import { refuse } from '../errors/input-error.ts';
import { numbersOf } from '../formula/evaluate.ts';
import { modelFrame } from '../formula/model-frame.ts';
import { parseFormula } from '../formula/parse.ts';
import { survivalOf } from '../response/response.ts';
import { fitFormula } from './fit-formula.ts';
import {
  choiceOption,
  flagOption,
  formulaOf,
  frameOfInput,
  type Method,
  numberOption,
  orNull,
  textOption,
} from './method.ts';
import { coxWarnings, said } from './warnings.ts';

/** Pair counts under R's names. */
export const countMembers = (c: PairCounts) => ({
  concordant: c.concordant,
  discordant: c.discordant,
  'tied.x': c.tiedX,
  'tied.y': c.tiedY,
  'tied.xy': c.tiedXY,
});

/** With more strata than this R adds their counts up. */
const KEPT_STRATA = 10;

/**
 * `linea survival concordance`: of one column (higher = longer survival, unless `reverse`), or with `cox` of the linear
 * predictor of a Cox model of the right side (higher = worse).
 */
export const concordanceMethod: Method = (input) => {
  const { options } = input;
  const uno = choiceOption(options, 'index', ['harrell', 'uno'], 'harrell') === 'uno';
  const timeWeight = choiceOption(options, 'timewt', TIME_WEIGHTS, uno ? 'n/G2' : 'n');
  const latest = numberOption(options, 'tau') ?? Infinity;
  const weights = textOption(options, 'weights');
  const viaCox = flagOption(options, 'cox');
  const formula = formulaOf(input);
  const frame = frameOfInput(input);
  const fitted = viaCox ? fitFormula(formula, frame, { weights }) : undefined;
  const mf = fitted?.mf ?? modelFrame(parseFormula(formula), frame, weights === undefined ? {} : { weights });
  const survival = fitted?.fit.data.survival ?? survivalOf(mf);
  if (survival.start && timeWeight !== 'n' && timeWeight !== 'S' && timeWeight !== 'I') {
    refuse('concordance.entry', 'option timewt', timeWeight, 'n, S');
  }
  let predictor = fitted?.fit.linearPredictors;
  if (!predictor) {
    const [term, ...others] = mf.terms.terms;
    if (!term || others.length > 0 || term.variables.length > 1) {
      return refuse(
        'formula.oneColumn',
        'right side',
        mf.terms.terms.map((t) => t.name).join(' + '),
        'one column, or --cox',
      );
    }
    const v = term.variables[0]!;
    predictor = numbersOf(mf.values[v]!, mf.terms.variables[v]!);
  }
  const made = concordanceOf(survival, predictor, {
    timeWeight,
    latest,
    weights: mf.weights,
    strata: mf.strata?.codes,
    cluster: mf.cluster?.codes,
    reverse: viaCox || flagOption(options, 'reverse'),
  });
  const byStratum = made.countsByStratum;
  return {
    n: mf.n,
    n_omitted: mf.omitted,
    ...said([
      ...(fitted ? coxWarnings(fitted.fit, fitted.design.names, fitted.weightless) : []),
      ...(Number.isNaN(made.concordance) ? [{ code: 'concordance.noPairs' }] : []),
    ]),
    concordance: orNull(made.concordance),
    se: orNull(made.se),
    counts:
      byStratum.length > 1 && byStratum.length <= KEPT_STRATA
        ? byStratum.map((c) => [c.concordant, c.discordant, c.tiedX, c.tiedY, c.tiedXY])
        : countMembers(made.counts),
  };
};
