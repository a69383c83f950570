import { type Calculated, calculation, count, EPSILON, list } from '../../engine/index.ts';
import { plateletCount } from '../../general/laboratory.ts';
import { absenceSpeaks, daysSince } from '../../general/readers.ts';
import { earlyPlateletApplications, latePlateletApplications } from '../facts/counts.ts';
import { belowDays } from './below-days.ts';
import { gradeRange } from './grade-range.ts';
import { dailySeries, measurements, type Series, shifted } from './series.ts';

const SOURCE = 'grading of thrombocytopenia after immune effector cells, 2025 (companion of ICAHT)';
const inputs = {
  infusionDay: absenceSpeaks(count([-36_525, 36_525], 'd')),
  platelets: absenceSpeaks(measurements(plateletCount)),
  cutDay: absenceSpeaks(count([-36_525, 36_525], 'd')),
  transfusionDays: absenceSpeaks(list(daysSince())),
};

const [FIRST_LATE, LAST_EARLY, LAST_LATE] = [31, 30, 100];

const earlyGrade = (d50: number, d20: number): number =>
  d20 >= 14 ? 4 : d20 >= 1 ? 3 : d50 >= 7 ? 2 : d50 >= 1 ? 1 : 0;

/** First of 3 consecutive known days of at least 20 without a platelet transfusion in the 7 days before; null without any below 20. */
function recoveryDay(series: Series, transfusions: readonly number[]): number | null {
  const days = [...series.keys()].sort((a, b) => a - b);
  const low = days.find((day) => (series.get(day)?.high ?? Infinity) < 20 - EPSILON);
  const counts = (day: number): boolean =>
    (series.get(day)?.low ?? -1) >= 20 - EPSILON && !transfusions.some((given) => given <= day && given >= day - 7);
  return low === undefined
    ? null
    : (days.find((day) => day > low && counts(day) && counts(day + 1) && counts(day + 2)) ?? null);
}

/**
 * Thrombocytopenia after immune effector cells, days 0 to 30 - `ticaht.early`
 *
 *  days with platelets   1       2       3       4
 *  < 50 x 10*9/L         1-6     >= 7
 *  < 20 x 10*9/L                         1-13    >= 14
 *
 * Days are counted as in `icaht.early` (lowest of a day, gaps of up to 7 days interpolated, fewer than 3 days above between
 * two days below count as below); limits are strict. `recoveryDay`: first of 3 consecutive days of at least 20 without a
 * transfusion in the 7 days before.
 *
 * @param platelets        `{ day, value, unit }`
 * @param transfusionDays  days of platelet transfusions
 * @source companion grading of ICAHT, 2025 (toxicity.md 4.5)
 */
export const ticahtEarly = calculation({
  id: 'ticaht.early',
  version: '2025',
  source: SOURCE,
  from: earlyPlateletApplications,
  inputs,
  compute: ({ infusionDay, platelets, cutDay, transfusionDays }): Calculated => {
    const zero = infusionDay.given ? infusionDay.range.low : 0;
    const cut = cutDay.given ? cutDay.range.low - zero : Infinity;
    const series = dailySeries(shifted(platelets, zero, cut));
    const days = (limit: number, unknown: 'above' | 'below') =>
      belowDays(series, limit, true, unknown, 0, Math.min(LAST_EARLY, cut)).days;
    const [d50, d20] = [days(50, 'above'), days(20, 'above')];
    const most = cut < LAST_EARLY ? 4 : earlyGrade(days(50, 'below'), days(20, 'below'));
    const given = transfusionDays.flatMap(({ given: known, range }) => (known ? [range.low - zero] : []));
    return {
      fields: {
        ...gradeRange(earlyGrade(d50, d20), most, ['platelets']).fields,
        d50,
        d20,
        recoveryDay: recoveryDay(series, given),
      },
      warnings: cut < LAST_EARLY ? ['windowCut'] : [],
    };
  },
});

/** Two different measured days below 100 make it last; with one alone that day says the most, without any nothing is known. */
function lateGrade(measured: Series, end: 'low' | 'high', d20: number): number {
  const counts = [...measured].filter(([day]) => day >= FIRST_LATE && day <= LAST_LATE).map(([, count]) => count[end]);
  const days = (limit: number): number => counts.filter((count) => count < limit - EPSILON).length;
  if (days(100) < 2) return 0;
  return d20 >= 14 ? 4 : d20 >= 1 ? 3 : days(50) >= 2 ? 2 : 1;
}

/**
 * The same, days 31 to 100 - `ticaht.late`
 *
 *  platelets < 100: 1, < 50: 2, < 20 on 1-13 days: 3, on 14 or more: 4
 *
 * At least two measured days below 100 (two tests, or non-transient); grade 2 asks two of them below 50. Days below 20 are
 * counted as in `ticaht.early`.
 *
 * @param platelets  `{ day, value, unit }`
 * @source companion grading of ICAHT, 2025 (toxicity.md 4.5)
 */
export const ticahtLate = calculation({
  id: 'ticaht.late',
  version: '2025',
  source: SOURCE,
  from: latePlateletApplications,
  inputs,
  compute: ({ infusionDay, platelets, cutDay }): Calculated => {
    const zero = infusionDay.given ? infusionDay.range.low : 0;
    const cut = cutDay.given ? cutDay.range.low - zero : Infinity;
    const measured = shifted(platelets, zero, cut);
    const late = [...measured].filter(([day]) => day >= FIRST_LATE && day <= LAST_LATE);
    const series = dailySeries(measured);
    const d20 = belowDays(series, 20, true, 'above', FIRST_LATE, LAST_LATE).days;
    if (late.length < 2) {
      const [, only] = late[0] ?? [0, { low: 0, high: 0 }];
      const most =
        late.length === 0 || only.low < 20 - EPSILON
          ? 4
          : only.low < 50 - EPSILON
            ? 2
            : only.low < 100 - EPSILON
              ? 1
              : 0;
      return { fields: { ...gradeRange(0, most, ['platelets']).fields, d20 } };
    }
    // Days of which nothing is known are not counted here: between visits of months there are always some.
    return {
      fields: {
        ...gradeRange(
          lateGrade(measured, 'high', d20),
          Math.max(lateGrade(measured, 'high', d20), lateGrade(measured, 'low', d20)),
          ['platelets'],
        ).fields,
        d20,
      },
    };
  },
});
