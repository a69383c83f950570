import { isBefore, type Span, withMembers } from '@linea/facts';
import {
  calculation,
  choice,
  date,
  FROM_MEMORY,
  type Inputs,
  type Measured,
  type Reader,
  settle,
  type When,
} from '../engine/index.ts';
import { absenceSpeaks, daysSince } from '../general/readers.ts';
import { endpointApplications } from './endpoint-facts.ts';
import { type End, type Endpoint, endOf, type HsctRule } from './endpoint-rules.ts';
import { visitOf } from './pathway.ts';

/** Something that happened or did not: not recorded by the last assessment means it did not. */
const happening = (): Reader<When> => {
  const reader = date('null');
  return { help: reader.help, read: (raw, name) => reader.read(raw === undefined ? null : raw, name) };
};

const inputs = {
  endpoint: choice(['RFS', 'DOR', 'PFS', 'EFS', 'OS']),
  infusion: date(),
  apheresis: date('null'),
  responseDate: date('null'),
  relapse: happening(),
  death: happening(),
  hsct: happening(),
  newTherapy: happening(),
  lastAssessment: date(),
  lastAlive: date(),
  responseDay: absenceSpeaks(daysSince()),
  lastAssessmentDay: absenceSpeaks(daysSince()),
  lastAssessmentVisit: absenceSpeaks(choice(['d28', 'm3', 'm6', 'm9', 'm12', 'm18', 'm24'])),
};
type All = Inputs<typeof inputs>;

const SCHEMES: Readonly<Record<Endpoint, readonly string[]>> = {
  RFS: ['zuma3'],
  DOR: ['zuma3'],
  PFS: ['rocca'],
  EFS: ['generic'],
  OS: ['zuma3', 'rocca', 'generic'],
};

interface Time {
  readonly minDays: number | null;
  readonly maxDays: number | null;
}
const UNKNOWN: Time = { minDays: null, maxDays: null };

const isOpen = (days: Span | null): days is null =>
  days === null || !Number.isFinite(days.start) || !Number.isFinite(days.end);

/** Days between two dates; days since infusion narrow what imprecise dates leave, because both ends hang on one infusion. */
function timeOf({ from, to, reason, after }: End, endpoint: Endpoint, of: All): Time {
  const { responseDay, lastAssessmentDay, lastAlive } = of;
  if (after !== undefined) return { minDays: after, maxDays: after };
  if (isOpen(from) || isOpen(to)) return UNKNOWN;
  const minDays = Math.max(0, to.start - from.end);
  const narrowed =
    reason === 'last-assessment' || (reason === 'last-follow-up' && !lastAlive.given)
      ? since(endpoint, responseDay, lastAssessmentDay)
      : null;
  return narrowed
    ? { minDays: Math.max(minDays, narrowed[0]), maxDays: Math.min(to.end - from.start, narrowed[1]) }
    : { minDays, maxDays: Math.max(0, to.end - from.start) };
}

function since(
  endpoint: Endpoint,
  { given: responseGiven, range: response }: Measured,
  { given, range: last }: Measured,
): readonly [number, number] | null {
  if (!given) return null;
  if (endpoint !== 'DOR') return [last.low, last.high];
  return responseGiven ? [last.low - response.high, last.high - response.low] : null;
}

/** The same with the last assessment taken at its visit ("M12": day 335 to 395). */
function byVisit(end: End, time: Time, endpoint: Endpoint, of: All): Time | null {
  const visit = of.lastAssessmentVisit.given ? visitOf(of.lastAssessmentVisit.options[0]) : undefined;
  if (!visit || end.reason !== 'last-assessment' || time.minDays === null || time.maxDays === null) return null;
  const [low, high] = visit.window;
  const range = since(
    endpoint,
    of.responseDay,
    withMembers(of.lastAssessmentDay, { given: true, range: { low, high } }),
  );
  if (!range) return null;
  const narrowed = { minDays: Math.max(time.minDays, range[0]), maxDays: Math.min(time.maxDays, range[1]) };
  return narrowed.minDays <= narrowed.maxDays ? narrowed : null;
}

const shared = <X>(values: readonly X[]): X | null =>
  values.every((value) => value === values[0]) ? (values[0] ?? null) : null;
const exact = ({ minDays, maxDays }: Time): number | null => (minDays === maxDays ? minDays : null);

/** The endpoint under one rule for transplants: its time, event and reason, or every way it may still turn out. */
function result(
  endpoint: Endpoint,
  of: All,
  rule: HsctRule,
  start: 'infusion' | 'apheresis',
): Readonly<Record<string, unknown>> {
  const { settled } = settle(endOf(endpoint, of, rule, start));
  const ends: readonly End[] =
    settled.status === 'determined' ? [settled.value] : settled.status === 'indeterminate' ? settled.possible : [];
  const times = ends.map((end) => timeOf(end, endpoint, of));
  const known = times.every(({ minDays }) => minDays !== null);
  const whole: Time = known
    ? {
        minDays: Math.min(...times.map(({ minDays }) => minDays as number)),
        maxDays: Math.max(...times.map(({ maxDays }) => maxDays as number)),
      }
    : UNKNOWN;
  const common = {
    timeDays: exact(whole),
    event: shared(ends.map(({ event }) => event)),
    reason: shared(ends.map(({ reason }) => reason)),
    ...whole,
  };
  const visit = ends.length === 1 ? byVisit(ends[0] as End, whole, endpoint, of) : null;
  if (ends.length === 1 && known) return { status: 'determined', ...common, ...(visit ? { byVisit: visit } : {}) };
  const possible = ends.map((end, index) => ({
    event: end.event,
    reason: end.reason,
    timeDays: exact(times[index] as Time),
    ...(times[index] as Time),
  }));
  return {
    status: 'indeterminate',
    ...common,
    ...(possible.length > 1 ? { possible } : {}),
    missing: missingOf(endpoint, of, start, ends, settled.status === 'indeterminate' ? settled.missing : []),
  };
}

