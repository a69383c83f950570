import { isNotAfter, type Span } from '@linea/facts';
import {
  below, type Condition, count, type Decision, date, type Flag, flag, type Inputs, isTrue, list, type Measured, not, type Path, quantity, record, truth, type When,
} from '../engine/index.ts'; // biome-ignore format: a list
import { absenceSpeaks, daysSince, percent } from '../general/readers.ts';

const cd19 = () => quantity('/uL', { bare: true, count: true, plausible: [0, 1_000_000] });

/** One measurement of B cells: when, and either a number, a percentage of lymphocytes, or somebody's word. */
const measurement = record({ day: daysSince(), date: date(), cd19: cd19(), cd19Pct: percent(), aplasia: flag() });
type Measurement = Inputs<{
  day: ReturnType<typeof daysSince>;
  date: ReturnType<typeof date>;
  cd19: ReturnType<typeof cd19>;
  cd19Pct: ReturnType<typeof percent>;
  aplasia: ReturnType<typeof flag>;
}>;

/** Inputs of B-cell aplasia: one undated value, or a course. */
export const courseInputs = {
  cd19: absenceSpeaks(cd19()),
  cd19Pct: absenceSpeaks(percent()),
  measurements: absenceSpeaks(list(measurement)),
  infusion: absenceSpeaks(date()),
  asOf: absenceSpeaks(date()),
  asOfDay: absenceSpeaks(count([0, 36_525], 'd')),
};
export type CourseInputs = Inputs<typeof courseInputs>;

export interface Limits {
  /** CD19+ B cells/uL below which there is aplasia. */
  readonly absolute: number;
  /** Per cent of lymphocytes below which there is aplasia when no absolute number is given; null: percentages decide nothing. */
  readonly percent: number | null;
  /** Days that must lie between two values at or above the limit. */
  readonly confirmDays: number;
}

type Interval = { readonly low: number; readonly high: number };

/** A measurement on one axis of days, in order. */
export interface Point {
  readonly day: Interval;
  /** Days since infusion, when they are known. */
  readonly sinceInfusion: Interval | null;
  readonly date: Span | null;
  readonly isAplastic: Condition;
}

/** Below the limit, by absolute number, else by percentage, else by the word of somebody who saw them. */
function aplasticBy(
  one: { readonly cd19: Measured; readonly cd19Pct: Measured; readonly aplasia?: Flag },
  { absolute, percent }: Limits,
  key: string,
): Condition {
  if (one.cd19.given) return below(one.cd19, absolute);
  if (one.cd19Pct.given && percent !== null) return below(one.cd19Pct, percent);
  if (one.aplasia?.given) return isTrue(one.aplasia);
  return (path: Path) => path.settle({ key: `aplasia ${key}`, inputs: ['cd19'] }, null);
}

const finite = ({ given, span }: When): Span | null =>
  given && span && Number.isFinite(span.start) && Number.isFinite(span.end) ? span : null;

function pointOf(one: Measurement, infusion: Span | null, limits: Limits, index: number): Point | null {
  const on = finite(one.date);
  const counted = one.day.given
    ? { low: one.day.range.low, high: one.day.range.high }
    : on && infusion
      ? { low: on.start - infusion.end, high: on.end - infusion.start }
      : null;
  const day = one.day.given ? counted : on ? { low: on.start, high: on.end } : null;
  return day && { day, sinceInfusion: counted, date: on, isAplastic: aplasticBy(one, limits, String(index)) };
}

/** The dated measurements in order of time, none later than the day asked about. Days and calendar dates do not mix. */
export function courseOf({ measurements, infusion, asOf, asOfDay }: CourseInputs, limits: Limits): readonly Point[] {
  const zero = finite(infusion);
  const until = finite(asOf);
  const points = measurements.flatMap((one, index) => pointOf(one, zero, limits, index) ?? []);
  const seen = points.filter(
    ({ date, sinceInfusion }) =>
      !(until && date && date.start > until.end) &&
      !(asOfDay.given && sinceInfusion && sinceInfusion.low > asOfDay.range.high),
  );
  return [...seen].sort((a, b) => a.day.low + a.day.high - b.day.low - b.day.high);
}

/** Condition on the single undated value. */
export const isAplasticNow = (inputs: CourseInputs, limits: Limits): Condition => aplasticBy(inputs, limits, 'now');

/** How a course of B cells stands: still aplastic, above the limit once, or above it twice far enough apart. */
type CourseState = { readonly state: 'aplasia' | 'possible' } | { readonly state: 'recovery'; readonly first: Point };

const apart = (a: Point, b: Point, days: number): Condition => {
  const [least, most] = [b.day.low - a.day.high, b.day.high - a.day.low];
  return (path) =>
    path.settle(
      { key: `${days} days between ${a.day.low} and ${b.day.low}`, inputs: ['measurements'] },
      least >= days ? true : most < days ? false : null,
    );
};

/** The course read from its start: recovery begins with the first value of an unbroken run that is long enough. */
export const courseState =
  (points: readonly Point[], { confirmDays }: Limits): Decision<CourseState> =>
  (path) => {
    let run: Point | null = null;
    for (const point of points) {
      if (point.isAplastic(path)) run = null;
      else if (run && apart(run, point, confirmDays)(path)) return { state: 'recovery', first: run };
      else run ??= point;
    }
    return { state: run ? 'possible' : 'aplasia' };
  };

/** The first value at or above the limit of the run in which the course ends or recovers; null while aplastic or undecided. */
export function recoveryPoint(points: readonly Point[], limits: Limits): Point | null {
  let run: Point | null = null;
  for (const point of points) {
    const aplastic = truth(point.isAplastic);
    if (aplastic !== false) run = null;
    else if (run && truth(not(apart(run, point, limits.confirmDays))) === false) return run;
    else run ??= point;
  }
  return run;
}

/** Whether the last measurement is too old to speak of the day asked about; null when its days leave that open. */
export function isStale(points: readonly Point[], { asOf, asOfDay }: CourseInputs, days: number): boolean | null {
  const [last, until] = [points.at(-1), finite(asOf)];
  if (!last) return null;
  if (asOfDay.given && last.sinceInfusion) {
    const [least, most] = [asOfDay.range.low - last.sinceInfusion.high, asOfDay.range.high - last.sinceInfusion.low];
    return least > days ? true : most <= days ? false : null;
  }
  if (!until || !last.date) return false;
  const fresh = isNotAfter(until, { start: last.date.start + days, end: last.date.end + days });
  return fresh === null ? null : !fresh;
}
