import { aalenAdditive } from '../aalen-additive/aalen-additive.ts';
import { refuse } from '../errors/input-error.ts';
import { modelFrame } from '../formula/model-frame.ts';
import { parseFormula } from '../formula/parse.ts';
import { survivalOf } from '../response/response.ts';
import { chiSquareUpper } from '../special/distributions.ts';
import { finiteDesign, needIntercept, refuseTerms } from './checks.ts';
import { formulaOf, frameOfInput, type Method, orNull, textOption } from './method.ts';

/** `linea survival aareg "Surv(time, status) ~ x"`: Aalen's additive hazards model. */
export const aalenAdditiveMethod: Method = (input) => {
  const weights = textOption(input.options, 'weights');
  const mf = modelFrame(parseFormula(formulaOf(input)), frameOfInput(input), weights === undefined ? {} : { weights });
  const { start, time, status } = survivalOf(mf);
  refuseTerms(mf, 'strata', 'cluster', 'offset');
  needIntercept(mf);
  const design = finiteDesign(mf);
  const { p } = design;
  if (!status.includes(1)) refuse('data.noEvents', 'left side', '0 events', 'at least one event');
  if (p === 0) refuse('formula.term', 'right side', '1', 'at least one covariate');
  const fit = aalenAdditive(time, status, design.x, p, { start, weight: mf.weights });
  if (fit === undefined)
    return refuse('fit.collinear', 'right side', undefined, 'covariates that differ among those at risk');
  const rows = ['Intercept', ...design.names];
  return {
    n: mf.n,
    n_omitted: mf.omitted,
    rows,
    columns: ['slope', 'coef', 'se(coef)', 'z', 'p'],
    values: rows.map((_, j) => [fit.slope[j], fit.coefficients[j], fit.se[j], fit.z[j], fit.p[j]].map(orNull)),
    chisq: fit.chiSquare,
    df: p,
    p: chiSquareUpper(fit.chiSquare, p),
  };
};
