import type { CentreId, Fact, Instant, Issue, PatientId } from '@linea/facts';
import type { Pool } from '../database/pool.ts';
import { type Access, inSession } from '../database/session.ts';
import { Aside } from './aside.ts';
import { CheckedParts, counted, orUndone, reportOf, Undo } from './checked-parts.ts';
import { Checks } from './checks.ts';
import { openingOf } from './opening.ts';
import { AT_A_TIME, factsOf } from './read.ts';
import type { ImportReport, Opening, Reader, ReadParts } from './registry.ts';
import { addPatients, type Counts, countFacts, type Locked, lockPatients } from './write.ts';

/** How often another writer may come in between. */
const ATTEMPTS = 3;

/**
 * The import for a database of one session, so that others have their turn: facts are read, checked and put aside a part at a
 * time, and one transaction at the end stores all of them or nothing. It begins again when facts of the same patients were
 * recorded meanwhile.
 *
 * @returns null: others were faster every time
 */
export async function importStaged(
  pool: Pool,
  access: Access,
  recorded: Instant,
  reader: Reader,
  dryRun: boolean,
): Promise<ImportReport | null> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const aside = new Aside(pool);
    try {
      const read = await readAll(pool, access, await openingOf(reader, { recorded, by: access.user }), aside, dryRun);
      const { report } = read;
      if (!report.ok || dryRun) return report;
      if (await storeAll(pool, access, read, aside)) return report;
    } finally {
      // What could not be dropped ends with the session; why nothing was stored is told instead.
      await aside.drop().catch(() => {});
    }
  }
  return null;
}

interface Read {
  readonly asked: readonly PatientId[];
  /** What the store had when it was read. */
  readonly before: Locked;
  readonly patients: ReadParts['patients'];
  readonly added: Counts;
  readonly report: ImportReport;
}

/** Reads and checks everything against what the store has now, and puts aside what is new. */
async function readAll(pool: Pool, access: Access, opening: Opening, aside: Aside, dryRun: boolean): Promise<Read> {
  const asked = [...opening.asked];
  const before = await inSession(pool, access, (session) => lockPatients(session, asked));
  const known = [...before.owners.keys()];
  const stored: Fact[] = [];
  for (let from = 0; from < known.length; from += AT_A_TIME) {
    const some = known.slice(from, from + AT_A_TIME);
    for (const fact of await inSession(pool, access, (session) => factsOf(session, some))) stored.push(fact);
  }
  const { patients, parts } = await opening.read(stored);
  const checks = new Checks(access, patients, before.owners, stored);
  if (checks.issues.length === 0) checks.issues.push(...(await othersPatients(pool, access, patients, before.owners)));
  const checked = new CheckedParts(parts, checks);
  const added = dryRun ? await counted(checked) : await aside.put(checked);
  return { asked, before, patients, added, report: reportOf(checked, added) };
}

/** The issues of adding the patients that are new; they are not added yet. */
async function othersPatients(
  pool: Pool,
  access: Access,
  patients: ReadParts['patients'],
  owners: ReadonlyMap<PatientId, CentreId>,
): Promise<readonly Issue[]> {
  return orUndone(
    inSession(pool, access, async (session): Promise<readonly Issue[]> => {
      throw new Undo(await addPatients(session, patients, owners));
    }),
  );
}

/** Stores what is aside. @returns false: something was recorded of these patients since they were read, and nothing is stored */
async function storeAll(
  pool: Pool,
  access: Access,
  { asked, before, patients, added }: Read,
  aside: Aside,
): Promise<boolean> {
  return orUndone(
    inSession(pool, access, async (session) => {
      const now = await lockPatients(session, asked);
      if (!isSame(now.facts, before.facts)) throw new Undo(false);
      if ((await addPatients(session, patients, now.owners)).length > 0) throw new Undo(false);
      await aside.store(session.client);
      await countFacts(session, added);
      return true;
    }),
  );
}

const isSame = (a: Counts, b: Counts): boolean =>
  a.size === b.size && [...a].every(([patient, count]) => b.get(patient) === count);
