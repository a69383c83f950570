import { type Calculated, calculation, count, EPSILON } from '../../engine/index.ts';
import { cellsPerMicrolitre } from '../../general/laboratory.ts';
import { absenceSpeaks } from '../../general/readers.ts';
import { recoveryApplications } from '../facts/counts.ts';
import { dailySeries, measurements, type Series, shifted } from './series.ts';

const LAST = 60;
const APLASTIC_DAYS = 14;
/** A dip counts as the second one after this day. */
const SECOND_DIP_AFTER = 21;
/** Quick recovery needs a measurement from this day on. */
const SEEN_FROM = 28;

type Phenotype = 'quick' | 'intermittent' | 'aplastic' | 'unclassified';
const PHENOTYPES: readonly Phenotype[] = ['quick', 'intermittent', 'aplastic', 'unclassified'];

/** Days 0 to 60; null where nothing is known. Of a censored count the highest it may be. */
const valuesOf = (series: Series): readonly (number | null)[] =>
  Array.from({ length: LAST + 1 }, (_, day) => series.get(day)?.high ?? null);

const isUnder = (value: number | null | undefined, limit: number): boolean =>
  value !== null && value !== undefined && value < limit - EPSILON;

function isAplastic(values: readonly (number | null)[]): boolean {
  let run = 0;
  for (const value of values) {
    run = isUnder(value, 500) ? run + 1 : 0;
    if (run >= APLASTIC_DAYS) return true;
  }
  return false;
}

/** The first day of each step: a nadir below 1000, above 1500 after it, below 1000 again. */
function steps(values: readonly (number | null)[]): {
  readonly nadir: number;
  readonly above: number;
  readonly recovered: number;
  readonly dip: number;
} {
  const nadir = values.findIndex((value) => isUnder(value, 1000));
  const after = (from: number, test: (value: number, day: number) => boolean): number =>
    from < 0 ? -1 : values.findIndex((value, day) => day > from && value !== null && test(value, day));
  const above = after(nadir, (value) => value > 1500 + EPSILON);
  const recovered = after(nadir, (value) => !isUnder(value, 1000));
  return { nadir, above, recovered, dip: after(recovered, (value) => isUnder(value, 1000)) };
}

function phenotypeOf(values: readonly (number | null)[]): Phenotype {
  const { nadir, above, recovered, dip } = steps(values);
  const lateDip =
    above < 0 ? -1 : values.findIndex((value, day) => day > Math.max(above, SECOND_DIP_AFTER) && isUnder(value, 1000));
  if (isAplastic(values)) return 'aplastic';
  if (lateDip >= 0) return 'intermittent';
  return nadir < 0 || (recovered >= 0 && dip < 0) ? 'quick' : 'unclassified';
}

/**
 * Phenotype of neutrophil recovery to day 60 - `neutrophilRecovery`
 *
 *  aplastic      ANC < 500/uL on at least 14 consecutive days
 *  intermittent  after a nadir above 1500/uL, and after day 21 below 1000/uL again
 *  quick         recovery without a second dip below 1000/uL; needs a measurement on or after day 28
 *  unclassified  none of them: no recovery to 1000/uL, or a second dip that is not intermittent
 *
 * In this order, on the daily series of `icaht.early` to day 60; limits are strict here, in ICAHT they are inclusive. Days of
 * which nothing is known decide nothing. A nadir is a day below 1000/uL (convention).
 *
 * @param anc  `{ day, value, unit }`
 * @source Rejeski K et al. Blood 2021;138:2499-2513
 */
export const neutrophilRecovery = calculation({
  id: 'neutrophilRecovery',
  version: '2021',
  source: 'Rejeski K et al. Blood 2021;138:2499-2513',
  verification: 'memory',
  from: recoveryApplications,
  inputs: {
    anc: absenceSpeaks(measurements(cellsPerMicrolitre)),
    infusionDay: absenceSpeaks(count([-36_525, 36_525], 'd')),
    cutDay: absenceSpeaks(count([-36_525, 36_525], 'd')),
  },
  compute: ({ anc, infusionDay, cutDay }): Calculated => {
    const zero = infusionDay.given ? infusionDay.range.low : 0;
    const measured = shifted(anc, zero, cutDay.given ? cutDay.range.low - zero : Infinity);
    const found = phenotypeOf(valuesOf(dailySeries(measured)));
    const isSeenLate = [...measured.keys()].some((day) => day >= SEEN_FROM && day <= LAST);
    const isOpen = !isSeenLate && found !== 'aplastic' && found !== 'intermittent';
    return {
      fields: isOpen
        ? { status: 'indeterminate', possible: PHENOTYPES.filter((one) => one !== 'unclassified'), missing: ['anc'] }
        : { value: found },
    };
  },
});