/** The figures of a result without its reasons for doubt. */
const figures = ({ status, timeDays, minDays, maxDays, event, reason }: Readonly<Record<string, unknown>>) => ({
  status,
  timeDays,
  minDays,
  maxDays,
  event,
  reason,
});

/** A date that certainly lies before the start of the clock makes the call wrong; a prior transplant does not. */
function beforeTheClock(endpoint: Endpoint, of: All, start: string): string | null {
  const precedes = (when: When, zero: When): boolean =>
    when.given && zero.given && when.span !== null && zero.span !== null && isBefore(when.span, zero.span) === true;
  if (precedes(of.responseDate, of.infusion)) return 'response-before-infusion';
  const zero =
    endpoint === 'DOR' ? of.responseDate : endpoint === 'EFS' && start === 'apheresis' ? of.apheresis : of.infusion;
  const events = endpoint === 'OS' ? [of.death, of.lastAlive] : [of.relapse, of.death, of.lastAssessment];
  return events.some((when) => precedes(when, zero)) ? 'event-before-start' : null;
}

/** What settled nothing, and the dates that are not there at all. */
function missingOf(
  endpoint: Endpoint,
  of: All,
  start: string,
  ends: readonly End[],
  undecided: readonly string[],
): readonly string[] {
  const zero =
    endpoint === 'DOR' ? 'responseDate' : endpoint === 'EFS' && start === 'apheresis' ? 'apheresis' : 'infusion';
  const last = endpoint === 'OS' || endpoint === 'PFS' ? 'lastAlive' : 'lastAssessment';
  return [
    ...new Set([...undecided, ...(of[zero].given ? [] : [zero]), ...(ends.some(({ to }) => isOpen(to)) ? [last] : [])]),
  ];
}

/**
 * Time to event after CAR-T cells in acute lymphoblastic leukaemia - `all.endpoint`
 *
 *  RFS zuma3    from infusion; relapse or death; without CR or CRi an event on day 0; else last assessment
 *  DOR zuma3    from the first CR or CRi after infusion; relapse or death; else last assessment; not for non-responders
 *  PFS rocca    from infusion; relapse or death; else last follow-up (`lastAlive`)
 *  EFS generic  from infusion (or apheresis: `start`); no CR or CRi by the end of the M3 window (day 104), relapse,
 *               death, new anti-leukaemic therapy; else last assessment
 *  OS           from infusion; death; else last known alive
 *
 * `hsctRule`: ignore, censor at the transplant, or count it as event; `byHsctRule` prints ignore and censor side by
 * side. An event on the day of the transplant precedes censoring. Times are whole days, end - start. With imprecise
 * dates `timeDays` is null and `minDays`, `maxDays` bound it; `byVisit` bounds it by the label of the last assessment.
 *
 * @param responseDate    first CR or CRi after infusion; null = none
 * @param relapse, death, hsct, newTherapy  date, or null (or not given): has not happened
 * @param responseDay, lastAssessmentDay    days since infusion, where the source dates them so
 * @param lastAssessmentVisit               d28, m3, ... m24
 * @source ZUMA-3 (RFS, DOR, from memory); ROCCA, ASH 2024 abstracts (PFS); EFS is a convention of this project
 */
export const endpoint = calculation({
  id: 'all.endpoint',
  version: '1',
  source: 'ROCCA, ASH 2024 abstracts; ZUMA-3 event rules from memory; EFS convention of this project',
  inputs,
  alias: {
    lastFollowUp: 'lastAlive',
    lastFollowup: 'lastAlive',
    infusionDate: 'infusion',
    relapseDate: 'relapse',
    deathDate: 'death',
    hsctDate: 'hsct',
  },
  params: {
    scheme: { default: null as string | null, allowed: [null, 'zuma3', 'rocca', 'generic'] },
    hsctRule: { default: 'ignore', allowed: ['ignore', 'censor', 'event'] },
    start: { default: 'infusion', allowed: ['infusion', 'apheresis'] },
  },
  compute: (of, { scheme, hsctRule, start }) => {
    const name = of.endpoint.given ? (of.endpoint.options[0] as Endpoint) : undefined;
    if (!name) return { error: 'unknown-endpoint' };
    const used = scheme ?? (name === 'OS' ? null : SCHEMES[name][0]) ?? null;
    if (scheme !== null && !SCHEMES[name].includes(scheme)) return { error: 'scheme-not-for-endpoint' };
    if (name === 'DOR' && of.responseDate.given && of.responseDate.span === null)
      return { notApplicable: 'non-responder' };
    const from = start as 'infusion' | 'apheresis';
    const wrong = beforeTheClock(name, of, from);
    if (wrong) return { error: wrong };
    return {
      fields: {
        endpoint: name,
        scheme: used,
        ...result(name, of, hsctRule as HsctRule, from),
        byHsctRule: {
          ignore: figures(result(name, of, 'ignore', from)),
          censor: figures(result(name, of, 'censor', from)),
        },
      },
      warnings: name === 'RFS' || name === 'DOR' ? [FROM_MEMORY] : [],
    };
  },
  from: endpointApplications,
});
