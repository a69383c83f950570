import { convert, drug, drugId, regimen, type Span, spanOf } from '@linea/facts';
import { codeOf, numberOf, type Patient } from '../patient/patient.ts';
import { answer, type Event, endDays, inEvent, startOf } from './event.ts';

/** The drugs of an event: its drug events, else its regimen's, else a name of its own so that unlike things stay unlike. */
export function drugsOf(of: Patient, event: string, named: string | undefined): readonly string[] | null {
  const given = drugEvents(of).filter(({ lineRef }) => lineRef === event);
  if (given.length > 0) return [...new Set(given.map(({ code }) => code))];
  if (named === undefined) return null;
  const listed = regimen(named)?.drugs;
  return listed && listed.length > 0 ? listed : [drug(drugId(named)) ? drugId(named) : `regimen:${named}`];
}

/** Is this no drug but the name of something whose drugs nobody recorded? */
export const isUnnamed = (drug: string): boolean => drug.includes(':');

export interface DrugEvent {
  readonly event: string;
  readonly code: string;
  readonly lineRef: string | null;
  readonly facts: Event;
}

/** Antineoplastic drugs as recorded, one entry an event; dose changes are events of their own. */
export const drugEvents = (of: Patient): readonly DrugEvent[] =>
  of.memo('drug events', () =>
    of.byCode('drug.code').flatMap((fact) => {
      const facts = of.byEvent(fact.event);
      const name = codeOf(fact);
      const role = answer(facts, 'drug.role');
      if (name === undefined || (role !== undefined && role !== 'antineoplastic')) return [];
      const reference = inEvent(facts, 'drug.lineRef')?.value;
      const lineRef = reference?.kind === 'reference' ? reference.event : null;
      return [{ event: fact.event, code: drugId(name), lineRef, facts }];
    }),
  );

const isOngoing = (event: Event): boolean => answer(event, 'drug.ongoing') === 'yes';
const STOPPING: ReadonlySet<string | undefined> = new Set(['held', 'stopped']);

/**
 * When a drug was last given, as its events say in order of time: null while it is, undefined where they do not say. An event
 * that begins after the end of another and is no pause of it (a restart, another dose) has an end of its own.
 */
export function lastGiven(of: Patient, events: readonly Event[]): Span | null | undefined {
  const told = events.map((event) => {
    const start = startOf(of, event, 'drug.start');
    const end = isOngoing(event) ? null : endDays(of, inEvent(event, 'drug.end'), start);
    return { start, end, pauses: STOPPING.has(answer(event, 'drug.doseChange')) };
  });
  const index = told.findLastIndex(({ end }) => end !== undefined);
  const last = told[index]?.end;
  if (!last) return last;
  const again = told.slice(index + 1).some(({ start, pauses }) => !pauses && start.start > last.end);
  return again ? undefined : last;
}

/** The last dose of any drug of an event; null while one is given, undefined where nobody says so of each of them. */
export function lastDose(of: Patient, event: string): Span | null | undefined {
  const own = drugEvents(of).filter(({ lineRef }) => lineRef === event);
  const ends = [...new Set(own.map(({ code }) => code))].map((drug) =>
    lastGiven(
      of,
      own.filter(({ code }) => code === drug).map(({ facts }) => facts),
    ),
  );
  if (ends.length === 0 || ends.includes(undefined)) return undefined;
  if (ends.includes(null)) return null;
  const known = ends as readonly Span[];
  return spanOf(Math.max(...known.map(({ start }) => start)), Math.max(...known.map(({ end }) => end)));
}

/** The dose of a drug event in mg; undefined where it was written by weight or surface. */
export function doseInMg(event: Event): number | undefined {
  const [dose, unit] = [numberOf(inEvent(event, 'drug.dose')), answer(event, 'drug.doseUnit')];
  return dose === undefined || unit === undefined ? undefined : (convert(dose, unit, 'mg') ?? undefined);
}
