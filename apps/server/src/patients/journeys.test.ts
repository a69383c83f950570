import type { Fact, Instant } from '@linea/facts';
import type { Registry } from '@linea/registry';
import {
  journey,
  type KnownPatient,
  knownPatientOf,
  publishedPatients,
  seenAs,
  summaryOf,
} from '@linea/registry/journey';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Journeys } from './journeys.ts';

const now = () => new Date('2026-11-22T10:00:00Z');
const PLACES = { asOf: 'asOf', knownAt: 'knownAt' };
const RECORDED: Instant = '2026-11-22T09:00:00Z';

/** A registry of one patient to whom facts are added; each reading gives other objects, as a database does. */
function registryOf(patient: KnownPatient, start: readonly Fact[]) {
  let facts = [...start];
  const registry = {
    patient: async () => summaryOf({ ...patient, facts }),
    facts: async () => structuredClone(facts),
  } as unknown as Registry;
  return { registry, facts: () => facts, add: (more: readonly Fact[]) => (facts = [...facts, ...more]) };
}

/** What an entry may be: facts that nobody has told yet, or a correction or withdrawal of one that stands there. */
const entry = fc.record({
  kind: fc.constantFrom('told', 'told', 'corrected', 'moved', 'withdrawn', 'known late'),
  at: fc.nat(500),
  count: fc.integer({ min: 1, max: 4 }),
});
type Entry = typeof entry extends fc.Arbitrary<infer T> ? T : never;

function entered({ kind, at, count }: Entry, there: readonly Fact[], untold: Fact[], round: number): readonly Fact[] {
  const old = there[at % Math.max(1, there.length)];
  const isReplaced = old && there.some(({ supersedes }) => supersedes === old.id);
  if (kind === 'told' || kind === 'known late' || !old || isReplaced || old.kind === 'withdrawn') {
    const told = untold.splice(at % Math.max(1, untold.length), count);
    return kind === 'known late' ? told.map((one) => ({ ...one, known: '2030-01-01T00:00:00Z' })) : told;
  }
  const { value, absent: _, ...rest } = old;
  const version = { ...rest, id: `${old.id}~${round}`, supersedes: old.id, because: 'test', recorded: RECORDED };
  if (kind === 'withdrawn') return [{ ...version, kind: 'withdrawn' }];
  if (kind === 'moved') {
    const effective = { start: '2024-05-17', end: '2024-05-17', precision: 'day' } as const;
    return [{ ...version, kind: 'transcription', effective, ...(value ? { value } : { absent: 'unknown' }) }];
  }
  const said = value?.kind === 'number' ? { value: { ...value, number: value.number / 2 } } : { absent: 'unknown' as const };
  return [{ ...version, kind: 'amended-result', ...said }];
} // biome-ignore format: values

describe.each(publishedPatients().map((one) => [one.id, one] as const))('%s', (_, patient) => {
  const query = fc.constantFrom({}, { asOf: '2024-06-30' }, { asOf: '2025-03-01', knownAt: '2025-02-01T00:00:00Z' });

  it('after any entries has the journey that is worked out of all facts afresh', () =>
    fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([...patient.facts], { minLength: 1 }),
        fc.array(entry, { minLength: 1, maxLength: 5 }),
        query,
        async (start, entries, asked) => {
          const { registry, facts, add } = registryOf(patient, start);
          const untold = patient.facts.filter((one) => !start.includes(one));
          const journeys = new Journeys(now);
          for (const [round, one] of [null, ...entries].entries()) {
            if (one) add(entered(one, facts(), untold, round));
            const { journey: kept } = await journeys.of(registry, patient.id, asked);
            const whole = knownPatientOf(summaryOf({ ...patient, facts: facts() }), facts());
            const seen = seenAs(facts(), asked, now(), PLACES);
            if (!seen.ok) throw new Error('a day that there is not');
            const fresh = journey(whole, seen.value);
            expect(kept.derivations).toEqual(fresh.derivations);
            expect(kept.consistency).toEqual(fresh.consistency);
            expect(kept.view.facts).toEqual(fresh.view.facts);
            expect(kept.patient).toEqual(fresh.patient);
          }
        },
      ),
      { numRuns: 20 },
    ));

  it('derives again only what reads the new fact, and nothing where nothing is new', async () => {
    const { supersedes: _s, kind: _k, absent: _a, ...first } = patient.facts[0] as Fact;
    const value = { kind: 'number', number: 9.1, unit: 'g/dL' } as const;
    const { registry, add } = registryOf(patient, patient.facts);
    const journeys = new Journeys(now);
    const before = await journeys.of(registry, patient.id, {});
    expect((await journeys.of(registry, patient.id, {})).journey).toBe(before.journey);
    add([{ ...first, id: 'new', event: 'lab:new', code: 'lab.hb', value }]);
    const after = await journeys.of(registry, patient.id, {});
    expect(after.key).not.toBe(before.key);
    const kept = new Set(before.journey.derivations);
    const same = after.journey.derivations.filter((one) => kept.has(one)).length;
    expect(same).toBeGreaterThan(0.8 * before.journey.derivations.length);
    expect(after.journey.view.facts.some(({ id }) => id === 'new')).toBe(true);
  });

  it('a state that came in between is answered and not kept', async () => {
    const { registry, facts } = registryOf(patient, patient.facts);
    const behind = { ...registry, patient: async () => ({ ...summaryOf(patient), facts: facts().length - 1 }) };
    expect((await new Journeys(now).of(behind, patient.id, {})).key).toBe('');
  });
});
