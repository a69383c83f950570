import { above, below, type Condition, type Decision, truth } from '../../engine/index.ts';
import { isSaid } from '../attributed.ts';
import type { Bounds } from '../course/day-of.ts';
import {
  byWord,
  CONSCIOUSNESS,
  capdGrade,
  capdPoints,
  iceGrade,
  icePoints,
  MOTOR,
  OEDEMA,
  OEDEMA_WITH_BLEED,
  SEIZURE,
  SEIZURE_UP_TO_5_MINUTES,
  wordBounds,
} from './domains.ts';
import type { Examined } from './observation-inputs.ts';

/** Under this age, and with developmental delay at any, CAPD takes the place of ICE. */
const CAPD_BELOW_AGE = 12;
const PROLONGED_MINUTES = 5;

/** Who is examined, where the observation does not say it itself. */
export type Who = Pick<Examined, 'ageYears' | 'developmentalDelay'>;

/** Is the patient graded by CAPD? Where the age is not known, by the scale that was used. */
export function isGradedByCapd({ ice, capd }: Examined, { ageYears, developmentalDelay }: Who): Condition {
  if (isSaid(developmentalDelay)) return () => true;
  return ageYears.given ? below(ageYears, CAPD_BELOW_AGE) : () => capd.given && !ice.given;
}

const isAdult = (examined: Examined): boolean =>
  examined.ageYears.given && truth(isGradedByCapd(examined, examined)) === false;

/** CAPD of a patient who is graded by ICE: outside its field. */
export const isCapdOfAdult = (examined: Examined): boolean =>
  isAdult(examined) && examined.capd.given && !examined.ice.given;

function scaleOf(examined: Examined): Decision<number> {
  if (isSaid(examined.iceOtherCause)) return () => 0;
  const [byCapd, capd, ice] = [isGradedByCapd(examined, examined), capdGrade(examined.capd), iceGrade(examined.ice)];
  return (path) => (byCapd(path) ? capd(path) : ice(path));
}

/** More than 5 minutes is grade 4 whatever the label; without minutes the label decides. */
function seizureOf({ seizure, seizureMinutes }: Examined): Decision<number> {
  if (!seizureMinutes.given) return byWord(seizure, SEIZURE);
  const [long, short] = [above(seizureMinutes, PROLONGED_MINUTES), byWord(seizure, SEIZURE_UP_TO_5_MINUTES)];
  return (path) => (long(path) ? 4 : short(path));
}

function seizureBounds({ seizure, seizureMinutes }: Examined): Bounds {
  if (!seizureMinutes.given) return wordBounds(seizure, SEIZURE);
  const isLong = truth(above(seizureMinutes, PROLONGED_MINUTES));
  const short = wordBounds(seizure, SEIZURE_UP_TO_5_MINUTES);
  return { min: isLong === true ? 4 : short.min, max: isLong === false ? short.max : 4 };
}

const oedemaTable = ({ haemorrhage }: Examined) => (isSaid(haemorrhage) ? OEDEMA_WITH_BLEED : OEDEMA);

const none: Decision<number> = () => 0;

/** The sub-grade of each domain; what is said to have another cause counts as normal. */
export const domainsOf = (examined: Examined) => ({
  scale: scaleOf(examined),
  consciousness: isSaid(examined.consciousnessOtherCause) ? none : byWord(examined.consciousness, CONSCIOUSNESS),
  seizure: isSaid(examined.seizureOtherCause) ? none : seizureOf(examined),
  motor: isSaid(examined.motorOtherCause) ? none : byWord(examined.motor, MOTOR),
  oedema: isSaid(examined.icpOtherCause) ? none : byWord(examined.oedema, oedemaTable(examined)),
});

export const isDeath = ({ deathFromICANS }: Examined): boolean => isSaid(deathFromICANS);
export const isSedated = ({ sedated, consciousness }: Examined): boolean => isSaid(sedated) || consciousness.isSedated;

/** Was anything examined? A record of other things is no examination. */
export const isExamined = (examined: Examined): boolean =>
  isDeath(examined) ||
  examined.ice.given ||
  examined.capd.given ||
  examined.consciousness.given ||
  examined.seizure.given ||
  examined.seizureMinutes.given ||
  examined.motor.given ||
  examined.oedema.given;

const ZERO: Bounds = { min: 0, max: 0 };

/** ICE or CAPD: both fall as a scale gets better, so its ends give the ends of the grade. */
function scaleBounds(examined: Examined, who: Who): Bounds {
  const { ice, capd } = examined;
  const byCapd = truth(isGradedByCapd(examined, who));
  const [worst, best] =
    byCapd === true
      ? [capdPoints(capd.range.high), capdPoints(capd.range.low)]
      : [icePoints(ice.range.low), icePoints(ice.range.high)];
  return byCapd === null ? { min: 0, max: 3 } : { min: best, max: worst };
}

/** The least and most of the grade: domains share no unknown, so each goes its own way. */
export function gradeBounds(examined: Examined, who: Who = examined): Bounds {
  if (isDeath(examined)) return { min: 5, max: 5 };
  const scale = isSaid(examined.iceOtherCause) ? ZERO : scaleBounds(examined, who);
  const consciousness = isSaid(examined.consciousnessOtherCause)
    ? ZERO
    : wordBounds(examined.consciousness, CONSCIOUSNESS);
  const seizure = isSaid(examined.seizureOtherCause) ? ZERO : seizureBounds(examined);
  const motor = isSaid(examined.motorOtherCause) ? ZERO : wordBounds(examined.motor, MOTOR);
  const oedema = isSaid(examined.icpOtherCause) ? ZERO : wordBounds(examined.oedema, oedemaTable(examined));
  return {
    min: Math.max(scale.min, consciousness.min, seizure.min, motor.min, oedema.min),
    max: Math.max(scale.max, consciousness.max, seizure.max, motor.max, oedema.max),
  };
}
