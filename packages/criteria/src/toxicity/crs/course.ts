import { calculation, date, type Inputs, list, type Read, type Reader, record } from '../../engine/index.ts';
import { type Moment, moment } from '../../general/instants.ts';
import { absenceSpeaks } from '../../general/readers.ts';
import { tidy } from '../../general/shown-measure.ts';
import { courseFields } from '../course/course-fields.ts';
import { type Bounds, dayOf, inOrder } from '../course/day-of.ts';
import { type DayGrade, dayGrades, everyDay, unseen } from '../course/days.ts';
import { Closing } from '../course/episodes.ts';
import { dexamethasoneMg, type Given, givenDrug } from '../drugs.ts';
import { signBounds } from './bounds.ts';
import { type Dose, EpisodeState, type Graded } from './episode-state.ts';
import { type Seen, seenInputs } from './observation-inputs.ts';

const seenRecord = record(seenInputs);

/** One observation of the flow-sheet; what it holds of other things is left to them. */
const observation = (): Reader<Seen> => ({
  help: seenRecord.help,
  read(raw, name): Read<Seen> {
    const given =
      typeof raw === 'object' && raw !== null && 'deathFromCrs' in raw
        ? { ...raw, deathFromCRS: raw.deathFromCrs }
        : raw;
    // Read under one name, so that what is not given is read once and shared; a place is only made for what is wrong.
    const { input, issues } = seenRecord.read(given, '');
    return {
      input,
      issues: issues.length === 0 ? issues : issues.map((issue) => ({ ...issue, at: `${name}.${issue.at}` })),
    };
  },
});

const dose = (): Reader<{ readonly given: Given | null; readonly at: Moment | null }> => {
  const when = moment();
  return {
    help: '{ drug, at, dose?, unit?, purpose? }',
    read(raw, name) {
      const { input, issues } = when.read((raw as { at?: unknown } | null)?.at, `${name}.at`);
      return { input: { given: givenDrug(raw), at: input }, issues };
    },
  };
};

/** The observations of a course, or the grades of its days. */
const inputs = {
  dayGrades: absenceSpeaks(dayGrades()),
  infusionDate: absenceSpeaks(date()),
  observations: absenceSpeaks(list(observation())),
  drugs: absenceSpeaks(list(dose())),
};
type CourseInputs = Inputs<typeof inputs>;

interface Course {
  readonly days: readonly DayGrade[];
  readonly perObservation: readonly { readonly at: number; readonly day: number; readonly graded: Graded }[];
  readonly vasopressorDays: number;
  readonly ventilationDays: number;
}

/** Grades every observation and every day, in order; the episode closes as its days pass. */
function courseOf(observations: readonly Seen[], doses: readonly Dose[], infusion: number): Course {
  const state = new EpisodeState(doses);
  const closing = new Closing();
  const days: DayGrade[] = [];
  const perObservation: { at: number; day: number; graded: Graded }[] = [];
  const [vasopressor, ventilation] = [new Set<number>(), new Set<number>()];
  let today: Bounds[] = [];
  let now: number | null = null;
  const endDay = (day: DayGrade): void => {
    days.push(day);
    if (closing.next(day)) state.close();
  };
  for (const one of inOrder(observations, infusion)) {
    if (now !== null && one.day !== now) {
      endDay(dayOf(now, today));
      for (let between = now + 1; between < one.day; between++) endDay(unseen(between));
      today = [];
    }
    now = one.day;
    const signs = signBounds(one.seen);
    const graded = state.grade(one, signs);
    if (signs.isSeen) today.push(graded);
    perObservation.push({ at: one.index, day: one.day, graded });
    if (one.seen.vasopressors.given && one.seen.vasopressors.options[0] !== 'none') vasopressor.add(one.day);
    if (one.seen.oxygenDevice.given && one.seen.oxygenDevice.options[0] === 'mechanicalVentilation')
      ventilation.add(one.day);
  }
  if (now !== null) endDay(dayOf(now, today));
  return { days, perObservation, vasopressorDays: vasopressor.size, ventilationDays: ventilation.size };
}

/** What was given: doses of tocilizumab, and steroids as dexamethasone; null where a dose cannot be converted. */
function treatment(drugs: CourseInputs['drugs'], infusion: number | null): Readonly<Record<string, unknown>> {
  const tocilizumab = drugs.filter(({ given }) => given?.drug === 'tocilizumab');
  const days = tocilizumab.flatMap(({ at }) => (at && infusion !== null ? [at.day - infusion] : []));
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
 * written. A moment without clock time is the whole day, and what hangs on the order within it stays open.
 *
 * @param dayGrades     `{ day, grade }` instead of observations
 * @param observations  with `at`; those before day 0 do not count
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
    const zero = infusionDate.given && infusionDate.span ? infusionDate.span : null;
    if (!zero || zero.start !== zero.end) return { fields: courseFields([], ['infusionDate'], true) };
    const doses = drugs.flatMap(({ given, at }): readonly Dose[] => (given && at ? [{ given, moment: at }] : []));
    const { days, perObservation, ...support } = courseOf(observations, doses, zero.start);
    const { fields, warnings } = fieldsOf(days);
    return {
      fields: {
        ...fields,
        ...treatment(drugs, zero.start),
        ...support,
        perObservation: perObservation.map(({ at, day, graded }) => ({
          observation: at, day, grade: graded.min === graded.max ? graded.min : null, min: graded.min, max: graded.max, warnings: graded.warnings,
        })), // biome-ignore format: one thought
      },
      warnings: [...new Set([...warnings, ...perObservation.flatMap(({ graded }) => graded.warnings)])],
    };
  },
});

/** The record, with what its episodes and its gaps must say. */
function fieldsOf(days: readonly DayGrade[]) {
  const fields = courseFields(days, MISSING, true);
  const episodes = fields.episodes as readonly { readonly warnings: readonly string[] }[];
  const gaps = days.some(({ min }) => min === null);
  return {
    fields,
    warnings: [...new Set(episodes.flatMap(({ warnings }) => warnings)), ...(gaps ? ['unknownDays'] : [])],
  };
}
