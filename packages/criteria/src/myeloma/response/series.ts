import { compareSpans, isNotAfter } from '@linea/facts';
import { calculation, date, type Decision, flag, list, type Path, text, type When } from '../../engine/index.ts';
import { plainDate } from '../../patient/patient.ts';
import { printed, settleRecord } from '../../lines/record.ts';
import { type Assessment, assessment } from './assessment.ts';
import { CATEGORIES, type Category, higher, lower, reaches } from './categories.ts';
import { type CategoryParams, Course, type Unconfirmed } from './course.ts';
import { measurableParams, type Track } from './measurable.ts';
import { seriesApplications } from './series-facts.ts';
import { seriesWarnings } from './series-warnings.ts';

interface Series {
  readonly measurable: readonly Track[];
  readonly perAssessment: readonly { readonly date: string | null; readonly unconfirmed: Category | 'NE'; readonly confirmed: Category | 'NE' }[];
  readonly reasons: readonly (string | null)[];
  readonly serumReductionPercent: readonly (number | null)[];
  readonly bestConfirmed: Category | 'NE';
  readonly bestUnconfirmed: Category | null;
  readonly dateOfResponse: string | null;
  readonly dateOfBestConfirmed: string | null;
  readonly dateOfProgression: string | null;
  readonly unconfirmedPD: boolean;
}

const printedDate = ({ span, given }: When): string | null => (given && span ? plainDate(span) : null);

/** Fall of the serum M-protein in per cent, to one decimal, half away from zero; for display only. */
export function reductionPercent(reference: Assessment, now: Assessment): number | null {
  const [from, to] = [reference.serumM, now.serumM];
  const exact = from.given && to.given && from.range.low === from.range.high && to.range.low === to.range.high;
  if (!exact || from.range.low === 0 || now.spurious.options.join() === 'true') return null;
  const tenths = ((from.range.low - to.range.low) / from.range.low) * 1000;
  return (Math.sign(tenths) * Math.floor(Math.abs(tenths) + 0.5 + 1e-9)) / 10 + 0;
}

/** First later assessment that could be evaluated. */
const nextEvaluable = (found: readonly Unconfirmed[], index: number): Unconfirmed | undefined =>
  found.slice(index + 1).find(({ category }) => category !== 'NE');

interface Confirmed {
  readonly statuses: readonly (Category | 'NE')[];
  /** Index of the first assessment of a confirmed progression; -1 without. */
  readonly progression: number;
}

/**
 * Status after each assessment: a response or a laboratory progression needs the next evaluable assessment to agree,
 * imaging and SD need none (myeloma.md 4.3, steps 3 and 4).
 */
function confirm(found: readonly Unconfirmed[], deathConfirms: boolean): Confirmed {
  const statuses: (Category | 'NE')[] = [];
  let progression = -1;
  for (const [index, { category, reason }] of found.entries()) {
    const previous = statuses.at(-1) ?? 'NE';
    const next = nextEvaluable(found, index);
    if (progression < 0 && category === 'PD' && (reason === 'img' || next?.category === 'PD' || (deathConfirms && !next))) progression = index;
    if (progression >= 0) statuses.push('PD');
    else if (category === 'NE' || category === 'PD') statuses.push(previous);
    else {
      const later = next && next.category !== 'PD' && next.category !== 'NE' ? next.category : 'SD';
      const candidate = category === 'SD' ? 'SD' : lower(category, later);
      statuses.push(previous === 'NE' ? candidate : higher(previous, candidate));
    }
  }
  return { statuses, progression };
}

const isResponse = (category: Category | 'NE'): category is Category => category !== 'NE' && category !== 'PD';
const best = (of: readonly (Category | 'NE')[]): Category | null =>
  of.filter(isResponse).reduce<Category | null>((highest, category) => (highest ? higher(highest, category) : category), null);

/** Date of the first assessment that, with the next evaluable one, reaches the category. */
function firstConfirmed(found: readonly Unconfirmed[], dates: readonly (string | null)[], limit: Category): string | null {
  const at = found.findIndex(({ category }, index) => {
    const next = nextEvaluable(found, index)?.category;
    return isResponse(category) && reaches(category, limit) && next !== undefined && isResponse(next) && reaches(next, limit);
  });
  return at < 0 ? null : (dates[at] ?? null);
}

