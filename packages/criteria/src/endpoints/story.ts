import type { Code, Fact, FactId, Span } from '@linea/facts';
import type { When } from '../engine/index.ts';
import { clockOf, deathOf, lastContactOf } from '../lymphoma/clock.ts';
import { dateSpan, type Patient } from '../patient/patient.ts';
import type { Cause } from './end-of-course.ts';

/** A date of a patient with the facts it rests on. */
export interface Dated {
  readonly when: When;
  readonly facts: readonly FactId[];
  /** The days of the assessment that surely shows it, where an earlier one may have been the first. */
  readonly sure?: When;
}

/** What happened to a patient, as an endpoint needs it. */
export interface Story {
  readonly infusion: Dated | null;
  readonly leukapheresis: Dated | null;
  readonly diagnosis: Dated | null;
  readonly registration: Dated | null;
  /** The first assessment that surely is a response. */
  readonly response: Dated | null;
  /** No earlier assessment may have been a response: it is the first one, or there was none. */
  readonly responseKnown: boolean;
  readonly on: Readonly<Partial<Record<Cause, Dated>>>;
  /** The days on which progression may have come, null among them where there may have been none; empty where it is settled. */
  readonly mayProgress: readonly (Dated | null)[];
  /** Every adequate assessment of the disease after the start, in order of time. */
  readonly assessments: readonly Dated[];
  readonly lastContact: Dated | null;
  /** Stated conclusions that were taken as if observed. */
  readonly assuming: readonly { readonly fact: FactId; readonly label: string }[];
}

/** What each disease adds: its progression, response and treatments. */
export type DiseaseStory = Pick<
  Story,
  'response' | 'responseKnown' | 'on' | 'mayProgress' | 'assessments' | 'assuming'
>;

export const datedOn = (name: string, days: Span, facts: readonly FactId[], code: Code): Dated => ({
  when: { key: name, inputs: [code], span: days, given: true },
  facts,
});

export const fromFact = (of: Patient, name: string, fact: Fact | undefined, code: Code): Dated | null =>
  fact ? datedOn(name, dateSpan(of, fact), [fact.id], code) : null;

/** The story of a patient without what is particular to a disease. */
export const commonStory = (of: Patient): Omit<Story, keyof DiseaseStory> & { readonly death: Dated | null } =>
  of.memo('common story', () => {
    const clock = clockOf(of);
    return {
      infusion: fromFact(of, 'infusion', clock?.infusion, 'inf.date'),
      leukapheresis: fromFact(of, 'leukapheresis', clock?.leukapheresis, 'leuk.date'),
      diagnosis: fromFact(of, 'diagnosis', of.byCode('dx.date')[0], 'dx.date'),
      registration: fromFact(of, 'registration', of.byCode('reg.date').at(-1), 'reg.date'),
      death: fromFact(of, 'death', deathOf(of), 'death.date'),
      lastContact: fromFact(of, 'lastContact', lastContactOf(of), 'fu.date'),
    };
  });
