import { byLogit, interceptFor, milder, peopleOf, rateOf } from '../people.ts';
import type { LbclSetting } from '../truth.ts';
import { type LymphomaPerson, lymphomaPerson } from './lymphoma-person.ts';

export interface Toxicity {
  readonly crs: number;
  readonly crsOnsetDay: number;
  readonly crsDays: number;
  readonly icans: number;
  readonly icansOnsetDay: number;
  readonly icansDays: number;
  /** Days with neutrophils of at most 0.5 x 10^9/L, from day 3. */
  readonly neutropenicDays: number;
  readonly severeInfection: boolean;
}

/**
 * Toxicity of one infusion: severe CRS rises with tumour volume and ferritin, severe ICANS with LDH and age, severe
 * neutropenia with CAR-HEMATOTOX; products have their own rates (`toxicityModel` of the calibration). None of it acts on
 * progression.
 */
export function toxicityOf(of: LymphomaPerson, setting: LbclSetting): Toxicity {
  const by = of.person.draws('toxicity');
  const [mtv, ldh, ferritin] = [of.scores.mtv ?? 0, of.scores.ldh ?? 0, of.scores.ferritin ?? 0];
  const severeCrs = byLogit(
    interceptFor(rateOf(setting, 'crs3', of.product, 0.01), Math.hypot(0.35, 0.3)) + 0.35 * mtv + 0.3 * ferritin,
    by,
  );
  const anyCrs =
    severeCrs ||
    by.chance(milder(rateOf(setting, 'crsAny', of.product, 0.49), rateOf(setting, 'crs3', of.product, 0.01)));
  const decade = (of.age - 58) / 10;
  const severeIcans = byLogit(
    interceptFor(rateOf(setting, 'icans3', of.product, 0.04), Math.hypot(0.4, 0.3)) + 0.4 * ldh + 0.25 * decade,
    by,
  );
  const anyIcans =
    severeIcans ||
    by.chance(milder(rateOf(setting, 'icansAny', of.product, 0.12), rateOf(setting, 'icans3', of.product, 0.04)));
  const high = shareOfHighScores(setting);
  const severeCytopenia = byLogit(
    interceptFor(rateOf(setting, 'icahtEarly3', 'all', 0.2), HIGH_SCORE * Math.sqrt(high * (1 - high))) +
      HIGH_SCORE * ((hematotoxScore(of) >= 2 ? 1 : 0) - high),
    by,
  );
  return {
    crs: severeCrs ? (by.chance(0.8) ? 3 : 4) : anyCrs ? (by.chance(0.6) ? 1 : 2) : 0,
    crsOnsetDay: by.whole(1, 5),
    crsDays: by.whole(3, 8),
    icans: severeIcans ? (by.chance(0.8) ? 3 : 4) : anyIcans ? (by.chance(0.6) ? 1 : 2) : 0,
    icansOnsetDay: by.whole(4, 8),
    icansDays: by.whole(3, 9),
    neutropenicDays: severeCytopenia ? by.whole(15, 24) : by.whole(2, 12),
    severeInfection: by.chance(severeCytopenia ? 0.49 : 0.13),
  };
}

/** Log odds ratio of severe haematotoxicity with a high score (de Boer 2025). */
const HIGH_SCORE = Math.log(2.94);
const SAMPLE = 2000;
const shares = new Map<LbclSetting, number>();

/** How many of a setting have a high score, in a sample of its own that is the same for every seed. */
function shareOfHighScores(setting: LbclSetting): number {
  const before = shares.get(setting);
  if (before !== undefined) return before;
  let high = 0;
  for (const person of peopleOf(setting, SAMPLE, 0))
    if (hematotoxScore(lymphomaPerson(person, setting, 0)) >= 2) high++;
  shares.set(setting, high / SAMPLE);
  return high / SAMPLE;
}

/** CAR-HEMATOTOX points of the true values (scores.md 1; Rejeski 2021). */
function hematotoxScore({ platelets, anc, hb, planted, ferritin }: LymphomaPerson): number {
  const steps = (value: number, low: number, high: number): number => (value > high ? 2 : value >= low ? 1 : 0);
  const few = platelets < 75 ? 2 : platelets <= 175 ? 1 : 0;
  return few + (anc > 1.2 ? 0 : 1) + (hb > 9 ? 0 : 1) + ((planted.crp ?? 0) > 30 ? 1 : 0) + steps(ferritin, 650, 2000);
}
