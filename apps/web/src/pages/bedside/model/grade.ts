import { type Bedside, bedsideOf, patient } from '@linea/criteria/bedside';
import { type Fact, type FactJson, factOfJson, view } from '@linea/facts';
import { type Observation, observationFacts } from '@linea/registry/observation';
import type { Items } from './items.ts';

/** Facts as the server sent them. */
export const factsOf = (documents: readonly FactJson[], items: Items): readonly Fact[] =>
  documents.map((json) => factOfJson(json, (code) => items[code]));

/** The facts that an observation will be, before the server has them. */
export const factsOfObservation = (
  observation: Observation,
  centre: string,
  items: Items,
  recorded: string,
): readonly Fact[] =>
  observationFacts(observation).map(({ fact }) => {
    const day = String(fact.effective);
    const code = String(fact.code);
    return factOfJson(
      {
        centre,
        stated: false,
        known: recorded,
        knownBasis: 'assumed',
        recorded,
        by: '',
        value: null,
        unit: items[code]?.unit ?? null,
        ...fact,
        effective: { start: day, end: day, precision: 'day' },
      },
      (asked) => items[asked],
    );
  });

/**
 * The sheet of an admission, graded by the criteria that the server uses.
 *
 * @param explain  the observation whose sub-grades are wanted; not given, all of them
 */
export const sheetOf = (facts: readonly Fact[], admission: string, explain?: string): Bedside | null =>
  bedsideOf(patient(view(facts)), admission, explain === undefined ? undefined : (event) => event === explain);
