import { type FineGrayFit, fineGray, predictFineGray } from '../competing-risks/fine-gray.ts';
import { designOfNew, modelFrame } from '../formula/model-frame.ts';
import { parseFormula } from '../formula/parse.ts';
import { rowsOfMatrix } from '../linear-algebra/matrix.ts';
import { causeNumber, competingOf } from '../response/competing.ts';
import { normalCdf } from '../special/normal.ts';
import { finiteDesign, refuseTerms } from './checks.ts';
import {
  flagOption,
  formulaOf,
  frameOfInput,
  frameOption,
  listOrNull,
  type Method,
  numbersOption,
  orNull,
} from './method.ts';

/**
 * `linea survival finegray "Hist(time, cause) ~ x" --cause 1`: crr's estimates and sandwich; with `expand` those of a
 * weighted Cox model on the expanded data (Efron ties, robust by expanded row).
 */
export const fineGrayMethod: Method = (input) => {
  const { options } = input;
  const mf = modelFrame(parseFormula(formulaOf(input)), frameOfInput(input));
  const { time, cause, causes } = competingOf(mf);
  refuseTerms(mf, 'strata', 'cluster', 'offset');
  const wanted = causeNumber(causes, options.cause);
  const design = finiteDesign(mf);
  const { p } = design;
  const status = cause.map((k) => (k === 0 ? 0 : k === wanted ? 1 : 2));
  const fit = fineGray(time, status, design.x, p, flagOption(options, 'expand') ? EXPANDED : CRR);
  const se = design.names.map((_, j) =>
    Number.isNaN(fit.coefficients[j]!) ? Number.NaN : Math.sqrt(fit.covariance[j * p + j]!),
  );
  const newRows = frameOption(options, 'predict');
  const times = numbersOption(options, 'times') ?? Array.from(fit.eventTime);
  const fresh = newRows && designOfNew(mf, newRows);
  const covariates = fresh && rowsOfMatrix(fresh.design.x, p);
  return {
    n: mf.n,
    n_omitted: mf.omitted,
    status: fit.status,
    converged: fit.status === 'converged',
    warnings: warningsOf(fit, design.names),
    terms: design.names,
    coef: listOrNull(fit.coefficients),
    se: listOrNull(se),
    z: design.names.map((_, j) => orNull(fit.coefficients[j]! / se[j]!)),
    p: design.names.map((_, j) => orNull(2 * normalCdf(-Math.abs(fit.coefficients[j]! / se[j]!)))),
    var: rowsOfMatrix(fit.covariance, p),
    loglik: fit.logLikelihood,
    loglik_null: fit.logLikelihoodNull,
    ...(covariates
      ? { predicted: { covariates, times, cif: covariates.map((row) => predictFineGray(fit, row, times)) } }
      : {}),
  };
};

function warningsOf(fit: FineGrayFit, names: readonly string[]): { code: string; terms?: readonly string[] }[] {
  const singular = names.filter((_, j) => Number.isNaN(fit.coefficients[j]!));
  const infinite = fit.perhapsInfinite.map((j) => names[j]!);
  return [
    ...(fit.status === 'converged' ? [] : [{ code: 'finegray.notConverged' }]),
    ...(infinite.length > 0 ? [{ code: 'finegray.perhapsInfinite', terms: infinite }] : []),
    ...(singular.length > 0 ? [{ code: 'finegray.singular', terms: singular }] : []),
  ];
}

const CRR = { stop: 'crr' } as const;
const EXPANDED = { ties: 'efron', censoringTies: 'eventsFirst', variance: 'expanded' } as const;