interface SeriesInputs {
  readonly baseline: Assessment;
  readonly diagnosisBaseline: Assessment;
  readonly assessments: readonly Assessment[];
  readonly nextLineStart: When;
  readonly deathDate: When;
}

/** Assessments in order of time up to the start of the next line; those on its day 1 are included. */
function included(path: Path, { assessments, nextLineStart }: SeriesInputs): readonly Assessment[] {
  const limit = nextLineStart.given ? nextLineStart.span : null;
  const ordered = [...assessments].sort((a, b) => (a.date.span && b.date.span ? compareSpans(a.date.span, b.date.span) : 0));
  if (!limit) return ordered;
  return ordered.filter(({ date: { span, given, key } }) =>
    !given || !span || path.settle({ key: `${key} before the next line`, inputs: ['date'] }, isNotAfter(span, limit)));
}

/** The assessment from which reductions are counted; what diagnosis lacks is taken from the line. */
function referenceOf({ baseline, diagnosisBaseline }: SeriesInputs, reference: string): Assessment {
  if (reference !== 'diagnosis') return baseline;
  const members = Object.entries(diagnosisBaseline).map(([name, value]) =>
    [name, typeof value === 'object' && value.given ? value : baseline[name as keyof Assessment]]);
  return Object.fromEntries(members) as Assessment;
}

type SeriesParams = CategoryParams & { readonly responseReference: string; readonly pdConfirmedByDeath: boolean };

const seriesOf = (inputs: SeriesInputs, params: SeriesParams): Decision<Series> => (path) => {
  const reference = referenceOf(inputs, params.responseReference);
  const assessments = included(path, inputs);
  const course = new Course(path, inputs.baseline, reference, params);
  const found = assessments.map((now) => course.next(now));
  const { statuses, progression } = confirm(found, params.pdConfirmedByDeath && inputs.deathDate.given && inputs.deathDate.span !== null);
  const dates = assessments.map(({ date }) => printedDate(date));
  const before = progression < 0 ? found.length : progression;
  const bestConfirmed = best(statuses.slice(0, before));
  const lastEvaluable = found.findLastIndex(({ category }) => category !== 'NE');
  return {
    measurable: course.tracks,
    perAssessment: found.map(({ category }, index) => ({ date: dates[index] ?? null, unconfirmed: category, confirmed: statuses[index] ?? 'NE' })),
    reasons: found.map(({ reason }) => reason),
    serumReductionPercent: assessments.map((now) => reductionPercent(reference, now)),
    bestConfirmed: bestConfirmed ?? (progression >= 0 ? 'PD' : 'NE'),
    bestUnconfirmed: best(found.slice(0, before).map(({ category }) => category)),
    dateOfResponse: firstConfirmed(found.slice(0, before), dates, 'PR'),
    dateOfBestConfirmed: bestConfirmed && reaches(bestConfirmed, 'MR') ? firstConfirmed(found.slice(0, before), dates, bestConfirmed) : null,
    dateOfProgression: progression < 0 ? null : (dates[progression] ?? null),
    unconfirmedPD: progression < 0 && found[lastEvaluable]?.category === 'PD',
  };
};

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
 *  PD also by any new lesion (fractures are none), an increased one, or SPD of plasmacytomas +50 % from the nadir; by
 *         circulating plasma cells +50 % and >= 200/uL where nothing else can be measured
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
 *                               spurious }`; besides `circulatingPlasmaCells` (per uL), `modality` of imaging, `onAntiCD38`
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
    const fields = printed(settleRecord(seriesOf(inputs, params), CATEGORIES));
    const stated = fields.dateOfProgression === null && inputs.statedPdDate.given && inputs.statedPdDate.span !== null;
    return { fields, warnings: [...seriesWarnings(inputs), ...(stated ? ['pd-stated-only'] : [])] };
  },
  from: seriesApplications,
});
