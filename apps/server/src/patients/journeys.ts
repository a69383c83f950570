import type { Fact } from '@linea/facts';
import type { Registry } from '@linea/registry';
import { type Journey, journey, journeyAgain, knownPatientOf, type SeenQuery, seenAs } from '@linea/registry/journey';
import { accepted } from '../http/refusal.ts';
import { Cache } from './cache.ts';
import { listed } from './known.ts';

const PLACES = { asOf: 'asOf', knownAt: 'knownAt' };
const NO_FACTS: readonly Fact[] = [];
/** Facts of the journeys that are kept, all together: 1 kB each with what they were derived from. */
const KEPT_FACTS = 50_000;

/** A journey, and a key that no other has: of the patient, of what is recorded, of day and instant. */
export interface Kept {
  readonly journey: Journey;
  readonly key: string;
}

/**
 * Journeys of patients, worked out once for who asks again: the page, then why, then the figure. Facts are only ever added, so
 * their number says which state of the record a journey is of; of a record that has grown only what reads a new fact is derived
 * again. Whether the asker may see the patient is asked every time.
 */
export class Journeys {
  /** The last of each patient, day and instant. */
  readonly #kept = new Cache<Kept>(KEPT_FACTS, ({ journey: { patient } }) => patient.facts.length + 1);
  readonly #now: () => Date;

  constructor(now: () => Date) {
    this.#now = now;
  }

  /** @throws {Refusal} no such patient for who asks; no such day or instant */
  async of(registry: Registry, id: string, query: SeenQuery): Promise<Kept> {
    const { asOf, knownAt } = accepted(seenAs(NO_FACTS, query, this.#now(), PLACES));
    const summary = await listed(registry, id);
    const key = JSON.stringify([summary, asOf, knownAt]);
    const name = JSON.stringify([id, asOf, knownAt]);
    const before = this.#kept.get(name);
    if (before?.key === key) return before;
    const facts = await registry.facts(id);
    const patient = knownPatientOf(summary, before ? asRead(facts, before.journey.patient.facts) : facts);
    const seen = accepted(
      seenAs(patient.facts, { asOf, ...(knownAt === null ? {} : { knownAt }) }, this.#now(), PLACES),
    );
    const made = before ? journeyAgain(before.journey, patient, seen) : journey(patient, seen);
    // Something may have been recorded between the two questions: then the key would name another state.
    if (patient.facts.length !== summary.facts) return { journey: made, key: '' };
    this.#kept.set(name, { journey: made, key });
    return { journey: made, key };
  }
}

/** Facts as they came from the database, those that were read before as the same objects: a fact never changes. */
function asRead(facts: readonly Fact[], before: readonly Fact[]): readonly Fact[] {
  const known = new Map(before.map((fact) => [fact.id, fact]));
  return facts.map((fact) => known.get(fact.id) ?? fact);
}
