import { daysBetween, type FactId, type Issue, type Span, spanOf, withMembers } from '@linea/facts';
import type { When } from '../engine/index.ts';
import { Path } from '../engine/path.ts';
import { hullOf } from '../lines/agents-of.ts';
import { settleRecord } from '../lines/record.ts';
import { type Patient, plainDate } from '../patient/patient.ts';
import { TELLERS } from './disease-stories.ts';
import { type Cause, type Course, type CourseEnd, endOfCourse } from './end-of-course.ts';
import { imputed } from './impute.ts';
import { checkPlan, type EndpointPlan } from './plan.ts';
import { relativeTo } from './relative.ts';
import { commonStory, type Dated, type Story } from './story.ts';

/** Time to event of one patient as statistics take it: whole days, entry and end counted from the start. */
export interface ImputedTime {
  readonly timeDays: number;
  /** When the patient comes under observation; 0 with the clock. */
  readonly entryDays: number;
  readonly event: 0 | 1 | 2;
  readonly cause: Cause | null;
  /** The dates that the time hangs on, were not exact, and were put on one day. */
  readonly imputed: readonly string[];
}

export interface EndpointTime {
  readonly status: 'determined' | 'indeterminate';
  /** Whole days where the dates are exact, else null and bounded; `maxDays` null: no upper bound. */
  readonly timeDays: number | null;
  readonly minDays: number;
  readonly maxDays: number | null;
  /** 0 censored, 1 event, 2 competing event, or an outcome where imprecise dates leave it open. */
  readonly event: unknown;
  readonly cause: unknown;
  readonly start: string;
  readonly missing: readonly string[];
  readonly facts: readonly FactId[];
  readonly assuming: Story['assuming'];
  /** Null where some date has no bounds at all. */
  readonly statistics: ImputedTime | null;
}

export type EndpointResult =
  | EndpointTime
  | {
      readonly status: 'notApplicable';
      readonly reason:
        | 'no-start'
        | 'not-in-population'
        | 'non-responder'
        | 'ended-before-entry'
        | 'ended-before-landmark';
    }
  | { readonly status: 'refused'; readonly issues: readonly Issue[] };

const out = (reason: Extract<EndpointResult, { status: 'notApplicable' }>['reason']): EndpointResult => ({
  status: 'notApplicable',
  reason,
});

const NEVER: When = { key: 'never', inputs: [], span: null, given: true };

/** The whole story with the disease's own part, from the start on: the same for every endpoint that starts there. */
function storyFrom(of: Patient, { definition: { disease } }: EndpointPlan, from: Span, assumed: boolean): Story {
  return of.memo(`story ${disease} ${from.start} ${from.end} ${assumed}`, () => {
    const { death, ...common } = commonStory(of);
    const own = TELLERS[disease](of, from, assumed);
    return withMembers(common, own, { on: withMembers(own.on, death ? { death } : {}) });
  });
}

/** The last adequate assessment that is not after what ends follow-up. */
const lastBefore = (assessments: readonly Dated[], limit: number): Dated | undefined =>
  [...assessments]
    .filter(({ when }) => (when.span?.start ?? Infinity) <= limit)
    .sort((a, b) => (a.when.span?.end ?? 0) - (b.when.span?.end ?? 0))
    .at(-1);

interface Dates {
  readonly start: When;
  readonly course: Course;
  readonly facts: readonly FactId[];
}

function datesOf(plan: EndpointPlan, story: Story, start: Dated): Dates {
  const { definition } = plan;
  const on = Object.fromEntries(Object.entries(story.on).map(([cause, dated]) => [cause, (dated as Dated).when]));
  const ends = [...definition.events, ...definition.competing, ...definition.stops].flatMap(
    (cause) => story.on[cause] ?? [],
  );
  const limit = Math.min(Infinity, ...ends.map(({ when }) => when.span?.end ?? Infinity));
  const last = lastBefore(story.assessments, limit);
  const used = [start, ...ends, ...(last ? [last] : []), ...(story.lastContact ? [story.lastContact] : [])];
  return {
    start: start.when,
    course: {
      start: start.when,
      on,
      lastAssessment: last?.when ?? NEVER,
      lastContact: story.lastContact?.when ?? NEVER,
    },
    facts: [...new Set(used.flatMap(({ facts }) => facts))],
  };
}

