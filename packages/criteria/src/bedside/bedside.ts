import type { Code, EventId, Fact, FactId } from '@linea/facts';
import { dayAfter, type Infusion, infusionsOf } from '../cart/infusions.ts';
import type { Criterion } from '../engine/criterion.ts';
import { answerTo } from '../patient/answers.ts';
import { type Derivation, derive } from '../patient/derive-patient.ts';
import { type Application, beside, codeOf, dateSpan, type Patient, plainDate, valued } from '../patient/patient.ts';
import { crsCourse } from '../toxicity/crs/course.ts';
import { crsByInfusion, crsRecords } from '../toxicity/facts/crs-facts.ts';
import { icansByInfusion, icansRecords } from '../toxicity/facts/icans-facts.ts';
import { icansCourse } from '../toxicity/icans/course.ts';
import { momentOf } from './moments.ts';
import { type CourseAnswer, crsGrades, icansGrades, type ObservationGrade } from './observation-grades.ts';

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
  const place = placeOf(of, admission);
  const infusion = infusionsOf(of)[place];
  const found = infusion && admissionsOf(of)[place];
  if (!infusion || !found) return null;
  const about = (derivation: Derivation): boolean =>
    (derivation.of?.after ?? infusion.fact.event) === infusion.fact.event;
  const columns = columnsOf(of, infusion, place, dailyEvents(of), { graded: () => true, explain });
  return {
    admission: found,
    observations: withSameMoments([...columns].sort(inTime)),
    drugs: drugsOf(of, infusion),
    crs: derive(crsCourse, of).find(about) ?? null,
    icans: derive(icansCourse, of).find(about) ?? null,
  };
}

/**
 * One column of the sheet with its sub-grades, as `bedsideOf` gives it, without working out the others: for what is being
 * typed. It is graded in its course, with everything that was seen and given before.
 *
 * @returns null where there is no such infusion, or the column is not of its sheet
 */
export function bedsideColumnOf(
  of: Patient,
  admission: EventId | undefined,
  event: EventId,
): BedsideObservation | null {
  const place = placeOf(of, admission);
  const infusion = infusionsOf(of)[place];
  if (!infusion || !event.startsWith(DAILY)) return null;
  const isOwn = (other: EventId): boolean => other === event;
  const [column] = columnsOf(of, infusion, place, [event], { graded: isOwn, explain: isOwn });
  if (!column?.at?.includes('T')) return column ?? null;
  return {
    ...column,
    sameMoment: atMoment(of, column.at).filter((other) => other !== event && isOnSheet(of, infusion, other)),
  };
}

/** The place of an admission among the infusions; -1 where it is none of them. */
function placeOf(of: Patient, admission: EventId | undefined): number {
  const infusions = infusionsOf(of);
  return admission === undefined ? infusions.length - 1 : infusions.findIndex(({ fact }) => fact.event === admission);
}

const DAILY = 'daily:';
const dailyEvents = (of: Patient): readonly EventId[] => of.eventsOfKind('daily');

/** The fact by which a column is dated: by its clock time before its day. */
function datedBy(facts: readonly Fact[]): Fact {
  let day: Fact | undefined;
  for (const fact of facts) {
    if (fact.code === 'day.time') return fact;
    if (fact.code === 'day.date') day ??= fact;
  }
  return day ?? (facts[0] as Fact);
}

/** The daily events that were written down for one clock time. */
function atMoment(of: Patient, at: string): readonly EventId[] {
  const events = new Set<EventId>();
  const [day, time] = at.split('T');
  for (const fact of [...of.byCode('day.time'), ...of.byCode('day.date')]) {
    const { event, value } = fact;
    if (value?.kind !== 'date' || value.time !== time || value.date.start !== day || !event.startsWith(DAILY)) continue;
    if (momentOf(of, datedBy(of.byEvent(event))) === at) events.add(event);
  }
  return [...events].sort();
}

const isOnSheet = (of: Patient, infusion: Infusion, event: EventId): boolean =>
  dayAfter(of, infusion, datedBy(of.byEvent(event)), -DAYS_BEFORE) !== null;

/** What a course answers to one of its uses. */
const answered = (course: Criterion, application: Application | null | undefined): CourseAnswer | null =>
  application ? { application, answer: answerTo(course, application) } : null;

function columnsOf(
  of: Patient,
  infusion: Infusion,
  place: number,
  events: readonly EventId[],
  wanted: Parameters<typeof crsGrades>[2],
): readonly BedsideObservation[] {
  const [signs, neurology] = [crsRecords(of, infusion), icansRecords(of, infusion)];
  const crs = crsGrades(signs, answered(crsCourse, crsByInfusion(of)[place]), wanted);
  const icans = icansGrades(neurology, answered(icansCourse, icansByInfusion(of)[place]), wanted);
  const contradictory = new Map<EventId, readonly Code[]>();
  for (const { first, contradictory: codes } of [...signs, ...neurology])
    if (codes.length > 0) contradictory.set(first.event, codes);
  const columns: BedsideObservation[] = [];
  for (const event of events) {
    const facts = of.byEvent(event);
    if (facts.length === 0) continue;
    const dated = datedBy(facts);
    const days = dayAfter(of, infusion, dated, -DAYS_BEFORE);
    if (!days) continue;
    columns.push({
      event,
      at: momentOf(of, dated),
      day: days.low === days.high ? days.low : null,
      facts: facts.map(({ id }) => id),
      crs: crs.get(event) ?? null,
      icans: icans.get(event) ?? null,
      contradictory: contradictory.get(event) ?? [],
      sameMoment: [],
    });
  }
  return columns;
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
