import { type Code, type Fact, hasHappened, item, type Span } from '@linea/facts';
import type { Derivation } from '../patient/derive-patient.ts';
import { dateSpan, type Patient } from '../patient/patient.ts';

/** One event of a record: its facts, and the days of the event. */
export interface RecordedEvent {
  readonly id: string;
  readonly kind: string;
  readonly facts: readonly Fact[];
  readonly span: Span;
  /** The product course it belongs to; null where there is none. */
  readonly course: string | null;
}

/** A record as rules see it: events by kind, each in its course, and what criteria derive of it. */
export interface PatientRecord {
  readonly of: Patient;
  readonly derivations: (criterion: string) => readonly Derivation[];
  readonly events: (kind: string) => readonly RecordedEvent[];
  readonly eventOf: (fact: Fact) => RecordedEvent;
}

export const kindOf = (code: Code): string => item(code).event;

export const inEvent = (event: RecordedEvent, code: Code): Fact | undefined =>
  event.facts.findLast((fact) => fact.code === code);
export const valuedIn = (event: RecordedEvent, code: Code): Fact | undefined => {
  const fact = inEvent(event, code);
  return fact?.value === undefined ? undefined : fact;
};

/** Items that date their event, in the order in which they are asked. */
const DATES: Readonly<Record<string, Code>> = {
  comorbidity: 'com.onset',
  drug: 'drug.start',
  cycle: 'cycle.day1',
  sample: 'smp.collected',
};

/** The days of an event: its date item with a value, else its earliest date, else those of its first fact. */
function spanOfEvent(of: Patient, kind: string, facts: readonly Fact[]): Span {
  const named = facts.find(({ code, value }) => code === DATES[kind] && value !== undefined);
  if (named) return dateSpan(of, named);
  const dated = facts.filter(({ code, value }) => value?.kind === 'date' && item(code).role === 'date');
  const spans = (dated.length > 0 ? dated : facts).map((fact) =>
    dated.length > 0 ? dateSpan(of, fact) : of.span(fact),
  );
  return spans.reduce((first, span) => (span.start < first.start ? span : first));
}

type Bare = Omit<RecordedEvent, 'course'>;

function bareEvents(of: Patient): readonly Bare[] {
  const groups = new Map<string, Fact[]>();
  for (const fact of of.facts) {
    const group = groups.get(fact.event);
    if (group) group.push(fact);
    else groups.set(fact.event, [fact]);
  }
  return [...groups].map(([id, facts]) => {
    const kind = id.slice(0, id.indexOf(':'));
    return { id, kind, facts, span: spanOfEvent(of, kind, facts) };
  });
}

/** Belong to the first infusion on or after them; after every infusion they open a course not yet infused. */
const BEFORE = new Set(['leukapheresis', 'manufacturing', 'bridging', 'lymphodepletion', 'eligibility']);
/** No course at all. */
const NONE = new Set([
  'registration',
  'consent',
  'demographics',
  'age-statement',
  'diagnosis',
  'line',
  'cycle',
  'dose',
  'death',
  'sle-diagnosis',
]);
/** Labels of a day or month after an infusion. */
const AFTER_INFUSION = /^(d(4|7|10|14|21|28)|m\d+|annual)$/;

const coded = (facts: readonly Fact[], code: Code): string | undefined => {
  const value = facts.find((fact) => fact.code === code)?.value;
  return value?.kind === 'code' ? value.code : value?.kind === 'reference' ? value.event : undefined;
};

const episodeOf = ({ facts }: Bare): string | undefined => facts.find(({ episode }) => episode !== undefined)?.episode;

/** The infusions that took place, in order of time; each names a course. */
const infusionsOf = (events: readonly Bare[]): readonly Bare[] =>
  events
    .filter(
      ({ kind, facts }) => kind === 'infusion' && facts.some((fact) => fact.code === 'inf.date' && hasHappened(fact)),
    )
    .sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);

/** The course of an event: its episode, what it names, else by time (data dictionary 5, "Course"). */
function courseOf(event: Bare, infusions: readonly Bare[]): string | null {
  if (NONE.has(event.kind)) return null;
  const episode = episodeOf(event);
  if (episode !== undefined) return infusions.find((one) => episodeOf(one) === episode)?.id ?? `episode:${episode}`;
  if (infusions.includes(event)) return event.id;
  if (event.kind === 'response') {
    const named = infusions.find(({ id }) => id === coded(event.facts, 'resp.lineRef'));
    if (named) return named.id;
    if (!AFTER_INFUSION.test(coded(event.facts, 'resp.timepoint') ?? '')) return null;
  }
  if (BEFORE.has(event.kind) || event.kind === 'infusion')
    return infusions.find(({ span }) => span.end >= event.span.start)?.id ?? 'not yet infused';
  return (infusions.findLast(({ span }) => span.start <= event.span.end) ?? infusions[0])?.id ?? null;
}

/** @param derivations  of a criterion by its name; a criterion that there is not derives nothing */
export function recordOf(of: Patient, derivations: PatientRecord['derivations']): PatientRecord {
  const bare = bareEvents(of);
  const infusions = infusionsOf(bare);
  const byKind = new Map<string, RecordedEvent[]>();
  const byId = new Map<string, RecordedEvent>();
  for (const one of bare) {
    const event = { ...one, course: courseOf(one, infusions) };
    byId.set(event.id, event);
    byKind.set(event.kind, [...(byKind.get(event.kind) ?? []), event]);
  }
  const byTime = (a: RecordedEvent, b: RecordedEvent) =>
    a.span.start - b.span.start || a.span.end - b.span.end || (a.id < b.id ? -1 : 1);
  for (const events of byKind.values()) events.sort(byTime);
  return {
    of,
    derivations,
    events: (kind) => byKind.get(kind) ?? [],
    eventOf: (fact) => byId.get(fact.event) as RecordedEvent,
  };
}

/** b - a in whole days, by their anchors where the source dates one by the other; open ends are infinite. */
export function daysApart(of: Patient, a: Fact, b: Fact): { readonly low: number; readonly high: number } {
  const [from, to] = [a.effective.anchor, b.effective.anchor];
  if (to?.ref === a.id) return { low: to.offsetDays[0], high: to.offsetDays[1] };
  if (from?.ref === b.id) return { low: -from.offsetDays[1], high: -from.offsetDays[0] };
  if (from && to && from.ref === to.ref)
    return { low: to.offsetDays[0] - from.offsetDays[1], high: to.offsetDays[1] - from.offsetDays[0] };
  const [x, y] = [dateSpan(of, a), dateSpan(of, b)];
  return { low: y.start - x.end, high: y.end - x.start };
}