/** The day of a failure to respond, where the definition has one and follow-up reached it. */
function failure(plan: EndpointPlan, story: Story, { start, course }: Dates, path: Path): When | undefined {
  const { failureDay } = plan.definition;
  if (failureDay === null || !start.span) return undefined;
  const day: When = {
    key: 'failure',
    inputs: [],
    given: true,
    span: spanOf(start.span.start + failureDay, start.span.end + failureDay),
  };
  const reached = failureDay === 0 || (course.lastAssessment.span?.end ?? -Infinity) >= (day.span as Span).start;
  if (!reached) return undefined;
  const responded = hasResponded(story, start.span, failureDay);
  return (responded ?? path.settle({ key: 'responded', inputs: ['resp.date'] }, null)) ? undefined : day;
}

/** Whether a response was reached by so many days from the start (0: ever); undefined where an assessment may have been one. */
function hasResponded({ response, responseKnown }: Story, from: Span, days: number): boolean | undefined {
  const first = response?.when.span;
  if (first && (days === 0 || first.start <= from.end + days)) return true;
  return responseKnown ? false : undefined;
}

/** Whether the response was there on the day of a landmark; undefined where its date or an earlier assessment leaves that open. */
function respondedBy({ response, responseKnown }: Story, from: Span, days: number): boolean | undefined {
  const first = response?.when.span;
  if (first && first.end <= from.start + days) return true;
  return responseKnown && (!response || (first && first.start > from.end + days)) ? false : undefined;
}

const ended = (plan: EndpointPlan, story: Story, dates: Dates, path: Path): CourseEnd => {
  const failed = failure(plan, story, dates, path);
  const on = failed ? withMembers(dates.course.on, { noResponse: failed }) : dates.course.on;
  return endOfCourse(withMembers(dates.course, { on }), plan.definition)(path);
};

/** The same dates on one day each; null where one of them is open. */
function imputedDates({
  start,
  course,
  facts,
}: Dates): { readonly dates: Dates; readonly names: readonly string[] } | null {
  const zero = imputed(start, -Infinity);
  if (!zero?.span) return null;
  const names: string[] = [];
  const put = (name: string, when: When): When | null => {
    const day = imputed(when, (zero.span as Span).start);
    if (when.span && when.span.start !== when.span.end) names.push(name);
    return day;
  };
  if (start.span && start.span.start !== start.span.end) names.push('start');
  const on: Partial<Record<Cause, When>> = {};
  for (const [cause, when] of Object.entries(course.on)) {
    const day = put(cause, when);
    if (!day) return null;
    on[cause as Cause] = day;
  }
  const [lastAssessment, lastContact] = [
    put('lastAssessment', course.lastAssessment),
    put('lastContact', course.lastContact),
  ];
  if (!lastAssessment || !lastContact) return null;
  return { dates: { start: zero, course: { start: zero, on, lastAssessment, lastContact }, facts }, names };
}

function statisticsOf(plan: EndpointPlan, story: Story, dates: Dates): ImputedTime | null {
  const exact = imputedDates(dates);
  const zero = exact?.dates.start.span?.start;
  const { failureDay } = plan.definition;
  if (!exact || zero === undefined) return null;
  if (failureDay !== null && hasResponded(story, spanOf(zero), failureDay) === undefined) return null;
  const end = ended(plan, story, exact.dates, new Path([]));
  if (!Number.isFinite(end.days.end)) return null;
  const last = end.event === 0 && end.cause ? ['lastAssessment'] : [];
  const decided = ['start', end.cause ?? plan.definition.censoredAt, ...last];
  const entered =
    plan.entry === 'infusion' ? story.infusion : plan.entry === 'registration' ? story.registration : null;
  const entry = entered ? imputed(entered.when, zero)?.span?.start : zero;
  const landmark = plan.landmarkDays ?? 0;
  return {
    timeDays: end.days.start - zero - landmark,
    entryDays: Math.max(0, (entry ?? zero) - zero - landmark),
    event: end.event,
    cause: end.cause,
    imputed: exact.names.filter((name) => decided.includes(name)),
  };
}

function startOf(plan: EndpointPlan, story: Story): Dated | null {
  if (plan.start === 'response') return story.responseKnown ? story.response : null;
  return story[plan.start];
}

