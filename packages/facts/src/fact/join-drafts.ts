import { lazy } from '../lazy.ts';
import { fromIso } from '../when/day.ts';
import { compareInstants, type Instant } from '../when/instant.ts';
import { assignIds } from './assign-ids.ts';
import { assumeKnown } from './assume-known.ts';
import { checkReferences, refuseCircles } from './check-references.ts';
import { sameContent } from './content.ts';
import type { Fact, FactId, PatientId } from './fact.ts';
import type { Findings } from './findings.ts';
import type { Draft, Refuse } from './read-fact.ts';

export interface JoinOptions {
  readonly recorded: Instant;
  readonly by: string;
  readonly file?: string;
  readonly restore?: boolean;
  readonly existing?: (id: FactId, patient: PatientId) => Fact | undefined;
}

export interface Joined {
  /** In the order of the drafts, each once. */
  readonly facts: readonly Fact[];
  readonly duplicates: number;
  /** Places of the drafts with an issue that only the others show. */
  readonly refused: ReadonlySet<string>;
}

/**
 * Makes facts of the drafts of one file: ids, duplicates, references to one another, and when each was known. An id names a fact
 * of its patient: two patients may have the same, as when every patient's facts are numbered from one.
 * @param lost  ids of facts that were refused: what refers to them has done nothing wrong
 */
export function joinDrafts(
  drafts: readonly Draft[],
  lost: ReadonlySet<FactId>,
  options: JoinOptions,
  findings: Findings,
): Joined {
  const wrong = new Set<string>();
  const refuse: Refuse = (draft, code, member, got, allowed) => {
    wrong.add(draft.at);
    findings.refuse(code, `${draft.at}.${member}`, got, allowed);
  };
  const elsewhere = lazy(() => new Set(drafts.flatMap(({ id }) => id ?? [])));
  let duplicates = 0;
  const { groups, apart } = byPatient(drafts);
  const patients = groups.map(([patient, own]) => {
    const existing = (id: FactId) => options.existing?.(id, patient);
    const ids = assignIds(own, refuse);
    const byId = new Map<FactId, Draft>();
    for (const [index, draft] of own.entries()) {
      const id = ids[index] as FactId;
      const other = byId.get(id)?.content ?? existing(id);
      if (!other) byId.set(id, draft);
      else if (sameContent(other, draft.content)) duplicates++;
      else refuse(draft, 'id.conflict', 'id', id, byId.get(id)?.at ?? 'supersedes, because, kind');
    }
    const referable = { find: (id: FactId) => byId.get(id)?.content ?? existing(id), elsewhere, lost };
    for (const [id, draft] of byId) checkReferences(id, draft, referable, refuse);
    refuseCircles(byId, refuse);
    return { byId, existing };
  });
  if (findings.issues.length > 0) return { facts: [], duplicates, refused: wrong };
  const facts: Fact[] = [];
  for (const { byId, existing } of patients) {
    assumeKnown(byId, { ...options, existing }, findings);
    for (const [id, draft] of byId) facts.push(finished(id, draft, options, findings));
  }
  return { facts: apart ? facts : inOrderOf(drafts, facts), duplicates, refused: wrong };
}

/** The drafts of each patient, and whether each patient's stand together in the file. */
function byPatient(drafts: readonly Draft[]): { groups: readonly [PatientId, readonly Draft[]][]; apart: boolean } {
  const patients = new Map<PatientId, Draft[]>();
  let apart = true;
  let last: Draft[] | undefined;
  for (const draft of drafts) {
    let own = patients.get(draft.content.patient);
    if (own && own !== last) apart = false;
    if (!own) {
      own = [];
      patients.set(draft.content.patient, own);
    }
    own.push(draft);
    last = own;
  }
  return { groups: [...patients], apart };
}

function inOrderOf(drafts: readonly Draft[], facts: readonly Fact[]): readonly Fact[] {
  const made = new Set<unknown>(facts);
  return drafts.flatMap(({ content }) => (made.has(content) ? (content as Fact) : []));
}

/** The fact that a draft becomes. */
function finished(
  id: FactId,
  { content, at, knownGiven, recorded, by }: Draft,
  options: JoinOptions,
  findings: Findings,
): Fact {
  content.id = id;
  content.recorded = (options.restore && recorded) || options.recorded;
  content.by = (options.restore && by) || options.by;
  content.source ??= { kind: 'file', name: options.file ?? 'linea.json', place: at };
  const fact = content as Fact;
  if (knownGiven) warnKnown(fact, at, findings);
  return fact;
}

/** A result known before the day it is of, or after Linea was told it: accepted, but one of the dates is probably a slip. */
function warnKnown({ known, recorded, effective: { start } }: Fact, at: string, findings: Findings): void {
  // Midnight in Italy is 22:00 or 23:00 of the day before in UTC. An instant of the day or later is not less as text.
  const early = start !== null && known < start && fromIso(known.slice(0, 10)) < fromIso(start) - 1;
  if (early) findings.warn('known.beforeEffective', `${at}.known`, known, `>= ${start}`);
  if (compareInstants(known, recorded) > 0)
    findings.warn('known.afterRecorded', `${at}.known`, known, `<= ${recorded}`);
}
