import { concordanceOf } from '../concordance/concordance.ts';
import { baselineHazard, linearPredictor, predictSurvival } from '../cox/baseline.ts';
import { rightMultiply } from '../cox/cox.ts';
import type { CoxFit, Test } from '../cox/fit.ts';
import { proportionality, TRANSFORMS } from '../cox/proportionality.ts';
import { devianceResiduals, martingaleResiduals, schoenfeldResiduals, scoreResidualsOf } from '../cox/residuals.ts';
import { refuse } from '../errors/input-error.ts';
import { designOfNew, modelFrame } from '../formula/model-frame.ts';
import { parseFormula } from '../formula/parse.ts';
import type { Frame } from '../frame/frame.ts';
import { diagonal, rowsOfMatrix } from '../linear-algebra/matrix.ts';
import { chiSquareUpper } from '../special/distributions.ts';
import { normalCdf, normalQuantile } from '../special/normal.ts';
import { countMembers } from './concordance.ts';
import { type FittedFormula, type FormulaOptions, fitFormula, fitModelFrame } from './fit-formula.ts';
import {
  choiceOption, flagOption, formulaOf, frameOfInput, frameOption, listOrNull, type Method, type MethodInput, numberOption, numbersOption,
  type Options, orNull, textOption, textsOption,
} from './method.ts'; // biome-ignore format: a list
import { ridgeMethod } from './penalised.ts';
import { coxWarnings } from './warnings.ts';

const RESIDUALS = ['martingale', 'deviance', 'score', 'schoenfeld', 'scaled_schoenfeld', 'dfbeta', 'dfbetas'] as const;

export const coxOptions = (options: Options): FormulaOptions => ({
  ties: choiceOption(options, 'ties', ['efron', 'breslow', 'exact'], 'efron'),
  weights: textOption(options, 'weights'),
  tt: textOption(options, 'tt'),
  ...(flagOption(options, 'robust') ? { robust: true } : {}),
});

const testMembers = ({ statistic, df }: Test) => ({
  test: orNull(statistic),
  df,
  pvalue: orNull(chiSquareUpper(statistic, df)),
});

/** Coefficients with their errors, intervals and tests. */
function coefficientMembers(fit: CoxFit, level: number) {
  const { p } = fit.data;
  const z = normalQuantile(1 - (1 - level) / 2);
  const se = diagonal(fit.modelVariance, p).map(Math.sqrt);
  const used = diagonal(fit.variance, p).map(Math.sqrt);
  const b = Array.from(fit.coefficients);
  const ratio = b.map((v, j) => v / used[j]!);
  return {
    coef: listOrNull(b),
    se: listOrNull(se.map((s, j) => (Number.isNaN(b[j]!) ? Number.NaN : s))),
    robust_se: fit.robust ? listOrNull(used) : null,
    z: listOrNull(ratio),
    p: listOrNull(ratio.map((v) => 2 * normalCdf(Math.abs(v), true))),
    hr: listOrNull(b.map(Math.exp)),
    hr_lower: listOrNull(b.map((v, j) => Math.exp(v - z * used[j]!))),
    hr_upper: listOrNull(b.map((v, j) => Math.exp(v + z * used[j]!))),
  };
}

function concordanceMembers(fit: CoxFit) {
  const { survival, strata, weights, cluster } = fit.data;
  const c = concordanceOf(survival, fit.linearPredictors, { strata, weights, cluster, reverse: true });
  return {
    concordance: orNull(c.concordance),
    concordance_se: orNull(c.se),
    concordance_counts: countMembers(c.counts),
  };
}

function predictedMembers({ mf, fit }: FittedFormula, frame: Frame, times: readonly number[], level: number) {
  const rows = designOfNew(mf, frame);
  if (mf.strata && !rows.strata)
    refuse('predict.strata', 'option predict', undefined, `the columns of ${mf.terms.strata.length} strata`);
  const unknown = rows.strata?.findIndex((s) => s < 0) ?? -1;
  if (unknown >= 0)
    refuse('level.unknown', `strata, row ${rows.rows[unknown]! + 1}`, undefined, mf.strata?.levels.join('; '));
  const made = predictSurvival(fit, rows.design.x, times, { offset: rows.offset, strata: rows.strata, level });
  return {
    n: rows.rows.length,
    n_omitted: frame.rows - rows.rows.length,
    conf_type: 'log',
    times,
    surv: made.survival,
    se: made.se,
    lower: made.lower,
    upper: made.upper,
    cumhaz: made.cumulativeHazard,
    linear_predictor_uncentred: made.linearPredictor,
  };
}

