import type { Fact, FactId } from './fact.ts';
import type { Draft, Refuse } from './read-fact.ts';

/** What drafts may refer to. */
export interface Referable {
  readonly find: (id: FactId) => Pick<Fact, 'patient' | 'code'> | undefined;
  /** Facts that were refused: what refers to them has done nothing wrong. */
  readonly lost: ReadonlySet<FactId>;
}

/** What a draft refers to must exist and fit: a correction of the same item, an anchor on another fact of the same patient. */
export function checkReferences(id: FactId, draft: Draft, { find, lost }: Referable, refuse: Refuse): void {
  const { supersedes, patient, code, effective } = draft.content;
  if (supersedes !== undefined && !lost.has(supersedes)) {
    const corrected = find(supersedes);
    if (!corrected) refuse(draft, 'supersedes.unknown', 'supersedes', supersedes, 'the id of a fact');
    else if (corrected.patient !== patient) refuse(draft, 'supersedes.otherPatient', 'supersedes', supersedes, patient);
    else if (corrected.code !== code) refuse(draft, 'supersedes.otherCode', 'code', code, corrected.code);
  }
  const { anchor } = effective;
  if (!anchor || lost.has(anchor.ref)) return;
  const ref = anchor.ref === id ? undefined : find(anchor.ref);
  if (!ref) refuse(draft, 'anchor.unknown', 'effective.anchor.ref', anchor.ref, 'the id of another fact');
  else if (ref.patient !== patient) refuse(draft, 'anchor.otherPatient', 'effective.anchor.ref', anchor.ref, patient);
}

/** Corrections that correct each other in a circle would all vanish. Each fact is walked over once. */
export function refuseCircles(byId: ReadonlyMap<FactId, Draft>, refuse: Refuse): void {
  const settled = new Set<FactId>();
  for (const [start, { content }] of byId) {
    if (content.supersedes === undefined) continue;
    const path = new Set<FactId>();
    let id: FactId | undefined = start;
    while (id !== undefined && !settled.has(id) && !path.has(id)) {
      path.add(id);
      id = byId.get(id)?.content.supersedes;
    }
    const inCircle = id !== undefined && path.has(id) ? byId.get(id) : undefined;
    if (inCircle)
      refuse(inCircle, 'supersedes.circle', 'supersedes', inCircle.content.supersedes, 'an earlier version');
    for (const passed of path) settled.add(passed);
  }
}
