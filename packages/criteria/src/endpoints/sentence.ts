import type { Cause } from './end-of-course.ts';
import type { EndpointPlan } from './plan.ts';

/** Says a message: its key and what fills its placeholders. */
export type Saying = (key: string, values?: Readonly<Record<string, string | number>>) => string;

const listed = (words: readonly string[], language: string, type: 'conjunction' | 'disjunction'): string =>
  new Intl.ListFormat(language, { type }).format(words);

/**
 * An endpoint under a plan as sentences that can be pasted into an analysis plan: start, events, competing events,
 * censoring, entry, and how time and imprecise dates are counted.
 */
export function endpointSentences(plan: EndpointPlan, language: 'en' | 'it', say: Saying): string {
  const { definition, start, entry, landmarkDays } = plan;
  const { disease, endpoint, scheme, events, competing, stops, censoredAt, failureDay } = definition;
  const cause = (name: Cause) =>
    name === 'noResponse'
      ? say(`endpoint.cause.${disease}.noResponse`, { day: failureDay ?? 0 })
      : say(`endpoint.cause.${disease}.${name}`);
  // Never responding is an event of the first day: it has a sentence of its own.
  const counted = failureDay === 0 ? events.filter((one) => one !== 'noResponse') : events;
  const name = say(`endpoint.name.${endpoint}`);
  const sentences = [
    say('endpoint.sentence.runs', {
      name: scheme ? say('endpoint.sentence.scheme', { name, scheme: say(`endpoint.scheme.${scheme}`) }) : name,
      disease: say(`endpoint.disease.${disease}`),
      start: say(`endpoint.start.${start}`, { response: say(`endpoint.response.${disease}`) }),
      count: counted.length,
      events: listed(counted.map(cause), language, 'disjunction'),
    }),
    ...(failureDay === 0
      ? [say('endpoint.sentence.failsAtStart', { response: say(`endpoint.response.${disease}`) })]
      : []),
    ...(failureDay !== null && failureDay > 0 ? [say('endpoint.sentence.failsOn', { day: failureDay })] : []),
    ...(competing.length > 0
      ? [say('endpoint.sentence.competing', { competing: listed(competing.map(cause), language, 'disjunction') })]
      : []),
    say(`endpoint.sentence.censored.${censoredAt}`),
    ...stops.map((stop) => say('endpoint.sentence.stops', { stop: cause(stop) })),
    ...(competing.length > 0 || events.length > 1 ? [say('endpoint.sentence.ties')] : []),
    say(`endpoint.sentence.population.${plan.population}`),
    ...(entry === 'start' ? [] : [say(`endpoint.sentence.entry.${entry}`)]),
    ...(landmarkDays === null ? [] : [say('endpoint.sentence.landmark', { days: landmarkDays })]),
    say('endpoint.sentence.time'),
    say('endpoint.sentence.dates'),
    ...(scheme ? [say('endpoint.sentence.oneScheme')] : []),
    ...(definition.verification === 'verified' ? [] : [say(`endpoint.sentence.${definition.verification}`)]),
  ];
  return sentences.join(' ');
}
