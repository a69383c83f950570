import type { Code, EventId, Fact, FactId } from '@linea/facts';
import { dayAfter, type Infusion, infusionsOf } from '../cart/infusions.ts';
import { type Derivation, derive } from '../patient/derive-patient.ts';
import { beside, codeOf, dateSpan, type Patient, plainDate, valued } from '../patient/patient.ts';
import { crsCourse } from '../toxicity/crs/course.ts';
import { crsRecords } from '../toxicity/facts/crs-facts.ts';
import { icansRecords } from '../toxicity/facts/icans-facts.ts';
import { icansCourse } from '../toxicity/icans/course.ts';
import { momentOf } from './moments.ts';
import { crsGrades, icansGrades, type ObservationGrade } from './observation-grades.ts';

/** One column of the sheet: what was seen of the patient at one time. */
export interface BedsideObservation {
  readonly event: EventId;
  /** Date and clock time as written, or the date alone; null where neither is known. */
  readonly at: string | null;
  /** Days from the infusion; null where that is not known to the day. */
  readonly day: number | null;
  readonly facts: readonly FactId[];
  /** Null: no sign, or nothing neurological, was recorded, or it was before the infusion. */
  readonly crs: ObservationGrade | null;
  readonly icans: ObservationGrade | null;
  /** Codes of which this observation says two different things; both are kept. */
  readonly contradictory: readonly Code[];
  /** Other observations of the same moment that say otherwise. */
  readonly sameMoment: readonly EventId[];
}

/** A drug as it was given. */
export interface BedsideDrug {
  readonly event: EventId;
  readonly at: string | null;
  readonly day: number | null;
  readonly drug: string;
  readonly facts: readonly FactId[];
}

export interface Admission {
  readonly event: EventId;
  /** Of the infusion, day 0: the days it may have been, as EDTF. */
  readonly infusion: string;
  readonly product: string | null;
  readonly facts: readonly FactId[];
}

/** The flow-sheet of one admission: every observation with its grades, and the two courses. */
export interface Bedside {
  readonly admission: Admission;
  /** In order of time; those of one moment in the order of their events. */
  readonly observations: readonly BedsideObservation[];
  readonly drugs: readonly BedsideDrug[];
  readonly crs: Derivation | null;
  readonly icans: Derivation | null;
}

/** The sheet begins with lymphodepletion: a column may be this many days before the infusion. */
const DAYS_BEFORE = 14;

/** The admissions of a patient, an infusion each, in order of time. */
export const admissionsOf = (of: Patient): readonly Admission[] =>
  infusionsOf(of).map(({ fact }) => {
    const product = beside(of, fact, 'inf.product');
    return {
      event: fact.event,
      infusion: plainDate(dateSpan(of, fact)),
      product: codeOf(product) ?? null,
      facts: product ? [fact.id, product.id] : [fact.id],
    };
  });

/**
 * The bedside sheet of an admission.
 *
 * @param admission  the event of its infusion; default: the last one
 * @param explain    the observations whose grades come with their sub-grades; default: all. The grades themselves do not hang on it
 * @returns null where there is no such infusion
 */
export function bedsideOf(
  of: Patient,
  admission?: EventId,
  explain: (event: EventId) => boolean = () => true,
): Bedside | null {
  const infusions = infusionsOf(of);
  const infusion = admission === undefined ? infusions.at(-1) : infusions.find(({ fact }) => fact.event === admission);
  const found = infusion && admissionsOf(of).find(({ event }) => event === infusion.fact.event);
  if (!infusion || !found) return null;
  const about = (derivation: Derivation): boolean =>
    (derivation.of?.after ?? infusion.fact.event) === infusion.fact.event;
  const crs = derive(crsCourse, of).find(about) ?? null;
  const icans = derive(icansCourse, of).find(about) ?? null;
  return {
    admission: found,
    observations: observationsOf(of, infusion, crs, icans, explain),
    drugs: drugsOf(of, infusion),
    crs,
    icans,
  };
}

function observationsOf(
  of: Patient,
  infusion: Infusion,
  crs: Derivation | null,
  icans: Derivation | null,
  explain: (event: EventId) => boolean,
): readonly BedsideObservation[] {
  const [signs, neurology] = [crsRecords(of, infusion), icansRecords(of, infusion)];
  const [crsByEvent, icansByEvent] = [crsGrades(signs, crs, explain), icansGrades(neurology, icans, explain)];
  const contradictory = new Map<EventId, readonly Code[]>();
  for (const { first, contradictory: codes } of [...signs, ...neurology])
    if (codes.length > 0) contradictory.set(first.event, codes);
  const events = new Map<EventId, Fact[]>();
  for (const fact of of.facts) {
    if (!fact.event.startsWith('daily:')) continue;
    const facts = events.get(fact.event);
    if (facts) facts.push(fact);
    else events.set(fact.event, [fact]);
  }
  const columns: BedsideObservation[] = [];
  for (const [event, facts] of events) {
    const dated = facts.find(({ code }) => code === 'day.time') ?? facts.find(({ code }) => code === 'day.date');
    const days = dayAfter(of, infusion, dated ?? (facts[0] as Fact), -DAYS_BEFORE);
    if (!days) continue;
    columns.push({
      event,
      at: momentOf(of, dated ?? (facts[0] as Fact)),
      day: days.low === days.high ? days.low : null,
      facts: facts.map(({ id }) => id),
      crs: crsByEvent.get(event) ?? null,
      icans: icansByEvent.get(event) ?? null,
      contradictory: contradictory.get(event) ?? [],
      sameMoment: [],
    });
  }
  return withSameMoments(columns.sort(inTime));
}

const inTime = <T extends { readonly at: string | null; readonly event: string }>(a: T, b: T): number =>
  (a.at ?? '') < (b.at ?? '') ? -1 : (a.at ?? '') > (b.at ?? '') ? 1 : a.event < b.event ? -1 : 1;

/** Observations of one clock time name each other; those dated by the day alone are of no moment. */
function withSameMoments(columns: readonly BedsideObservation[]): readonly BedsideObservation[] {
  const moments = new Map<string, EventId[]>();
  for (const { at, event } of columns) if (at?.includes('T')) moments.set(at, [...(moments.get(at) ?? []), event]);
  return columns.map((column) => {
    const others = (moments.get(column.at ?? '') ?? []).filter((event) => event !== column.event);
    return others.length === 0 ? column : { ...column, sameMoment: others };
  });
}

function drugsOf(of: Patient, infusion: Infusion): readonly BedsideDrug[] {
  return valued(of, 'med.drug')
    .flatMap((drug): readonly BedsideDrug[] => {
      const at = beside(of, drug, 'med.at');
      const when = at?.value ? at : drug;
      const days = dayAfter(of, infusion, when, -DAYS_BEFORE);
      if (!days) return [];
      return [
        {
          event: drug.event,
          at: momentOf(of, when),
          day: days.low === days.high ? days.low : null,
          drug: codeOf(drug) ?? '',
          facts: of.byEvent(drug.event).map(({ id }) => id),
        },
      ];
    })
    .sort(inTime);
}
