import { type Fact, hasHappened, type Span, spanOf } from '@linea/facts';
import { codeOf, dateSpan, type Patient } from '../patient/patient.ts';

export type Event = readonly Fact[];

export const inEvent = (event: Event, code: string): Fact | undefined => event.find((fact) => fact.code === code);
export const answer = (event: Event, code: string): string | undefined => codeOf(inEvent(event, code));

/** A step of treatment took place unless its date says that it did not. */
export const tookPlace = (event: Event, code: string): boolean => hasHappened(inEvent(event, code) ?? {});

export const UNKNOWN_DAYS: Span = spanOf(-Infinity, Infinity);

/** The events of a kind, each with its facts, in order of time. */
export const eventsOf = (of: Patient, kind: string): readonly Event[] =>
  of.eventsOfKind(kind).map((event) => of.byEvent(event));

export const text = (event: Event, code: string): string | null => {
  const value = inEvent(event, code)?.value;
  return value?.kind === 'text' ? value.text : value?.kind === 'code' ? value.code : null;
};

/** Start of an event: its date item, else the days of its first fact. */
export function startOf(of: Patient, event: Event, code: string): Span {
  const fact = inEvent(event, code);
  if (fact) return dateSpan(of, fact);
  return event[0] ? of.span(event[0]) : UNKNOWN_DAYS;
}

/**
 * The days of a date that ends something: its value, or the bounds that an unknown one has. An end that is absent and dated no
 * later than the start bounds nothing: it has the date of the event that it was asked with.
 */
export function endDays(of: Patient, end: Fact | undefined, start: Span): Span | undefined {
  if (!end || !hasHappened(end)) return undefined;
  const days = dateSpan(of, end);
  return end.value !== undefined || days.end > start.end ? days : undefined;
}
