import { withMembers } from '@linea/facts';
import { calculation, count } from '../../engine/index.ts';
import { cellsPerMicrolitre } from '../../general/laboratory.ts';
import { absenceSpeaks } from '../../general/readers.ts';
import { earlyIcahtApplications } from '../facts/counts.ts';
import { type Below, belowDays, type Unknown } from './below-days.ts';
import { gradeRange } from './grade-range.ts';
import { dailySeries, measurements, type Series, shifted } from './series.ts';

const LAST = 30;
/** Counts are often still above 500 on these days, right after lymphodepletion: the first day below may be as late as this. */
const LAST_FIRST_DAY = 3;

interface Count {
  readonly below500: Below;
  readonly below100: Below;
  readonly never: boolean;
  readonly grade: number;
  readonly gradeFromLongest: number;
}

const gradeOf = (d500: number, d100: number, never: boolean): number =>
  d100 >= 14 || never ? 4 : d500 >= 14 || d100 >= 7 ? 3 : d500 >= 7 ? 2 : d500 >= 1 ? 1 : 0;

/** Below from day 3 or earlier to day 30 without recovery. */
function isNeverAbove({ isBelow }: Below): boolean {
  const first = isBelow.indexOf(true);
  return first >= 0 && first <= LAST_FIRST_DAY && isBelow.length > LAST && isBelow.slice(first).every(Boolean);
}

function countIn(series: Series, unknown: Unknown, last: number): Count {
  const below500 = belowDays(series, 500, false, unknown, 0, last);
  const below100 = belowDays(series, 100, false, unknown, 0, last);
  const never = isNeverAbove(below500);
  return {
    below500,
    below100,
    never,
    grade: gradeOf(below500.days, below100.days, never),
    gradeFromLongest: gradeOf(below500.longest, below100.longest, never),
  };
}

/**
 * Early haematotoxicity (ICAHT, days 0 to 30) - `icaht.early`
 *
 *  days with ANC           1      2       3       4
 *  <= 500/uL               1-6    7-13    >= 14   never above
 *  <= 100/uL               -      -       >= 7    >= 14
 *
 * Of several values on a day the lowest; gaps of up to 7 unmeasured days are interpolated. Fewer than 3 days above between
 * two days below are no recovery and count as below. Days are counted in all; the published automation takes the longest
 * run: where that gives another grade, `longestRunGradeDiffers` with `gradeFromLongest`. `neverAbove500`: below from day 3 or
 * earlier to day 30. Days of which nothing is known leave the grade between none and all of them below. A window cut by
 * progression, new treatment, boost, transplant or death leaves it open upwards.
 *
 * @param anc         `{ day, value, unit }`
 * @param infusionDay the day called 0 (default 0)
 * @param cutDay      the day of the cut, which still counts
 * @source Rejeski K et al. Blood 2023;142:865-877; days: Blood Adv 2024;8:1857-1868
 */
export const icahtEarly = calculation({
  id: 'icaht.early',
  version: '2023',
  source: 'Rejeski K et al. Blood 2023;142:865-877',
  from: earlyIcahtApplications,
  inputs: {
    infusionDay: absenceSpeaks(count([-36_525, 36_525], 'd')),
    anc: absenceSpeaks(measurements(cellsPerMicrolitre)),
    cutDay: absenceSpeaks(count([-36_525, 36_525], 'd')),
    gcsfDays: absenceSpeaks(count([0, 400], 'd')),
  },
  compute: ({ infusionDay, anc, cutDay, gcsfDays }) => {
    const zero = infusionDay.given ? infusionDay.range.low : 0;
    const cut = cutDay.given && cutDay.range.low - zero < LAST ? cutDay.range.low - zero : null;
    const last = cut ?? LAST;
    const series = dailySeries(shifted(anc, zero, cutDay.given ? cutDay.range.low - zero : Infinity));
    const [least, most] = [countIn(series, 'above', last), countIn(series, 'below', last)];
    const upper = cut === null ? most.grade : 4;
    const { fields } = gradeRange(least.grade, upper, ['anc']);
    const differs = least.gradeFromLongest !== least.grade;
    return {
      fields: withMembers(fields, {
        d500: least.below500.days,
        d100: least.below100.days,
        longest500: least.below500.longest,
        longest100: least.below100.longest,
        neverAbove500: least.never === most.never ? least.never : null,
        ...(least.below500.days === most.below500.days ? {} : { d500Max: most.below500.days }),
        ...(least.below100.days === most.below100.days ? {} : { d100Max: most.below100.days }),
        ...(differs ? { gradeFromLongest: least.gradeFromLongest } : {}),
        ...(gcsfDays.given ? { gcsfDays: gcsfDays.range.low } : {}),
        severe: least.grade >= 3 ? true : upper < 3 ? false : null,
      }),
      warnings: [...(differs ? ['longestRunGradeDiffers'] : []), ...(cut === null ? [] : ['windowCut'])],
    };
  },
});
