import { calculation, date, flag, list, text } from '../../engine/index.ts';
import { printed, settleRecord } from '../../lines/record.ts';
import { assessment } from './assessment.ts';
import { CATEGORIES } from './categories.ts';
import { measurableParams } from './measurable.ts';
import { seriesApplications } from './series-facts.ts';
import { coarseSeries, seriesOf } from './series-record.ts';
import { seriesWarnings } from './series-warnings.ts';

/**
 * Response of a line of therapy over its assessments (IMWG 2016, multiple myeloma) - `mm.response.series`
 *
 * Each assessment is judged against the baseline of the line (latest on or before day 1) and, for progression, against
 * the nadir: the lowest value among the baseline and the earlier assessments. Progression is tested first.
 *
 *         serum                         urine                        FLC (only if neither is measurable)  marrow (only if nothing else)
 *  VGPR   not detectable or -90 %       < 100 mg/24 h                dFLC -90 %                           -
 *  PR     -50 %                         -90 % or < 200 mg/24 h       dFLC -50 %                           -50 %
 *  MR     -25 %                         -50 %                        -                                    -
 *  SD     none of these, no PD
 *  PD     +25 % and >= 0.5 g/dL;        +25 % and >= 200 mg/24 h     dFLC +25 % and > 100 mg/L            +25 % and >= 10 points
 *         nadir >= 5 g/dL: >= 1 g/dL
 *  PD also by any new lesion (fractures are none), an increased one, or SPD of plasmacytomas (more than one, where their number
 *         is known) +50 % from the nadir; by circulating plasma cells +50 % and >= 200/uL where nothing else can be measured
 *  CR     serum and urine immunofixation negative, marrow < 5 % plasma cells, plasmacytomas gone; FLC-only: normal ratio
 *  sCR    CR with normal FLC ratio and no clonal plasma cells
 *
 * The category is the lowest over the measurable tracks; a track without value makes it NE. Serum-only patients need
 * urine < 100 mg/24 h for VGPR where urine was measured (`urineForVGPR` 'always': a missing urine caps PR). A
 * plasmacytoma must shrink by 50 % for MR and PR, by `plasmacytomaVgprReduction` for VGPR; never measured again it caps
 * SD. A spurious assessment gives no laboratory value. Marrow and plasmacytoma results are carried forward within the
 * line, serum, urine, FLC and immunofixation never. The marrow for CR is not older than `crMarrowLookbackDays` before
 * the current run of double-negative immunofixation.
 *
 * Confirmation: a response, or a progression by serum, urine or FLC, needs the next evaluable assessment to agree;
 * progression by lesion or marrow and SD do not. Assessments after the start of the next line are not counted.
 *
 * Printed: `measurable`; `perAssessment` with the unconfirmed category and the status after it; `reasons` (bio, img) of
 * progressions; `serumReductionPercent` for display; best confirmed and unconfirmed category; the dates of response, of
 * the best category and of the first of the two progressing assessments; `unconfirmedPD`. Censored values (`< 0.2`) and
 * imprecise dates that leave a field open make it `{ status, possible, missing }`.
 *
 * @param baseline, assessments  `{ date, serumM, urineM, sife, uife, flc, bmpc, bmClonal, plasmacytomaSPD, newLesion, lesionIncrease,
 *                               spurious }`; besides `plasmacytomas` (how many the SPD is of), `circulatingPlasmaCells` (per uL), `modality` of
 *                               imaging, `onAntiCD38`
 * @param nextLineStart      start of the next line, or null
 * @param lineStart          day 1, for the age of the baseline
 * @param diagnosisBaseline  assessment at diagnosis, used with `responseReference` 'diagnosis'
 * @param deathDate          used with `pdConfirmedByDeath`
 * @param statedPdDate       progression as a clinician stated it; where none is derived, warning `pd-stated-only`
 * @param isotype, lightChain, onAntiCD38  for the warning of interference by a therapeutic IgG kappa
 * @source Kumar S et al. Lancet Oncol 2016;17:e328-e346 (criteria of 2016; a later revision would be another version)
 */
export const responseSeries = calculation({
  id: 'mm.response.series',
  version: 'imwg-2016',
  source: 'Kumar S et al. Lancet Oncol 2016;17:e328-e346',
  inputs: {
    baseline: assessment(),
    assessments: list(assessment()),
    nextLineStart: date('null'),
    lineStart: date(),
    diagnosisBaseline: assessment(),
    deathDate: date('null'),
    statedPdDate: date('null'),
    isotype: text(),
    lightChain: text(),
    onAntiCD38: flag(),
  },
  params: {
    ...measurableParams,
    responseReference: { default: 'line', allowed: ['line', 'diagnosis'] },
    nadirRule: { default: 'lowest-value', allowed: ['lowest-value', 'lowest-confirmed'] },
    urineForVGPR: { default: 'if-measurable', allowed: ['if-measurable', 'always'] },
    plasmacytomaVgprReduction: { default: 0.5 },
    crMarrowLookbackDays: { default: 42 },
    pdConfirmedByDeath: { default: false as boolean },
  },
  alias: { start: 'lineStart' },
  compute(inputs, params) {
    const fields = printed(settleRecord(seriesOf(inputs, params), CATEGORIES, () => coarseSeries(inputs, params)));
    const stated = fields.dateOfProgression === null && inputs.statedPdDate.given && inputs.statedPdDate.span !== null;
    return { fields, warnings: [...seriesWarnings(inputs), ...(stated ? ['pd-stated-only'] : [])] };
  },
  from: seriesApplications,
});
