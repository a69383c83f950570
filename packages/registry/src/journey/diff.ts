import type { Derivation } from '@linea/criteria';
// biome-ignore format: a list
import {
  asOfDay, compareInstants, diffFacts, type FactDiff, factJson, type Instant, ok, parseInstant, type Result, refused, view,
} from '@linea/facts';
import type { Cut } from '../cuts/cuts.ts';
import { recordedBy } from '../cuts/recorded-by.ts';
import type { Say } from '../words/index.ts';
import { type Journey, journey } from './derive-journey.ts';
import { aboutText } from './journey.ts';
import type { KnownPatient } from './known-patient.ts';

/** An answer that is another one at the later instant; null where the question was not asked. */
export interface Moved {
  readonly before: Derivation | null;
  readonly after: Derivation | null;
}

/** What changed about a patient between two instants: facts, and the answers that moved. */
export interface JourneyDiff {
  readonly from: Journey;
  readonly to: Journey;
  readonly facts: FactDiff;
  readonly moved: readonly Moved[];
}

/** A named data cut, as far as it says what had been recorded. */
type CutInstant = Pick<Cut, 'name' | 'recorded'>;

/** How the one who asks names the two instants: the places of issues. */
interface DiffPlaces {
  readonly from: string;
  readonly to: string;
}

/** What is compared: what was known by an instant, or by the instant of a cut what Linea had been told by then. */
interface Moment {
  readonly instant: Instant;
  readonly cut: boolean;
}

/** Is this the name of a cut and no instant? Then the cuts have to be known before two journeys are compared. */
export const mayBeCut = (text: string): boolean => !parseInstant(text).ok;

/** The names of cuts that are listed where another one was meant. */
const LISTED = 10;

function momentOf(text: string, at: string, cuts: readonly CutInstant[]): Result<Moment> {
  const cut = cuts.find(({ name }) => name === text);
  if (cut) return ok({ instant: cut.recorded, cut: true });
  const instant = parseInstant(text, at);
  if (instant.ok) return ok({ instant: instant.value, cut: false });
  const names = cuts.slice(-LISTED).map(({ name }) => name);
  return refused(...instant.issues.map((issue) => ({ ...issue, allowed: [...names, issue.allowed].join(', ') })));
}

/**
 * The two journeys and their difference; a day means its end.
 *
 * @param query  instants, or names of cuts
 */
export function diffJourneys(
  of: KnownPatient,
  query: { readonly from: string; readonly to: string },
  at: DiffPlaces,
  cuts: readonly CutInstant[] = [],
): Result<JourneyDiff> {
  const [first, last] = [momentOf(query.from, at.from, cuts), momentOf(query.to, at.to, cuts)];
  if (!first.ok || !last.ok) return refused(...(first.ok ? [] : first.issues), ...(last.ok ? [] : last.issues));
  if (compareInstants(first.value.instant, last.value.instant) > 0)
    return refused({
      code: 'date.reversed',
      at: `${at.from}, ${at.to}`,
      got: `${first.value.instant} > ${last.value.instant}`,
      allowed: `${at.from} <= ${at.to}`,
    });
  const [from, to] = [journeyAt(of, first.value), journeyAt(of, last.value)];
  return ok({ from, to, facts: diffFacts(from.view, to.view), moved: movedBetween(from, to) });
}

function journeyAt(of: KnownPatient, { instant, cut }: Moment): Journey {
  const asOf = instant.slice(0, 10);
  const facts = cut ? recordedBy(of.facts, instant) : of.facts;
  return journey({ ...of, facts }, { view: view(facts, asOfDay(asOf, instant)), asOf, knownAt: instant });
}

/** The same question in both journeys: criterion, subject, parameters, with or without an assumption. */
const keyOf = (derivation: Derivation): string =>
  JSON.stringify([derivation.criterion, derivation.of, derivation.answer.params ?? {}, derivation.assuming.length > 0]);

function movedBetween(from: Journey, to: Journey): readonly Moved[] {
  const before = new Map(from.derivations.map((derivation) => [keyOf(derivation), derivation]));
  const after = new Map(to.derivations.map((derivation) => [keyOf(derivation), derivation]));
  return [...new Set([...before.keys(), ...after.keys()])]
    .map((key) => ({ before: before.get(key) ?? null, after: after.get(key) ?? null }))
    .filter((one) => said(one.before) !== said(one.after));
}

/** What an answer says, without the facts and warnings it came with. */
function said(derivation: Derivation | null): string {
  if (!derivation) return '';
  const {
    because: _,
    warnings: __,
    assuming: ___,
    params: ____,
    ...rest
  } = derivation.answer as Record<string, unknown>;
  return JSON.stringify(rest);
}

/** `mm.refractory [drug lenalidomide, line 1]`, with what it assumes. */
export function movedName({ before, after }: Moved, say: Say): string {
  const derivation = (after ?? before) as Derivation;
  return `${aboutText(derivation, say)}${derivation.assuming.length > 0 ? ` (${derivation.assuming.join(', ')})` : ''}`;
}

/** The public JSON of `linea diff`. */
export function diffJson({ from, to, facts, moved }: JourneyDiff, say: Say): Record<string, unknown> {
  const answer = (derivation: Derivation | null) => derivation?.answer ?? null;
  return {
    patient: from.patient.id,
    from: from.knownAt,
    to: to.knownAt,
    added: facts.added.map(factJson),
    corrected: facts.corrected.map(({ before, after }) => ({
      before: factJson(before),
      after: factJson(after),
      by: after.by,
      because: after.because ?? null,
      kind: after.kind ?? null,
    })),
    removed: facts.removed.map(({ fact, withdrawal }) => ({
      fact: factJson(fact),
      by: withdrawal?.by ?? null,
      because: withdrawal?.because ?? null,
    })),
    moved: moved.map((one) => ({
      derivation: movedName(one, say),
      criterion: (one.after ?? one.before)?.criterion,
      of: (one.after ?? one.before)?.of ?? null,
      before: answer(one.before),
      after: answer(one.after),
    })),
  };
}
