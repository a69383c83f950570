import fc from 'fast-check';
import type { Code } from '../dictionary/dictionary.ts';
import type { Fact } from '../fact/fact.ts';
import { endOfDay } from '../when/instant.ts';
import { partialDate } from '../when/partial-date.ts';
import { spanOf } from '../when/span.ts';

/** A serum M-protein of 2024-03-01, known that day and recorded a week later, changed where told. */
export const fact = (changes: Partial<Fact> & { readonly id: string }): Fact => ({
  patient: 'p1',
  centre: 'c1',
  code: 'lab.mSerum',
  event: 'lab:l1',
  effective: { start: '2024-03-01', end: '2024-03-01', precision: 'day' },
  known: '2024-03-01T23:59:59Z',
  knownBasis: 'assumed',
  recorded: '2024-03-08T10:00:00Z',
  by: 'u1',
  stated: false,
  value: { kind: 'number', number: 7.1, unit: 'g/dL' },
  source: { kind: 'document', name: 'report' },
  ...changes,
});

/** Days of 2024-2026 and a little before and after. */
const day = fc.integer({ min: 19_700, max: 20_500 });
export const instant = day.map(endOfDay);

/** A fact of patient p1 by its id, with dates anywhere, in one of a few events. */
export const anyFact = (id: string): fc.Arbitrary<Fact> =>
  fc
    .record({
      start: day,
      length: fc.nat(60),
      known: instant,
      recorded: instant,
      number: fc.integer({ min: 30, max: 60 }),
      code: fc.constantFrom<Code>('lab.mSerum', 'lab.hb', 'lab.albumin'),
      event: fc.constantFrom('lab:l1', 'lab:l2', 'lab:l3'),
    })
    .map(({ start, length, known, recorded, number, code, event }) =>
      fact({
        id,
        code,
        event,
        known,
        recorded,
        effective: partialDate(spanOf(start, start + length)),
        value: { kind: 'number', number: number / 10, unit: 'g/dL' },
      }),
    );

/** Facts of one patient; some correct, amend or withdraw an earlier one, some are anchored to a later one. */
export const anyFacts = (prefix = 'f'): fc.Arbitrary<readonly Fact[]> =>
  fc
    .array(fc.tuple(fc.nat(100), fc.nat(100), fc.nat(60)), { minLength: 1, maxLength: 12 })
    .chain((links) => fc.tuple(fc.constant(links), ...links.map((_, index) => anyFact(`${prefix}${index}`))))
    .map(([links, ...facts]) => {
      const linked: Fact[] = [];
      for (const [index, one] of facts.entries()) {
        const [what, which, offset] = links[index] as [number, number, number];
        const earlier = linked[which % Math.max(index, 1)];
        const ref = facts[index + 1 + (which % Math.max(facts.length - index - 1, 1))];
        linked.push({
          ...one,
          ...(earlier ? correction(what, earlier) : {}),
          ...(what < 60 && ref ? anchored(what, ref, offset) : {}),
        });
      }
      return linked;
    });

function correction(what: number, { id, code }: Fact): Partial<Fact> {
  if (what < 15) return { supersedes: id, code, kind: 'amended-result', because: 'amended' };
  if (what < 25) return { supersedes: id, code, kind: 'transcription', because: 'digits swapped' };
  return what < 30 ? { supersedes: id, code, kind: 'withdrawn', because: 'wrong patient' } : {};
}

const anchored = (what: number, ref: Fact, offset: number): Partial<Fact> =>
  what < 45
    ? {}
    : {
        effective: {
          start: null,
          end: null,
          precision: 'anchored',
          anchor: { ref: ref.id, offsetDays: [offset, offset + 14] },
        },
      };