function residualMembers(fit: CoxFit, wanted: readonly string[]) {
  const { p, weights } = fit.data;
  const made: Record<string, unknown> = {};
  const matrix = (values: Float64Array): (number | null)[][] => rowsOfMatrix(values, p).map(listOrNull);
  const exact = fit.ties === 'exact' || p === 0;
  const dfbeta = (): Float64Array => {
    const rows = rightMultiply(scoreResidualsOf(fit), fit.modelVariance, p);
    if (weights) for (let at = 0; at < rows.length; at++) rows[at]! *= weights[Math.floor(at / p)]!;
    return rows;
  };
  for (const kind of wanted) {
    if (exact && kind !== 'martingale' && kind !== 'deviance')
      refuse('residuals.exact', 'option residuals', kind, 'martingale, deviance');
    if (kind === 'martingale') {
      const m = martingaleResiduals(fit);
      made.martingale = listOrNull(m);
      made.sum_sq_martingale = m.reduce((sum, v) => sum + v * v, 0);
    } else if (kind === 'deviance') {
      const d = devianceResiduals(fit);
      made.deviance = listOrNull(d);
      made.sum_sq_deviance = d.reduce((sum, v) => sum + v * v, 0);
    } else if (kind === 'score') made.score = matrix(scoreResidualsOf(fit));
    else if (kind === 'schoenfeld') {
      const s = schoenfeldResiduals(fit);
      made.schoenfeld = matrix(s.values);
      made.schoenfeld_time = Array.from(s.time);
    } else if (kind === 'scaled_schoenfeld') {
      const { values } = schoenfeldResiduals(fit);
      const scaled = rightMultiply(values, fit.modelVariance, p);
      const known = fit.coefficients.map((b) => (Number.isNaN(b) ? 0 : b));
      made.scaled_schoenfeld = matrix(scaled.map((v, at) => v * fit.events + known[at % p]!));
    } else if (kind === 'dfbeta') {
      const rows = dfbeta();
      made.dfbeta = matrix(rows);
      const squares = new Array<number>(p).fill(0);
      rows.forEach((v, at) => {
        squares[at % p]! += v * v;
      });
      made.colsum_sq_dfbeta = squares;
    } else {
      const se = diagonal(fit.modelVariance, p).map(Math.sqrt);
      made.dfbetas = matrix(dfbeta().map((v, at) => v / se[at % p]!));
    }
  }
  return made;
}

/** The means of the covariates as R gives them: with late entry without the weights. */
function meansOf({ data: { survival, weights, x, p }, means, n }: CoxFit): number[] {
  if (!survival.start || !weights) return Array.from(means);
  const plain = new Float64Array(p);
  x.forEach((v, at) => {
    plain[at % p]! += v / n;
  });
  return Array.from(means, (mean, j) => (mean === 0 ? 0 : plain[j]!));
}

/** Coefficients and tests. */
function testedMembers({ mf, design, fit, weightless }: FittedFormula, level: number) {
  const { p } = fit.data;
  return {
    n: fit.n,
    n_omitted: mf.omitted,
    nevent: fit.events,
    ties: fit.ties,
    status: fit.converged ? 'converged' : 'not converged',
    iterations: fit.iterations,
    warnings: coxWarnings(fit, design.names, weightless),
    terms: design.names,
    ...coefficientMembers(fit, level),
    loglik_null: fit.logLikelihoodNull,
    loglik: fit.logLikelihood,
    lr_test: testMembers(fit.likelihoodRatioTest),
    score_test: testMembers(fit.scoreTest),
    wald_test: orNull(fit.waldTest.statistic),
    robust_score: fit.robustScoreTest ? testMembers(fit.robustScoreTest) : null,
    aic: -2 * fit.logLikelihood + 2 * fit.likelihoodRatioTest.df,
    vcov: rowsOfMatrix(fit.variance, p),
    means: meansOf(fit),
  };
}

/** What needs the linear predictor of each row. */
function fittedMembers({ mf, design, fit }: FittedFormula) {
  const baseline = baselineHazard(fit);
  return {
    ...concordanceMembers(fit),
    linear_predictor_uncentred: Array.from(
      { length: fit.n },
      (_, i) => linearPredictor(fit, design.x, i) + (mf.offset?.[i] ?? 0),
    ),
    baseline_hazard_at_zero: Object.fromEntries(
      baseline.map(({ time, cumulativeHazard }, s) => [
        mf.strata?.levels[s] ?? 'all',
        { time: Array.from(time), cumhaz: Array.from(cumulativeHazard) },
      ]),
    ),
  };
}

