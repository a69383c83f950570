import { addMonths, isNotAfter, type Span } from '@linea/facts';
import {
  atMost,
  type Condition,
  choice,
  criterion,
  date,
  flag,
  is,
  isTrue,
  quantity,
  record,
  type When,
} from '../../engine/index.ts';
import { MRD_SENSITIVITY, mrdApplications } from './mrd-facts.ts';

const RESULT = choice(['negative', 'positive'], {
  neg: 'negative', pos: 'positive', detected: 'positive', 'not-detected': 'negative', notDetected: 'negative', detectedUnquantified: 'positive', pnq: 'positive', notEvaluable: null,
}); // biome-ignore format: a table

const SUSTAINED_MONTHS = 12;

const yearLater = ({ start, end }: Span): Span => ({
  start: addMonths(start, SUSTAINED_MONTHS),
  end: addMonths(end, SUSTAINED_MONTHS),
});

/** The second test is at least one calendar year after the first. */
function yearApart(first: When, second: When): Condition {
  const inputs = [first, second].filter(({ given, span }) => !given || span?.start !== span?.end).flatMap((one) => one.inputs);
  return (path) =>
    first.span !== null && second.span !== null && first.given &&
    path.settle({ key: `${second.key} a year after ${first.key}`, inputs }, isNotAfter(yearLater(first.span), second.span));
} // biome-ignore format: one thought

const CR_NOT_DOCUMENTED = 'MRD-neg, CR not documented';

/**
 * Measurable residual disease (IMWG 2016, multiple myeloma) - `mm.mrd`
 *
 *  positive                 clonal plasma cells or reads found
 *  not-assessable-at-1e-5   negative, but the sensitivity is worse than 10^-5 or not known
 *  flow-neg                 negative by (next-generation) flow, sensitivity <= 10^-5
 *  seq-neg                  negative by sequencing, sensitivity <= 10^-5
 *  imaging-neg              MRD-negative, and PET/CT negative
 *  sustained                marrow and imaging negative twice, the second at least one calendar year after the first
 *
 * The highest category reached is printed; an examination that was not done reaches nothing. No confirming second
 * test is needed. MRD categories ask for CR: a negative result without it is printed with `label`
 * "MRD-neg, CR not documented".
 *
 * @param response     response category at the time (sCR, CR, VGPR, ...)
 * @param method       NGF, NGS or flow
 * @param result       negative or positive
 * @param sensitivity  fraction reached by this sample
 * @param date         of the sample
 * @param petNegative  no uptake above mediastinal blood pool or surrounding tissue
 * @param prior        `{ date, result, petNegative }` of an earlier test
 * @source Kumar S et al. Lancet Oncol 2016;17:e328-e346 (wording of the imaging category from memory)
 */
export const mrd = criterion({
  id: 'mm.mrd',
  version: 'imwg-2016',
  source: 'Kumar S et al. Lancet Oncol 2016;17:e328-e346',
  inputs: {
    response: choice(['sCR', 'CR', 'VGPR', 'PR', 'MR', 'SD', 'PD', 'NE']),
    method: choice(['NGF', 'NGS', 'flow'], { ngf: 'NGF', ngs: 'NGS', EuroFlow: 'NGF' }),
    result: RESULT,
    sensitivity: quantity('1', { bare: true, plausible: [0, 1] }),
    date: date(),
    petNegative: flag(),
    prior: record({ date: date(), result: RESULT, petNegative: flag() }),
  },
  answers: ['positive', 'not-assessable-at-1e-5', 'flow-neg', 'seq-neg', 'imaging-neg', 'sustained'],
  decide:
    ({ method, result, sensitivity, date: day, petNegative, prior }) =>
    (path) => {
      if (is(result, 'positive')(path)) return 'positive';
      if (!sensitivity.given || !atMost(sensitivity, MRD_SENSITIVITY)(path)) return 'not-assessable-at-1e-5';
      if (petNegative.given && isTrue(petNegative)(path)) {
        const before =
          prior.result.given &&
          is(prior.result, 'negative')(path) &&
          prior.petNegative.given &&
          isTrue(prior.petNegative)(path);
        return before && yearApart(prior.date, day)(path) ? 'sustained' : 'imaging-neg';
      }
      return is(method, 'NGS')(path) ? 'seq-neg' : 'flow-neg';
    },
  fields: (settled, _, { response }) => {
    const category = settled.status === 'determined' ? settled.value : null;
    const complete = response.given && (response.options[0] === 'CR' || response.options[0] === 'sCR');
    return {
      category,
      ...(category?.endsWith('neg') || category === 'sustained' ? (complete ? {} : { label: CR_NOT_DOCUMENTED }) : {}),
    };
  },
  from: mrdApplications,
});
