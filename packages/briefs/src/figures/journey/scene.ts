import type { DaySpan } from '@linea/charts';
import { hasHappened } from '@linea/facts';
import { type Event, eventsOf } from '../../patient/events.ts';
import type { FactJson, PatientJson } from '../../patient/patient-json.ts';
import { dayOfIso, spanOfDated, spanOfEffective } from '../../patient/spans.ts';
import { whenText } from '../../words/dates.ts';
import type { Words } from '../../words/words.ts';

/** Days of the calendar, or days from day zero. */
export type Base = 'calendar' | 'relative';

/** Day zero of a journey: the infusion, or else the start of the first line. */
interface Zero {
  /** The event and the fact that date it. */
  readonly event: string;
  readonly fact: string;
  readonly span: DaySpan;
  readonly kind: 'infusion' | 'therapy';
}

/** A patient ready to be drawn: every lane asks it where on the chart a fact lies. */
export interface Scene {
  readonly patient: PatientJson;
  readonly words: Words;
  readonly events: readonly Event[];
  readonly base: Base;
  readonly zero: Zero | null;
  /** When a fact was true of the patient, in days of the base. */
  readonly when: (fact: FactJson) => DaySpan;
  /** When what a dated item speaks of was (`line.start`), in days of the base. */
  readonly dated: (fact: FactJson) => DaySpan;
  /** Days of the calendar in days of the base. */
  readonly moved: (span: DaySpan) => DaySpan;
  readonly asOf: DaySpan;
  /** When a fact was true in the reader's words, with those of the source: `14–21 Jun 2024 (start of cycle 3)`. */
  readonly whenText: (fact: FactJson) => string;
}

/** The first infusion; without one, the start of the first line of therapy. */
function zeroOf(events: readonly Event[]): Zero | null {
  for (const [kind, code] of [
    ['infusion', 'inf.date'],
    ['line', 'line.start'],
  ] as const) {
    const found = events
      .flatMap((event) => {
        const fact = event.kind === kind ? event.fact(code) : undefined;
        return fact && hasHappened(fact) ? [{ event: event.id, fact: fact.id, span: spanOfDated(fact) }] : [];
      })
      .sort((a, b) => a.span.first - b.span.first)[0];
    if (found) return { ...found, kind: kind === 'infusion' ? 'infusion' : 'therapy' };
  }
  return null;
}

/** Days from a fact to another one that is counted from it, through any number of anchors; null when it is not. */
function daysFrom(zero: string, fact: FactJson, byId: ReadonlyMap<string, FactJson>): DaySpan | null {
  let [first, last] = [0, 0];
  const seen = new Set<string>();
  for (let at: FactJson | undefined = fact; at && !seen.has(at.id); ) {
    if (at.id === zero) return { first, last };
    seen.add(at.id);
    const { anchor }: FactJson['effective'] = at.effective;
    if (!anchor) return null;
    first += anchor.offsetDays[0];
    last += anchor.offsetDays[1];
    at = byId.get(anchor.ref);
  }
  return null;
}

/** Steps of a course that come before its infusion, and what only an infusion brings about. */
const BEFORE = new Set(['leukapheresis', 'manufacturing', 'bridging', 'lymphodepletion', 'eligibility']);
const AFTER = new Set(['crs', 'icans', 'iechs']);

/** Days around the one infusion, cut at day zero where a step cannot lie on its other side. */
function onItsSide({ first, last }: DaySpan, kind: string): DaySpan {
  if (BEFORE.has(kind) && first < 0) return { first, last: Math.min(last, 0) };
  if (AFTER.has(kind) && last > 0) return { first: Math.max(first, 0), last };
  return { first, last };
}

export function sceneOf(patient: PatientJson, words: Words, base: Base): Scene {
  const events = eventsOf(patient);
  const zero = zeroOf(events);
  const relative = base === 'relative' && zero !== null;
  const moved = (span: DaySpan): DaySpan =>
    relative ? { first: span.first - zero.span.last, last: span.last - zero.span.first } : span;
  const byId = new Map(patient.facts.map((fact) => [fact.id, fact]));
  const infusions = events.filter(({ kind }) => kind === 'infusion').length;
  const place = (fact: FactJson, span: DaySpan): DaySpan => {
    if (!relative) return span;
    const counted = daysFrom(zero.fact, fact, byId);
    if (counted) return counted;
    // What belongs to the infusion itself and carries its dates happened on day zero, whenever that was.
    const own = fact.event === zero.event && span.first === zero.span.first && span.last === zero.span.last;
    if (own) return { first: 0, last: 0 };
    const days = moved(span);
    return infusions === 1 ? onItsSide(days, fact.event.split(':')[0] as string) : days;
  };
  const asOfDay = dayOfIso(patient.asOf);
  return {
    patient,
    words,
    events,
    base: relative ? 'relative' : 'calendar',
    zero,
    when: (fact) => place(fact, spanOfEffective(fact.effective)),
    dated: (fact) => place(fact, spanOfDated(fact)),
    moved,
    asOf: moved({ first: asOfDay, last: asOfDay }),
    whenText: (fact) => whenText(fact, words.say),
  };
}

/** How a fact, and everything observed with it, is asked about. */
export const factPick = (fact: FactJson): string => `fact:${fact.id}`;

/** From the first to the last day of all spans; null without any. */
export const hull = (spans: readonly DaySpan[]): DaySpan | null =>
  spans.length === 0
    ? null
    : { first: Math.min(...spans.map(({ first }) => first)), last: Math.max(...spans.map(({ last }) => last)) };
