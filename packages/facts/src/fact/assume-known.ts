import { resolveDates } from '../timeline/dates.ts';
import type { Instant } from '../when/instant.ts';
import { span } from '../when/partial-date.ts';
import type { Span } from '../when/span.ts';
import type { Fact, FactId } from './fact.ts';
import type { Findings } from './findings.ts';
import { knownUnlessSaid } from './known.ts';
import type { Draft } from './read-fact.ts';

type Known = Pick<Fact, 'known' | 'knownBasis'>;

interface Told {
  readonly recorded: Instant;
  readonly restore?: boolean;
  readonly existing: (id: FactId) => Fact | undefined;
}

/**
 * Fills in when each fact was known: as its source says; where it does not, assumed.
 *
 *  a slip in copying, a withdrawal   as what it corrects: the centre acted on the right value all the time
 *  an amended result                 when Linea was told: before, the centre acted on the old value
 *  everything else                   end of its days, anchors resolved, plus the usual turnaround (`knownUnlessSaid`)
 *
 * @param byId  drafts of one patient, whose references all exist and turn in no circle
 */
export function assumeKnown(byId: ReadonlyMap<FactId, Draft>, told: Told, findings: Findings): void {
  const days = anchoredDays(byId, told, findings);
  const corrections = new Map<FactId, Draft>();
  for (const [id, draft] of byId) {
    const { content } = draft;
    if (content.known !== undefined) continue;
    const learnt = (told.restore && draft.recorded) || told.recorded;
    if (content.supersedes === undefined || content.kind === undefined)
      content.known = knownUnlessSaid(content.code, days.get(id) ?? span(content.effective), learnt);
    else if (content.kind === 'amended-result') content.known = learnt;
    else corrections.set(id, draft);
  }
  for (const [id, draft] of corrections) {
    // Corrections of corrections: walk back to the first that stands on its own, then carry its instant forward.
    const path: Draft[] = [];
    let at: FactId = id;
    for (let next: Draft | undefined = draft; next; next = corrections.get(at)) {
      path.push(next);
      corrections.delete(at);
      at = next.content.supersedes as FactId;
    }
    const origin = (byId.get(at)?.content ?? told.existing(at)) as Known;
    for (const { content } of path) {
      content.known = origin.known;
      content.knownBasis = origin.knownBasis;
    }
  }
}

/** Days narrowed by anchors, when there are any; a contradiction is a warning, and the days stay as given. */
function anchoredDays(byId: ReadonlyMap<FactId, Draft>, told: Told, findings: Findings): ReadonlyMap<FactId, Span> {
  if (![...byId.values()].some(({ content }) => content.effective.anchor)) return new Map();
  const facts = [...byId].map(([id, { content }]) => ({ id, effective: content.effective }));
  const { spans, contradiction } = resolveDates([...facts, ...storedAnchors(facts, byId, told)]);
  for (const id of contradiction ?? []) {
    const draft = byId.get(id);
    if (draft) findings.warn('date.contradiction', `${draft.at}.effective`, contradiction?.join(', '));
  }
  return spans;
}

/** Facts of the store that anchors lead to, directly or through others of the store. */
function storedAnchors(
  facts: readonly Pick<Fact, 'id' | 'effective'>[],
  byId: ReadonlyMap<FactId, Draft>,
  told: Told,
): readonly Fact[] {
  const stored = new Map<FactId, Fact>();
  const open = facts.flatMap(({ effective }) => (effective.anchor ? [effective.anchor.ref] : []));
  for (let ref = open.pop(); ref !== undefined; ref = open.pop()) {
    if (byId.has(ref) || stored.has(ref)) continue;
    const fact = told.existing(ref);
    if (!fact) continue;
    stored.set(ref, fact);
    if (fact.effective.anchor) open.push(fact.effective.anchor.ref);
  }
  return [...stored.values()];
}
