import { modelFrame } from '../formula/model-frame.ts';
import { parseFormula } from '../formula/parse.ts';
import { atTimes } from '../product-limit/at-times.ts';
import type { EstimateKind } from '../product-limit/estimate.ts';
import { INTERVAL_TYPES, type IntervalType } from '../product-limit/interval.ts';
import { curveOf, quantileOf, restrictedMeanOf, type SurvivalCurve } from '../product-limit/product-limit.ts';
import { groupsOf, rowsByLevel, take, takeSurvival } from '../response/groups.ts';
import { survivalOf } from '../response/response.ts';
import type { Survival } from '../response/survival.ts';
import {
  choiceOption,
  formulaOf,
  frameOfInput,
  listOrNull,
  type Method,
  numberOption,
  numbersOption,
  orNull,
  textOption,
} from './method.ts';

const curveMembers = (curve: SurvivalCurve) => ({
  time: Array.from(curve.time),
  n_risk: Array.from(curve.risk),
  n_event: Array.from(curve.events),
  n_censor: Array.from(curve.censored),
  surv: Array.from(curve.survival),
  se_surv: listOrNull(curve.seSurvival),
  lower: listOrNull(curve.lower),
  upper: listOrNull(curve.upper),
  cumhaz: Array.from(curve.cumulativeHazard),
  se_cumhaz: listOrNull(curve.seCumulativeHazard),
});

function atMembers(curve: SurvivalCurve, times: readonly number[]) {
  const at = atTimes(curve, times);
  return {
    time: at.time,
    n_risk: at.risk,
    n_event: at.events,
    surv: at.survival,
    se_surv: listOrNull(at.seSurvival),
    lower: listOrNull(at.lower),
    upper: listOrNull(at.upper),
    cumhaz: at.cumulativeHazard,
    se_cumhaz: listOrNull(at.seCumulativeHazard),
  };
}

/**
 * Median follow-up by the reverse Kaplan-Meier curve: being censored is the event, having it ends the observation.
 *
 * @source Schemper M, Smith TL. Control Clin Trials 1996;17:343-346
 */
function followUp(survival: Survival, intervalType: IntervalType, level: number) {
  const { start, time, status } = survival;
  const reversed = { start, time, status: status.map((s) => (s > 0 ? 0 : 1)) };
  const { time: median, lower, upper } = quantileOf(curveOf(reversed, { intervalType, level }), 0.5);
  return { median: orNull(median), lower: orNull(lower), upper: orNull(upper) };
}

function curves(kind: EstimateKind): Method {
  return (input) => {
    const { options } = input;
    const weights = textOption(options, 'weights');
    const mf = modelFrame(
      parseFormula(formulaOf(input)),
      frameOfInput(input),
      weights === undefined ? {} : { weights },
    );
    const response = survivalOf(mf);
    const groups = groupsOf(mf, true);
    const rows = groups ? rowsByLevel(groups) : [Int32Array.from({ length: mf.n }, (_, i) => i)];
    const intervalType = choiceOption(options, 'confType', INTERVAL_TYPES, 'log');
    const level = numberOption(options, 'confLevel') ?? 0.95;
    const robust = mf.weights?.some((w) => w !== Math.floor(w)) ?? false;
    const made = rows.map((own) =>
      curveOf(takeSurvival(response, own), {
        ...kind,
        intervalType,
        level,
        robust: robust || mf.cluster !== undefined,
        ...(mf.weights ? { weights: take(mf.weights, own) } : {}),
        ...(mf.cluster ? { cluster: Int32Array.from(own, (row) => mf.cluster!.codes[row]!) } : {}),
      }),
    );
    const until = Math.max(...made.map((curve) => curve.time.at(-1)!));
    const probabilities = numbersOption(options, 'quantiles') ?? [0.25, 0.5, 0.75];
    const times = numbersOption(options, 'times');
    return {
      n: mf.n,
      n_omitted: mf.omitted,
      conf_type: intervalType,
      conf_level: level,
      strata: made.map((curve, g) => {
        const { mean, se } = restrictedMeanOf(curve, until);
        return {
          stratum: groups?.levels[g] ?? 'all',
          n: curve.n,
          events: curve.events.reduce((sum, d) => sum + d, 0),
          rmean: mean,
          se_rmean: orNull(se),
          rmean_until: until,
          quantiles: probabilities.map((p) => {
            const { time, lower, upper } = quantileOf(curve, p);
            return { p, time: orNull(time), lower: orNull(lower), upper: orNull(upper) };
          }),
          follow_up: followUp(takeSurvival(response, rows[g]!), intervalType, level),
          curve: curveMembers(curve),
          ...(times ? { at: atMembers(curve, times) } : {}),
        };
      }),
    };
  };
}

/** `linea survival km`: Kaplan-Meier curves, by group. */
export const kaplanMeier = curves({ survival: 'product-limit', hazard: 'nelson-aalen' });

/** `linea survival na`: S = exp(-H), H by Nelson-Aalen (`ctype` 1) or Fleming-Harrington (2). */
export const nelsonAalen: Method = (input) => {
  const ctype = numberOption(input.options, 'ctype') ?? 1;
  return curves({ survival: 'exponential', hazard: ctype === 2 ? 'fleming-harrington' : 'nelson-aalen' })(input);
};
