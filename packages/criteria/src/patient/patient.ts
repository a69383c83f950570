import {
  type Code,
  type EventId,
  type Fact,
  type FactId,
  formatEdtf,
  hasHappened,
  partialDate,
  type Span,
  span,
  type View,
} from '@linea/facts';
import type { Answer } from '../engine/criterion.ts';

/** A patient as criteria see one: the view as of an instant, and what was worked out of it so far. */
export interface Patient extends View {
  /** The events of a kind (`line`, `drug`), in the order of their first facts. */
  readonly eventsOfKind: (kind: string) => readonly EventId[];
  /** The last fact of a code that carries a value, may have been true on or before `day`, and by itself is fit for use. */
  readonly lastBy: (code: Code, day: number, isFit?: (fact: Fact) => boolean) => Fact | undefined;
  /**
   * The same key gives the same result: lines of therapy are worked out once, for all who ask.
   *
   * @param make   reads nothing but the patient, and `given`
   * @param given  what the caller hands to `make`: where that is another object than before, the question is another one
   */
  readonly memo: <T>(key: string, make: () => T, ...given: readonly unknown[]) => T;
}

type ByKind = ReadonlyMap<string, readonly EventId[]>;
const NO_EVENTS: readonly EventId[] = [];
const kinds = new WeakMap<View, ByKind>();

function byKind(of: View): ByKind {
  const events = new Map<string, Set<EventId>>();
  for (const { event } of of.facts) {
    const kind = kindOf(event);
    const known = events.get(kind);
    if (known) known.add(event);
    else events.set(kind, new Set([event]));
  }
  return new Map([...events].map(([kind, names]) => [kind, [...names]]));
}

/** The kind of an event: `line` of `line:L1`. */
export const kindOf = (event: EventId): string => event.slice(0, event.indexOf(':'));

/** The events of a kind in a view, which are grouped at the first question. */
export function eventsIn(of: View, kind: string): readonly EventId[] {
  let found = kinds.get(of);
  if (!found) {
    found = byKind(of);
    kinds.set(of, found);
  }
  return found.get(kind) ?? NO_EVENTS;
}

export const lastIn = (of: View, code: Code, day: number, isFit?: (fact: Fact) => boolean): Fact | undefined =>
  of
    .byCode(code)
    .findLast((fact) => fact.value !== undefined && of.span(fact).start <= day && (isFit === undefined || isFit(fact)));

const views = new WeakMap<Patient, View>();

/** The view that a patient was made of; undefined where reading is recorded. */
export const viewOf = (of: Patient): View | undefined => views.get(of);

export function patient(of: View): Patient {
  const results = new Map<string, unknown>();
  const made: Patient = {
    patient: of.patient,
    asOf: of.asOf,
    facts: of.facts,
    replaced: of.replaced,
    contradiction: of.contradiction,
    fact: of.fact,
    span: of.span,
    byCode: of.byCode,
    byEvent: of.byEvent,
    eventsOfKind: (kind) => eventsIn(of, kind),
    lastBy: (code, day, isFit) => lastIn(of, code, day, isFit),
    memo<T>(key: string, make: () => T): T {
      const known = results.get(key) as T | undefined;
      if (known !== undefined || results.has(key)) return known as T;
      const made = make();
      results.set(key, made);
      return made;
    },
  };
  views.set(made, of);
  return made;
}

/**
 * What is made of every item, in order. When facts have changed it is made again only of an item that is another object than
 * before, or that reads what changed: a new result of one line leaves the other lines alone.
 *
 * @param make  reads nothing but the patient and the item
 */
export const eachOf = <I, T>(
  of: Patient,
  key: string,
  items: readonly I[],
  make: (item: I) => readonly T[],
): readonly T[] => items.flatMap((item, index) => of.memo(`${key} ${index}`, () => make(item), item));

/** A plain input with the facts it comes from and the codes to ask for when it is unknown. */
export interface Sourced<X = unknown> {
  readonly value: X | null;
  readonly facts: readonly FactId[];
  readonly codes: readonly Code[];
}

