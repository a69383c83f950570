import { calibration, curveOf, distributionOf, outcomeOf, type SettingId } from './calibration.ts';
import { answerAt, numberAt } from './distribution.ts';
import { type Draw, draw } from './draw.ts';
import { type PiecewiseHazard, solveHazard, timeAt } from './hazard.ts';

export const DAYS_PER_MONTH = 30.4375;

/** What every synthetic patient has, whatever the disease. */
export interface Person {
  readonly id: string;
  readonly setting: SettingId;
  /** 1 … 21 */
  readonly centre: number;
  readonly draws: (aspect: string) => Draw;
}

/** The patients of a setting, in order; patient k is the same person whatever their number. */
export function* peopleOf(setting: SettingId, n: number, seed: number): Generator<Person> {
  const weights = Object.fromEntries(calibration.centres.weights.map((weight, index) => [String(index + 1), weight]));
  for (let k = 1; k <= n; k++) {
    const draws = (aspect: string): Draw => draw(seed, `${setting}/${k}/${aspect}`);
    yield {
      id: `SYN-${setting}-${String(k).padStart(4, '0')}`,
      setting,
      centre: Number(draws('centre').pick(weights)),
      draws,
    };
  }
}

/** What is particular to a centre in this seed, standard normal: `practiceOf(1, 7, 'bridging')`. */
export const practiceOf = (seed: number, centre: number, what: string): number =>
  draw(seed, `centre/${centre}/${what}`).normal();

/** A baseline number of a setting at a score, or at one drawn for it. */
export const numberOf = (setting: SettingId, code: string, score: number): number =>
  numberAt(distributionOf(setting, code), score);

/** A baseline answer of a setting. */
export const answerOf = (setting: SettingId, code: string, by: Draw): string =>
  answerAt(distributionOf(setting, code), by.uniform());

/** Whether something happened that the calibration gives a probability. */
export const happens = (setting: SettingId, code: string, by: Draw): boolean => {
  const of = distributionOf(setting, code);
  if (of.kind !== 'bernoulli') throw new RangeError(`happens: ${code} of ${setting} is no probability`);
  return by.chance(of.p);
};

/** How a patient fares from infusion (or the start of the line): days, null where it never comes before the last contact. */
export interface Course {
  /** Progression or death without progression, as planted; may lie beyond the last contact. */
  readonly eventDay: number;
  readonly diedWithoutProgression: boolean;
  readonly deathDay: number;
  /** Administrative end of follow-up. */
  readonly lastDay: number;
}

/**
 * The course under a hazard ratio: event time by inversion of the cumulative hazard; deaths without progression take the
 * share that makes their incidence at month 12 the calibrated one; survival after progression is exponential.
 */
export function courseOf(
  person: Person,
  hazard: PiecewiseHazard,
  ratio: number,
  { medianAfterMonths, nrmAt12 }: { readonly medianAfterMonths: number; readonly nrmAt12: number },
): Course {
  const by = person.draws('course');
  const months = timeAt(hazard, by.exponential() / ratio);
  const eventDay = Math.max(1, Math.round(months * DAYS_PER_MONTH));
  const eventsAt12 = 1 - (curveOf(person.setting, 'pfs').find(([month]) => month === 12)?.[1] ?? 0.5);
  const share = nrmAt12 / eventsAt12;
  const diedWithoutProgression = by.uniform() < (months <= 12 ? share : share / 3);
  const after = Math.max(1, Math.round((by.exponential() * medianAfterMonths * DAYS_PER_MONTH) / Math.LN2));
  const lastDay = Math.round((6 + 30 * by.uniform()) * DAYS_PER_MONTH);
  return { eventDay, diedWithoutProgression, deathDay: diedWithoutProgression ? eventDay : eventDay + after, lastDay };
}

const SAMPLE = 4000;

/** The baseline hazard of a setting whose marginal curve meets the calibration, for these planted hazard ratios. */
export function baselineHazard(setting: SettingId, ratioOf: (person: Person) => number): PiecewiseHazard {
  const ratios = new Float64Array(SAMPLE);
  let i = 0;
  // A sample of its own, the same for every seed of the study: the truth does not move with the draw.
  for (const person of peopleOf(setting, SAMPLE, 0)) ratios[i++] = ratioOf(person);
  return solveHazard(curveOf(setting, 'pfs'), ratios);
}

/** Intercept of a logistic model whose mean is a rate when the linear predictor has this spread (logistic-normal approximation). */
export const interceptFor = (rate: number, sd: number): number =>
  Math.log(rate / (1 - rate)) * Math.sqrt(1 + 0.346 * sd * sd);

/** The chance of a milder grade among those without a severe one, where `any` counts both. */
export const milder = (any: number, severe: number): number => Math.max(0, (any - severe) / (1 - severe));

/** A yes or no by a logistic model. */
export const byLogit = (logit: number, by: Draw): boolean => by.chance(1 / (1 + Math.exp(-logit)));

/** The rate of an outcome for a product; where the calibration has none for it, `otherwise`. */
export function rateOf(setting: SettingId, endpoint: string, group: string, otherwise: number): number {
  try {
    return outcomeOf(setting, endpoint, group);
  } catch {
    return otherwise;
  }
}
