import type { Fact } from '@linea/facts';
import type { Registry } from '@linea/registry';
import { type Journey, journey, knownPatientOf, type SeenQuery, seenAs } from '@linea/registry/journey';
import { accepted } from '../http/refusal.ts';
import { Cache } from './cache.ts';
import { listed } from './known.ts';

const PLACES = { asOf: 'asOf', knownAt: 'knownAt' };
const NO_FACTS: readonly Fact[] = [];
/** Facts of the journeys that are kept, all together. */
const KEPT_FACTS = 50_000;

/** A journey, and a key that no other has: of the patient, of what is recorded, of day and instant. */
export interface Kept {
  readonly journey: Journey;
  readonly key: string;
}

/**
 * Journeys of patients, worked out once for who asks again: the page, then why, then the figure. Facts are only ever added, so
 * their number says which state of the record a journey is of. Whether the asker may see the patient is asked every time.
 */
export class Journeys {
  readonly #kept = new Cache<Journey>(KEPT_FACTS, ({ patient }) => patient.facts.length + 1);
  readonly #now: () => Date;

  constructor(now: () => Date) {
    this.#now = now;
  }

  /** @throws {Refusal} no such patient for who asks; no such day or instant */
  async of(registry: Registry, id: string, query: SeenQuery): Promise<Kept> {
    const { asOf, knownAt } = accepted(seenAs(NO_FACTS, query, this.#now(), PLACES));
    const summary = await listed(registry, id);
    const key = JSON.stringify([summary, asOf, knownAt]);
    const kept = this.#kept.get(key);
    if (kept) return { journey: kept, key };
    const patient = knownPatientOf(summary, await registry.facts(id));
    const seen = accepted(
      seenAs(patient.facts, { asOf, ...(knownAt === null ? {} : { knownAt }) }, this.#now(), PLACES),
    );
    const made = journey(patient, seen);
    // Something may have been recorded between the two questions: then the key would name another state.
    if (patient.facts.length === summary.facts) this.#kept.set(key, made);
    return { journey: made, key: patient.facts.length === summary.facts ? key : '' };
  }
}
