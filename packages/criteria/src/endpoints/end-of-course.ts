import { type Span, spanOf } from '@linea/facts';
import type { Decision, Path, When } from '../engine/index.ts';
import { by, dated } from '../lines/endpoint.ts';

/** What may end follow-up, in the order in which they count when they fall on one day. */
const CAUSES = ['progression', 'noResponse', 'newTherapy', 'death'] as const;
export type Cause = (typeof CAUSES)[number];

/** What an endpoint counts, and how it is censored. */
export interface EndpointRules {
  readonly events: readonly Cause[];
  readonly competing: readonly Cause[];
  /** End follow-up without being an event: censored at the last assessment on or before them. */
  readonly stops: readonly Cause[];
  readonly censoredAt: 'lastAssessment' | 'lastContact';
}

/** The dates of one patient on one clock; a date that was not given did not happen. */
export interface Course {
  readonly start: When;
  readonly on: Readonly<Partial<Record<Cause, When>>>;
  /** The last adequate assessment of the disease. */
  readonly lastAssessment: When;
  readonly lastContact: When;
}

/** How it ends on one way: 0 censored, 1 the event, 2 the competing event; what ended it, and on which days. */
export interface CourseEnd {
  readonly event: 0 | 1 | 2;
  readonly cause: Cause | null;
  readonly days: Span;
}

interface Candidate {
  readonly when: When;
  readonly cause: Cause;
  readonly event: 0 | 1 | 2;
}

const candidates = ({ on }: Course, { events, competing, stops }: EndpointRules): readonly Candidate[] => {
  const of = (causes: readonly Cause[], event: 0 | 1 | 2): readonly Candidate[] =>
    CAUSES.filter((cause) => causes.includes(cause)).flatMap((cause) => {
      const when = on[cause];
      return when && dated(when) ? [{ when, cause, event }] : [];
    });
  const counted = [...of(events, 1), ...of(competing, 2)];
  const order = ({ cause }: Candidate) => CAUSES.indexOf(cause);
  return [...counted.sort((a, b) => order(a) - order(b)), ...of(stops, 0)];
};

/** The first of them; on one day the one that is listed first: an event precedes censoring on its day. */
const first = (path: Path, all: readonly Candidate[]): Candidate | undefined =>
  all.reduce<Candidate | undefined>(
    (earliest, one) => (earliest && by(path, earliest.when, one.when) ? earliest : one),
    undefined,
  );

const clamped = ({ start, end }: Span, from: Span, to: Span): Span =>
  spanOf(Math.min(Math.max(start, from.start), to.start), Math.min(Math.max(end, from.end), to.end));

const NO_LIMIT = spanOf(Infinity);
const UNKNOWN_DAYS = (from: Span): Span => spanOf(from.start, Infinity);

/** Censored at the last assessment, at the start without one; or when last known alive: a death that is no event is that day. */
function censoring(
  { start, on, lastAssessment, lastContact }: Course,
  at: EndpointRules['censoredAt'],
  limit: Span,
): Span {
  const from = start.span as Span;
  const assessed = dated(lastAssessment);
  if (at === 'lastAssessment') return assessed ? clamped(assessed, from, limit) : from;
  const died = on.death && dated(on.death);
  return died ?? dated(lastContact) ?? assessed ?? UNKNOWN_DAYS(from);
}

/** How follow-up ends. @throws nothing; `start` must have days */
export const endOfCourse =
  (course: Course, rules: EndpointRules): Decision<CourseEnd> =>
  (path) => {
    const ended = first(path, candidates(course, rules));
    if (!ended) return { event: 0, cause: null, days: censoring(course, rules.censoredAt, NO_LIMIT) };
    const { cause, event, when } = ended;
    const limit = when.span as Span;
    return { event, cause, days: event === 0 ? censoring(course, 'lastAssessment', limit) : limit };
  };