/**
 * An endpoint of one patient under a plan, from the facts as they are seen.
 *
 * Where every date of a patient is counted from one fact of unknown day, the times are those between the counts.
 * Dates that are not exact give bounds; `statistics` puts each on one day (month: the 15th, year: 1 July, else the middle)
 * and takes the progression first where it collides with the death. A plan with immortal time is refused.
 *
 * @param assumed  take stated responses where the scans or counts leave them open; they are named in `assuming`
 */
export function endpointOf(of: Patient, plan: EndpointPlan, assumed = false): EndpointResult {
  const issues = checkPlan(plan);
  if (issues.length > 0) return { status: 'refused', issues };
  const relative = relativeTo(of);
  const told = toldOf(relative?.of ?? of, plan, assumed);
  if ('status' in told) return told;
  const result = timed(plan, told);
  // The day of the first fact is one of many: what it was is not said.
  return relative && result.start !== '' ? withMembers(result, { start: plainDate(of.span(relative.root)) }) : result;
}

/** What statistics take of an endpoint, without the bounds that a page shows: see `endpointOf`. Null where some date has no bounds. */
export type EndpointStatistics =
  | { readonly statistics: ImputedTime | null; readonly assuming: Story['assuming'] }
  | Exclude<EndpointResult, EndpointTime>;

export function endpointStatistics(of: Patient, plan: EndpointPlan, assumed = false): EndpointStatistics {
  const issues = checkPlan(plan);
  if (issues.length > 0) return { status: 'refused', issues };
  const told = toldOf(relativeTo(of)?.of ?? of, plan, assumed);
  if (!('status' in told)) return { statistics: told.statistics, assuming: told.story.assuming };
  return 'statistics' in told ? { statistics: null, assuming: told.assuming } : told;
}

/** A course on its clock. */
interface Told {
  readonly story: Story;
  readonly dates: Dates;
  readonly statistics: ImputedTime | null;
}

function toldOf(of: Patient, plan: EndpointPlan, assumed: boolean): Told | EndpointResult {
  const common = commonStory(of);
  const anchor = plan.start === 'response' ? common.infusion : common[plan.start];
  const counted = plan.population === 'infused' || plan.population === 'responders';
  if (!anchor?.when.span) return out(counted && plan.start !== 'leukapheresis' ? 'not-in-population' : 'no-start');
  if (counted && !common.infusion) return out('not-in-population');
  if (plan.population === 'collected' && !common.leukapheresis) return out('not-in-population');
  const story = storyFrom(of, plan, anchor.when.span, assumed);
  const start = startOf(plan, story);
  if (plan.start === 'response' && !start) return story.responseKnown ? out('non-responder') : missingResponse(story);
  if (!start?.when.span) return out('no-start');
  if (plan.population === 'responders' && plan.start !== 'response' && plan.landmarkDays !== null) {
    const counts = respondedBy(story, start.when.span, plan.landmarkDays);
    if (counts !== true) return counts === false ? out('non-responder') : missingResponse(story);
  }
  const dates = datesOf(plan, story, start);
  const statistics = statisticsOf(plan, story, dates);
  if (statistics && plan.landmarkDays !== null && statistics.timeDays <= 0) return out('ended-before-landmark');
  if (statistics && statistics.entryDays > 0 && statistics.timeDays <= statistics.entryDays)
    return out('ended-before-entry');
  return { story, dates, statistics };
}

const missingResponse = ({ assuming }: Story): EndpointTime => ({
  status: 'indeterminate', timeDays: null, minDays: 0, maxDays: null, event: null, cause: null, start: '', missing: ['resp.date'], facts: [], assuming, statistics: null,
}); // biome-ignore format: nothing known

function timed(plan: EndpointPlan, { story, dates, statistics }: Told): EndpointTime {
  const from = dates.start.span as Span;
  const ends: Span[] = [];
  const { status, fields, missing } = settleRecord((path) => {
    const { event, cause, days } = ended(plan, story, dates, path);
    ends.push(days);
    return { event, cause };
  });
  const { minDays, maxDays } = daysBetween(from, hullOf(ends), true);
  const open = !Number.isFinite(maxDays);
  const shift = plan.landmarkDays ?? 0;
  return {
    status: open ? 'indeterminate' : status,
    timeDays: minDays === maxDays ? minDays - shift : null,
    minDays: minDays - shift,
    maxDays: open ? null : maxDays - shift,
    ...fields,
    start: plainDate(from),
    missing: open ? [...new Set([...missing, 'fu.date'])] : missing,
    facts: dates.facts,
    assuming: story.assuming,
    statistics,
  };
}
