export type { Observation, ObservedCorrection, ObservedDrug, ObservedValue } from './observation.ts';
export { eventOf, observationFacts, type PlacedFact } from './observation-facts.ts';
