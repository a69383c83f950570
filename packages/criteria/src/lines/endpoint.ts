import {
  compareSpans,
  daysBetween,
  isBefore,
  isNotAfter,
  type Span,
  spanOf,
  type Truth,
  withMembers,
} from '@linea/facts';
import type { Calculated, Decision, Measured, Path, When } from '../engine/index.ts';
import type { Interval } from '../engine/path.ts';
import { plainDate } from '../patient/patient.ts';
import { hullOf } from './agents-of.ts';
import { ask, imprecise } from './ask.ts';
import { settleRecord } from './record.ts';

/**
 * A date, and where the source dates it so its day counted from one common day ("170 days after the infusion"). Days order
 * and measure what imprecise dates leave open; a start without one is day 0.
 */
export interface Point extends When {
  readonly day?: Interval | undefined;
}

export const pointAt = (when: When, day: Measured | undefined): Point =>
  day?.given ? withMembers(when, { day: day.range }) : when;

/** The days from the start to a point, as far as their counts tell. */
export const countedTo = ({ day: start }: Point, { day }: Point): Interval | undefined =>
  day && { low: day.low - (start?.high ?? 0), high: day.high - (start?.low ?? 0) };

/** How follow-up ends on one way: 0 censored, 1 the event, 2 the competing event. */
export interface End {
  readonly event: 0 | 1 | 2;
  readonly reason: string;
  readonly days: Span;
  /** Days from the start, where both are counted from a common day: narrower than what imprecise dates leave. */
  readonly after?: Interval | undefined;
}

export interface ProgressionInputs {
  readonly start: Point;
  readonly pdDate: Point;
  /** Every date that progression may have, a date that did not happen among them where there may be none; empty where it is settled. */
  readonly pdPossible?: readonly Point[];
  readonly deathDate: Point;
  readonly assessments: readonly Point[];
  readonly newTherapyDate: Point;
  readonly cutoff: When;
}

export interface ProgressionRules {
  readonly censorAtNewTherapy: boolean;
  /** Planned interval between assessments; null: missed ones are not looked for. */
  readonly intervalDays: number | null;
  readonly deathCounts: Decision<boolean>;
}

/** A date that was given and did happen. An optional date that is absent did not happen. */
export const dated = (when: When): Span | null => (when.given ? when.span : null);

const asked = (...dates: readonly When[]): readonly string[] => imprecise(...dates.filter(({ given }) => given));

/** A question about two days: by their dates, else by their counts. */
export function orderOf(question: (a: Span, b: Span) => Truth, a: Point, b: Point): Truth {
  const byDate = question(a.span as Span, b.span as Span);
  if (byDate !== null || !a.day || !b.day) return byDate;
  return question(spanOf(a.day.low, a.day.high), spanOf(b.day.low, b.day.high));
}

/** a is not after b (strictly before it); where their days leave it open the path forks. */
export const by = (path: Path, a: Point, b: Point): boolean =>
  a.span !== null &&
  b.span !== null &&
  ask(path, orderOf(isNotAfter, a, b), () => ({ key: `${a.key} by ${b.key}`, inputs: asked(a, b) }));
const before = (path: Path, a: Point, b: Point): boolean =>
  a.span !== null &&
  b.span !== null &&
  ask(path, orderOf(isBefore, a, b), () => ({ key: `${a.key} before ${b.key}`, inputs: asked(a, b) }));

/** No limit where none was given. */
export const limitOf = (cutoff: When): When =>
  cutoff.given ? cutoff : withMembers(cutoff, { span: spanOf(Infinity) });

const upTo = (days: Span, limit: Span): Span => spanOf(Math.min(days.start, limit.end), Math.min(days.end, limit.end));

/** The latest of the dates that satisfies the question, on this path. */
const lastThat = (dates: readonly Point[], asks: (date: Point) => boolean): Point | undefined =>
  dates
    .filter(({ given, span }) => given && span !== null)
    .sort((a, b) => compareSpans(b.span as Span, a.span as Span))
    .find(asks);

interface Happened {
  readonly when: Point;
  readonly reason: 'pd' | 'death';
}

/** One of several dates that something may have, on this path. */
const oneOf = (path: Path, dates: readonly Point[]): Point =>
  dates.find(
    ({ key }, index) => index === dates.length - 1 || path.settle({ key: `it is ${key}`, inputs: ['pdDate'] }, null),
  ) as Point;

/** The first of progression and death on or before the cutoff. */
function firstEvent(
  path: Path,
  { pdDate, pdPossible = [], deathDate }: ProgressionInputs,
  cutoff: When,
  rules: ProgressionRules,
): Happened | null {
  const progression = pdPossible.length > 0 ? oneOf(path, pdPossible) : pdDate;
  const pd = dated(progression) && by(path, progression, cutoff) ? progression : null;
  const death = dated(deathDate) && by(path, deathDate, cutoff) && rules.deathCounts(path) ? deathDate : null;
  if (pd && (!death || by(path, pd, death))) return { when: pd, reason: 'pd' };
  return death ? { when: death, reason: 'death' } : null;
}