function zphMembers({ mf, design, fit }: FittedFormula, options: Options) {
  const transform = choiceOption(options, 'transform', TRANSFORMS, 'km');
  if (fit.ties === 'exact') refuse('residuals.exact', 'option zph', 'exact', 'efron, breslow');
  const tests = proportionality(fit, design.termOf, transform);
  const rows = [...tests.terms.map(({ term }) => mf.terms.terms[term]!.name), 'GLOBAL'];
  const all = [...tests.terms.map(({ test }) => test), tests.global];
  return {
    transform,
    rows,
    chisq: listOrNull(all.map((test) => test.statistic)),
    df: all.map((test) => test.df),
    p: listOrNull(all.map((test) => chiSquareUpper(test.statistic, test.df))),
  };
}

/** The smaller model on the rows of the larger, compared by their likelihoods. */
function anovaMembers(larger: FittedFormula, frame: Frame, smaller: string, options: ReturnType<typeof coxOptions>) {
  const { mf, fit } = larger;
  const formula = parseFormula(smaller);
  const text = formula.left ? smaller : smaller.slice(smaller.indexOf('~'));
  const parsed = parseFormula(text);
  const own = modelFrame({ ...parsed, left: parsed.left ?? mf.formula.left }, frame, {
    ...(options.weights === undefined ? {} : { weights: options.weights }),
    rows: mf.rows,
  });
  const less = fitModelFrame(own, options).fit;
  const [small, large] = less.likelihoodRatioTest.df <= fit.likelihoodRatioTest.df ? [less, fit] : [fit, less];
  const chisq = 2 * (large.logLikelihood - small.logLikelihood);
  const df = large.likelihoodRatioTest.df - small.likelihoodRatioTest.df;
  return { loglik: [less.logLikelihood, fit.logLikelihood], chisq, df, p: orNull(chiSquareUpper(chisq, df)) };
}

/** Options that would change nothing are not passed over in silence. */
function refuseIdle({ formula, options }: MethodInput): void {
  choiceOption(options, 'transform', TRANSFORMS, 'km');
  const cause = textOption(options, 'cause');
  if (cause !== undefined) refuse('option.value', 'option cause', cause, 'a formula with Hist(time, cause)');
  const tt = textOption(options, 'tt');
  if (tt !== undefined && !/\btt\s*\(/.test(formula ?? ''))
    refuse('option.value', 'option tt', tt, 'a formula with tt(x)');
}

/** `linea survival cox`: proportional hazards, with predictions, residuals, tests of proportionality and model comparison. */
export const coxMethod: Method = (input) => {
  const { options } = input;
  if (numberOption(options, 'ridge') !== undefined) return ridgeMethod(input);
  const frame = frameOfInput(input);
  const asked = coxOptions(options);
  const level = numberOption(options, 'confLevel') ?? 0.95;
  refuseIdle(input);
  const fitted = fitFormula(formulaOf(input), frame, asked);
  const newRows = frameOption(options, 'predict');
  const residuals = textsOption(options, 'residuals');
  const unknown = residuals?.find((kind) => !RESIDUALS.some((known) => known === kind));
  if (unknown !== undefined) refuse('option.value', 'option residuals', unknown, RESIDUALS.join(', '));
  const smaller = textOption(options, 'anova');
  if (asked.tt !== undefined) {
    if (newRows || residuals || smaller !== undefined || flagOption(options, 'zph')) {
      refuse('option.value', 'option tt', asked.tt, 'no predictions, residuals, zph or anova');
    }
    return testedMembers(fitted, level);
  }
  return {
    ...testedMembers(fitted, level),
    ...fittedMembers(fitted),
    ...(newRows ? { predicted: predictedMembers(fitted, newRows, numbersOption(options, 'times') ?? [], level) } : {}),
    ...(residuals ? { residuals: residualMembers(fitted.fit, residuals) } : {}),
    ...(flagOption(options, 'zph') ? { zph: zphMembers(fitted, options) } : {}),
    ...(smaller === undefined ? {} : { anova: anovaMembers(fitted, frame, smaller, asked) }),
  };
};
