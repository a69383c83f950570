import { daysBetween, type Span, withMembers } from '@linea/facts';
import { type Cause, type CourseEnd, type EndpointRules, endOfCourse } from '../../endpoints/end-of-course.ts';
import type { Calculated, Path, When } from '../../engine/index.ts';
import { hullOf } from '../../lines/agents-of.ts';
import { settleRecord } from '../../lines/record.ts';
import type { OutcomeDays } from './days-of-outcome.ts';

/** What ended follow-up, in the words of the answer. */
export type Reasons = Readonly<Partial<Record<Cause, string>>>;
export const REASONS: Reasons = {
  progression: 'pd',
  death: 'death',
  newTherapy: 'new-therapy',
  noResponse: 'no-response',
};

export interface Question {
  readonly start: When;
  readonly of: OutcomeDays;
  readonly rules: EndpointRules;
  readonly reasons: Reasons;
  /** The day of a failure to respond, on a path. */
  readonly noResponse?: (path: Path) => When | undefined;
}

const wholeDays = (days: number): number | null => (Number.isFinite(days) ? days : null);

/** What to ask for where an end has no last day: the event that happened at an unknown time, else the last contact. */
function undated({ progressionDay, deathDay, newTherapyDay, lastContactDay }: OutcomeDays): readonly string[] {
  const open = [progressionDay, deathDay, newTherapyDay].filter(({ span }) => span?.end === Infinity);
  return (open.length > 0 ? open : [lastContactDay]).flatMap(({ inputs }) => inputs);
}

/** `{ timeDays, event, reason }`; with days that are not exact `timeDays` is null and `minDays` to `maxDays` bound it. */
export function timeOf({ start, of, rules, reasons, noResponse }: Question): Calculated {
  if (!start.given)
    return { fields: { status: 'indeterminate', missing: start.inputs, timeDays: null, event: null, reason: null } };
  const from = start.span as Span;
  const ends: Span[] = [];
  const { status, fields, missing } = settleRecord((path) => {
    const failed = noResponse?.(path);
    const { event, cause, days }: CourseEnd = endOfCourse(
      {
        start,
        on: {
          progression: of.progressionDay,
          death: of.deathDay,
          newTherapy: of.newTherapyDay,
          ...(failed ? { noResponse: failed } : {}),
        },
        lastAssessment: of.lastAssessmentDay,
        lastContact: of.lastContactDay,
      },
      rules,
    )(path);
    ends.push(days);
    return { event, reason: cause === null ? 'no-event' : (reasons[cause] ?? cause) };
  });
  const { minDays, maxDays } = daysBetween(from, hullOf(ends), true);
  if (maxDays < 0) return { error: 'event-before-start' };
  const exact = minDays === maxDays;
  const open = !Number.isFinite(maxDays);
  const asked = open ? [...new Set([...missing, ...undated(of)])] : missing;
  return {
    fields: {
      status: open ? 'indeterminate' : status,
      timeDays: exact ? minDays : null,
      ...(exact ? {} : { minDays, maxDays: wholeDays(maxDays) }),
      ...fields,
      ...(asked.length > 0 ? { missing: asked } : {}),
    },
  };
}

const exactDay = (name: string, day: number): When => ({
  key: name,
  inputs: [],
  span: { start: day, end: day },
  given: true,
});

/** Day 0 of the clock: a day given as such, else that of the infusion or the leukapheresis. */
export const startOf = (of: OutcomeDays, anchor: string | number): When => {
  if (typeof anchor === 'number') return exactDay('anchor', anchor);
  return anchor === 'leukapheresis' ? of.leukapheresisDay : of.infusionDay;
};

const members = ({ timeDays, event, reason, minDays, maxDays, status }: Readonly<Record<string, unknown>>) => ({
  status,
  timeDays,
  ...(minDays === undefined ? {} : { minDays, maxDays }),
  event,
  reason,
});

/** From one anchor; not for a patient who was never infused, where the clock starts at the infusion. */
export function fromAnchor(question: Omit<Question, 'start'>, anchor: string | number): Calculated {
  const start = startOf(question.of, anchor);
  if (start.span === null) return { notApplicable: anchor === 'leukapheresis' ? 'no-leukapheresis' : 'not-infused' };
  return timeOf(withMembers(question, { start }));
}

export const shortOf = (calculated: Calculated): unknown =>
  'fields' in calculated
    ? members(calculated.fields)
    : 'error' in calculated
      ? { error: calculated.error }
      : { status: 'notApplicable', reason: calculated.notApplicable };

const isBefore = (a: When, b: When): boolean =>
  a.span !== null && b.span !== null && a.given && b.given && a.span.end < b.span.start;

/** One endpoint from the anchor asked for and, where the leukapheresis is known, from both. */
export function outcomeOf(question: Omit<Question, 'start'>, anchor: string | number): Calculated {
  if (isBefore(question.of.infusionDay, question.of.leukapheresisDay))
    return { error: 'infusion-before-leukapheresis' };
  const one = fromAnchor(question, anchor);
  if (!('fields' in one) || question.of.leukapheresisDay.span === null) return one;
  const byAnchor = {
    infusion: shortOf(fromAnchor(question, 'infusion')),
    leukapheresis: shortOf(fromAnchor(question, 'leukapheresis')),
  };
  return { fields: withMembers(one.fields, { byAnchor }) };
}
