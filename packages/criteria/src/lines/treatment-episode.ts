import { type Span, spanOf } from '@linea/facts';
import { codeOf, numberOf, type Patient } from '../patient/patient.ts';
import { lastDose } from './drug-events.ts';
import type { Episode, EpisodeKind } from './episode.ts';
import { type Event, endDays, inEvent, UNKNOWN_DAYS } from './event.ts';

/**
 * The last dose of a line: its end, else the last of its drugs where each has one, else bounded by what is known of it; null
 * while it goes on. A reason for stopping bounds it only where it is dated after the start.
 */
export function stopOf(of: Patient, event: Event, start: Span, end: string, reason: string): Span | null {
  const given = inEvent(event, end);
  const days = endDays(of, given, start);
  if (days && given?.value !== undefined) return days;
  const why = inEvent(event, reason);
  const word = codeOf(why);
  if (word === 'ongoing') return null;
  const last = lastDose(of, event[0]?.event ?? '');
  if (last !== undefined) return last;
  if (days) return days;
  const by = why && word !== undefined && word !== 'unknown' ? of.span(why).end : -Infinity;
  return by > start.end ? spanOf(-Infinity, by) : UNKNOWN_DAYS;
}

export const episode = (event: Event, kind: EpisodeKind, rest: Partial<Episode> & Pick<Episode, 'start'>): Episode => ({
  id: event[0]?.event ?? '',
  kind,
  drugs: null,
  stop: null,
  incomplete: null,
  cycles: null,
  planId: null,
  days: null,
  totalDexMg: null,
  facts: event.map(({ id }) => id),
  ...rest,
});

/** Cycles as recorded, else the highest number of a cycle of this line. */
export function cyclesOf(of: Patient, event: Event, code: string): number | null {
  const recorded = numberOf(inEvent(event, code));
  if (recorded !== undefined) return recorded;
  const own = of
    .byCode('cycle.lineRef')
    .filter(({ value }) => value?.kind === 'reference' && value.event === event[0]?.event);
  const numbers = own.flatMap(
    (fact) => numberOf(of.byEvent(fact.event).find(({ code: other }) => other === 'cycle.number')) ?? [],
  );
  return numbers.length > 0 ? Math.max(...numbers) : null;
}
