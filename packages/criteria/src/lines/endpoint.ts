import { compareSpans, daysBetween, isBefore, isNotAfter, type Span, spanOf } from '@linea/facts';
import type { Calculated, Decision, Path, When } from '../engine/index.ts';
import type { Interval } from '../engine/path.ts';
import { plainDate } from '../patient/patient.ts';
import { hullOf } from './agents-of.ts';
import { ask, imprecise } from './ask.ts';
import { settleRecord } from './record.ts';

/** How follow-up ends on one way: 0 censored, 1 the event, 2 the competing event. */
export interface End {
  readonly event: 0 | 1 | 2;
  readonly reason: string;
  readonly days: Span;
  /** Days from the start, where both are dated by a common fact: narrower than what imprecise dates leave. */
  readonly after?: Interval | undefined;
}

export interface ProgressionInputs {
  readonly start: When;
  readonly pdDate: When;
  readonly deathDate: When;
  readonly assessments: readonly When[];
  readonly newTherapyDate: When;
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

/** a is not after b (strictly before it); where their days leave it open the path forks. */
export const by = (path: Path, a: When, b: When): boolean =>
  a.span !== null &&
  b.span !== null &&
  ask(path, isNotAfter(a.span, b.span), () => ({ key: `${a.key} by ${b.key}`, inputs: asked(a, b) }));
const before = (path: Path, a: When, b: When): boolean =>
  a.span !== null &&
  b.span !== null &&
  ask(path, isBefore(a.span, b.span), () => ({ key: `${a.key} before ${b.key}`, inputs: asked(a, b) }));

/** No limit where none was given. */
export const limitOf = (cutoff: When): When => (cutoff.given ? cutoff : { ...cutoff, span: spanOf(Infinity) });

const upTo = (days: Span, limit: Span): Span => spanOf(Math.min(days.start, limit.end), Math.min(days.end, limit.end));

/** The latest of the dates that satisfies the question, on this path. */
const lastThat = (dates: readonly When[], asks: (date: When) => boolean): When | undefined =>
  dates
    .filter(({ given, span }) => given && span !== null)
    .sort((a, b) => compareSpans(b.span as Span, a.span as Span))
    .find(asks);

interface Happened {
  readonly when: When;
  readonly reason: 'pd' | 'death';
}

/** The first of progression and death on or before the cutoff. */
function firstEvent(
  path: Path,
  { pdDate, deathDate }: ProgressionInputs,
  cutoff: When,
  rules: ProgressionRules,
): Happened | null {
  const pd = dated(pdDate) && by(path, pdDate, cutoff) ? pdDate : null;
  const death = dated(deathDate) && by(path, deathDate, cutoff) && rules.deathCounts(path) ? deathDate : null;
  if (pd && (!death || by(path, pd, death))) return { when: pd, reason: 'pd' };
  return death ? { when: death, reason: 'death' } : null;
}

/** More than two planned intervals lie between the last assessment (or the start) and the event. */
function missed(path: Path, event: When, last: When, intervalDays: number): boolean {
  const { minDays, maxDays } = daysBetween(last.span as Span, event.span as Span);
  const missing = minDays > 2 * intervalDays ? true : maxDays <= 2 * intervalDays ? false : null;
  return ask(path, missing, () => ({ key: `${event.key} missed since ${last.key}`, inputs: asked(event, last) }));
}

/** How follow-up for progression ends: the order of rules of myeloma.md 7. */
export const progressionEnd =
  (inputs: ProgressionInputs, rules: ProgressionRules): Decision<End> =>
  (path) => {
    const { start, newTherapyDate } = inputs;
    const cutoff = limitOf(inputs.cutoff);
    const last = (asks: (date: When) => boolean) =>
      lastThat(inputs.assessments, (one) => before(path, start, one) && by(path, one, cutoff) && asks(one));
    const atStart: End = { event: 0, reason: 'no-assessment', days: start.span as Span };
    const censored = (reason: string, assessed: When | undefined, limit: When): End =>
      assessed ? { event: 0, reason, days: upTo(assessed.span as Span, limit.span as Span) } : atStart;
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
    return { event: 1, reason: event.reason, days: upTo(event.when.span as Span, cutoff.span as Span) };
  };

interface Length {
  readonly minDays: number;
  readonly maxDays: number;
}

/** The days that both the dates and the distances allow; where one way has no distance, or they contradict, the dates alone. */
function narrowed(byDates: Length, afters: readonly (Interval | undefined)[]): Length {
  const known = afters.flatMap((after) => after ?? []);
  if (known.length === 0 || known.length < afters.length) return byDates;
  const minDays = Math.max(byDates.minDays, Math.min(...known.map(({ low }) => low)));
  const maxDays = Math.min(byDates.maxDays, Math.max(...known.map(({ high }) => high)));
  return minDays <= maxDays ? { minDays, maxDays } : byDates;
}

const finite = (days: number): number | null => (Number.isFinite(days) ? days : null);

/**
 * Time to event as every endpoint prints it. `timeDays` and `endDate` are exact when the dates are; otherwise `timeDays`
 * is null and `minDays` to `maxDays` hold every length that the dates allow (maxDays null: no upper bound).
 */
export function timeToEvent(start: When, decision: Decision<End>): Calculated {
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
  const ends: Span[] = [];
  const afters: (Interval | undefined)[] = [];
  const { status, fields, missing } = settleRecord((path) => {
    const { event, reason, days, after } = decision(path);
    ends.push(days);
    afters.push(after);
    return { event, reason };
  });
  const end = hullOf(ends);
  const { minDays, maxDays } = narrowed(daysBetween(start.span, end, true), afters);
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