/** More than two planned intervals lie between the last assessment (or the start) and the event. */
function missed(path: Path, event: Point, last: Point, intervalDays: number): boolean {
  const { minDays, maxDays } = narrowed(
    daysBetween(last.span as Span, event.span as Span),
    last.day && countedTo(last, event),
  );
  const missing = minDays > 2 * intervalDays ? true : maxDays <= 2 * intervalDays ? false : null;
  return ask(path, missing, () => ({ key: `${event.key} missed since ${last.key}`, inputs: asked(event, last) }));
}

/** How follow-up for progression ends: the order of rules of myeloma.md 7. */
export const progressionEnd =
  (inputs: ProgressionInputs, rules: ProgressionRules): Decision<End> =>
  (path) => {
    const { newTherapyDate } = inputs;
    // Without a count of its own the start is day 0 of the counts.
    const start: Point = withMembers(inputs.start, { day: inputs.start.day ?? { low: 0, high: 0 } });
    const cutoff = limitOf(inputs.cutoff);
    const last = (asks: (date: Point) => boolean) =>
      lastThat(inputs.assessments, (one) => before(path, start, one) && by(path, one, cutoff) && asks(one));
    const atStart: End = {
      event: 0,
      reason: 'no-assessment',
      days: start.span as Span,
      after: { low: 0, high: 0 },
    };
    const censored = (reason: string, assessed: Point | undefined, limit: When): End =>
      assessed
        ? {
            event: 0,
            reason,
            days: upTo(assessed.span as Span, limit.span as Span),
            after: countedTo(start, assessed),
          }
        : atStart;
    const event = firstEvent(path, inputs, cutoff, rules);
    const replaced =
      rules.censorAtNewTherapy &&
      dated(newTherapyDate) &&
      by(path, newTherapyDate, cutoff) &&
      (!event || before(path, newTherapyDate, event.when));
    if (replaced)
      return censored(
        'new-therapy',
        last((one) => by(path, one, newTherapyDate)),
        newTherapyDate,
      );
    if (!event)
      return censored(
        'no-event',
        last(() => true),
        cutoff,
      );
    if (rules.intervalDays !== null) {
      const assessed = last((one) => before(path, one, event.when));
      if (missed(path, event.when, assessed ?? start, rules.intervalDays))
        return censored('missed-assessments', assessed, event.when);
    }
    return {
      event: 1,
      reason: event.reason,
      days: upTo(event.when.span as Span, cutoff.span as Span),
      after: countedTo(start, event.when),
    };
  };

interface Length {
  readonly minDays: number;
  readonly maxDays: number;
}

/** The days that both the dates and the counts allow; where they contradict each other, the dates alone. */
function narrowed(byDates: Length, counted: Interval | undefined): Length {
  if (!counted) return byDates;
  const minDays = Math.max(byDates.minDays, counted.low);
  const maxDays = Math.min(byDates.maxDays, counted.high);
  return minDays <= maxDays ? { minDays, maxDays } : byDates;
}

const finite = (days: number): number | null => (Number.isFinite(days) ? days : null);

/**
 * Time to event as every endpoint prints it. `timeDays` and `endDate` are exact when the dates are; otherwise `timeDays`
 * is null and `minDays` to `maxDays` hold every length that the dates allow (maxDays null: no upper bound).
 */
export function timeToEvent(start: Point, decision: Decision<End>): Calculated {
  if (!start.given || !start.span)
    return {
      fields: {
        status: 'indeterminate',
        missing: start.inputs,
        timeDays: null,
        event: null,
        reason: null,
        endDate: null,
      },
    };
  const from = start.span;
  const ends: Span[] = [];
  const lengths: Length[] = [];
  const { status, fields, missing } = settleRecord((path) => {
    const { event, reason, days, after } = decision(path);
    ends.push(days);
    lengths.push(narrowed(daysBetween(from, days, true), after));
    return { event, reason };
  });
  const end = hullOf(ends);
  const minDays = Math.min(...lengths.map((length) => length.minDays));
  const maxDays = Math.max(...lengths.map((length) => length.maxDays));
  if (maxDays < 0) return { error: 'event-before-start' };
  const exact = minDays === maxDays;
  return {
    fields: {
      status,
      timeDays: exact ? minDays : null,
      ...(exact ? {} : { minDays, maxDays: finite(maxDays) }),
      event: fields.event,
      reason: fields.reason,
      endDate: Number.isFinite(end.start) || Number.isFinite(end.end) ? plainDate(end) : null,
      ...(missing.length > 0 ? { missing } : {}),
    },
  };
}
