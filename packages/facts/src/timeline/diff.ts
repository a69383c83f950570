import type { Fact } from '../fact/fact.ts';
import type { View } from './timeline.ts';
import { latestVersion } from './versions.ts';

/** What changed in the facts between two views of one patient. */
export interface FactDiff {
  /** Visible in the later view only, and not a new version of a fact of the earlier one. */
  readonly added: readonly Fact[];
  /** A fact of the earlier view and the version that stands in its place. */
  readonly corrected: readonly { readonly before: Fact; readonly after: Fact }[];
  /** Gone: withdrawn, or the later view sees less (then `withdrawal` is null). */
  readonly removed: readonly { readonly fact: Fact; readonly withdrawal: Fact | null }[];
}

/** Compares two views of the same patient. @throws {RangeError} two patients */
export function diffFacts(from: View, to: View): FactDiff {
  if (from.patient !== to.patient && from.facts.length > 0 && to.facts.length > 0)
    throw new RangeError('diffFacts: two patients');
  const corrected: { before: Fact; after: Fact }[] = [];
  const removed: { fact: Fact; withdrawal: Fact | null }[] = [];
  const successors = new Set<string>();
  for (const fact of from.facts) {
    if (to.fact(fact.id)) continue;
    const latest = latestVersion(fact.id, to.replaced);
    if (latest && to.fact(latest.id)) {
      successors.add(latest.id);
      corrected.push({ before: fact, after: latest });
    } else removed.push({ fact, withdrawal: latest?.kind === 'withdrawn' ? latest : null });
  }
  const added = to.facts.filter((fact) => !from.fact(fact.id) && !successors.has(fact.id));
  return { added, corrected, removed };
}
