import { type FactId, type Span, spanOf, withMembers } from '@linea/facts';
import type { When } from '../engine/index.ts';
import type { Path } from '../engine/path.ts';
import { type Course, type CourseEnd, endOfCourse } from './end-of-course.ts';
import type { EndpointPlan } from './plan.ts';
import type { Dated, Story } from './story.ts';

const NEVER: When = { key: 'never', inputs: [], span: null, given: true };

/** The last adequate assessment that is not after what ends follow-up. */
const lastBefore = (assessments: readonly Dated[], limit: number): Dated | undefined =>
  [...assessments]
    .filter(({ when }) => (when.span?.start ?? Infinity) <= limit)
    .sort((a, b) => (a.when.span?.end ?? 0) - (b.when.span?.end ?? 0))
    .at(-1);

/**
 * When a patient was last known to be alive: at a contact, or assessed, and not before the clock started. Of two whose days
 * overlap either may be the later.
 */
function lastAlive({ lastContact, assessments }: Story, from: Dated): Dated | null {
  const told = [...(lastContact ? [lastContact] : []), ...assessments].filter(({ when }) => when.span !== null);
  const [first] = told;
  if (!first) return null;
  const seen = [...told, from];
  const [start, end] = [Math.max(...seen.map(startOf)), Math.max(...seen.map(endOf))];
  const facts = seen.filter((one) => startOf(one) === start || endOf(one) === end).flatMap((one) => one.facts);
  return { when: { ...first.when, key: 'lastContact', inputs: ['fu.date'], span: spanOf(start, end) }, facts };
}

const startOf = ({ when }: Dated): number => when.span?.start ?? -Infinity;
const endOf = ({ when }: Dated): number => when.span?.end ?? -Infinity;

export interface Dates {
  readonly start: When;
  readonly course: Course;
  readonly facts: readonly FactId[];
}

export function datesOf(plan: EndpointPlan, story: Story, start: Dated): Dates {
  const { definition } = plan;
  const on = Object.fromEntries(Object.entries(story.on).map(([cause, dated]) => [cause, (dated as Dated).when]));
  const ends = [...definition.events, ...definition.competing, ...definition.stops].flatMap(
    (cause) => story.on[cause] ?? [],
  );
  const limit = Math.min(Infinity, ...ends.map(({ when }) => when.span?.end ?? Infinity));
  const last = lastBefore(story.assessments, limit);
  const alive = lastAlive(story, start);
  const used = [start, ...ends, ...(last ? [last] : []), ...(alive ? [alive] : [])];
  return {
    start: start.when,
    course: {
      start: start.when,
      on,
      lastAssessment: last?.when ?? NEVER,
      lastContact: alive?.when ?? NEVER,
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
export function hasResponded({ response, responseKnown }: Story, from: Span, days: number): boolean | undefined {
  const first = response?.when.span;
  if (first && (days === 0 || first.start <= from.end + days)) return true;
  return responseKnown ? false : undefined;
}

/** Whether the response was there on the day of a landmark; undefined where its date or an earlier assessment leaves that open. */
export function respondedBy({ response, responseKnown }: Story, from: Span, days: number): boolean | undefined {
  const first = response?.when.span;
  if (first && first.end <= from.start + days) return true;
  return responseKnown && (!response || (first && first.start > from.end + days)) ? false : undefined;
}

/** Does the endpoint hang on a progression of which the facts do not say whether or when it came? */
export const isOpen = ({ definition: { events, competing, stops } }: EndpointPlan, { mayProgress }: Story): boolean =>
  mayProgress.length > 0 && [...events, ...competing, ...stops].includes('progression');

/** One of the days on which progression may have come, or none. */
const progressionOn = (path: Path, { mayProgress }: Story): When | undefined =>
  mayProgress.find(
    (one, index) =>
      index === mayProgress.length - 1 ||
      path.settle({ key: `progression ${index}`, inputs: one?.when.inputs ?? ['lab.mSerum'] }, null),
  )?.when;

export const ended = (plan: EndpointPlan, story: Story, dates: Dates, path: Path): CourseEnd => {
  const failed = failure(plan, story, dates, path);
  const progression = isOpen(plan, story) ? progressionOn(path, story) : undefined;
  const on = withMembers(dates.course.on, progression ? { progression } : {}, failed ? { noResponse: failed } : {});
  return endOfCourse(withMembers(dates.course, { on }), plan.definition)(path);
};
