import type { Fact, FactId } from './fact.ts';
import type { Draft, Refuse } from './read-fact.ts';

/** What drafts may refer to. */
export interface Referable {
  /** A fact of the same patient. */
  readonly find: (id: FactId) => Pick<Fact, 'code'> | undefined;
  /** Ids of facts of the file, of whatever patient. */
  readonly elsewhere: () => ReadonlySet<FactId>;
  /** Facts that were refused: what refers to them has done nothing wrong. */
  readonly lost: ReadonlySet<FactId>;
}

/** What a draft refers to must exist and fit: a correction of the same item, an anchor on another fact of the same patient. */
export function checkReferences(id: FactId, draft: Draft, { find, elsewhere, lost }: Referable, refuse: Refuse): void {
  const { supersedes, patient, code, effective } = draft.content;
  if (supersedes !== undefined && !lost.has(supersedes)) {
    const corrected = find(supersedes);
    if (!corrected && elsewhere().has(supersedes))
      refuse(draft, 'supersedes.otherPatient', 'supersedes', supersedes, patient);
    else if (!corrected) refuse(draft, 'supersedes.unknown', 'supersedes', supersedes, 'the id of a fact');
    else if (corrected.code !== code) refuse(draft, 'supersedes.otherCode', 'code', code, corrected.code);
  }
  const { anchor } = effective;
  if (!anchor || lost.has(anchor.ref)) return;
  if (anchor.ref !== id && find(anchor.ref)) return;
  if (anchor.ref !== id && elsewhere().has(anchor.ref))
    refuse(draft, 'anchor.otherPatient', 'effective.anchor.ref', anchor.ref, patient);
  else refuse(draft, 'anchor.unknown', 'effective.anchor.ref', anchor.ref, 'the id of another fact');
}

/** The fact that alone gives a date its days. */
const hangsOn = ({ content: { effective } }: Draft): FactId | undefined =>
  effective.start === null && effective.end === null ? effective.anchor?.ref : undefined;

/**
 * Corrections that correct each other in a circle would all vanish, and dates that hang on each other would have no days.
 */
export function refuseCircles(byId: ReadonlyMap<FactId, Draft>, refuse: Refuse): void {
  for (const draft of circles(byId, ({ content }) => content.supersedes))
    refuse(draft, 'supersedes.circle', 'supersedes', draft.content.supersedes, 'an earlier version');
  for (const draft of circles(byId, hangsOn))
    refuse(
      draft,
      'anchor.circle',
      'effective.anchor.ref',
      draft.content.effective.anchor?.ref,
      'a fact with a date of its own',
    );
}

/** One draft of each circle that `next` closes. Each draft is walked over once. */
function circles(byId: ReadonlyMap<FactId, Draft>, next: (draft: Draft) => FactId | undefined): Draft[] {
  if (![...byId.values()].some((draft) => next(draft) !== undefined)) return [];
  const settled = new Set<FactId>();
  const found: Draft[] = [];
  for (const start of byId.keys()) {
    const path = new Set<FactId>();
    let id: FactId | undefined = start;
    while (id !== undefined && !settled.has(id) && !path.has(id)) {
      path.add(id);
      const draft = byId.get(id);
      id = draft && next(draft);
    }
    const closing = id !== undefined && path.has(id) ? byId.get(id) : undefined;
    if (closing) found.push(closing);
    for (const passed of path) settled.add(passed);
  }
  return found;
}
