import { type Code, type Fact, type Span, spanOf, toIso } from '@linea/facts';
import { clockOf, deathOf } from '../lymphoma/clock.ts';
import { beside, codeOf, dateSpan, happenings, type Patient, valued } from '../patient/patient.ts';
import type { StageTemplate, Window } from './templates.ts';

/** A patient on a day, with what the windows of the pathway are counted from. */
export interface Situation {
  readonly of: Patient;
  readonly today: number;
  readonly infusion: Fact | undefined;
  readonly anchors: Readonly<Record<Window['anchor'], Span | null>>;
  /** The last day the death may have been; infinite while no death is recorded. */
  readonly died: number;
}

export function situationOf(of: Patient, today: number): Situation {
  const clock = clockOf(of);
  const span = (fact: Fact | undefined): Span | null => (fact ? dateSpan(of, fact) : null);
  const death = deathOf(of);
  return {
    of,
    today,
    infusion: clock?.infusion,
    anchors: {
      infusion: span(clock?.infusion),
      leukapheresis: span(clock?.leukapheresis),
      lymphodepletion: span(happenings(of, 'ld.start').at(-1)),
    },
    died: death ? dateSpan(of, death).end : Infinity,
  };
}

/** First and last day, as dates. */
export const isoOf = (days: Span): { readonly from: string; readonly to: string } => ({
  from: toIso(days.start),
  to: toIso(days.end),
});

/** The days of a window: from the earliest day it may begin to the last day it may end. */
export function windowOf({ anchors }: Situation, { window }: StageTemplate): Span | null {
  const anchor = window && anchors[window.anchor];
  if (!window || !anchor || !Number.isFinite(anchor.start) || !Number.isFinite(anchor.end)) return null;
  return spanOf(anchor.start + window.fromDays, anchor.end + window.toDays);
}

/** What says that the patient was seen. */
export const SEEN_BY: readonly Code[] = [
  'resp.date',
  'resp.lugano',
  'resp.all',
  'resp.imwg',
  'sledai.date',
  'sledai.items',
  'fu.date',
  'fu.survival',
];

/** What a contact says where nobody met the patient. */
const NOT_SEEN: readonly string[] = ['lost', 'withdrawn', 'dead'];

/** The facts of assessments and contacts that took place: that the patient was seen. */
export const seenBy = (of: Patient): readonly Fact[] =>
  SEEN_BY.flatMap((code) => valued(of, code)).filter(
    (fact) => !NOT_SEEN.includes(codeOf(beside(of, fact, 'fu.survival')) ?? ''),
  );
