export { answerWord, compact, ENVELOPE, fieldName, inputName, resultText, warningText } from '@linea/criteria/words';
export { answerLabel, codeLabel, factText, spanText } from '../words/value.ts';
export { type BedsideSheet, bedsideJson, bedsideSheet, latestDay, wardClock } from './bedside.ts';
export { boardJson } from './board.ts';
export { criteriaJson } from './criteria-list.ts';
export { type Journey, journey, journeyAgain } from './derive-journey.ts';
export { diffJourneys, diffJson, type JourneyDiff, type Moved, mayBeCut, movedName } from './diff.ts';
// biome-ignore format: a list
export {
  aboutText, assumingText, discrepancyText, journeyJson, linesOfJourney, type PrintedQuery, queriesOf, statedOnlyFacts, statedOnlyText, subjectText,
} from './journey.ts';
// biome-ignore format: a list
export {
  groupBy, type KnownPatient, knownPatientOf, type PatientSummary, patientsOf, publishedPatients, summaryOf,
} from './known-patient.ts';
export { askedJson, patientQueriesJson } from './queries.ts';
export { type SeenQuery, seenAs } from './seen.ts';
export { finding, ruleOf, whyJson } from './why.ts';
