import type { Fact, FactId, Span, View } from '@linea/facts';
import { equal } from './equal.ts';
import { eventsIn, kindOf, type Patient } from './patient.ts';
import { shared } from './shared.ts';

/** What was read of a patient while something was worked out; memos in the order of reading, with how to make them again. */
interface Reads {
  /** Something that hangs on all facts. */
  everything: boolean;
  readonly codes: Set<string>;
  readonly events: Set<string>;
  /** Kinds of event whose events were listed. */
  readonly kinds: Set<string>;
  readonly facts: Set<FactId>;
  readonly memos: Map<string, () => unknown>;
}

const nothingRead = (): Reads => ({
  everything: false,
  codes: new Set(),
  events: new Set(),
  kinds: new Set(),
  facts: new Set(),
  memos: new Map(),
});
const copyOf = ({ everything, codes, events, kinds, facts, memos }: Reads): Reads =>
  ({ everything, codes: new Set(codes), events: new Set(events), kinds: new Set(kinds), facts: new Set(facts), memos: new Map(memos) }); // biome-ignore format: one thought

/** A result with what it hangs on; `changed` compared with the round before `round`. */
export interface Remembered<T> {
  readonly value: T;
  readonly reads: Reads;
  round: number;
  changed: boolean;
}

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
 * A memo may use what its caller had read before, so it inherits that. Results are checked in the order in which they
 * were read: when one is made again, all that its maker had seen is unchanged.
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
    return this.#recall(remembered, make, undefined, (_, made) => made);
  }

  #recall<T>(
    remembered: Remembered<T> | undefined,
    make: () => T,
    inherited: Reads | undefined,
    share: (before: T, made: T) => T,
  ): Remembered<T> {
    if (remembered?.round === this.#round) return remembered;
    const before = remembered?.round === this.#round - 1 ? remembered : undefined;
    if (before && this.#holds(before.reads)) {
      before.round = this.#round;
      before.changed = false;
      return before;
    }
    const reads = inherited ? copyOf(inherited) : nothingRead();
    this.#reading.push(reads);
    try {
      const made = make();
      const value = before ? share(before.value, made) : made;
      return { value, reads, round: this.#round, changed: !before || value !== before.value };
    } finally {
      this.#reading.pop();
    }
  }

  #holds(reads: Reads): boolean {
    if (reads.everything) return false;
    for (const { code, event, id } of this.#changed) {
      if (reads.codes.has(code) || reads.events.has(event) || reads.facts.has(id)) return false;
      if (reads.kinds.size > 0 && reads.kinds.has(kindOf(event))) return false;
    }
    const soFar: Reads = { ...reads, memos: new Map() };
    for (const [key, make] of reads.memos) {
      if (this.#checking.has(key) || this.#memo(key, make, soFar).changed) return false;
      soFar.memos.set(key, make);
    }
    return true;
  }

  #memo(key: string, make: () => unknown, inherited: Reads | undefined): Remembered<unknown> {
    const known = this.#memos.get(key);
    if (known?.round === this.#round) return known;
    this.#checking.add(key);
    try {
      const now = this.#recall(known, make, inherited, shared);
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
        top()?.facts.add(id);
        return view().fact(id);
      },
      span: (fact) => view().span(fact),
      byCode: (code) => {
        top()?.codes.add(code);
        return view().byCode(code);
      },
      byEvent: (event) => {
        top()?.events.add(event);
        return view().byEvent(event);
      },
      eventsOfKind: (kind) => {
        top()?.kinds.add(kind);
        return eventsIn(view(), kind);
      },
      memo: <T>(key: string, make: () => T): T => {
        const now = this.#memo(key, make, top());
        top()?.memos.set(key, make);
        return now.value as T;
      },
    };
  }
}
