import { atMost, criterion, firstOf, flag, type Measured, quantity, truth } from '../../engine/index.ts';
import { exceeds } from '../../general/compare.ts';
import { absenceSpeaks } from '../../general/readers.ts';
import { shownMeasure } from '../../general/shown-measure.ts';
import { isSaid } from '../attributed.ts';
import { iggBandApplications } from '../facts/immune-facts.ts';

const igg = () => quantity('mg/dL', { plausible: [0, 20_000] });
const days = () => quantity('d', { bare: true, plausible: [0, 36_525] });

/** A value drawn this soon after immunoglobulin shows the infusion. */
const AFTER_INFUSION_DAYS = 28;

/** IgG without the paraprotein of a myeloma, where it is given. */
function net(total: Measured, paraprotein: Measured): Measured {
  if (!total.given || !paraprotein.given) return total;
  const { low, high } = total.range;
  const range = {
    ...total.range,
    low: Math.max(0, low - paraprotein.range.high),
    high: Math.max(0, high - paraprotein.range.low),
  };
  return { ...total, range };
}

/**
 * Hypogammaglobulinaemia - `hypogammaglobulinaemia`
 *
 *  severe    IgG <= 400 mg/dL
 *  moderate  > 400 to 600
 *  mild      > 600 to below the laboratory's lower limit
 *  none      at or above it
 *
 * Within 28 days of immunoglobulin the value carries `post-infusion`: it does not show recovery. In myeloma the IgG
 * paraprotein is subtracted; not given, `paraproteinNotSubtracted`.
 *
 * @param igg, lln       serum IgG and its lower limit
 * @param paraprotein    IgG M-protein, where there is one; `myeloma` says that there may be
 * @source Hill JA et al. Blood Adv 2019;3:2317-2327 (bands); exclusions: convention of the specification
 */
export const hypogammaglobulinaemia = criterion({
  id: 'hypogammaglobulinaemia',
  version: '1',
  source: 'Hill JA et al. (bands 400 and 600 mg/dL); exclusions: convention',
  from: iggBandApplications,
  inputs: {
    igg: igg(),
    lln: igg(),
    paraprotein: absenceSpeaks(quantity('mg/dL', { plausible: [0, 20_000] })),
    myeloma: absenceSpeaks(flag()),
    daysSinceImmunoglobulin: absenceSpeaks(days()),
  },
  alias: { daysSinceIvig: 'daysSinceImmunoglobulin' },
  answers: ['none', 'mild', 'moderate', 'severe'],
  decide: ({ igg, lln: separate, paraprotein }) => {
    const own = net(igg, paraprotein);
    const limit: Measured =
      separate.given || igg.lln === undefined
        ? separate
        : { ...separate, given: true, range: { low: igg.lln, high: igg.lln } };
    return firstOf<'none' | 'mild' | 'moderate' | 'severe'>([
      ['severe', atMost(own, 400)],
      ['moderate', atMost(own, 600)],
      ['none', exceeds(own, 1, limit, false)],
      ['mild', () => true],
    ]);
  },
  fields: (_, __, { igg, lln, paraprotein }) => ({
    components: { igg: shownMeasure(net(igg, paraprotein)), lln: shownMeasure(lln) },
  }),
  warn: ({ paraprotein, myeloma, daysSinceImmunoglobulin }) => [
    ['paraproteinNotSubtracted', isSaid(myeloma) && !paraprotein.given],
    [
      'post-infusion',
      daysSinceImmunoglobulin.given && truth(atMost(daysSinceImmunoglobulin, AFTER_INFUSION_DAYS)) === true,
    ],
  ],
});
