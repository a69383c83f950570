import type { Fact, FactId } from '../fact/fact.ts';
import { span } from '../when/partial-date.ts';
import { type AnchorConstraint, propagate } from '../when/propagate.ts';
import type { Span } from '../when/span.ts';
import { latestVersion } from './versions.ts';

export interface ResolvedDates {
  /** The days each fact may have been true, by id. */
  readonly spans: ReadonlyMap<FactId, Span>;
  /** Two facts whose anchors cannot both hold; every date then stays as it was given. */
  readonly contradiction: readonly [FactId, FactId] | null;
}

/**
 * The days each fact may have been true, narrowed by its anchors and by those that name it (all.md 6).
 *
 * @param facts     facts of one patient, each once
 * @param replaced  corrections: an anchor on a corrected fact holds for the version that stands in its place. An anchor
 *                  on a fact that is not there (not yet known, withdrawn) says nothing
 */
export function resolveDates(
  facts: readonly Pick<Fact, 'id' | 'effective'>[],
  replaced?: ReadonlyMap<FactId, Fact>,
): ResolvedDates {
  const spans = new Map<FactId, Span>();
  const anchored: Pick<Fact, 'id' | 'effective'>[] = [];
  for (const fact of facts) {
    spans.set(fact.id, span(fact.effective));
    if (fact.effective.anchor) anchored.push(fact);
  }
  if (anchored.length === 0) return { spans, contradiction: null };
  const anchors: AnchorConstraint[] = [];
  for (const { id, effective } of anchored) {
    const { ref, offsetDays } = effective.anchor as NonNullable<typeof effective.anchor>;
    const now = spans.has(ref) ? ref : replaced && latestVersion(ref, replaced)?.id;
    if (now !== undefined && spans.has(now)) anchors.push({ fact: id, ref: now, offset: offsetDays });
  }
  const result = propagate(spans, anchors);
  return result.ok ? { spans: result.spans, contradiction: null } : { spans, contradiction: result.contradiction };
}
