import type { Fact, FactId } from '../fact/fact.ts';
import { lazy } from '../lazy.ts';
import { span } from '../when/partial-date.ts';
import { compareSpans, type Span } from '../when/span.ts';
import { lastDay, limitsOf, madeOf, sourceOf, type View, view } from './timeline.ts';
import { versions } from './versions.ts';

/** Facts by which others could be changed: those of a view, and those that they correct or are dated by. */
const named = new WeakMap<View, ReadonlySet<FactId>>();

function namedIn(of: View): ReadonlySet<FactId> {
  const known = named.get(of);
  if (known) return known;
  const ids = new Set<FactId>();
  for (const { id, supersedes, effective } of sourceOf(of)) {
    ids.add(id);
    if (supersedes !== undefined) ids.add(supersedes);
    if (effective.anchor) ids.add(effective.anchor.ref);
  }
  named.set(of, ids);
  return ids;
}

/** What a view adds to another one, all of whose facts it shows as that one does. */
export interface Extension {
  readonly base: View;
  readonly added: readonly Fact[];
}

const extensions = new WeakMap<View, Extension>();

/** How a view came of another one by `extended`; undefined where it was worked out anew. */
export const extensionOf = (of: View): Extension | undefined => extensions.get(of);

/** Does a fact stand by itself: it corrects and withdraws none, and its dates hang on no other? */
const standsAlone = ({ supersedes, kind, effective }: Fact): boolean =>
  supersedes === undefined && kind !== 'withdrawn' && effective.anchor === undefined;

/**
 * A view with some more facts: the same as `view` of all of them, at the cost of the new ones. For what is being typed
 * beside a long record. Where a new fact corrects or dates another one, or one of the record names it, all is worked out anew.
 *
 * @throws {RangeError} a fact of another patient
 */
export function extended(base: View, more: readonly Fact[]): View {
  const ids = namedIn(base);
  const isPlain =
    base.facts.length > 0 &&
    more.every((fact) => fact.patient === base.patient && standsAlone(fact) && !ids.has(fact.id));
  return isPlain ? withPlain(base, more) : view([...sourceOf(base), ...more], base.asOf);
}

function withPlain(base: View, more: readonly Fact[]): View {
  const days = new Map<FactId, Span>();
  const added = new Map<FactId, Fact>();
  const last = lastDay(base.asOf.effective);
  for (const fact of versions(more, limitsOf(base.asOf)).current) {
    const own = span(fact.effective);
    if (own.start > last) continue;
    days.set(fact.id, own);
    added.set(fact.id, fact);
  }
  const spanIn = (fact: Fact): Span => days.get(fact.id) ?? base.span(fact);
  const place = (list: readonly Fact[], fact: Fact): number => {
    let [low, high] = [0, list.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = list[middle] as Fact;
      const order = compareSpans(spanIn(other), spanIn(fact)) || (other.id < fact.id ? -1 : 1);
      if (order < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const merged = (list: readonly Fact[], facts: Iterable<Fact>): readonly Fact[] => {
    const all = [...list];
    for (const fact of facts) all.splice(place(all, fact), 0, fact);
    return all;
  };
  const groups = (key: 'code' | 'event', known: (name: string) => readonly Fact[]) =>
    lazy(() => {
      const found = new Map<string, readonly Fact[]>();
      for (const fact of added.values()) found.set(fact[key], merged(found.get(fact[key]) ?? known(fact[key]), [fact]));
      return found;
    });
  const [codes, events] = [groups('code', base.byCode), groups('event', base.byEvent)];
  const facts = merged(base.facts, added.values());
  const source = sourceOf(base);
  const made = madeOf(
    {
      patient: base.patient,
      asOf: base.asOf,
      facts,
      replaced: base.replaced,
      contradiction: base.contradiction,
      fact: (id) => added.get(id) ?? base.fact(id),
      span: spanIn,
      byCode: (code) => codes().get(code) ?? base.byCode(code),
      byEvent: (event) => events().get(event) ?? base.byEvent(event),
    },
    [...source, ...more],
  );
  extensions.set(made, { base, added: [...added.values()] });
  return made;
}
