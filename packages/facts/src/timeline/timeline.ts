import type { Fact, FactId, PatientId } from '../fact/fact.ts';
import { lazy } from '../lazy.ts';
import { fromIso, type IsoDate } from '../when/day.ts';
import { type Instant, parseInstant } from '../when/instant.ts';
import { span } from '../when/partial-date.ts';
import { compareSpans, type Span } from '../when/span.ts';
import { type ResolvedDates, resolveDates } from './dates.ts';
import { isAfter, type Limits, versions } from './versions.ts';

/**
 * Which facts a question may see. Every bound is inclusive; an absent one does not limit.
 *
 *  effective  only what may already have been true on that day (the story up to then)
 *  known      only what the centre could act on by that instant: nothing leaks from the future
 *  recorded   only what Linea had been told by that instant (a data cut)
 *  corrected  only corrections that Linea had been told by that instant; a first version is not limited by it (`versions`)
 *
 * `known` alone asks with today's knowledge of what was right: a slip that was corrected since is shown corrected, because
 * the centre had the right value all the time. With `corrected` beside it, it shows what Linea showed at that instant.
 * A day instead of an instant is its last second.
 */
export interface AsOf {
  readonly effective?: IsoDate;
  readonly known?: Instant;
  readonly recorded?: Instant;
  readonly corrected?: Instant;
}

/**
 * The question "as of a day": what may have been true by then and was known by its end, each fact in the version that is right
 * today. With an instant of its own for what was known: in the version that Linea showed at that instant.
 */
export const asOfDay = (day: IsoDate, knownAt?: Instant): AsOf =>
  knownAt === undefined
    ? { effective: day, known: `${day}T23:59:59Z` }
    : { effective: day, known: knownAt, corrected: knownAt };

/** A patient's facts as of an instant: the current version of each, with imprecise dates narrowed by their anchors. */
export interface View {
  readonly patient: PatientId;
  readonly asOf: AsOf;
  /** Visible, current, without duplicates; in the order of display: start, end, id. */
  readonly facts: readonly Fact[];
  /** Visible facts that a later visible version replaced or withdrew, with the version that did. */
  readonly replaced: ReadonlyMap<FactId, Fact>;
  readonly fact: (id: FactId) => Fact | undefined;
  /** The days a fact may have been true. */
  readonly span: (fact: Fact) => Span;
  readonly byCode: (code: string) => readonly Fact[];
  readonly byEvent: (event: string) => readonly Fact[];
  /** Two facts whose dates cannot both hold, when anchors contradict each other. */
  readonly contradiction: readonly [FactId, FactId] | null;
}

const NONE: readonly Fact[] = [];

/** What a view was made of: also the facts that it does not show. */
const sources = new WeakMap<View, readonly Fact[]>();
export const sourceOf = (of: View): readonly Fact[] => sources.get(of) ?? of.facts;
export function madeOf(made: View, facts: readonly Fact[]): View {
  sources.set(made, facts);
  return made;
}

/** @throws {RangeError} no instant: a limit that nobody can read must not hide or show anything */
function limitOf(name: 'known' | 'recorded' | 'corrected', instant: Instant | undefined): Instant | undefined {
  if (instant === undefined) return undefined;
  const read = parseInstant(instant);
  if (!read.ok) throw new RangeError(`view: ${name} ${instant} is no instant`);
  return read.value;
}

/** The instants of a question. @throws {RangeError} one that nobody can read */
export const limitsOf = ({ known, recorded, corrected }: AsOf): Limits => ({
  known: limitOf('known', known),
  recorded: limitOf('recorded', recorded),
  corrected: limitOf('corrected', corrected),
});

/** The last day of a question. @throws {RangeError} no day */
export function lastDay(day: IsoDate | undefined): number {
  const last = day === undefined ? Infinity : fromIso(day);
  if (Number.isNaN(last)) throw new RangeError(`view: effective ${day} is no day`);
  return last;
}

function groupBy(facts: readonly Fact[], key: 'code' | 'event'): ReadonlyMap<string, readonly Fact[]> {
  const groups = new Map<string, Fact[]>();
  for (const fact of facts) {
    const group = groups.get(fact[key]);
    if (group) group.push(fact);
    else groups.set(fact[key], [fact]);
  }
  return groups;
}

interface Current extends ResolvedDates {
  readonly current: readonly Fact[];
  readonly replaced: ReadonlyMap<FactId, Fact>;
}

function corrected(facts: readonly Fact[], limits: Limits): Current {
  const { current, replaced } = versions(facts, limits);
  return { current, replaced, ...resolveDates(current, replaced) };
}

const NONE_REPLACED: ReadonlyMap<FactId, Fact> = new Map();

/** The same in one pass, where each fact comes once and neither corrects nor dates another, as most records are; null for any other. */
function plainDates(facts: readonly Fact[], { known, recorded }: Limits): Current | null {
  const spans = new Map<FactId, Span>();
  const current: Fact[] = [];
  for (const fact of facts) {
    const { id, effective } = fact;
    if (fact.supersedes !== undefined || fact.kind !== undefined || effective.anchor || spans.has(id)) return null;
    if (isAfter(fact.recorded, recorded) || isAfter(fact.known, known)) continue;
    spans.set(id, span(effective));
    current.push(fact);
  }
  return { current, replaced: NONE_REPLACED, spans, contradiction: null };
}

/**
 * A patient as of an instant. Indexes are made at the first question that needs them: O(facts log facts) in all.
 *
 * @param facts  every version of every fact of one patient, in any order; the same fact twice counts once
 * @throws {RangeError} facts of two patients, or a limit that is no day or instant
 */
export function view(facts: readonly Fact[], asOf: AsOf = {}): View {
  const patient = facts[0]?.patient ?? '';
  for (const fact of facts) if (fact.patient !== patient) throw new RangeError('view: facts of more than one patient');
  const limit = lastDay(asOf.effective);
  const limits = limitsOf(asOf);
  const { current, replaced, spans, contradiction } = plainDates(facts, limits) ?? corrected(facts, limits);
  const dated: { readonly fact: Fact; readonly days: Span }[] = [];
  for (const fact of current) {
    const days = spans.get(fact.id) as Span;
    if (days.start <= limit) dated.push({ fact, days });
  }
  dated.sort((a, b) => compareSpans(a.days, b.days) || (a.fact.id < b.fact.id ? -1 : 1));
  const shown = dated.map(({ fact }) => fact);
  const ids = lazy(() => new Map(shown.map((fact) => [fact.id, fact])));
  const codes = lazy(() => groupBy(shown, 'code'));
  const events = lazy(() => groupBy(shown, 'event'));
  const made: View = {
    patient,
    asOf,
    facts: shown,
    replaced,
    contradiction,
    fact: (id) => ids().get(id),
    span: (fact) => spans.get(fact.id) ?? span(fact.effective),
    byCode: (code) => codes().get(code) ?? NONE,
    byEvent: (event) => events().get(event) ?? NONE,
  };
  return madeOf(made, facts);
}
