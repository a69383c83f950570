import {
  type Fact,
  type FactId,
  type FactJson,
  factJson,
  type Instant,
  type Issue,
  readLineaJson,
  shown,
} from '@linea/facts';
import type { Pool } from '../database/pool.ts';
import { type Access, inSession } from '../database/session.ts';
import { importFacts } from './import.ts';
import { factsOf } from './read.ts';
import type { Corrected, Correction } from './registry.ts';

/** A change of one of these members makes others of the old version meaningless: a new value has its own comparator. */
const DROPPED_BY: Readonly<Record<string, readonly string[]>> = {
  value: ['comparator', 'low', 'high', 'absent'],
  low: ['value', 'comparator', 'absent'],
  high: ['value', 'comparator', 'absent'],
  absent: ['value', 'unit', 'comparator', 'low', 'high'],
};

/** What a correction may change: what the fact says, of which days, and where that stands. Another patient or item is another fact. */
// biome-ignore format: a list
const CHANGEABLE = [
  'value', 'unit', 'comparator', 'low', 'high', 'absent', 'effective', 'known', 'knownBasis', 'stated', 'qualifiers', 'note', 'source', 'event', 'episode',
];

/** Members that no correction changes, and a correction that changes nothing. */
export function changeIssues({ kind, change = {} }: Correction): readonly Issue[] {
  const allowed = CHANGEABLE.join(', ');
  const names = Object.keys(change);
  if (names.length === 0 && kind !== 'withdrawn') return [{ code: 'change.missing', at: 'change', allowed }];
  return names
    .filter((name) => !CHANGEABLE.includes(name))
    .map((name) => ({ code: 'change.notChangeable', at: 'change', got: shown(name), allowed }));
}

/**
 * Writes a new version of a fact. The writer names the version it has read: when another one stands there now, nothing is
 * written and the answer holds both.
 */
export async function correctFact(
  pool: Pool,
  access: Access,
  recorded: Instant,
  correction: Correction,
): Promise<Corrected> {
  const { patient, supersedes } = correction;
  const versions = await inSession(pool, access, (session) => factsOf(session, [patient]));
  if (versions.length === 0) return { ok: false, issues: [{ code: 'patient.unknown', at: 'patient', got: patient }] };
  const read = versions.find(({ id }) => id === supersedes);
  if (!read) return { ok: false, issues: [{ code: 'fact.unknown', at: 'supersedes', got: supersedes }] };
  const wrong = changeIssues(correction);
  if (wrong.length > 0) return { ok: false, issues: wrong };
  const wanted = wantedVersion(read, correction, nextId(read.id, versions));
  const lost = (current: Fact): Corrected => ({
    ok: false,
    issues: [{ code: 'version.superseded', at: 'supersedes', got: supersedes, allowed: current.id }],
    conflict: { read, current, wanted },
  });
  const current = latest(read, versions);
  if (current !== read) return lost(current);
  const text = JSON.stringify({ format: 'linea', version: 1, facts: [wanted] });
  const report = await importFacts(
    pool,
    access,
    recorded,
    (given) => readLineaJson(text, { ...given, file: 'correction' }),
    {},
  );
  const after = await inSession(pool, access, (session) => factsOf(session, [patient]));
  const written = after.find(({ id }) => id === wanted.id);
  if (report.ok && report.accepted === 1 && written) return { ok: true, fact: written };
  const winner = latest(read, after);
  return winner === read ? { ok: false, issues: report.issues.map(ofTheFact) } : lost(winner);
}

/** The fact was read as the only one of a document; its writer speaks of `value`, not of `facts[0].value`. */
const ofTheFact = (issue: Issue): Issue => ({ ...issue, at: issue.at.replace(/^facts\[0\]\.?/, '') });

/** The version that stands in the place of one, through any number of corrections. */
export function latest(of: Fact, versions: readonly Fact[]): Fact {
  const next = new Map(versions.map((fact) => [fact.supersedes, fact]));
  let current = of;
  for (let after = next.get(of.id); after; after = next.get(after.id)) current = after;
  return current;
}

/** `a014` is followed by `a014~2`, that by `a014~3`. */
function nextId(id: FactId, versions: readonly Fact[]): FactId {
  const taken = new Set(versions.map((fact) => fact.id));
  const match = /^(.*)~(\d+)$/.exec(id);
  const [base, number] = match ? [match[1], Number(match[2])] : [id, 1];
  for (let next = number + 1; ; next++) if (!taken.has(`${base}~${next}`)) return `${base}~${next}`;
}

/** The new version as Linea's JSON: what the old one says with what changes, without what the change makes meaningless. */
export function wantedVersion(
  read: Fact,
  { kind, because, supersedes, change = {} }: Correction,
  id: FactId,
): FactJson {
  const { known: _, knownBasis: __, recorded: ___, by: ____, ...said } = factJson(read);
  const dropped = new Set(
    Object.keys(kind === 'withdrawn' ? { absent: null } : change).flatMap((name) => DROPPED_BY[name] ?? []),
  );
  if (kind === 'withdrawn') dropped.add('absent');
  const kept = Object.entries(said).filter(([name]) => !dropped.has(name));
  return { ...Object.fromEntries(kept), ...change, id, supersedes, kind, because };
}
