import { lazy } from '../lazy.ts';
import { fromIso, type IsoDate } from '../when/day.ts';
import { compareInstants, type Instant } from '../when/instant.ts';
import { assignIds } from './assign-ids.ts';
import { assumeKnown } from './assume-known.ts';
import { checkReferences, refuseCircles } from './check-references.ts';
import { type Content, sameContent } from './content.ts';
import type { Fact, FactId, PatientId } from './fact.ts';
import type { Draft, Refuse } from './read-fact.ts';
import type { Findings } from './read-fields.ts';

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
  const ids = assignIds(drafts, refuse);
  const elsewhere = lazy(() => new Set(drafts.flatMap(({ id }) => id ?? [])));
  let duplicates = 0;
  const patients = [...byPatient(drafts)].map(([patient, own]) => {
    const existing = (id: FactId) => options.existing?.(id, patient);
    const byId = new Map<FactId, Draft>();
    for (const draft of own) {
      const id = draft.id ?? (ids.get(draft) as FactId);
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
  const made = new Map<Draft, Fact>();
  for (const { byId, existing } of patients) {
    const known = assumeKnown(byId, { ...options, existing }, findings);
    for (const [id, { draft, ...when }] of known) made.set(draft, factFrom(draft, { id, ...when }, options, findings));
  }
  return { facts: drafts.flatMap((draft) => made.get(draft) ?? []), duplicates, refused: wrong };
}

function byPatient(drafts: readonly Draft[]): ReadonlyMap<PatientId, readonly Draft[]> {
  const patients = new Map<PatientId, Draft[]>();
  for (const draft of drafts) {
    const own = patients.get(draft.content.patient);
    if (own) own.push(draft);
    else patients.set(draft.content.patient, [draft]);
  }
  return patients;
}

function factFrom(
  { content, at, source, ...draft }: Draft,
  known: Pick<Fact, 'id' | 'known' | 'knownBasis'>,
  options: JoinOptions,
  findings: Findings,
): Fact {
  const recorded = (options.restore && draft.recorded) || options.recorded;
  const by = (options.restore && draft.by) || options.by;
  if (content.known !== undefined) warnKnown(content.known, content.effective.start, recorded, at, findings);
  const origin = source ?? { kind: 'file', name: options.file ?? 'linea.json', place: at };
  return complete(content, { ...known, recorded, by, source: origin });
}

/** Content and origin as one fact. Member by member: it runs for every fact of an import, and spreading costs ten times as much. */
function complete(
  content: Content,
  { id, known, knownBasis, recorded, by, source }: Omit<Fact, keyof Content> & Pick<Fact, 'known' | 'knownBasis'>,
): Fact {
  const { patient, centre, code, event, effective, stated } = content;
  const fact: { -readonly [K in keyof Fact]: Fact[K] } = {
    id,
    patient,
    centre,
    code,
    event,
    effective,
    known,
    knownBasis,
    recorded,
    by,
    stated,
    source,
  };
  if (content.value !== undefined) fact.value = content.value;
  if (content.absent !== undefined) fact.absent = content.absent;
  if (content.episode !== undefined) fact.episode = content.episode;
  if (content.qualifiers !== undefined) fact.qualifiers = content.qualifiers;
  if (content.note !== undefined) fact.note = content.note;
  if (content.supersedes !== undefined) fact.supersedes = content.supersedes;
  if (content.because !== undefined) fact.because = content.because;
  if (content.kind !== undefined) fact.kind = content.kind;
  return fact;
}

/** A result known before the day it is of, or after Linea was told it: accepted, but one of the dates is probably a slip. */
function warnKnown(known: Instant, start: IsoDate | null, recorded: Instant, at: string, findings: Findings): void {
  // Midnight in Italy is 22:00 or 23:00 of the day before in UTC.
  const early = start !== null && fromIso(known.slice(0, 10)) < fromIso(start) - 1;
  if (early) findings.warn('known.beforeEffective', `${at}.known`, known, `>= ${start}`);
  if (compareInstants(known, recorded) > 0)
    findings.warn('known.afterRecorded', `${at}.known`, known, `<= ${recorded}`);
}
