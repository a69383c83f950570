import { type Span, spanOf } from '@linea/facts';
import type { When } from '../engine/index.ts';
import { Path } from '../engine/path.ts';
import { type Dates, ended, hasResponded, isOpen } from './course-of.ts';
import type { Cause } from './end-of-course.ts';
import { imputed } from './impute.ts';
import type { EndpointPlan } from './plan.ts';
import type { ImputedTime } from './result.ts';
import type { Story } from './story.ts';

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

/** A progression that an earlier assessment leaves open is dated, for statistics, on the first that shows it. */
function onSureDays({ course, ...rest }: Dates, { on }: Story): Dates {
  const sure = on.progression?.sure;
  return { ...rest, course: sure ? { ...course, on: { ...course.on, progression: sure } } : course };
}

/** The time on one day each; null where some date has no bounds, or where it is open whether something happened. */
export function statisticsOf(plan: EndpointPlan, story: Story, dates: Dates): ImputedTime | null {
  if (isOpen(plan, story)) return null;
  const exact = imputedDates(onSureDays(dates, story));
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
