import { daysBetween, type Span, withMembers } from '@linea/facts';
import { hullOf } from '../lines/agents-of.ts';
import { settleRecord } from '../lines/record.ts';
import { type Patient, plainDate } from '../patient/patient.ts';
import { type Dates, datesOf, ended, respondedBy } from './course-of.ts';
import { TELLERS } from './disease-stories.ts';
import { checkPlan, type EndpointPlan } from './plan.ts';
import { relativeTo } from './relative.ts';
import type { EndpointResult, EndpointTime, ImputedTime } from './result.ts';
import { statisticsOf } from './statistics.ts';
import { commonStory, type Dated, type Story } from './story.ts';

export type { EndpointResult, EndpointTime, ImputedTime } from './result.ts';

const out = (reason: Extract<EndpointResult, { status: 'notApplicable' }>['reason']): EndpointResult => ({
  status: 'notApplicable',
  reason,
});

/** The whole story with the disease's own part, from the start on: the same for every endpoint that starts there. */
function storyFrom(of: Patient, { definition: { disease } }: EndpointPlan, from: Span, assumed: boolean): Story {
  return of.memo(`story ${disease} ${from.start} ${from.end} ${assumed}`, () => {
    const { death, ...common } = commonStory(of);
    const own = TELLERS[disease](of, from, assumed);
    return withMembers(common, own, { on: withMembers(own.on, death ? { death } : {}) });
  });
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
  return relative && 'start' in result && result.start !== ''
    ? withMembers(result, { start: plainDate(of.span(relative.root)) })
    : result;
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
  if (statistics && statistics.timeDays < 0) return out('ended-before-start');
  if (statistics && statistics.entryDays > 0 && statistics.timeDays <= statistics.entryDays)
    return out('ended-before-entry');
  return { story, dates, statistics };
}

const missingResponse = ({ assuming }: Story): EndpointTime => ({
  status: 'indeterminate', timeDays: null, minDays: 0, maxDays: null, event: null, cause: null, start: '', missing: ['resp.date'], facts: [], assuming, statistics: null,
}); // biome-ignore format: nothing known

function timed(plan: EndpointPlan, { story, dates, statistics }: Told): EndpointResult {
  const from = dates.start.span as Span;
  const ends: Span[] = [];
  const { status, fields, missing } = settleRecord((path) => {
    const { event, cause, days } = ended(plan, story, dates, path);
    ends.push(days);
    return { event, cause };
  });
  const { minDays, maxDays } = daysBetween(from, hullOf(ends), true);
  if (maxDays < 0) return out('ended-before-start');
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
