import type { CentreId, Fact, Instant, PatientId, ReadingEnd } from '@linea/facts';
import type { Pool } from '../database/pool.ts';
import type { Access, Session } from '../database/session.ts';
import { Checks } from './checks.ts';
import { openingOf } from './opening.ts';
import { factsOf } from './read.ts';
import type { ImportOptions, ImportReport, Opening, Reader, ReadParts } from './registry.ts';
import { addPatients, type Counts, countFacts, insertFacts, lockPatients, writing } from './write.ts';

/** Thrown to undo everything: the report says why. */
class Undo extends Error {
  readonly report: ImportReport;
  constructor(report: ImportReport) {
    super('undone');
    this.report = report;
  }
}

/**
 * Reads facts in, all or nothing, in one transaction; one part is stored while the next is read. What the store already has is a
 * duplicate and adds nothing, so the same file twice is the same as once.
 */
export async function importFacts(
  pool: Pool,
  access: Access,
  recorded: Instant,
  reader: Reader,
  { dryRun = false }: ImportOptions,
): Promise<ImportReport> {
  const given = { recorded, by: access.user };
  // What takes long to open is opened before anybody waits for the database.
  let first: Opening | undefined = await openingOf(reader, given);
  try {
    return await writing(pool, access, async (session) => {
      const opening = first ?? (await openingOf(reader, given));
      first = undefined;
      const { patients, owners, stored, parts } = await opened(session, opening);
      const checks = new Checks(access, patients, owners, stored);
      if (checks.issues.length === 0) checks.issues.push(...(await addPatients(session, patients, owners)));
      const checked = new CheckedParts(parts, checks);
      const counts = dryRun ? await counted(checked) : await insertFacts(session, pool.kind, checked);
      const report = reportOf(checked, counts);
      if (!report.ok || dryRun) throw new Undo(report);
      await countFacts(session, counts);
      return report;
    });
  } catch (error) {
    if (error instanceof Undo) return error.report;
    throw error;
  }
}

/** A file whose patients are known and locked, ready to be stored. */
interface Opened extends ReadParts {
  /** The centre of those that the store has. */
  readonly owners: ReadonlyMap<PatientId, CentreId>;
  /** All facts that the store has of them. */
  readonly stored: readonly Fact[];
}

/** Patients whose facts are asked for at a time: what else is asked is answered in between. */
const AT_A_TIME = 50;

async function opened(session: Session, { asked, read }: Opening): Promise<Opened> {
  const owners = await lockPatients(session, [...asked]);
  const known = [...owners.keys()];
  const stored: Fact[] = [];
  for (let from = 0; from < known.length; from += AT_A_TIME)
    for (const fact of await factsOf(session, known.slice(from, from + AT_A_TIME))) stored.push(fact);
  return { owners, stored, ...(await read(stored)) };
}

/** Parts that have passed the checks of the store. After the first issue no more come; the rest is only read for its issues. */
class CheckedParts implements AsyncIterable<readonly Fact[]> {
  readonly #parts: Opened['parts'];
  readonly checks: Checks;
  end: ReadingEnd = { ok: true, duplicates: 0, refused: 0, issues: [], warnings: [] };

  constructor(parts: Opened['parts'], checks: Checks) {
    this.#parts = parts;
    this.checks = checks;
  }

  async *[Symbol.asyncIterator](): AsyncIterator<readonly Fact[]> {
    for (let next = await this.#parts.next(); ; next = await this.#parts.next()) {
      if (next.done) {
        this.end = next.value;
        return;
      }
      this.checks.look(next.value);
      if (this.checks.issues.length === 0) yield next.value;
    }
  }
}

/** What would be stored. */
async function counted(parts: AsyncIterable<readonly Fact[]>): Promise<Counts> {
  const counts = new Map<PatientId, number>();
  for await (const part of parts) for (const { patient } of part) counts.set(patient, (counts.get(patient) ?? 0) + 1);
  return counts;
}

function reportOf({ end, checks }: CheckedParts, counts: Counts): ImportReport {
  const issues = [...end.issues, ...checks.issues];
  const ok = end.ok && issues.length === 0;
  let accepted = 0;
  for (const count of counts.values()) accepted += count;
  return {
    ok,
    accepted: ok ? accepted : 0,
    duplicates: ok ? end.duplicates : 0,
    refused: end.refused + checks.issues.length,
    issues,
    warnings: end.warnings,
    patients: ok ? [...counts.keys()] : [],
  };
}
