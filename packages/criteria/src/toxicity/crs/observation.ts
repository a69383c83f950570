import {
  all,
  any,
  atMost,
  type Condition,
  calculation,
  type Inputs,
  isTrue,
  settle,
  truth,
} from '../../engine/index.ts';
import { ranged } from '../../general/graded.ts';
import { absenceSpeaks } from '../../general/readers.ts';
import { shownChoice, shownMeasure } from '../../general/shown-measure.ts';
import { isSaid } from '../attributed.ts';
import { anyDrug } from '../drugs.ts';
import { gradeOf, hasFever, hypotensionOf, hypoxiaOf, isDeath, suggestsHypotension } from './grade.ts';
import { defaultFalse, hoursSinceFever, SEEN_ALIAS, seenInputs } from './observation-inputs.ts';

const inputs = {
  ...seenInputs,
  crsAlreadyBegun: defaultFalse(),
  drugsAfterOnset: absenceSpeaks(anyDrug()),
  drugsBeforeAnyFever: absenceSpeaks(anyDrug()),
  hoursSinceLastFever: absenceSpeaks(hoursSinceFever()),
  sameSignScoringBefore: defaultFalse(),
};
type Given = Inputs<typeof inputs>;

/** A fever opens the gate for this many hours, the last included. */
const FEVER_HOURS = 24;

/** A fever of the same episode within 24 hours. Not stated, there was none, unless CRS has begun: it begins with fever. */
function hadRecentFever({ hoursSinceLastFever: { isNone, hours }, crsAlreadyBegun }: Given): Condition {
  if (isNone || (!hours.given && truth(isTrue(crsAlreadyBegun)) === false)) return () => false;
  return hours.given ? atMost(hours, FEVER_HOURS) : all(isTrue(crsAlreadyBegun), atMost(hours, FEVER_HOURS));
}

/** Whether fever is no longer asked for, and why: recent fever, treatment after the onset, or the same sign still there. */
function isOpenWithoutFever(given: Given, hasSign: Condition): Condition {
  return any(
    hadRecentFever(given),
    all(isTrue(given.crsAlreadyBegun), isTrue(given.drugsAfterOnset)),
    all(isTrue(given.sameSignScoringBefore), hasSign),
  );
}

/**
 * Cytokine release syndrome, one observation (ASTCT 2019) - `crs.astct2019.observation`
 *
 *               0         1              2                          3                            4
 *  fever        < 38.0    >= 38.0        (never exceeds 1)
 *  hypotension  none      -              present, no vasopressor    one, with or without         two or more, not counting
 *                                                                   vasopressin                  vasopressin
 *  oxygen       none      -              nasal <= 6 L/min, blow-by  nasal > 6, high flow, masks  CPAP, BiPAP, ventilation
 *
 * The grade is the worst sign where the gate is open: fever now; fever in the 24 hours before; CRS begun and treated
 * against fever since; or the same sign still there. Closed: 0, with `signsWithoutFever` where signs are there, which does
 * not mean well. 5: death from CRS. Attribution to another cause takes a sign out only where it is said. Ventilation for the
 * airway or a procedure, and oxygen as before infusion, count 0. Blood pressure never sets the grade (`possibleHypotension`).
 *
 * @param vasopressors         names running now, none as [], each drug once; doses never matter, and no item of the dictionary holds one
 * @param crsAlreadyBegun, drugsAfterOnset, drugsBeforeAnyFever, sameSignScoringBefore  the episode so far
 * @param hoursSinceLastFever  null: none in the episode
 * @source Lee DW et al. Biol Blood Marrow Transplant 2019;25:625-638
 */
export const crsObservation = calculation({
  id: 'crs.astct2019.observation',
  version: '2019',
  source: 'Lee DW et al. Biol Blood Marrow Transplant 2019;25:625-638',
  inputs,
  alias: SEEN_ALIAS,
  compute: (given) => {
    const [fever, hypotension, hypoxia] = [hasFever(given), hypotensionOf(given), hypoxiaOf(given)];
    const hasSign: Condition = (path) => hypotension(path) > 0 || hypoxia(path) > 0;
    const isOpen = any(fever, isOpenWithoutFever(given, hasSign));
    const { settled } = settle<number>((path) =>
      isDeath(given) ? 5 : gradeOf(isOpen(path), fever(path), hypotension(path), hypoxia(path)),
    );
    const isClosed = given.temperature.given && truth(isOpen) === false && !isDeath(given);
    const masked =
      truth(fever) !== true && isSaid(given.drugsBeforeAnyFever) && truth(isTrue(given.crsAlreadyBegun)) !== true;
    const reported = given.reportedGrade.given ? given.reportedGrade.range.low : null;
    const possible =
      settled.status === 'determined' ? [settled.value] : settled.status === 'indeterminate' ? settled.possible : [];
    const sign = (of: typeof fever | typeof hypotension) =>
      ranged(settle<number>((path) => Number(of(path))).settled, 'grade');
    return {
      fields: {
        ...ranged(settled, 'grade'),
        components: {
          fever: { ...shownMeasure(given.temperature), ...subGrade(sign(fever)) },
          hypotension: {
            ...shownChoice(given.hypotension),
            vasopressors: shownChoice(given.vasopressors).value,
            ...subGrade(sign(hypotension)),
          },
          hypoxia: {
            ...shownChoice(given.oxygenDevice),
            flow: shownMeasure(given.oxygenFlow),
            ...subGrade(sign(hypoxia)),
          },
        },
      },
      warnings: [
        ...(isClosed && truth(hasSign) === true ? ['signsWithoutFever'] : []),
        ...(masked ? ['prophylaxisMayMaskFever'] : []),
        ...(given.vasopressors.hasUnknownName ? ['unknownVasopressor'] : []),
        ...(suggestsHypotension(given) ? ['possibleHypotension'] : []),
        ...(reported !== null && !possible.includes(reported) ? ['gradeDisagreement'] : []),
      ],
    };
  },
});

/** The sub-grade of a sign, or the least and most it may be. */
const subGrade = ({ grade, min, max }: Readonly<Record<string, unknown>>) =>
  grade === null ? { grade, min, max } : { grade };
