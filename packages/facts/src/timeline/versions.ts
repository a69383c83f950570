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

/** Instants, all inclusive; an absent one does not limit. */
export interface Limits {
  readonly known?: Instant | undefined;
  readonly recorded?: Instant | undefined;
  readonly corrected?: Instant | undefined;
}

export const isAfter = (instant: Instant, limit: Instant | undefined): boolean =>
  limit !== undefined && !(compareInstants(instant, limit) <= 0);

/**
 * Facts known and recorded by two instants, the current version of each; the same fact twice counts once.
 * A withdrawal replaces the fact that it withdraws and is no fact of the patient itself.
 * A version that supersedes one not visible stands beside what that one would have replaced: nothing unseen decides.
 *
 * With `corrected`, a correction counts from when Linea was told it. One that Linea was told together with what it corrects
 * (the same import) was made elsewhere: Linea never showed the old value, so it counts as it was known.
 */
export function versions(facts: readonly Fact[], { known, recorded, corrected: told }: Limits): Versions {
  const seen = new Map<FactId, Fact>();
  const late: Fact[] = [];
  let corrected = false;
  for (const fact of facts) {
    if (isAfter(fact.recorded, recorded) || isAfter(fact.known, known)) continue;
    const correction = fact.supersedes !== undefined || fact.kind === 'withdrawn';
    if (correction && isAfter(fact.recorded, told)) late.push(fact);
    else seen.set(fact.id, fact);
    if (correction) corrected = true;
  }
  if (late.length > 0) addWhatCameTogether(late, facts, seen);
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

/** Of corrections told too late, those that Linea was told together with every version before them, the first included. */
function addWhatCameTogether(late: readonly Fact[], facts: readonly Fact[], seen: Map<FactId, Fact>): void {
  const byId = new Map(facts.map((fact) => [fact.id, fact]));
  const cameTogether = (fact: Fact): boolean => {
    let first: Fact = fact;
    // A circle of corrections has no end: stop after as many steps as there are.
    for (let step = 0; first.supersedes !== undefined && step < byId.size; step++) {
      const before = byId.get(first.supersedes);
      if (before?.recorded !== fact.recorded) return false;
      first = before;
    }
    return first.supersedes === undefined;
  };
  for (const fact of late) if (cameTogether(fact)) seen.set(fact.id, fact);
}

/** The version that now stands for an id, through any number of corrections; undefined when it was never corrected. */
export function latestVersion(id: FactId, replaced: ReadonlyMap<FactId, Fact>): Fact | undefined {
  let latest = replaced.get(id);
  // A circle of corrections has no end: stop after as many steps as there are.
  for (let step = 0; latest && step < replaced.size; step++) latest = replaced.get(latest.id) ?? latest;
  return latest;
}