/** One use of a criterion on a patient. */
export interface Application {
  /** The days it speaks of; default: up to the end of the last fact used. */
  readonly at?: Span;
  /** What it is about: `{ line: 1 }`, `{ agent: 'daratumumab' }`, `{ timepoint: 'd28' }`. */
  readonly of?: Readonly<Record<string, string | number>>;
  /** By input name of the criterion; `fish.del17p` is a member of `fish`. */
  readonly inputs: Readonly<Record<string, Sourced>>;
  readonly params?: Readonly<Record<string, unknown>>;
  /** Stated components taken as if observed; printed, never silent. */
  readonly assuming?: readonly { readonly fact: FactId; readonly label: string }[];
  /** What somebody wrote about the same thing, in the words of the criterion. */
  readonly stated?: {
    readonly value: unknown;
    readonly fact: FactId;
    readonly field?: string;
    /** The days, counted from the infusion, to which it may refer. */
    readonly days?: { readonly low: number; readonly high: number };
    /** Every value that an answer leaves open, where that is more than it derives: days nobody recorded. */
    readonly allows?: (answer: Answer, days?: { readonly low: number; readonly high: number }) => readonly unknown[];
  };
  readonly warnings?: readonly string[];
}

export const unknownInput = (...codes: readonly Code[]): Sourced<never> => ({ value: null, facts: [], codes });
export function sourced<X>(value: X | null, facts: readonly Fact[], ...codes: readonly Code[]): Sourced<X> {
  const [only] = facts;
  if (only && facts.length === 1) return { value, facts: [only.id], codes: codes.length > 0 ? codes : [only.code] };
  return {
    value,
    facts: facts.map(({ id }) => id),
    codes: codes.length > 0 ? codes : [...new Set(facts.map(({ code }) => code))],
  };
}
/** An input that is worked out or given by the question itself, resting on other inputs' facts. */
export const derived = <X>(value: X | null, ...from: readonly Sourced[]): Sourced<X> =>
  from.length === 0
    ? { value, facts: [], codes: [] }
    : {
        value,
        facts: [...new Set(from.flatMap(({ facts }) => facts))],
        codes: [...new Set(from.flatMap(({ codes }) => codes))],
      };

/** The facts of a code that carry a value, in order of time. */
export function valued(of: Patient, code: Code): readonly Fact[] {
  const facts = of.byCode(code);
  return facts.every((fact) => fact.value !== undefined) ? facts : facts.filter((fact) => fact.value !== undefined);
}

/** The facts of a date item that say that it happened: on a day, or at a time that nobody knows; in order of time. */
export function happenings(of: Patient, code: Code): readonly Fact[] {
  const facts = of.byCode(code);
  return facts.every(hasHappened) ? facts : facts.filter(hasHappened);
}

/** The fact of a code in the same event, with a value or an absence. */
export const beside = (of: Patient, fact: Fact, code: Code): Fact | undefined =>
  of.byEvent(fact.event).find((other) => other.code === code);

/** The coded answer of a fact, undefined for anything else. */
export const codeOf = (fact: Fact | undefined): string | undefined =>
  fact?.value?.kind === 'code' ? fact.value.code : fact?.value?.kind === 'text' ? fact.value.text : undefined;

export const codesOf = (fact: Fact | undefined): readonly string[] | undefined =>
  fact?.value?.kind === 'codes' ? fact.value.codes : fact?.value?.kind === 'code' ? [fact.value.code] : undefined;

export const numberOf = (fact: Fact | undefined): number | undefined =>
  fact?.value?.kind === 'number' ? fact.value.number : undefined;

export const booleanOf = (fact: Fact | undefined): boolean | undefined =>
  fact?.value?.kind === 'boolean' ? fact.value.boolean : undefined;

/** A measured value as criteria take it: `{ value, unit, comparator?, uln?, lln? }`; null when it has no number or is spurious. */
export function measured(fact: Fact | undefined): Readonly<Record<string, unknown>> | null {
  if (!fact?.value || fact.qualifiers?.spurious) return null;
  if (fact.value.kind === 'number' && fact.qualifiers === undefined && fact.value.comparator === undefined)
    return { value: fact.value.number, unit: fact.value.unit };
  const limits = {
    ...(fact.qualifiers?.uln === undefined ? {} : { uln: fact.qualifiers.uln }),
    ...(fact.qualifiers?.lln === undefined ? {} : { lln: fact.qualifiers.lln }),
  };
  if (fact.value.kind === 'number') {
    const { number, unit, comparator } = fact.value;
    return { value: number, unit, ...(comparator ? { comparator } : {}), ...limits };
  }
  return fact.value.kind === 'interval'
    ? { low: fact.value.low, high: fact.value.high, unit: fact.value.unit, ...limits }
    : null;
}

/** The days a date item speaks of: its value, else the days of the fact itself (an absent date keeps its interval). */
export const dateSpan = (of: Patient, fact: Fact): Span =>
  fact.value?.kind === 'date' ? span(fact.value.date) : of.span(fact);

/** A span as plain input: EDTF. */
export const plainDate = (days: Span): string => formatEdtf(partialDate(days));
