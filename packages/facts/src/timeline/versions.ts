import type { Fact, FactId } from '../fact/fact.ts';
import { compareInstants, type Instant } from '../when/instant.ts';

/** The current version of every fact, and by id the version that stands in the place of those that are not current. */
export interface Versions {
  readonly current: readonly Fact[];
  readonly replaced: ReadonlyMap<FactId, Fact>;
}

const NONE_REPLACED: ReadonlyMap<FactId, Fact> = new Map();

/** Of two corrections of the same fact the later recorded stands (then the greater id), whatever order they came in. */
const stands = (a: Fact, b: Fact): Fact => {
  const order = compareInstants(a.recorded, b.recorded);
  return order > 0 || (order === 0 && a.id > b.id) ? a : b;
};

/**
 * Facts known and recorded by two instants, the current version of each; the same fact twice counts once.
 * A withdrawal replaces the fact that it withdraws and is no fact of the patient itself.
 * A version that supersedes one not visible stands beside what that one would have replaced: nothing unseen decides.
 */
export function versions(facts: readonly Fact[], known: Instant | undefined, recorded: Instant | undefined): Versions {
  const seen = new Map<FactId, Fact>();
  let corrected = false;
  for (const fact of facts) {
    if (recorded !== undefined && !(compareInstants(fact.recorded, recorded) <= 0)) continue;
    if (known !== undefined && !(compareInstants(fact.known, known) <= 0)) continue;
    seen.set(fact.id, fact);
    if (fact.supersedes !== undefined || fact.kind === 'withdrawn') corrected = true;
  }
  if (!corrected) return { current: seen.size === facts.length ? facts : [...seen.values()], replaced: NONE_REPLACED };
  const replaced = new Map<FactId, Fact>();
  for (const fact of seen.values()) {
    if (fact.supersedes === undefined || !seen.has(fact.supersedes)) continue;
    const other = replaced.get(fact.supersedes);
    replaced.set(fact.supersedes, other ? stands(fact, other) : fact);
  }
  return {
    current: [...seen.values()].filter((fact) => !replaced.has(fact.id) && fact.kind !== 'withdrawn'),
    replaced,
  };
}

/** The version that now stands for an id, through any number of corrections; undefined when it was never corrected. */
export function latestVersion(id: FactId, replaced: ReadonlyMap<FactId, Fact>): Fact | undefined {
  let latest = replaced.get(id);
  // A circle of corrections has no end: stop after as many steps as there are.
  for (let step = 0; latest && step < replaced.size; step++) latest = replaced.get(latest.id) ?? latest;
  return latest;
}
