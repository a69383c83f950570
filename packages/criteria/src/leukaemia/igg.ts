import { isNotAfter } from '@linea/facts';
import {
  atLeast,
  atMost,
  count,
  criterion,
  date,
  type Flag,
  firstOf,
  flag,
  isTrue,
  type Measured,
  quantity,
  truth,
} from '../engine/index.ts';
import { absenceSpeaks } from '../general/readers.ts';
import { iggApplications } from './support-facts.ts';

/** Up to this IgG (mg/dL) some US guidance considers replacement with serious infections. */
const OTHER_GUIDANCE = 600;
/** A value drawn this soon after immunoglobulin shows the infusion. */
const AFTER_INFUSION_DAYS = 28;

/**
 * Immunoglobulin replacement: is the guideline's criterion met? - `all.igg`
 *
 *  criteria-met      IgG < 4.0 g/L and serious, persistent or recurrent bacterial infections
 *  consider          IgG < 4.0 g/L without them
 *  criteria-not-met  IgG >= 4.0 g/L; at 4.0 to 6.0 with such infections `otherGuidanceDiffers`
 *
 * It is not an order; what the centre does is a stated fact. A value drawn within 28 days of immunoglobulin carries
 * `post-infusion`. (In myeloma the paraprotein is subtracted first.)
 *
 * @param igg                serum IgG, mg/dL or g/L
 * @param seriousInfections  yes, no, unknown
 * @param daysSinceIvig      days from the last immunoglobulin to the sample; or `lastIvig` and `sampleDate`
 * @source Hayden PJ et al. Ann Oncol 2022;33:259-275
 */
export const igg = criterion({
  id: 'all.igg',
  version: 'ebmt-eha-2022',
  source: 'Hayden PJ et al. Ann Oncol 2022;33:259-275',
  inputs: {
    igg: quantity('mg/dL', { plausible: [0, 20_000] }),
    seriousInfections: flag(),
    daysSinceIvig: absenceSpeaks(count([0, 36_525], 'd')),
    lastIvig: absenceSpeaks(date('null')),
    sampleDate: absenceSpeaks(date()),
  },
  alias: { daysSinceIVIG: 'daysSinceIvig', daysAfterIvig: 'daysSinceIvig', daysSinceImmunoglobulin: 'daysSinceIvig' },
  params: { iggLimit: { default: 400 } },
  answers: ['criteria-not-met', 'consider', 'criteria-met'],
  decide: ({ igg, seriousInfections }, { iggLimit }) => firstOf<'criteria-not-met' | 'consider' | 'criteria-met'>([
    ['criteria-not-met', atLeast(igg, iggLimit)],
    ['criteria-met', isTrue(seriousInfections)],
    ['consider', () => true],
  ]), // biome-ignore format: a table
  fields: (_, __, { igg, seriousInfections }, { iggLimit }) => ({
    otherGuidanceDiffers: differs(igg, seriousInfections, iggLimit),
  }),
  warn: ({ igg, seriousInfections, daysSinceIvig, lastIvig, sampleDate }, { iggLimit }) => {
    const dated = lastIvig.given && sampleDate.given && lastIvig.span && sampleDate.span;
    const soon =
      dated &&
      lastIvig.span &&
      sampleDate.span &&
      isNotAfter(sampleDate.span, {
        start: lastIvig.span.start + AFTER_INFUSION_DAYS,
        end: lastIvig.span.end + AFTER_INFUSION_DAYS,
      });
    return [
      ['otherGuidanceDiffers', differs(igg, seriousInfections, iggLimit)],
      [
        'post-infusion',
        soon === true || (daysSinceIvig.given && truth(atMost(daysSinceIvig, AFTER_INFUSION_DAYS)) === true),
      ],
      [
        'immunoglobulin-timing-unknown',
        soon === null || (daysSinceIvig.given && truth(atMost(daysSinceIvig, AFTER_INFUSION_DAYS)) === null),
      ],
    ];
  },
  from: iggApplications,
});

const differs = (igg: Measured, infections: Flag, limit: number): boolean =>
  truth(isTrue(infections)) === true &&
  truth(atLeast(igg, limit)) === true &&
  truth(atMost(igg, OTHER_GUIDANCE)) === true;
