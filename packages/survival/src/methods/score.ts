import { refuse } from '../errors/input-error.ts';
import { type ModelFrame, modelFrame } from '../formula/model-frame.ts';
import { parseFormula } from '../formula/parse.ts';
import { calibration } from '../prediction-error/calibration.ts';
import { integratedBrier } from '../prediction-error/integrated-brier.ts';
import { decisionCurve } from '../prediction-error/net-benefit.ts';
import { type RiskModel, type ScoreContrast, type Scored, score } from '../prediction-error/score.ts';
import { causeNumber, competingOf } from '../response/competing.ts';
import {
  flagOption,
  formulaOf,
  frameOfInput,
  type Method,
  type MethodInput,
  numberOption,
  numbersOption,
  orNull,
} from './method.ts';
import { riskColumnsOf, riskModels } from './risk-columns.ts';

interface Judged {
  mf: ModelFrame;
  time: Float64Array;
  /** 0 censored, 1 the cause of interest, 2 another. */
  status: Int32Array;
  times: readonly number[];
  models: RiskModel[];
}

/** Rows that miss an outcome or a prediction are left out. */
function judge(input: MethodInput): Judged {
  const frame = frameOfInput(input);
  const columns = riskColumnsOf(input.options).flatMap((model) => model.columns);
  const extra = Object.fromEntries(columns.map((name) => [name, `\`${name}\``]));
  const mf = modelFrame(parseFormula(formulaOf(input)), frame, { extra });
  const { time, cause, causes } = competingOf(mf);
  const wanted = causeNumber(causes, input.options.cause);
  const times = numbersOption(input.options, 'times') ?? refuse('option.missing', 'option times', undefined, 'times');
  const status = cause.map((k) => (k === 0 ? 0 : k === wanted ? 1 : 2));
  return { mf, time, status, times, models: riskModels(frame, mf.rows, input.options, times) };
}

const scoredMembers = (rows: readonly Scored[], name: string) => ({
  model: rows.map(({ model }) => model),
  times: rows.map(({ time }) => time),
  [name]: rows.map(({ value }) => orNull(value)),
  se: rows.map(({ se }) => orNull(se)),
  lower: rows.map(({ lower }) => orNull(lower)),
  upper: rows.map(({ upper }) => orNull(upper)),
});

const contrastMembers = (rows: readonly ScoreContrast[], name: string) => ({
  times: rows.map(({ time }) => time),
  model: rows.map(({ model }) => model),
  reference: rows.map(({ reference }) => reference),
  [name]: rows.map(({ delta }) => orNull(delta)),
  se: rows.map(({ se }) => orNull(se)),
  lower: rows.map(({ lower }) => orNull(lower)),
  upper: rows.map(({ upper }) => orNull(upper)),
  p: rows.map(({ p }) => orNull(p)),
});

function calibrationMembers(judged: Judged, groups: number) {
  const { time, status, models, times } = judged;
  return models.flatMap(({ name, risk }) =>
    times.map((t, k) => {
      const made = calibration(time, status, risk[k]!, t, groups);
      return {
        model: name,
        time: t,
        groups: made.groups.map(({ group, n, meanPredicted, observed, lower, upper }) => ({
          group,
          n,
          mean_predicted: meanPredicted,
          observed,
          lower: orNull(lower),
          upper: orNull(upper),
        })),
        observed: made.observed,
        mean_predicted: made.meanPredicted,
        o_over_e: orNull(made.ratio),
      };
    }),
  );
}

/** Under `ibs`: of the one model, or by model. */
function ibsMembers(judged: Judged) {
  const { time, status, models, times } = judged;
  const made = models.map(({ name, risk }) => {
    const survival = risk.map((column) => Float64Array.from(column, (r) => 1 - r));
    return { model: name, ...integratedBrier(time, status, survival, times) };
  });
  return made.length === 1 ? made[0] : made;
}

/** `linea survival score "Hist(time, status) ~ 1" --risk NAME=col1,col2 --times t1,t2`. */
export const scoreMethod: Method = (input) => {
  const judged = judge(input);
  const { mf, time, status, models, times } = judged;
  const { options } = input;
  const table = score(time, status, models, times, numberOption(options, 'confLevel') ?? 0.95);
  return {
    n: mf.n,
    n_omitted: mf.omitted,
    auc: scoredMembers(table.auc, 'AUC'),
    ...(table.aucContrasts.length > 0 ? { auc_contrasts: contrastMembers(table.aucContrasts, 'delta.AUC') } : {}),
    brier: { ...scoredMembers(table.brier, 'Brier'), IPA: table.brier.map(({ ipa }) => orNull(ipa)) },
    brier_contrasts: contrastMembers(table.brierContrasts, 'delta.Brier'),
    ...(flagOption(options, 'calibration')
      ? { calibration: calibrationMembers(judged, numberOption(options, 'groups') ?? 5) }
      : {}),
    ...(flagOption(options, 'ibs') ? { ibs: ibsMembers(judged) } : {}),
  };
};

/**
 * `linea survival netbenefit "Surv(time, status) ~ 1" --risk NAME=... --times ... --thresholds ...`: decision curves; of
 * one cause among others with `Hist(time, cause)` and `cause`.
 */
export const netBenefitMethod: Method = (input) => {
  const judged = judge(input);
  const { mf, time, status, models, times } = judged;
  const thresholds = numbersOption(input.options, 'thresholds') ?? [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7];
  const bad = thresholds.find((threshold) => !(threshold > 0 && threshold < 1));
  if (bad !== undefined) refuse('option.value', 'option thresholds', `${bad}`, 'above 0 and below 1');
  return {
    n: mf.n,
    n_omitted: mf.omitted,
    decision_curve: models.flatMap(({ name, risk }) =>
      times.map((t, k) => ({
        model: name,
        time: t,
        curve: decisionCurve(time, status, risk[k]!, t, thresholds).map((row) => ({
          threshold: row.threshold,
          n_treated: row.treated,
          net_benefit: row.netBenefit,
          net_benefit_treat_all: row.treatAll,
        })),
      })),
    ),
  };
};
