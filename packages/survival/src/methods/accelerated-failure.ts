import { acceleratedFailure, aftQuantiles } from '../accelerated-failure/accelerated-failure.ts';
import { AFT_DISTRIBUTIONS } from '../accelerated-failure/distribution.ts';
import { refuse } from '../errors/input-error.ts';
import { designOfNew, modelFrame } from '../formula/model-frame.ts';
import { parseFormula } from '../formula/parse.ts';
import { rowsOfMatrix } from '../linear-algebra/matrix.ts';
import { survivalOf } from '../response/response.ts';
import { normalCdf } from '../special/normal.ts';
import { finiteDesign, needIntercept, refuseTerms } from './checks.ts';
import { withIntercept } from './intercept.ts';
import {
  choiceOption,
  formulaOf,
  frameOfInput,
  frameOption,
  listOrNull,
  type Method,
  numbersOption,
  orNull,
  textOption,
} from './method.ts';
import { said } from './warnings.ts';

/** `linea survival aft "Surv(time, status) ~ x" --dist weibull`: parametric accelerated failure time models. */
export const aftMethod: Method = (input) => {
  const { options } = input;
  const weights = textOption(options, 'weights');
  const mf = modelFrame(parseFormula(formulaOf(input)), frameOfInput(input), weights === undefined ? {} : { weights });
  const { time, status, start } = survivalOf(mf);
  refuseTerms(mf, 'strata', 'cluster', 'offset');
  needIntercept(mf);
  if (start) refuse('response.arguments', 'left side', 'Surv(start, stop, status)', 'Surv(time, status)');
  const zero = time.findIndex((t) => t <= 0);
  if (zero >= 0) refuse('time.zero', `left side, row ${mf.rows[zero]! + 1}`, '0', 'times above 0');
  if (!status.includes(1)) refuse('data.noEvents', 'left side', '0 events', 'at least one event');
  const distribution = choiceOption(options, 'dist', AFT_DISTRIBUTIONS, 'weibull');
  const design = withIntercept(finiteDesign(mf));
  const { names, p } = design;
  const fit = acceleratedFailure(time, status, design.x, p, distribution, mf.weights);
  const size = distribution === 'exponential' ? p : p + 1;
  const se = Array.from({ length: size }, (_, j) => Math.sqrt(fit.covariance[j * size + j]! || Number.NaN));
  const singular = names.filter((_, j) => Number.isNaN(fit.coefficients[j]!) && !fit.infinite.includes(j));
  const probs = numbersOption(options, 'quantiles') ?? [0.1, 0.5, 0.9];
  const newRows = frameOption(options, 'predict');
  const fresh = newRows && withIntercept(designOfNew(mf, newRows).design);
  return {
    n: mf.n,
    n_omitted: mf.omitted,
    nevent: status.reduce((a, b) => a + b, 0),
    status: fit.status,
    ...said([
      ...(fit.degenerate
        ? [{ code: 'aft.degenerate' }]
        : fit.status === 'converged'
          ? []
          : [{ code: 'aft.notConverged' }]),
      ...(fit.infinite.length > 0 ? [{ code: 'aft.perhapsInfinite', terms: fit.infinite.map((j) => names[j]!) }] : []),
      ...(singular.length > 0 && !fit.degenerate ? [{ code: 'aft.singular', terms: singular }] : []),
    ]),
    dist: distribution,
    terms: names,
    coef: listOrNull(fit.coefficients),
    scale: fit.scale,
    se: listOrNull(se),
    p: names.map((_, j) => orNull(2 * normalCdf(-Math.abs(fit.coefficients[j]! / se[j]!)))),
    var: rowsOfMatrix(fit.covariance, size),
    loglik: [fit.logLikelihoodNull, fit.logLikelihood],
    quantiles_row1: aftQuantiles(fit, distribution, design.x.subarray(0, p), probs),
    ...(fresh ? { predicted: rowsOfMatrix(fresh.x, p).map((row) => aftQuantiles(fit, distribution, row, probs)) } : {}),
  };
};
