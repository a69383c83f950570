import type { Code, Fact, FactId, Span, View } from '@linea/facts';
import { equal } from './equal.ts';
import { eventsIn, kindOf, lastIn, type Patient } from './patient.ts';
import { shared } from './shared.ts';

/** What was read of a patient while something was worked out; most results read little, so nothing is made for what was not read. */
class Reads {
  /** Something that hangs on all facts. */
  everything = false;
  codes: Set<string> | undefined;
  events: Set<string> | undefined;
  /** Kinds of event whose events were listed. */
  kinds: Set<string> | undefined;
  facts: Set<FactId> | undefined;
  /** Of a code the last fact by a day: a later one changes nothing. */
  lasts: Last[] | undefined;
  /** Other results, in the order of reading, with how to make them again. */
  memos: Map<string, Question> | undefined;
}

interface Last {
  readonly code: Code;
  readonly day: number;
  readonly isFit: ((fact: Fact) => boolean) | undefined;
  readonly fact: Fact | undefined;
}

const withOne = <T>(set: Set<T> | undefined, one: T): Set<T> => (set ?? new Set<T>()).add(one);

/** How a memo is made, and what its caller hands to that. */
interface Question {
  readonly make: () => unknown;
  readonly given: readonly unknown[];
}

/** A result with what it hangs on; `changed` compared with the round before `round`. */
export interface Remembered<T> {
  readonly value: T;
  readonly reads: Reads;
  readonly given: readonly unknown[];
  round: number;
  changed: boolean;
}

const NOTHING_GIVEN: readonly unknown[] = [];
const isSameGiven = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((one, index) => Object.is(one, b[index]));

const isSameSpan = (a: Span, b: Span): boolean => a.start === b.start && a.end === b.end;

/** Facts of the later view only, and of the earlier one only; null when the two are no versions of one story. */
function difference(from: View, to: View): readonly Fact[] | null {
  if (from.patient !== to.patient || !equal(from.asOf, to.asOf)) return null;
  const changed: Fact[] = [];
  for (const fact of to.facts) {
    const before = from.fact(fact.id);
    if (before === undefined) changed.push(fact);
    else if (before !== fact || !isSameSpan(from.span(fact), to.span(fact))) return null;
  }
  for (const fact of from.facts) if (to.fact(fact.id) === undefined) changed.push(fact);
  return changed;
}

/**
 * A patient who remembers what each result was read from. After a change of facts only results are made again that read
 * a code, event or fact that changed, or another result that came out different.
 *
 * Results are checked in the order in which they were read: when one is made again, all that its maker had seen is
 * unchanged, and so is what was given to it.
 */
export class TracedPatient {
  #view: View;
  #round = 0;
  #changed: readonly Fact[] = [];
  readonly #memos = new Map<string, Remembered<unknown>>();
  readonly #reading: Reads[] = [];
  readonly #checking = new Set<string>();
  readonly of: Patient;

  constructor(view: View) {
    this.#view = view;
    this.of = this.#patient();
  }

  /** Goes on to another view of the same story; false when it is not one, or facts were dated anew: then begin again. */
  moveTo(view: View): boolean {
    const changed = difference(this.#view, view);
    if (changed === null) return false;
    this.#view = view;
    this.#changed = changed;
    this.#round += 1;
    return true;
  }

  /** What is remembered as long as nothing that it was read from has changed; else it is made again. */
  recall<T>(remembered: Remembered<T> | undefined, make: () => T): Remembered<T> {
    return this.#recall(remembered, make, NOTHING_GIVEN, (_, made) => made);
  }

  #recall<T>(
    remembered: Remembered<T> | undefined,
    make: () => T,
    given: readonly unknown[],
    share: (before: T, made: T) => T,
  ): Remembered<T> {
    if (remembered?.round === this.#round) return remembered;
    const before = remembered?.round === this.#round - 1 ? remembered : undefined;
    if (before && isSameGiven(before.given, given) && this.#holds(before.reads)) {
      before.round = this.#round;
      before.changed = false;
      return before;
    }
    const reads = new Reads();
    this.#reading.push(reads);
    try {
      const made = make();
      const value = before ? share(before.value, made) : made;
      return { value, reads, given, round: this.#round, changed: !before || value !== before.value };
    } finally {
      this.#reading.pop();
    }
  }

  #holds(reads: Reads): boolean {
    if (reads.everything) return false;
    const { codes, events, kinds, facts, lasts, memos } = reads;
    for (const { code, event, id } of this.#changed) {
      if (codes?.has(code) || events?.has(event) || facts?.has(id) || kinds?.has(kindOf(event))) return false;
      if (lasts)
        for (const last of lasts)
          if (last.code === code && lastIn(this.#view, code, last.day, last.isFit) !== last.fact) return false;
    }
    if (memos)
      for (const [key, question] of memos)
        if (this.#checking.has(key) || this.#memo(key, question).changed) return false;
    return true;
  }

  #memo(key: string, { make, given }: Question): Remembered<unknown> {
    const known = this.#memos.get(key);
    if (known?.round === this.#round) return known;
    this.#checking.add(key);
    try {
      const now = this.#recall(known, make, given, shared);
      this.#memos.set(key, now);
      return now;
    } finally {
      this.#checking.delete(key);
    }
  }

  #patient(): Patient {
    const view = (): View => this.#view;
    const top = (): Reads | undefined => this.#reading.at(-1);
    const all = (): View => {
      const reads = top();
      if (reads) reads.everything = true;
      return this.#view;
    };
    return {
      patient: this.#view.patient,
      asOf: this.#view.asOf,
      get facts() {
        return all().facts;
      },
      get replaced() {
        return all().replaced;
      },
      get contradiction() {
        return all().contradiction;
      },
      fact: (id) => {
        const reads = top();
        if (reads) reads.facts = withOne(reads.facts, id);
        return view().fact(id);
      },
      span: (fact) => view().span(fact),
      byCode: (code) => {
        const reads = top();
        if (reads) reads.codes = withOne(reads.codes, code);
        return view().byCode(code);
      },
      byEvent: (event) => {
        const reads = top();
        if (reads) reads.events = withOne(reads.events, event);
        return view().byEvent(event);
      },
      eventsOfKind: (kind) => {
        const reads = top();
        if (reads) reads.kinds = withOne(reads.kinds, kind);
        return eventsIn(view(), kind);
      },
      lastBy: (code, day, isFit) => {
        const fact = lastIn(view(), code, day, isFit);
        const reads = top();
        if (reads) {
          reads.lasts ??= [];
          reads.lasts.push({ code, day, isFit, fact });
        }
        return fact;
      },
      memo: <T>(key: string, make: () => T, ...given: readonly unknown[]): T => {
        const question = { make, given };
        const now = this.#memo(key, question);
        const reads = top();
        if (reads) {
          reads.memos ??= new Map();
          reads.memos.set(key, question);
        }
        return now.value as T;
      },
    };
  }
}
