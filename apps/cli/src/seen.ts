import { asOfDay, fromIso, type Instant, parseInstant, shown, type View, view } from '@linea/facts';
import { Refused } from './io.ts';
import type { KnownPatient } from './patients.ts';

export interface SeenOptions {
  readonly asOf?: string;
  readonly knownAt?: string;
  readonly facts?: string;
}

/** A day from the command line. @throws {Refused} not a calendar day */
function dayOption(text: string, flag: string): string {
  const code = /^\d{4}-\d{2}-\d{2}$/.test(text) ? 'date.impossible' : 'date.malformed';
  if (Number.isNaN(fromIso(text))) throw new Refused([{ code, at: flag, got: shown(text), allowed: 'YYYY-MM-DD' }]);
  return text;
}

/** An instant from the command line: a day (its end, UTC) or an instant with its zone. @throws {Refused} neither */
export function instantOption(text: string, flag: string): Instant {
  const read = parseInstant(text, flag);
  if (read.ok) return read.value;
  throw new Refused(read.issues);
}

/** The patient as of the day asked for; by default today, with everything known. */
export function seenAs(
  patient: KnownPatient,
  options: SeenOptions,
  now: Date,
): { readonly view: View; readonly asOf: string; readonly knownAt: string | null } {
  const knownAt = options.knownAt === undefined ? null : instantOption(options.knownAt, '--known-at');
  const asOf = options.asOf === undefined ? now.toISOString().slice(0, 10) : dayOption(options.asOf, '--as-of');
  return { view: view(patient.facts, asOfDay(asOf, knownAt ?? undefined)), asOf, knownAt };
}
