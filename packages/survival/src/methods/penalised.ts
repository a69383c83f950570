import type { CoxData } from '../cox/fit.ts';
import { refuse } from '../errors/input-error.ts';
import type { Design } from '../formula/design.ts';
import { type ModelFrame, modelFrame } from '../formula/model-frame.ts';
import { parseFormula } from '../formula/parse.ts';
import type { Frame } from '../frame/frame.ts';
import { rowsOfMatrix } from '../linear-algebra/matrix.ts';
import { crossValidatePath } from '../penalised/cross-validate.ts';
import { penalisedPath } from '../penalised/path.ts';
import { ridgeCox } from '../penalised/ridge.ts';
import { survivalOf } from '../response/response.ts';
import { finiteDesign } from './checks.ts';
import {
  choiceOption, formulaOf, frameOfInput, frameOption, type Method, type MethodInput, numberOption, numbersOption, textOption,
} from './method.ts'; // biome-ignore format: a list
import { said } from './warnings.ts';

function dataOf(input: MethodInput): { mf: ModelFrame; design: Design; data: CoxData } {
  const weights = textOption(input.options, 'weights');
  const mf = modelFrame(parseFormula(formulaOf(input)), frameOfInput(input), weights === undefined ? {} : { weights });
  const survival = survivalOf(mf);
  const design = finiteDesign(mf);
  const { x, p } = design;
  return { mf, design, data: { survival, x, p, strata: mf.strata?.codes, weights: mf.weights, offset: mf.offset } };
}

/** Part of each row in use, from the first column after `row` of a table of folds. */
function partsOf(folds: Frame, mf: ModelFrame): Int32Array {
  const [name] = [...folds.columns.keys()].filter((column) => column !== 'row');
  const column = name === undefined ? undefined : folds.columns.get(name);
  const row = folds.columns.get('row');
  if (column?.kind !== 'number')
    return refuse('folds.column', 'option folds', name, 'a column of part numbers after row');
  const part = new Map<number, number>();
  column.values.forEach((value, i) => {
    part.set(row?.kind === 'number' ? row.values[i]! : i, value);
  });
  return mf.rows.map((i) => part.get(i) ?? refuse('folds.row', `row ${i + 1}`, undefined, 'a part for every row'));
}

/** `linea survival coxnet`: an elastic-net path, and with `folds` which penalty to take. */
export const coxnetMethod: Method = (input) => {
  const { options } = input;
  const { mf, design, data } = dataOf(input);
  if (mf.offset) refuse('coxnet.offset', 'right side', undefined, 'no offset()');
  const alpha = numberOption(options, 'alpha') ?? 1;
  if (alpha < 0 || alpha > 1) refuse('option.value', 'option alpha', `${alpha}`, '0 to 1');
  const lambda = numbersOption(options, 'lambda');
  if (lambda?.some((l) => !(l > 0))) refuse('option.value', 'option lambda', lambda.join(','), 'penalties above 0');
  const asked = {
    alpha,
    standardize: options.standardize !== false && options.noStandardize !== true,
    ...(lambda ? { lambda } : {}),
    count: numberOption(options, 'nlambda') ?? 100,
  };
  const path = penalisedPath(data, asked);
  const folds = frameOption(options, 'folds');
  const events = data.survival.status.reduce((sum, s) => sum + s, 0);
  const cv =
    folds && crossValidatePath(data, partsOf(folds, mf), { ...asked, lambda: path.steps.map((s) => s.lambda) });
  return {
    n: mf.n,
    n_omitted: mf.omitted,
    nevent: events,
    ...said(events === 0 ? [{ code: 'coxnet.noEvents' }] : []),
    status: path.notConverged === 0 ? 'converged' : 'not converged',
    terms: design.names,
    alpha,
    standardize: asked.standardize,
    lambda: path.steps.map((s) => s.lambda),
    coef_by_lambda: path.steps.map((s) => Array.from(s.coefficients)),
    dev_ratio: path.steps.map((s) => s.devianceRatio),
    null_deviance: path.nullDeviance,
    nonzero: path.steps.map((s) => s.nonzero),
    kkt_max_violation: path.steps.map((s) => s.violation),
    ...(cv
      ? { cv: { lambda: cv.lambda, cvm: cv.mean, cvsd: cv.se, lambda_min: cv.best, lambda_1se: cv.oneStandardError } }
      : {}),
  };
};

/** `linea survival cox --ridge THETA`. */
export const ridgeMethod: Method = (input) => {
  const theta = numberOption(input.options, 'ridge') ?? 1;
  if (!(theta >= 0)) refuse('option.value', 'option ridge', `${theta}`, 'a penalty of at least 0');
  const { mf, design, data } = dataOf(input);
  const ties = choiceOption(input.options, 'ties', ['efron', 'breslow'], 'efron');
  const fit = ridgeCox(data, theta, ties);
  return {
    n: mf.n,
    n_omitted: mf.omitted,
    nevent: data.survival.status.reduce((sum, s) => sum + s, 0),
    ties,
    theta,
    status: fit.converged ? 'converged' : 'not converged',
    terms: design.names,
    coef: Array.from(fit.coefficients),
    var: rowsOfMatrix(fit.variance, design.p),
    var2: rowsOfMatrix(fit.sandwich, design.p),
    loglik: [fit.logLikelihoodNull, fit.logLikelihood],
    penalty: [fit.penalty, fit.penalty],
    df: [fit.df],
  };
};
