// biome-ignore format: a list
import {
  type Consistency, consistencyOf, criteria, type Derivation, type Derived, deriveAgain, deriveFirst, patient,
} from '@linea/criteria';
import { groupBy, type KnownPatient } from './known-patient.ts';
import type { Seen } from './seen.ts';

/** One patient as of an instant, worked out: what `linea patient` prints, in JSON and in words. */
export interface Journey extends Seen {
  readonly patient: KnownPatient;
  readonly derivations: readonly Derivation[];
  /** What the consistency rules ask of whoever keeps the record. */
  readonly consistency: Consistency;
}

export const journey = (of: KnownPatient, seen: Seen): Journey => journeyOf(of, seen, deriveFirst(criteria, seen.view));

/**
 * The same journey where an earlier one of the patient is at hand, of the same day and instant: only what reads a fact that has
 * changed is derived again (7 ms become 0.7). `seen` must be of the facts that the earlier one had, and of others: a fact that
 * was read anew is another fact, and then everything is.
 */
export const journeyAgain = (before: Journey, of: KnownPatient, seen: Seen): Journey => {
  const derived = memories.get(before);
  return derived ? journeyOf(of, seen, deriveAgain(derived, seen.view)) : journey(of, seen);
};

/** What the derivations of a journey were read from. */
const memories = new WeakMap<Journey, Derived>();

function journeyOf(of: KnownPatient, seen: Seen, derived: Derived): Journey {
  const { derivations } = derived;
  const byCriterion = new Map(groupBy(derivations, ({ criterion }) => criterion));
  const consistency = consistencyOf(patient(seen.view), (id) => byCriterion.get(id) ?? []);
  const made = { patient: of, ...seen, derivations, consistency };
  memories.set(made, derived);
  return made;
}
