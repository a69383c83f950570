import { absoluteRisk } from '../competing-risks/cause-specific.ts';
import { fitCox } from '../cox/cox.ts';
import type { CoxFit } from '../cox/fit.ts';
import { designOfNew, modelFrame } from '../formula/model-frame.ts';
import { parseFormula } from '../formula/parse.ts';
import { causeNumber, competingOf } from '../response/competing.ts';
import { finiteDesign, refuseTerms } from './checks.ts';
import {
  choiceOption,
  formulaOf,
  frameOfInput,
  frameOption,
  listOrNull,
  type Method,
  numbersOption,
  orNull,
} from './method.ts';
import { coxWarningsOfEach, said } from './warnings.ts';

/**
 * `linea survival cox DATA "Hist(time, cause) ~ x" --cause 1 --predict NEW.csv --times ...`: one Cox model per cause
 * (efron ties unless asked otherwise), and the absolute risk they imply for new rows.
 */
export const causeSpecificMethod: Method = (input) => {
  const { options } = input;
  const mf = modelFrame(parseFormula(formulaOf(input)), frameOfInput(input));
  const { start, time, cause, causes } = competingOf(mf, 'late');
  refuseTerms(mf, 'cluster');
  const wanted = causeNumber(causes, options.cause);
  const design = finiteDesign(mf);
  const ties = choiceOption(options, 'ties', ['efron', 'breslow'] as const, 'efron');
  const fits = causes.map((_, c) => {
    const status = Float64Array.from(cause, (k) => (k === c + 1 ? 1 : 0));
    const survival = { start, time, status };
    return fitCox({ survival, x: design.x, p: design.p, strata: mf.strata?.codes, offset: mf.offset }, { ties });
  });
  const newRows = frameOption(options, 'predict');
  const fresh = newRows && designOfNew(mf, newRows);
  const times = numbersOption(options, 'times') ?? [];
  const label = `risk_cause${causes[wanted - 1]}`;
  const predict = (form: 'exponential' | 'product-limit'): (number | null)[][] =>
    absoluteRisk(
      fits,
      wanted - 1,
      { x: fresh!.design.x, rows: fresh!.rows.length, offset: fresh!.offset, strata: fresh!.strata },
      times,
      form,
    ).map(listOrNull);
  return {
    n: mf.n,
    n_omitted: mf.omitted,
    ...said(coxWarningsOfEach(fits, causes, design.names)),
    causes,
    nevent: fits.map(({ events }) => events),
    coef: Object.fromEntries(causes.map((name, c) => [`Cause ${name}`, byTerm(design.names, fits[c]!.coefficients)])),
    se: Object.fromEntries(causes.map((name, c) => [`Cause ${name}`, byTerm(design.names, errorsOf(fits[c]!))])),
    loglik: fits.map(({ logLikelihood }) => logLikelihood),
    converged: fits.every(({ converged }) => converged),
    ...(fresh ? { times, [label]: predict('exponential'), [`${label}_product_limit`]: predict('product-limit') } : {}),
  };
};

const errorsOf = ({ variance, data: { p } }: CoxFit): Float64Array =>
  Float64Array.from({ length: p }, (_, j) => Math.sqrt(variance[j * p + j]!));

const byTerm = (names: readonly string[], values: Float64Array): Record<string, number | null> =>
  Object.fromEntries(names.map((name, j) => [name, orNull(values[j])]));
