import {
  all,
  atLeast,
  calculation,
  choice,
  count,
  type Flag,
  flag,
  isTrue,
  type Measured,
  not,
  points,
  settle,
  truth,
} from '../engine/index.ts';
import { allowedNumbers, type ScoreItem, scoreFields } from '../general/graded.ts';
import { absenceSpeaks } from '../general/readers.ts';
import { shownChoice } from '../general/shown-measure.ts';
import {
  CHARLSON_CONDITIONS,
  type CharlsonCondition,
  type Conditions,
  conditionsReader,
  flagOf,
  openConditions,
  WEIGHTS,
} from './charlson-inputs.ts';
import { charlsonApplications } from './facts/comorbidity-facts.ts';

/** The severer of a pair counts alone. */
const SEVERER: Partial<Record<CharlsonCondition, CharlsonCondition>> = {
  diabetes: 'diabetesEndOrgan',
  liverMild: 'liverModSevere',
  tumour: 'metastatic',
};

function itemsOf(conditions: Conditions, leftOut: readonly CharlsonCondition[]): Readonly<Record<string, ScoreItem>> {
  const counted = CHARLSON_CONDITIONS.filter((name) => !leftOut.includes(name));
  return Object.fromEntries(
    counted.map((name) => {
      const severer = SEVERER[name];
      const when = severer ? all(isTrue(conditions[name]), not(isTrue(conditions[severer]))) : isTrue(conditions[name]);
      return [name, { points: [[WEIGHTS[name], when]], shown: shownChoice(conditions[name]) }];
    }),
  );
}

/** One point per decade from 50, at most 4; null while the age leaves it open. */
function agePoints(age: Measured): number | null {
  const possible = allowedNumbers(
    settle<number>(points([50, 60, 70, 80].map((from) => [1, atLeast(age, from)] as const))).settled,
  );
  return age.given && possible.length === 1 ? (possible[0] as number) : null;
}

/**
 * Charlson comorbidity index - `charlson.1987`
 *
 *  1  infarction, heart failure, peripheral vascular, cerebrovascular, dementia, chronic pulmonary, connective tissue,
 *     peptic ulcer, mild liver disease, diabetes
 *  2  hemiplegia, moderate or severe renal, diabetes with end-organ damage, tumour, leukaemia, lymphoma
 *  3  moderate or severe liver disease
 *  6  metastatic tumour, AIDS
 *
 * Of diabetes, liver and tumour the severer counts alone. `ageAdjusted` adds 1 per decade from 50 to 80 (at most 4, a
 * convention of the specification). With `indexDiseaseExcluded` (default) leukaemia and lymphoma, or the one named in
 * `indexDisease`, are left out. The weights are from memory.
 *
 * @param conditions         the list a patient has; what it does not name is absent. Or yes, no and unknown by name
 * @param unknownConditions  conditions of which nothing is known, beside a list
 * @source Charlson ME et al. J Chronic Dis 1987;40:373-383
 */
export const charlson = calculation({
  id: 'charlson.1987',
  version: '1987',
  source: 'Charlson ME et al. J Chronic Dis 1987;40:373-383',
  verification: 'memory',
  from: charlsonApplications,
  inputs: {
    conditions: conditionsReader(),
    unknownConditions: openConditions(),
    ageYears: absenceSpeaks(count([0, 130], 'a')),
    indexDiseaseExcluded: absenceSpeaks(flag()),
    indexDisease: absenceSpeaks(choice(['leukaemia', 'lymphoma', 'tumour', 'none'])),
  },
  alias: {
    unknown: 'unknownConditions',
    notAssessed: 'unknownConditions',
    conditionsUnknown: 'unknownConditions',
    age: 'ageYears',
  },
  compute: ({ conditions, unknownConditions, ageYears, indexDiseaseExcluded, indexDisease }) => {
    const open = Object.fromEntries(unknownConditions.map((name): [string, Flag] => [name, flagOf(name, null)]));
    const keeps = indexDiseaseExcluded.given && truth(isTrue(indexDiseaseExcluded)) === false;
    const index: readonly string[] = indexDisease.given ? indexDisease.options : ['leukaemia', 'lymphoma'];
    const leftOut = CHARLSON_CONDITIONS.filter((name) => !keeps && index.includes(name));
    const fields = scoreFields(itemsOf({ ...conditions, ...open }, leftOut));
    const extra = agePoints(ageYears);
    const score = fields.score as number | null;
    return {
      fields: { ...fields, agePoints: extra, ageAdjusted: score === null || extra === null ? null : score + extra },
    };
  },
});
