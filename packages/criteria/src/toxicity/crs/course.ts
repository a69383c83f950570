import { withMembers } from '@linea/facts';
import { calculation, date, type Inputs, list, type Reader } from '../../engine/index.ts';
import { type Moment, moment, wholeDay, wholeDayFrom } from '../../general/instants.ts';
import { absenceSpeaks } from '../../general/readers.ts';
import { tidy } from '../../general/shown-measure.ts';
import { courseFields, courseWarnings } from '../course/course-fields.ts';
import { inOrder } from '../course/day-of.ts';
import { type DayGrade, dayGrades, everyDay } from '../course/days.ts';
import { observationReader } from '../course/observation-reader.ts';
import { walk } from '../course/walk.ts';
import { dexamethasoneMg, type Given, givenDrug } from '../drugs.ts';
import { crsApplications } from '../facts/crs-facts.ts';
import { signBounds } from './bounds.ts';
import { type Dose, EpisodeState, type Graded } from './episode-state.ts';
import { SEEN_ALIAS, type Seen, seenInputs } from './observation-inputs.ts';

const dose = (): Reader<{ readonly given: Given | null; readonly at: Moment | null; readonly day: number | null }> => {
  const [when, days] = [moment(), wholeDay()];
  return {
    help: '{ drug, at, dose?, unit?, purpose? }',
    read(raw, name) {
      const { at, day } = (typeof raw === 'object' && raw !== null ? raw : {}) as Record<string, unknown>;
      const [on, counted] = [when.read(at, `${name}.at`), days.read(day, `${name}.day`)];
      return {
        input: { given: givenDrug(raw), at: on.input, day: counted.input },
        issues: [...on.issues, ...counted.issues],
      };
    },
  };
};

/** The observations of a course, or the grades of its days. */
const inputs = {
  dayGrades: absenceSpeaks(dayGrades()),
  infusionDate: absenceSpeaks(date()),
  observations: absenceSpeaks(list(observationReader(seenInputs, SEEN_ALIAS, 'crs.astct2019.observation'))),
  drugs: absenceSpeaks(list(dose())),
};
type CourseInputs = Inputs<typeof inputs>;

interface Course {
  readonly days: readonly DayGrade[];
  readonly perObservation: readonly { readonly index: number; readonly day: number; readonly graded: Graded }[];
  readonly vasopressorDays: number;
  readonly ventilationDays: number;
}

/** Grades every observation and every day, in order; the episode closes as its days pass. */
function courseOf(observations: readonly Seen[], doses: readonly Dose[], infusion: number | null): Course {
  const state = new EpisodeState(doses);
  const perObservation: { index: number; day: number; graded: Graded }[] = [];
  const [vasopressor, ventilation] = [new Set<number>(), new Set<number>()];
  const days = walk(
    inOrder(observations, infusion),
    (one) => {
      const { seen, day, index } = one;
      const signs = signBounds(seen);
      const graded = state.grade(one, signs);
      perObservation.push({ index, day, graded });
      if (seen.vasopressors.given && seen.vasopressors.options[0] !== 'none') vasopressor.add(day);
      if (seen.oxygenDevice.given && seen.oxygenDevice.options[0] === 'mechanicalVentilation') ventilation.add(day);
      return signs.isSeen ? graded : null;
    },
    () => state.close(),
  );
  return { days, perObservation, vasopressorDays: vasopressor.size, ventilationDays: ventilation.size };
}

/** The day of a date that is known to the day. */
const exactDay = ({ given, span }: CourseInputs['infusionDate']): number | null =>
  given && span && span.start === span.end ? span.start : null;

/** What was given: doses of tocilizumab, and steroids as dexamethasone; null where a dose cannot be converted. */
function treatment(drugs: CourseInputs['drugs'], infusion: number | null): Readonly<Record<string, unknown>> {
  const tocilizumab = drugs.filter(({ given }) => given?.drug === 'tocilizumab');
  const days = tocilizumab.flatMap(({ at, day }) =>
    at && infusion !== null ? [at.day - infusion] : day === null ? [] : [day],
  );
  const steroids = drugs.map(({ given }) => (given ? dexamethasoneMg(given) : 0));
  const total = steroids.reduce<number | null>((sum, mg) => (sum === null || mg === null ? null : sum + mg), 0);
  return {
    tocilizumabDoses: tocilizumab.length,
    tocilizumabFirstDay: days.length > 0 ? Math.min(...days) : null,
    dexamethasoneEquivalentMg: total === null ? null : tidy(total),
  };
}

const MISSING = ['observations'];

/**
 * Course of cytokine release syndrome (ASTCT 2019) - `crs.astct2019.course`
 *
 * The grade of a day is its worst observation; a day without one that can be graded is unknown. An episode begins with a
 * day of grade 1 or more; one day of grade 0, or any number of unknown days, between two positive days belong to it, two
 * consecutive days of grade 0 close it. Resolution is the first day of grade 0 after the last positive day.
 *
 * Each observation is graded in its episode (crs.astct2019.observation): fever of the last 24 hours, treatment since the
 * onset, and a sign that persists are followed as time goes. Days count from the date of infusion, in the dates as
 * written. A moment without clock time is the whole day, and what hangs on the order within it stays open. `gate` of an
 * observation says why its signs count: fever, recentFever, treated, persists; closed: they do not; unknown.
 *
 * @param dayGrades     `{ day, grade }` instead of observations
 * @param observations  with `at`, or `day` from the infusion; those before day 0 do not count
 * @param drugs         `{ drug, at, dose, unit, purpose, route }`
 * @source Lee DW et al. Biol Blood Marrow Transplant 2019;25:625-638; course: convention of the specification
 */
export const crsCourse = calculation({
  id: 'crs.astct2019.course',
  version: '2019',
  source: 'Lee DW et al. Biol Blood Marrow Transplant 2019;25:625-638',
  inputs,
  compute: ({ dayGrades, infusionDate, observations, drugs }) => {
    if (!observations.given)
      return dayGrades ? fieldsOf(everyDay(dayGrades)) : { fields: courseFields([], ['observations'], true) };
    const zero = exactDay(infusionDate);
    if (zero === null && observations.every(({ day }) => day === null))
      return { fields: courseFields([], ['infusionDate'], true) };
    const doses = drugs.flatMap(({ given, at, day }): readonly Dose[] => {
      const moment = zero === null || !at ? (day === null ? null : wholeDayFrom(zero ?? 0, day)) : at;
      return given && moment ? [{ given, moment }] : [];
    });
    const { days, perObservation, ...support } = courseOf(observations, doses, zero);
    const { fields, warnings } = fieldsOf(days);
    return {
      fields: withMembers(fields, withMembers(treatment(drugs, zero), support), {
        perObservation: perObservation.map(({ index, day, graded }) => ({
          observation: index, day, grade: graded.min === graded.max ? graded.min : null, min: graded.min, max: graded.max, gate: graded.gate, warnings: graded.warnings,
        })), // biome-ignore format: one thought
      }),
      warnings: [...new Set([...warnings, ...perObservation.flatMap(({ graded }) => graded.warnings)])],
    };
  },
  from: crsApplications,
});

/** The record, with what its episodes and its gaps must say. */
const fieldsOf = (days: readonly DayGrade[]) => ({
  fields: courseFields(days, MISSING, true),
  warnings: courseWarnings(days, true),
});
