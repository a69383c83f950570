import { type Calibration, calibration, concordance, cox } from '@linea/survival';
import { predictRisk, predictSurvival, type SurvivalModel } from '../model/survival-model.ts';
import type { TrainingTable } from '../table/training-table.ts';
import type { Interval } from '../validation/paired.ts';
import { hazardAtOwnTime } from './own-times.ts';

/** What a model says of a population, as it stands. */
export interface Said {
  readonly risk: Float64Array;
  /** log(-log S) at the time looked at, less its mean: a log hazard ratio under proportional hazards. */
  readonly line: Float64Array;
  /** Mean that was taken from the line. */
  readonly centre: number;
  /** Probability of the event by the time looked at. */
  readonly byTime: Float64Array;
  /** Predicted cumulative hazard of each patient at the end of their own follow-up: the events expected of them. */
  readonly expected: Float64Array;
}

/** Survival of exactly 0 or 1 has no log(-log): it is taken as the nearest that has. */
const logMinusLog = (s: number): number => Math.log(-Math.log(Math.min(1 - 1e-12, Math.max(1e-12, s))));

export function whatItSays(model: SurvivalModel, { rows, time }: TrainingTable, at: number): Said {
  const survival = predictSurvival(model, rows, [at]);
  const raw = survival.map(logMinusLog);
  const centre = raw.reduce((sum, v) => sum + v, 0) / rows.n;
  return {
    risk: predictRisk(model, rows),
    line: raw.map((v) => v - centre),
    centre,
    byTime: survival.map((s) => 1 - s),
    expected: hazardAtOwnTime(model, rows, time),
  };
}

const Z = 1.959963984540054;

export const around = (estimate: number, se: number): Interval => ({
  estimate,
  se,
  lower: estimate - Z * se,
  upper: estimate + Z * se,
});

export interface Discrimination {
  readonly harrell: Interval;
  /** Uno's C up to the time looked at. */
  readonly uno: Interval;
}

/** Concordance of the risks with what happened; limits stay in [0, 1]. */
export function discriminationOf({ time, event }: Outcome, risk: Float64Array, at: number): Discrimination {
  const within = ({ estimate, se, lower, upper }: Interval): Interval => ({
    estimate,
    se,
    lower: Math.max(0, lower),
    upper: Math.min(1, upper),
  });
  const harrell = concordance(time, event, risk, { reverse: true });
  const uno = concordance(time, event, risk, { reverse: true, timeWeight: 'n/G2', latest: at });
  return { harrell: within(around(harrell.concordance, harrell.se)), uno: within(around(uno.concordance, uno.se)) };
}

type Outcome = Pick<TrainingTable, 'time' | 'event'>;

/**
 * The C-index that this spread of risks would reach in this population if every risk were right: what case mix allows.
 *
 * @param line  log hazard ratios, length n
 * @source Gonen M, Heller G. Biometrika 2005;92:965-970; van Klaveren D et al. Stat Med 2016;35:4136-4152
 *
 * Above 1,500 patients, evenly chosen ones stand for all.
 */
export function attainableC(line: Float64Array): number {
  const step = Math.max(1, line.length / 1500);
  const own = Float64Array.from({ length: Math.floor(line.length / step) }, (_, k) => line[Math.floor(k * step)]!);
  let sum = 0;
  for (let i = 0; i < own.length; i++)
    for (let j = 0; j < i; j++) sum += 1 / (1 + Math.exp(-Math.abs(own[i]! - own[j]!)));
  return sum / ((own.length * (own.length - 1)) / 2);
}

/** How predicted risks agree with what happened. */
export interface Agreement {
  /** Log of events seen over events expected, over everyone's own follow-up: 0 is right. */
  readonly intercept: Interval;
  /** Events seen over events expected: 1 is right. */
  readonly ratio: Interval;
  /** Slope of the log hazard ratio: 1 is right, below 1 the risks are too far apart. */
  readonly slope: Interval;
  /** Groups of predicted risk at the time looked at. */
  readonly byGroup: Calibration;
}

/**
 * Calibration in the large, slope, and groups of risk.
 *
 * @param trainingEvents  events the model was learnt from: what it expects is itself uncertain by 1 / sqrt of them; undefined = taken as known
 * @source Crowson CS et al. Stat Methods Med Res 2016;25:1692-1706; van Houwelingen HC. Stat Med 2000;19:3401-3415
 */
export function agreementOf(table: Outcome, said: Said, at: number, trainingEvents?: number): Agreement {
  const { time, event } = table;
  const events = event.reduce((sum, e) => sum + e, 0);
  const expected = said.expected.reduce((sum, h) => sum + h, 0);
  const log = Math.log(events / expected);
  const se = Math.sqrt(1 / events + (trainingEvents === undefined ? 0 : 1 / trainingEvents));
  const intercept = around(log, se);
  const varies = said.line.some((v) => Math.abs(v - said.line[0]!) > 1e-9);
  const fit = varies
    ? cox(
        time,
        event,
        Array.from(said.line, (v) => [v]),
      )
    : null;
  return {
    intercept,
    ratio: {
      estimate: events / expected,
      se: (events / expected) * se,
      lower: Math.exp(intercept.lower),
      upper: Math.exp(intercept.upper),
    },
    slope: fit ? around(fit.coefficients[0]!, Math.sqrt(fit.variance[0]!)) : around(Number.NaN, Number.NaN),
    byGroup: calibration(time, event, said.byTime, at),
  };
}
