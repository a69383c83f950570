import {
  above,
  all,
  atLeast,
  atLeastOf,
  atMost,
  calculation,
  choice,
  flag,
  is,
  isTrue,
  not,
  quantity,
} from '../engine/index.ts';
import { type Bands, scoreFields } from '../general/graded.ts';
import { cellsPerMicrolitre, enzymeActivity, ferritinOf, haemoglobinOf, plateletCount } from '../general/laboratory.ts';
import { shownChoice, shownMeasure } from '../general/shown-measure.ts';
import { hscoreApplications } from './facts/infusion-scores.ts';

/** `> 169` is read strictly; a lower score never rules HLH or IEC-HS out. */
const BANDS: Bands<'notReached' | 'probable'> = [['probable', 170], ['notReached', 0]]; // biome-ignore format: a table

/**
 * HScore for reactive haemophagocytic syndrome - `hscore.2014`
 *
 *  known immunosuppression     18
 *  temperature (degrees C)     < 38.4: 0, 38.4-39.4: 33, > 39.4: 49
 *  organomegaly                liver or spleen 23, both 38
 *  cytopenias                  two 24, three 34 (Hb <= 9.2 g/dL, WBC <= 5000/uL, platelets <= 110 x 10*9/L)
 *  ferritin ng/mL              < 2000: 0, 2000-6000: 35, > 6000: 50
 *  triglycerides mmol/L        < 1.5: 0, 1.5-4: 44, > 4: 64
 *  fibrinogen g/L              > 2.5: 0, <= 2.5: 30
 *  AST U/L                     < 30: 0, >= 30: 19
 *  haemophagocytosis           35
 *  probable above 169; `notReached` rules nothing out
 *
 * Not built for CAR-T patients: every answer carries `outsideDerivationPopulation`. No probability is shown.
 *
 * @source Fardet L et al. Arthritis Rheumatol 2014;66:2613-2620
 */
export const hscore = calculation({
  id: 'hscore.2014',
  version: '2014',
  source: 'Fardet L et al. Arthritis Rheumatol 2014;66:2613-2620',
  from: hscoreApplications,
  inputs: {
    immunosuppression: flag(),
    temperature: quantity('Cel', { plausible: [30, 45] }),
    organomegaly: choice(['none', 'liver', 'spleen', 'both']),
    haemoglobin: haemoglobinOf(),
    wbc: cellsPerMicrolitre(),
    platelets: plateletCount(),
    ferritin: ferritinOf(),
    triglycerides: quantity('mmol/L', { plausible: [0, 600], factors: { 'mg/dL': 1 / 88.57, 'g/L': 100 / 88.57 } }),
    fibrinogen: quantity('g/L', { plausible: [0, 50] }),
    ast: enzymeActivity(),
    haemophagocytosis: flag(),
  },
  compute: (given) => {
    const {
      immunosuppression,
      temperature,
      organomegaly,
      haemoglobin,
      wbc,
      platelets,
      ferritin,
      triglycerides,
      fibrinogen,
      ast,
      haemophagocytosis,
    } = given;
    const low = [atMost(haemoglobin, 9.2), atMost(wbc, 5000), atMost(platelets, 110)] as const;
    const items = {
      immunosuppression: { points: [[18, isTrue(immunosuppression)]], shown: shownChoice(immunosuppression) },
      temperature: { points: [[33, atLeast(temperature, 38.4)], [16, above(temperature, 39.4)]], shown: shownMeasure(temperature) },
      organomegaly: { points: [[23, not(is(organomegaly, 'none'))], [15, is(organomegaly, 'both')]], shown: shownChoice(organomegaly) },
      cytopenias: {
        points: [[24, atLeastOf(2, ...low)], [10, all(...low)]],
        shown: { haemoglobin: shownMeasure(haemoglobin), wbc: shownMeasure(wbc), platelets: shownMeasure(platelets) },
      },
      ferritin: { points: [[35, atLeast(ferritin, 2000)], [15, above(ferritin, 6000)]], shown: shownMeasure(ferritin) },
      triglycerides: { points: [[44, atLeast(triglycerides, 1.5)], [20, above(triglycerides, 4)]], shown: shownMeasure(triglycerides) },
      fibrinogen: { points: [[30, atMost(fibrinogen, 2.5)]], shown: shownMeasure(fibrinogen) },
      ast: { points: [[19, atLeast(ast, 30)]], shown: shownMeasure(ast) },
      haemophagocytosis: { points: [[35, isTrue(haemophagocytosis)]], shown: shownChoice(haemophagocytosis) },
    } as const; // biome-ignore format: the table of the source
    return { fields: scoreFields(items, BANDS), warnings: ['outsideDerivationPopulation'] };
  },
});
