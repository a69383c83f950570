import { withMembers } from '@linea/facts';
import { calculation, date, flag, list, quantity, type Reader } from '../../engine/index.ts';
import { absenceSpeaks } from '../../general/readers.ts';
import { courseFields, courseWarnings } from '../course/course-fields.ts';
import { type Bounds, type Dated, inOrder, isDisputed } from '../course/day-of.ts';
import { type DayGrade, dayGrades, everyDay, isPositive, isZero } from '../course/days.ts';
import { observationReader } from '../course/observation-reader.ts';
import { walk } from '../course/walk.ts';
import { icansApplications } from '../facts/icans-facts.ts';
import { gradeBounds, isExamined, isSedated } from './grade.ts';
import { EXAMINED_ALIAS, type Examined, examinedInputs } from './observation-inputs.ts';

const anything = (): Reader<unknown> => ({
  help: 'see crs.astct2019.course',
  read: (raw) => ({ input: raw, issues: [] }),
});

/** The lowest ICE of the course, an interval where it is known only so, and the first day on which it was reached. */
function lowestIce(examined: readonly Dated<Examined>[]): Readonly<Record<string, unknown>> {
  const measured = examined.filter(({ seen }) => seen.ice.given);
  if (measured.length === 0) return { minIce: null, minIceDay: null };
  const low = Math.min(...measured.map(({ seen }) => seen.ice.range.low));
  const high = Math.min(...measured.map(({ seen }) => seen.ice.range.high));
  return {
    minIce: low === high ? low : { low, high, unit: '1' },
    minIceDay: measured.find(({ seen }) => seen.ice.range.low === low)?.day,
  };
}

/** Any day on which both were 1 or more; null where days that are not known leave it open. */
function isConcurrent(days: readonly DayGrade[], crs: ReadonlyMap<number, DayGrade> | null): boolean | null {
  if (!crs) return null;
  const pairs = days.flatMap((day) => (isZero(day) ? [] : [[day, crs.get(day.day)] as const]));
  if (pairs.some(([day, other]) => isPositive(day) && other && isPositive(other))) return true;
  return pairs.every(([, other]) => other && isZero(other)) ? false : null;
}

const MISSING = ['observations'];

/**
 * Course of neurotoxicity (ICANS, ASTCT 2019) - `icans.astct2019.course`
 *
 * Days, episodes, resolution and duration as in the course of CRS (crs.astct2019.course). Besides: `minIce` with its first
 * day, and `concurrentCrs`, whether on any day both were of grade 1 or more.
 *
 * @param dayGrades     `{ day, grade }` instead of observations
 * @param observations  with `at`; a record in which nothing neurological was examined is none
 * @param ageYears, developmentalDelay  of the patient, for all observations that do not say it themselves
 * @param crsDayGrades  the days of CRS, for `concurrentCrs`
 * @source Lee DW et al. Biol Blood Marrow Transplant 2019;25:625-638; course: convention of the specification
 */
export const icansCourse = calculation({
  id: 'icans.astct2019.course',
  version: '2019',
  source: 'Lee DW et al. Biol Blood Marrow Transplant 2019;25:625-638',
  inputs: {
    dayGrades: absenceSpeaks(dayGrades()),
    infusionDate: absenceSpeaks(date()),
    observations: absenceSpeaks(list(observationReader(examinedInputs, EXAMINED_ALIAS, 'icans.astct2019.observation'))),
    ageYears: absenceSpeaks(quantity('a', { bare: true, plausible: [0, 130] })),
    developmentalDelay: absenceSpeaks(flag()),
    crsDayGrades: absenceSpeaks(dayGrades()),
    drugs: absenceSpeaks(anything()),
  },
  compute: ({ dayGrades, infusionDate, observations, ageYears, developmentalDelay, crsDayGrades }) => {
    const fieldsOf = (days: readonly DayGrade[]) =>
      withMembers(courseFields(days, MISSING, false), { concurrentCrs: isConcurrent(days, crsDayGrades) });
    if (!observations.given) {
      const days = dayGrades ? everyDay(dayGrades) : [];
      return { fields: fieldsOf(days), warnings: courseWarnings(days, false) };
    }
    const zero =
      infusionDate.given && infusionDate.span && infusionDate.span.start === infusionDate.span.end
        ? infusionDate.span.start
        : null;
    if (zero === null && observations.every(({ day }) => day === null))
      return { fields: courseFields([], ['infusionDate'], false) };
    const dated = inOrder(observations, zero);
    const graded: { one: Dated<Examined>; bounds: Bounds }[] = [];
    const days = walk(dated, (one) => {
      if (!isExamined(one.seen)) return null;
      const { seen } = one;
      const bounds = gradeBounds(seen, {
        ageYears: seen.ageYears.given ? seen.ageYears : ageYears,
        developmentalDelay: seen.developmentalDelay.given ? seen.developmentalDelay : developmentalDelay,
      });
      graded.push({ one, bounds });
      return bounds;
    });
    const seen = graded.map(({ one }) => one.seen);
    return {
      fields: withMembers(fieldsOf(days), lowestIce(dated), {
        perObservation: graded.map(({ one, bounds: { min, max } }) => ({
          observation: one.index,
          day: one.day,
          grade: min === max ? min : null,
          min,
          max,
          warnings: isDisputed(one.seen, { min, max }) ? ['gradeDisagreement'] : [],
        })),
      }),
      warnings: [
        ...courseWarnings(days, false),
        ...(seen.some(({ ice }) => ice.isTotal) ? ['iceItemsNotRecorded'] : []),
        ...(seen.some(isSedated) ? ['sedated'] : []),
        ...(graded.some(({ one, bounds }) => isDisputed(one.seen, bounds)) ? ['gradeDisagreement'] : []),
      ],
    };
  },
  from: icansApplications,
});
