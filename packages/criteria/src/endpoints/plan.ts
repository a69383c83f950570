import type { Issue } from '@linea/facts';
import type { EndpointDefinition, Start } from './definitions.ts';

/** Who is counted: everybody diagnosed, everybody whose cells were collected, those infused, those who responded. */
export type Population = 'diagnosed' | 'collected' | 'infused' | 'responders';

/** When a patient comes under observation: with the clock, at the infusion, or when registered (delayed entry). */
export type Entry = 'start' | 'infusion' | 'registration';

/** How an endpoint is asked for in an analysis. */
export interface EndpointPlan {
  readonly definition: EndpointDefinition;
  readonly start: Start;
  readonly population: Population;
  readonly entry: Entry;
  /** Time starts anew on this day; who has ended by then is left out. */
  readonly landmarkDays: number | null;
}

/** Who is counted by themselves where the clock starts there. */
const COUNTED = {
  infusion: 'infused',
  leukapheresis: 'collected',
  diagnosis: 'diagnosed',
  response: 'responders',
} as const;

/** The plan that an endpoint has by itself: infused patients from the infusion, intention to treat from the leukapheresis. */
export function defaultPlan(definition: EndpointDefinition, start: Start = definition.starts[0]): EndpointPlan {
  return { definition, start, population: COUNTED[start], entry: 'start', landmarkDays: null };
}

/**
 * What is wrong with a plan. The clock must not run while a patient cannot die: who is in the population only because of
 * something later (an infusion, a response) has survived until then, and that time is immortal.
 *
 *  endpoint.start          the endpoint does not start there
 *  endpoint.immortalTime   the population is defined by what happens after the start: enter there, start there, or count everybody
 *  endpoint.landmark       not a whole day after the start
 */
export function checkPlan({ definition, start, population, entry, landmarkDays }: EndpointPlan): readonly Issue[] {
  const issues: Issue[] = [];
  if (!definition.starts.includes(start))
    issues.push({ code: 'endpoint.start', at: 'start', got: start, allowed: definition.starts.join(', ') });
  const landmark = landmarkDays !== null && landmarkDays > 0;
  if (landmarkDays !== null && !(Number.isInteger(landmarkDays) && landmarkDays > 0))
    issues.push({ code: 'endpoint.landmark', at: 'landmarkDays', got: String(landmarkDays), allowed: '1, 2, …' });
  const isLater = population === 'infused' || (population === 'collected' && start === 'diagnosis');
  const enters = population === 'infused' && entry === 'infusion';
  if ((start === 'leukapheresis' || start === 'diagnosis') && isLater && !enters)
    issues.push({
      code: 'endpoint.immortalTime',
      at: 'population',
      got: `${population}, ${start}`,
      allowed: `entry: infusion; start: infusion; population: ${COUNTED[start]}`,
    });
  if (population === 'responders' && start !== 'response' && !landmark)
    issues.push({
      code: 'endpoint.immortalTime',
      at: 'population',
      got: `${population}, ${start}`,
      allowed: 'start: response; landmarkDays; population: infused',
    });
  if (start === 'response' && population !== 'responders')
    issues.push({ code: 'endpoint.start', at: 'population', got: population, allowed: 'responders' });
  return issues;
}
