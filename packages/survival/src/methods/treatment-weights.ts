import { refuse } from '../errors/input-error.ts';
import { type ModelFrame, modelFrame } from '../formula/model-frame.ts';
import { parseFormula } from '../formula/parse.ts';
import { asFactor, dropUnusedLevels, numberColumn } from '../frame/column.ts';
import { type Frame, rowsOf, withColumn } from '../frame/frame.ts';
import { atTimes } from '../product-limit/at-times.ts';
import { curveOf } from '../product-limit/product-limit.ts';
import { groupsOf, rowsByLevel, take, takeSurvival } from '../response/groups.ts';
import { survivalOf } from '../response/response.ts';
import { balance, effectiveSize, type TreatmentWeights, treatmentWeights } from '../weighting/treatment-weights.ts';
import { finiteDesign, needIntercept } from './checks.ts';
import { coxOptions } from './cox.ts';
import { fitFormula } from './fit-formula.ts';
import { withIntercept } from './intercept.ts';
import { formulaOf, frameOfInput, listOrNull, type Method, numbersOption, orNull, textOption } from './method.ts';
import { coxWarnings, logisticWarnings, said } from './warnings.ts';

/** The column the weights are carried in; no CSV has a name like it. */
const WEIGHT = '(weight)';

/** Treated: the second of the two values of the arm. */
function treatedOf(mf: ModelFrame): { treated: Float64Array; levels: readonly string[] } {
  const value = mf.left?.args[0];
  if (value === undefined || value.kind === 'basis' || mf.left?.call !== '') {
    return refuse('response.missing', 'option treatment', mf.left?.call, 'arm ~ covariates');
  }
  const { levels, codes } = dropUnusedLevels(asFactor(value));
  if (levels.length !== 2) refuse('groups.count', mf.left.names[0]!, `${levels.length}`, '2');
  return { treated: Float64Array.from(codes), levels };
}

function balanceMembers(mf: ModelFrame, treated: Float64Array, weight: Float64Array) {
  const { names, x, p } = finiteDesign(mf);
  return names.map((term, j) => {
    const values = Float64Array.from(treated, (_, i) => x[i * p + j]!);
    const [plain, weighted] = [balance(values, treated), balance(values, treated, weight)];
    return {
      term,
      mean_untreated: plain.means[0],
      mean_treated: plain.means[1],
      smd: orNull(plain.standardised),
      mean_untreated_weighted: weighted.means[0],
      mean_treated_weighted: weighted.means[1],
      smd_weighted: orNull(weighted.standardised),
    };
  });
}

/** Weighted Kaplan-Meier curves of the outcome formula, read at the times. */
function curvesAt(frame: Frame, formula: string, times: readonly number[]) {
  const mf = modelFrame(parseFormula(formula), frame, { weights: `\`${WEIGHT}\`` });
  const response = survivalOf(mf);
  const groups = groupsOf(mf, true);
  const rows = groups ? rowsByLevel(groups) : [Int32Array.from({ length: mf.n }, (_, i) => i)];
  const read = rows.map((own) =>
    atTimes(curveOf(takeSurvival(response, own), { weights: take(mf.weights!, own) }), times),
  );
  return {
    strata: read.flatMap((_, g) => times.map(() => groups?.levels[g] ?? 'all')),
    time: read.flatMap(({ time }) => time),
    surv: read.flatMap(({ survival }) => survival),
    se_surv: listOrNull(read.flatMap(({ seSurvival }) => seSurvival)),
  };
}

/** The usual formula has the arm alone: a number rather than a list of one, as in the reference. */
const oneOrMore = (values: ArrayLike<number>) => (values.length === 1 ? orNull(values[0]) : listOrNull(values));

const armSize = (treated: Float64Array, weights: TreatmentWeights, arm: number): number =>
  effectiveSize(weights.weight.filter((_, i) => treated[i] === arm));

/**
 * `linea survival iptw "Surv(time, death) ~ arm" --treatment "arm ~ age + x" --times ...`: stabilised inverse
 * probability of treatment weights, the weighted Cox model (robust errors) and curves, and the balance achieved.
 */
export const treatmentWeightsMethod: Method = (input) => {
  const { options } = input;
  const frame = frameOfInput(input);
  const formula = formulaOf(input);
  const asked =
    textOption(options, 'treatment') ?? refuse('option.missing', 'option treatment', undefined, 'arm ~ age + x');
  const mf = modelFrame(parseFormula(asked), frame);
  needIntercept(mf, 'option treatment');
  const { treated, levels } = treatedOf(mf);
  const design = withIntercept(finiteDesign(mf));
  const weights = treatmentWeights(treated, design.x, design.p);
  const weighted = withColumn(rowsOf(frame, mf.rows), WEIGHT, numberColumn(weights.weight));
  const {
    fit,
    design: outcome,
    weightless,
  } = fitFormula(formula, weighted, {
    ...coxOptions(options),
    weights: `\`${WEIGHT}\``,
    robust: true,
  });
  const error = (variance: Float64Array): number[] =>
    outcome.names.map((_, j) => Math.sqrt(variance[j * outcome.p + j]!));
  return {
    n: fit.n,
    n_omitted: frame.rows - fit.n,
    ...said([...logisticWarnings(weights.model, design.names), ...coxWarnings(fit, outcome.names, weightless)]),
    arms: levels,
    status: weights.model.status,
    propensity: Array.from(weights.propensity),
    weights: Array.from(weights.weight),
    effective_n: [armSize(treated, weights, 0), armSize(treated, weights, 1)],
    balance: balanceMembers(mf, treated, weights.weight),
    terms: outcome.names,
    coef: oneOrMore(fit.coefficients),
    robust_se: oneOrMore(error(fit.variance)),
    naive_se: oneOrMore(error(fit.modelVariance)),
    km: curvesAt(weighted, formula, numbersOption(options, 'times') ?? []),
  };
};
