import { type Bedside, type BedsideObservation, bedsideColumnOf, bedsideOf, patient } from '@linea/criteria/bedside';
import { extended, type Fact, type FactJson, factOfJson, type View, view } from '@linea/facts';
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

/** The sheet of an admission, graded by the criteria that the server uses. */
export const sheetOf = (facts: readonly Fact[], admission: string): Bedside | null =>
  bedsideOf(patient(view(facts)), admission);

/**
 * The column of what is being typed, as the sheet of all facts would have it: a keystroke costs what was typed, not the sheet.
 *
 * @param saved  the facts that are there already, made into a view once
 */
export const columnOf = (
  saved: View,
  typed: readonly Fact[],
  admission: string,
  event: string,
): BedsideObservation | undefined => bedsideColumnOf(patient(extended(saved, typed)), admission, event) ?? undefined;
