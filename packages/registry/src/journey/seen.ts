import {
  asOfDay,
  type Fact,
  fromIso,
  ok,
  parseInstant,
  type Result,
  refused,
  shown,
  type View,
  view,
} from '@linea/facts';

/** A patient as of a day, with what was known by an instant (null: by the end of that day). */
export interface Seen {
  readonly view: View;
  readonly asOf: string;
  readonly knownAt: string | null;
}

/** What was asked for, as text from outside; absent is today, and everything known by then. */
export interface SeenQuery {
  readonly asOf?: string | undefined;
  readonly knownAt?: string | undefined;
}

/** How the one who asks names the two: the places of issues. */
export interface SeenPlaces {
  readonly asOf: string;
  readonly knownAt: string;
}

function day(text: string, at: string): Result<string> {
  const code = /^\d{4}-\d{2}-\d{2}$/.test(text) ? 'date.impossible' : 'date.malformed';
  return Number.isNaN(fromIso(text)) ? refused({ code, at, got: shown(text), allowed: 'YYYY-MM-DD' }) : ok(text);
}

/**
 * The patient as of the day asked for.
 *
 * @param facts  every version of every fact of one patient
 * @returns the view, or what is wrong with the day and with the instant
 */
export function seenAs(facts: readonly Fact[], query: SeenQuery, now: Date, at: SeenPlaces): Result<Seen> {
  const asOf = query.asOf === undefined ? ok(now.toISOString().slice(0, 10)) : day(query.asOf, at.asOf);
  const knownAt = query.knownAt === undefined ? ok(null) : parseInstant(query.knownAt, at.knownAt);
  if (!asOf.ok || !knownAt.ok) return refused(...issuesOf(asOf), ...issuesOf(knownAt));
  const seen = view(facts, asOfDay(asOf.value, knownAt.value ?? undefined));
  return ok({ view: seen, asOf: asOf.value, knownAt: knownAt.value });
}

const issuesOf = <T>(result: Result<T>) => (result.ok ? [] : result.issues);
