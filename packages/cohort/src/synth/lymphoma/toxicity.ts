import { byLogit, interceptFor, rateOf } from '../people.ts';
import type { LbclSetting } from '../truth.ts';
import type { LymphomaPerson } from './lymphoma-person.ts';

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
  const anyCrs = severeCrs || by.chance(rateOf(setting, 'crsAny', of.product, 0.49));
  const decade = (of.age - 58) / 10;
  const severeIcans = byLogit(
    interceptFor(rateOf(setting, 'icans3', of.product, 0.04), Math.hypot(0.4, 0.3)) + 0.4 * ldh + 0.25 * decade,
    by,
  );
  const anyIcans = severeIcans || by.chance(rateOf(setting, 'icansAny', of.product, 0.12));
  const severeCytopenia = byLogit(
    interceptFor(rateOf(setting, 'icahtEarly3', 'all', 0.2), 0.55) +
      Math.log(2.94) * (hematotoxScore(of) >= 2 ? 0.5 : -0.5),
    by,
  );
  return {
    crs: severeCrs ? (by.chance(0.8) ? 3 : 4) : anyCrs ? (by.chance(0.6) ? 1 : 2) : 0,
    crsOnsetDay: by.whole(1, 5),
    crsDays: by.whole(3, 8),
    icans: severeIcans ? (by.chance(0.8) ? 3 : 4) : anyIcans ? (by.chance(0.6) ? 1 : 2) : 0,
    icansOnsetDay: by.whole(4, 8),
    icansDays: by.whole(3, 9),
    neutropenicDays: severeCytopenia ? by.whole(14, 24) : by.whole(2, 12),
    severeInfection: by.chance(severeCytopenia ? 0.49 : 0.13),
  };
}

/** CAR-HEMATOTOX points of the true values (scores.md 1; Rejeski 2021). */
function hematotoxScore({ platelets, anc, hb, planted, ferritin }: LymphomaPerson): number {
  const steps = (value: number, low: number, high: number): number => (value > high ? 2 : value >= low ? 1 : 0);
  const few = platelets < 75 ? 2 : platelets <= 175 ? 1 : 0;
  return few + (anc > 1.2 ? 0 : 1) + (hb > 9 ? 0 : 1) + ((planted.crp ?? 0) > 30 ? 1 : 0) + steps(ferritin, 650, 2000);
}
