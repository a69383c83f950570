import type { Fact } from '@linea/facts';
import { hasDisease } from '../../myeloma/baseline.ts';
import type { Application, Patient, Sourced } from '../../patient/patient.ts';
import { type Assessed, assessedOf, assumptions, firstResponseOf, wordOf } from '../assessed.ts';
import {
  type Clock,
  clockOf,
  type DayInterval,
  dayInputOf,
  daysFrom,
  deathOf,
  lastContactOf,
  newTreatmentOf,
  plainDay,
} from '../clock.ts';

type Anchor = 'infusion' | 'leukapheresis';
type DayInputs = Readonly<Record<string, Sourced>>;

const atAssessment = (one: Assessed | undefined): Sourced =>
  one
    ? { value: plainDay(one.day), facts: [one.fact.id, ...one.facts], codes: ['resp.date'] }
    : { value: null, facts: [], codes: ['resp.date'] };

/** The last contact alive: whoever was assessed after it was alive then. */
const lastSeen = (contact: Sourced, assessed: Assessed | undefined): Sourced => {
  if (contact.value === null || !assessed) return contact;
  const day = contact.value as number | DayInterval;
  return assessed.day.low > (typeof day === 'number' ? day : day.high) ? atAssessment(assessed) : contact;
};

/** The inputs of every endpoint, counted from the clock's zero; assessments count from the anchor on. */
function daysOf(of: Patient, clock: Clock, anchor: Fact, assumed: boolean): DayInputs {
  const { zero, infusion, leukapheresis } = clock;
  const from = daysFrom(of, zero, anchor)?.low ?? 0;
  const day = (fact: Fact | undefined, ...codes: Sourced['codes']) => dayInputOf(of, zero, fact, ...codes);
  const words = assessedOf(of)
    .filter((one) => one.day.high > from)
    .map((one) => ({ one, word: wordOf(one, assumed) }));
  const progression = words.find(({ word }) => word === 'PD')?.one;
  const treatment = newTreatmentOf(of);
  const stops = [progression?.day, treatment && daysFrom(of, zero, treatment)];
  const limit = Math.min(...stops.flatMap((stop) => (stop ? [stop.high] : [])));
  const adequate = words.filter(({ word, one }) => word !== null && word !== 'NE' && one.day.low <= limit);
  const response = firstResponseOf(words);
  return {
    infusionDay: day(infusion, 'inf.date'),
    leukapheresisDay: day(leukapheresis, 'leuk.date'),
    progressionDay: atAssessment(progression),
    deathDay: day(deathOf(of), 'death.date'),
    newTherapyDay: day(treatment, 'sub.start'),
    lastAssessmentDay: atAssessment(adequate.at(-1)?.one),
    lastContactDay: lastSeen(day(lastContactOf(of), 'fu.date'), words.at(-1)?.one),
    responseDay: response.settled
      ? atAssessment(response.first?.one)
      : { value: undefined, facts: [], codes: ['resp.date'] },
  };
}

/** Endpoints that no response enters, and endpoints whose clock starts at the response. */
const WITHOUT_RESPONSE = ['outcome.os', 'outcome.ttnt'];
const FROM_RESPONSE = ['outcome.dor'];

/** Once an anchor that the patient has, from the facts alone and assuming what somebody stated of the response. */
export function outcomeApplications(of: Patient, id: string): readonly Application[] {
  const clock = hasDisease(of, 'LBCL') ? clockOf(of) : null;
  if (!clock) return [];
  const responseOnly = FROM_RESPONSE.includes(id);
  const anchors: readonly (readonly [Anchor, Fact | undefined])[] = [
    ['infusion', clock.infusion],
    ['leukapheresis', responseOnly ? undefined : clock.leukapheresis],
  ];
  return anchors.flatMap(([anchor, fact]) => {
    if (!fact) return [];
    const from = daysFrom(of, clock.zero, fact)?.low ?? 0;
    const assuming = WITHOUT_RESPONSE.includes(id)
      ? []
      : assumptions(assessedOf(of).filter(({ day }) => day.high > from));
    const common = { of: { anchor }, ...(responseOnly ? {} : { params: { anchor } }) };
    const alone: Application = { ...common, inputs: daysOf(of, clock, fact, false) };
    return assuming.length === 0 ? [alone] : [alone, { ...common, inputs: daysOf(of, clock, fact, true), assuming }];
  });
}
