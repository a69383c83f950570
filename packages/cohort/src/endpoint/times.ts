import {
  checkPlan,
  criterionById,
  defaultPlan,
  derive,
  type EndpointDefinition,
  type EndpointPlan,
  type EndpointStatistics,
  endpointDefinition,
  endpointStatistics,
  happenings,
  type ImputedTime,
  type Patient,
} from '@linea/criteria';
import type { Issue } from '@linea/facts';
import type { DecisionPoint } from '../study/study.ts';

/** How one patient ends up for one endpoint. */
export type EndpointValue =
  | {
      /** Days from the start of the clock. */
      readonly days: number;
      /** 0 censored, 1 event, 2 competing event. */
      readonly event: 0 | 1 | 2;
      /** From the facts alone, or taking what somebody stated of a response as observed. */
      readonly basis: 'derived' | 'assuming';
      /** A date that the time hangs on is not exact and was put on one day. */
      readonly approximate: boolean;
    }
  | { readonly missing: string };

/** Which definition of a disease a study means by a word; myeloma that was not infused is counted from its second line. */
const DEFINITIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  pfs: { LBCL: 'LBCL.PFS', ALL: 'ALL.PFS.rocca', MM: 'MM.PFS', SLE: 'SLE.PFS' },
  os: { LBCL: 'LBCL.OS', ALL: 'ALL.OS', MM: 'MM.OS', SLE: 'SLE.OS' },
  efs: { LBCL: 'LBCL.EFS', ALL: 'ALL.EFS.generic', MM: 'MM.EFS', SLE: 'SLE.EFS' },
  nrm: { LBCL: 'LBCL.NRM', ALL: 'ALL.NRM', MM: 'MM.NRM', SLE: 'SLE.NRM' },
  ri: { LBCL: 'LBCL.RI', ALL: 'ALL.RI', MM: 'MM.RI', SLE: 'SLE.RI' },
  ttnt: { LBCL: 'LBCL.TTNT', ALL: 'ALL.TTNT', MM: 'MM.TTNT', SLE: 'SLE.TTNT' },
};
const SECOND_LINE: Readonly<Record<string, string>> = { pfs: 'mm.pfs', os: 'mm.os', ttnt: 'mm.ttnt' };

/** The words for times to an event that a study may use. */
export const TIMES: readonly string[] = Object.keys(DEFINITIONS);

/** Where the clock of an endpoint starts. */
export type From = 'infusion' | 'leukapheresis' | 'diagnosis';

/** The definition that a study's word means for a disease; undefined where there is none. */
export const definitionOf = (id: string, disease: string): EndpointDefinition | undefined =>
  endpointDefinition(DEFINITIONS[id]?.[disease] ?? '');

/** Who is counted, in the words of endpoints. */
const COUNTED = { candidates: null, apheresed: 'collected', infused: 'infused' } as const;
type Counted = keyof typeof COUNTED;

/** The day on which the clock starts anew when the decision falls on it: who has had the event by then asks no question. */
const LANDMARK_DAYS = 30;

/**
 * The plan of an endpoint in a population: who is counted decides where the clock may start, and a decision after the start of the clock is
 * a landmark.
 */
export function planOf(
  definition: EndpointDefinition,
  population: Counted,
  from: From,
  decision?: DecisionPoint,
): EndpointPlan {
  const start = defaultPlan(definition, from);
  const plan = decision === 'day30' && from === 'infusion' ? { ...start, landmarkDays: LANDMARK_DAYS } : start;
  return from === 'infusion' ? plan : { ...plan, population: COUNTED[population] ?? plan.population };
}

/** What is wrong with an endpoint in a population: time in which nobody can die, because who is counted is known only later. */
export const timeIssues = (id: string, population: Counted, from: From): readonly Issue[] => {
  const definition = definitionOf(id, 'LBCL');
  return definition ? checkPlan(planOf(definition, population, from)) : [];
};

interface AskedOf {
  readonly disease: string;
  readonly population: Counted;
  readonly from: From;
  /** On day 30, time is counted from then. */
  readonly decision?: DecisionPoint;
}

/** @throws {RangeError} the endpoint is not a time to event */
export function timeToEvent(id: string, of: Patient, { disease, population, from, decision }: AskedOf): EndpointValue {
  if (!(id in DEFINITIONS)) throw new RangeError(`timeToEvent: ${id} is no time to event`);
  const definition = definitionOf(id, disease);
  if (!definition) return { missing: 'endpoint.notForDisease' };
  const secondLine = disease === 'MM' && from === 'infusion' && decision !== 'day30';
  if (secondLine && happenings(of, 'inf.date').length === 0) return fromSecondLine(id, of);
  const plan = planOf(definition, population, from, decision);
  const result = endpointStatistics(of, plan, true);
  if ('status' in result) {
    if (result.status === 'refused') throw new RangeError(`timeToEvent: ${id} is not asked so`);
    return {
      missing:
        result.status === 'notApplicable' && result.reason === 'ended-before-landmark'
          ? 'endpoint.endedBefore'
          : 'endpoint.noStart',
    };
  }
  const { statistics, assuming } = result;
  if (!statistics) return { missing: 'endpoint.indeterminate' };
  // Censored on the day the clock starts: nobody has looked since.
  if (statistics.timeDays === 0 && statistics.event === 0) return { missing: 'endpoint.noObservation' };
  return {
    days: statistics.timeDays,
    event: statistics.event,
    basis: assuming.length > 0 && !isSame(endpointStatistics(of, plan), statistics) ? 'assuming' : 'derived',
    approximate: statistics.imputed.length > 0,
  };
}

/** Do the facts alone say the same? */
const isSame = (alone: EndpointStatistics, { timeDays, event }: ImputedTime): boolean =>
  'statistics' in alone && alone.statistics?.timeDays === timeDays && alone.statistics.event === event;

/** Second-line myeloma has no infusion: from day 1 of its second line, by the criteria of lines of therapy. */
function fromSecondLine(id: string, of: Patient): EndpointValue {
  const criterion = criterionById(SECOND_LINE[id] ?? '');
  const answers = criterion ? derive(criterion, of).filter((derivation) => derivation.of?.line === 2) : [];
  if (answers.length === 0) return { missing: 'endpoint.noStart' };
  const settled = answers.find(({ answer }) => answer.event === 0 || answer.event === 1);
  if (!settled) return { missing: 'endpoint.indeterminate' };
  const { timeDays, minDays, maxDays, event } = settled.answer as Readonly<Record<string, number | null>>;
  const basis = settled.assuming.length > 0 ? 'assuming' : 'derived';
  if (typeof timeDays === 'number') return { days: timeDays, event: event as 0 | 1, basis, approximate: false };
  if (typeof minDays === 'number' && typeof maxDays === 'number')
    return { days: Math.round((Math.max(0, minDays) + maxDays) / 2), event: event as 0 | 1, basis, approximate: true };
  return { missing: 'endpoint.indeterminate' };
}
