import { type AsOf, asOfDay, type Fact, publishedCases, toIso, view } from '@linea/facts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { derivePatient } from '../patient/derive-patient.ts';
import { criteria } from '../registry.ts';

const derivations = (facts: readonly Fact[], asOf: AsOf = {}) => derivePatient(criteria, view(facts, asOf));
const patients = publishedCases().map(({ id, facts }) => [id, facts] as const);
const day = fc.integer({ min: 19_600, max: 20_500 }).map(toIso);

describe.each(patients)('%s', (_, facts) => {
  it('what was not yet known is not seen', () =>
    fc.assert(
      fc.property(day, (asOf) => {
        const question = asOfDay(asOf);
        const known = facts.filter((fact) => fact.known <= (question.known as string));
        expect(derivations(facts, question)).toEqual(derivations(known, question));
      }),
      { numRuns: 15 },
    ));

  it('order of facts and the same fact twice change nothing', () => {
    const expected = derivations(facts);
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...facts], { minLength: facts.length }),
        fc.subarray([...facts]),
        (shuffled, again) => {
          expect(derivations([...shuffled, ...again])).toEqual(expected);
        },
      ),
      { numRuns: 10 },
    );
  });

  it('any part of the facts can be asked without failing', () =>
    fc.assert(
      fc.property(fc.subarray([...facts]), (part) => {
        for (const { answer } of derivations(part)) expect(answer).toBeTypeOf('object');
      }),
      { numRuns: 40 },
    ));
});
