import type { CentreId, Fact, Instant, PatientId } from '@linea/facts';
import type { Pool } from '../database/pool.ts';
import type { Access, Session } from '../database/session.ts';
import { CheckedParts, counted, orUndone, reportOf, Undo } from './checked-parts.ts';
import { Checks } from './checks.ts';
import { openingOf } from './opening.ts';
import { AT_A_TIME, factsOf } from './read.ts';
import type { ImportOptions, ImportReport, Opening, Reader, ReadParts } from './registry.ts';
import { importStaged } from './staged.ts';
import { addPatients, countFacts, insertFacts, lockPatients, writing } from './write.ts';

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
  // What a thread reads is long; PGlite has one session, and everybody else would wait for all of it.
  if (pool.kind === 'pglite' && 'opening' in reader) {
    const staged = await importStaged(pool, access, recorded, reader, dryRun);
    if (staged) return staged;
  }
  const given = { recorded, by: access.user };
  // What takes long to open is opened before anybody waits for the database.
  let first: Opening | undefined = await openingOf(reader, given);
  return orUndone(
    writing(pool, access, async (session) => {
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
    }),
  );
}

/** A file whose patients are known and locked, ready to be stored. */
interface Opened extends ReadParts {
  /** The centre of those that the store has. */
  readonly owners: ReadonlyMap<PatientId, CentreId>;
  /** All facts that the store has of them. */
  readonly stored: readonly Fact[];
}

async function opened(session: Session, { asked, read }: Opening): Promise<Opened> {
  const { owners } = await lockPatients(session, [...asked]);
  const known = [...owners.keys()];
  const stored: Fact[] = [];
  for (let from = 0; from < known.length; from += AT_A_TIME)
    for (const fact of await factsOf(session, known.slice(from, from + AT_A_TIME))) stored.push(fact);
  return { owners, stored, ...(await read(stored)) };
}
