import { isBefore, isNotAfter, type Span, spanOf, withMembers } from '@linea/facts';
import { atMost, type Decision, type Measured, type Path, type When } from '../engine/index.ts';
import { M3_WINDOW_END } from './pathway.ts';

export type Endpoint = 'RFS' | 'DOR' | 'PFS' | 'EFS' | 'OS';
export type HsctRule = 'ignore' | 'censor' | 'event';

/** Reasons why follow-up of an endpoint ends. */
type Reason =
  | 'no-response'
  | 'relapse'
  | 'death'
  | 'new-therapy'
  | 'hsct'
  | 'last-assessment'
  | 'last-follow-up'
  | 'last-alive';

interface EndpointInputs {
  readonly infusion: When;
  readonly apheresis: When;
  readonly responseDate: When;
  readonly relapse: When;
  readonly death: When;
  readonly hsct: When;
  readonly newTherapy: When;
  readonly lastAssessment: When;
  readonly lastAlive: When;
  /** Days from infusion to response, where the source dates it so. */
  readonly responseDay: Measured;
}

/** What ends follow-up, in one way the imprecise dates may turn out. `null` days: the date that would tell is not known. */
export interface End {
  readonly event: 0 | 1;
  readonly reason: Reason;
  /** Days from the start, where the definition fixes them however imprecise the dates are. */
  readonly after?: number;
  readonly from: Span | null;
  readonly to: Span | null;
}

interface Candidate extends When {
  readonly event: 0 | 1;
  readonly reason: Reason;
  readonly span: Span;
}

const asCandidate = (when: When, event: 0 | 1, reason: Reason): readonly Candidate[] =>
  when.span ? [withMembers(when, { span: when.span, event, reason })] : [];

const imprecise = (...dates: readonly When[]): readonly string[] => [
  ...new Set(dates.filter(({ given, span }) => !given || span?.start !== span?.end).flatMap(({ inputs }) => inputs)),
];

/** The candidate that comes first; at a tie the one listed first: an event precedes censoring on its day. */
function first(path: Path, candidates: readonly Candidate[]): Candidate | undefined {
  return candidates.reduce<Candidate | undefined>((earliest, one) => {
    if (!earliest) return one;
    const unknown = { key: `${earliest.key} by ${one.key}`, inputs: imprecise(earliest, one) };
    return path.settle(unknown, isNotAfter(earliest.span, one.span)) ? earliest : one;
  }, undefined);
}

/** In remission: a response happened (and, with a limit, not after it). */
function responded(
  path: Path,
  { responseDate, responseDay, infusion }: EndpointInputs,
  withinDays: number | null,
): boolean {
  const happened = path.settle(
    { key: 'responded', inputs: ['responseDate'] },
    responseDate.given ? responseDate.span !== null : null,
  );
  if (!happened || withinDays === null || !responseDate.given || !responseDate.span || !infusion.span) return happened;
  if (responseDay.given) return atMost(responseDay, withinDays)(path);
  const limit = spanOf(infusion.span.start + withinDays, infusion.span.end + withinDays);
  return path.settle(
    { key: 'responded in time', inputs: imprecise(responseDate, infusion) },
    isNotAfter(responseDate.span, limit),
  );
}

const lastOf = (...dates: readonly When[]): When =>
  dates.find(({ given, span }) => given && span) ?? (dates[0] as When);

/** The date that stands when nothing happened, by endpoint. */
function noEvent(endpoint: Endpoint, { lastAssessment, lastAlive }: EndpointInputs): { date: When; reason: Reason } {
  if (endpoint === 'OS') return { date: lastOf(lastAlive, lastAssessment), reason: 'last-alive' };
  if (endpoint === 'PFS') return { date: lastOf(lastAlive, lastAssessment), reason: 'last-follow-up' };
  return { date: lastAssessment, reason: 'last-assessment' };
}

const daysAfter = ({ start, end }: Span, days: number): Span => spanOf(start + days, end + days);

/** How follow-up ends, on a path. */
export function endOf(
  endpoint: Endpoint,
  of: EndpointInputs,
  hsctRule: HsctRule,
  start: 'infusion' | 'apheresis',
): Decision<End> {
  const zero =
    endpoint === 'DOR' ? of.responseDate : endpoint === 'EFS' && start === 'apheresis' ? of.apheresis : of.infusion;
  const from = zero.given ? zero.span : null;
  const last = noEvent(endpoint, of);
  const to = last.date.given ? last.date.span : null;
  return (path) => {
    if (endpoint === 'RFS' && !responded(path, of, null))
      return { event: 1, reason: 'no-response', after: 0, from, to: from };
    const death = asCandidate(of.death, 1, 'death');
    const relapse = endpoint === 'OS' ? [] : asCandidate(of.relapse, 1, 'relapse');
    const later = endpoint === 'EFS' ? asCandidate(of.newTherapy, 1, 'new-therapy') : [];
    // A transplant before the clock starts belongs to the history of the patient.
    const prior = of.hsct.span !== null && from !== null && isBefore(of.hsct.span, from) === true;
    const hsct =
      hsctRule === 'ignore' || endpoint === 'OS' || prior
        ? []
        : asCandidate(of.hsct, hsctRule === 'event' ? 1 : 0, 'hsct');
    const limit =
      endpoint === 'EFS' && of.infusion.given && of.infusion.span ? daysAfter(of.infusion.span, M3_WINDOW_END) : null;
    const late = limit && !responded(path, of, M3_WINDOW_END) && reached(path, limit, to, last.date) ? limit : null;
    const failed = late
      ? asCandidate({ key: 'M3', inputs: of.infusion.inputs, given: true, span: late }, 1, 'no-response')
      : [];
    const end = first(path, [...relapse, ...death, ...later, ...failed, ...hsct]);
    const censoredAfterLast =
      end?.event === 0 &&
      to !== null &&
      path.settle({ key: 'last before hsct', inputs: imprecise(last.date, end) }, isBefore(to, end.span));
    if (!end || censoredAfterLast) return { event: 0, reason: last.reason, from, to };
    const fixed = end.reason === 'no-response' && start === 'infusion' ? { after: M3_WINDOW_END } : {};
    return { event: end.event, reason: end.reason, ...fixed, from, to: end.span };
  };
}

/** Follow-up reached a day: the last assessment is not before it. */
const reached = (path: Path, limit: Span, to: Span | null, last: When): boolean =>
  path.settle({ key: 'follow-up to M3', inputs: imprecise(last) }, to === null ? null : isNotAfter(limit, to));
