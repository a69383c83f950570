import {
  above,
  atLeast,
  atMost,
  below,
  calculation,
  choice,
  flag,
  isTrue,
  type Measured,
  truth,
} from '../engine/index.ts';
import { type Bands, scoreFields } from '../general/graded.ts';
import { cellsPerMicrolitre, crpOf, ferritinOf, haemoglobinOf, plateletCount } from '../general/laboratory.ts';
import { absenceSpeaks } from '../general/readers.ts';
import { shownMeasure } from '../general/shown-measure.ts';
import { hematotoxApplications } from './facts/infusion-scores.ts';

const BANDS: Bands<'high' | 'low'> = [['high', 2], ['low', 0]]; // biome-ignore format: a table

/** Exactly on a limit that the paper leaves undefined ("> 1200 / < 1200"): no point is given. */
const isAt = (value: Measured, limit: number): boolean =>
  value.given && truth(atLeast(value, limit)) === true && truth(atMost(value, limit)) === true;

/** The diseases in which the score was built or studied. */
const STUDIED = ['LBCL', 'MM'] as const;

/**
 * CAR-HEMATOTOX, risk of haematotoxicity before lymphodepletion - `carHematotox.2021`
 *
 *                         0         1                        2
 *  platelets 10*9/L       > 175     75-175 (both included)   < 75
 *  ANC /uL                >= 1200   < 1200                   -
 *  haemoglobin g/dL       >= 9.0    < 9.0                    -
 *  CRP mg/dL              <= 3.0    > 3.0                    -
 *  ferritin ng/mL         < 650     650-2000 (both included) > 2000
 *  0-1 low, 2-7 high
 *
 * The paper leaves exactly 1200, 9.0 and 3.0 undefined: no point, with `valueAtUndefinedCutoff` once for each. A
 * statement about groups: it gates neither CAR-T, nor G-CSF, nor prophylaxis. From a patient's facts: values from day
 * -10 to the start of lymphodepletion, the nearest to day -5, ties to the earlier.
 *
 * @param platelets, anc, haemoglobin, crp, ferritin  already chosen inside the window
 * @param plateletTransfusion7d, redCellTransfusion14d  whether the value was supported
 * @param disease  LBCL and MM were studied; others carry `outsideDerivationPopulation`
 * @source Rejeski K et al. Blood 2021;138:2499-2513
 */
export const carHematotox = calculation({
  id: 'carHematotox.2021',
  version: '2021',
  source: 'Rejeski K et al. Blood 2021;138:2499-2513',
  from: hematotoxApplications,
  inputs: {
    platelets: plateletCount(),
    anc: cellsPerMicrolitre(),
    haemoglobin: haemoglobinOf(),
    crp: crpOf(),
    ferritin: ferritinOf(),
    plateletTransfusion7d: absenceSpeaks(flag()),
    redCellTransfusion14d: absenceSpeaks(flag()),
    disease: absenceSpeaks(choice(['LBCL', 'MM', 'ALL', 'SLE'])),
  },
  compute: ({ platelets, anc, haemoglobin, crp, ferritin, plateletTransfusion7d, redCellTransfusion14d, disease }) => {
    const items = {
      platelets: { points: [[1, atMost(platelets, 175)], [1, below(platelets, 75)]], shown: shownMeasure(platelets) },
      anc: { points: [[1, below(anc, 1200)]], shown: shownMeasure(anc) },
      haemoglobin: { points: [[1, below(haemoglobin, 9)]], shown: shownMeasure(haemoglobin) },
      crp: { points: [[1, above(crp, 3)]], shown: shownMeasure(crp) },
      ferritin: { points: [[1, atLeast(ferritin, 650)], [1, above(ferritin, 2000)]], shown: shownMeasure(ferritin) },
    } as const; // biome-ignore format: the table of the source
    const supported = [plateletTransfusion7d, redCellTransfusion14d].some(
      (one) => one.given && truth(isTrue(one)) === true,
    );
    const outside = disease.given && !STUDIED.some((studied) => disease.options.includes(studied));
    return {
      fields: scoreFields(items, BANDS),
      warnings: [
        ...[isAt(anc, 1200), isAt(haemoglobin, 9), isAt(crp, 3)].flatMap((at) =>
          at ? ['valueAtUndefinedCutoff'] : [],
        ),
        ...(supported ? ['valueSupported'] : []),
        ...(outside ? ['outsideDerivationPopulation'] : []),
      ],
    };
  },
});
