import { asOfDay, fromIso, shown, type View, view } from '@linea/facts';
import { Refused } from './io.ts';
import type { KnownPatient } from './patients.ts';

export interface SeenOptions {
  readonly asOf?: string;
  readonly knownAt?: string;
  readonly facts?: string;
}

/** A day from the command line. @throws {Refused} not a calendar day */
function dayOption(text: string, flag: string): string {
  if (Number.isNaN(fromIso(text)))
    throw new Refused([{ code: 'date.impossible', at: flag, got: shown(text), allowed: 'YYYY-MM-DD' }]);
  return text;
}

/** An instant from the command line: a day (its end, UTC) or an ISO instant with its zone. @throws {Refused} neither */
export function instantOption(text: string, flag: string): string {
  if (!Number.isNaN(fromIso(text))) return `${text}T23:59:59Z`;
  const isInstant =
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(text) &&
    !Number.isNaN(Date.parse(text)) &&
    !Number.isNaN(fromIso(text.slice(0, 10)));
  if (!isInstant)
    throw new Refused([
      { code: 'instant.malformed', at: flag, got: shown(text), allowed: 'YYYY-MM-DD, YYYY-MM-DDTHH:MM:SSZ' },
    ]);
  return new Date(text).toISOString();
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
