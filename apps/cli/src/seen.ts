import type { Result } from '@linea/facts';
import { type Journey, journey, type KnownPatient, type SeenQuery, seenAs } from '@linea/registry/journey';
import { Refused } from './io.ts';
import type { ReachOptions } from './registry/reach.ts';

/** Options of every command that looks at one patient as of an instant. */
export type SeenOptions = SeenQuery & ReachOptions;

/** The value. @throws {Refused} with every issue */
export function accepted<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Refused(result.issues);
}

/** The journey as of the day asked for; by default today, with everything known. @throws {Refused} no such day or instant */
export const journeySeen = (patient: KnownPatient, options: SeenOptions, now: Date): Journey =>
  journey(patient, accepted(seenAs(patient.facts, options, now, { asOf: '--as-of', knownAt: '--known-at' })));
