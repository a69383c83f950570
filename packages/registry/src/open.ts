import { publishedCases, readLineaJson, writeLineaJson } from '@linea/facts';
import { PGlitePool } from './database/pglite-pool.ts';
import type { Pool } from './database/pool.ts';
import { PostgresPool } from './database/postgres-pool.ts';
import { type Access, inSession } from './database/session.ts';
import { openDirectory } from './directory/open-directory.ts';
import { correctFact } from './registry/correct.ts';
import { importFacts } from './registry/import.ts';
import { factsOf, summaries } from './registry/read.ts';
import type { Registry } from './registry/registry.ts';
import { migrate } from './schema/migrate.ts';

export type Where =
  /** A data directory, made when it does not exist; one process owns it as long as the store is open. */
  | { readonly directory: string }
  /** A PostgreSQL server, 15 or later. */
  | { readonly url: string }
  /** In memory, for tests: gone with the process. @param snapshot a directory of PGlite to start from */
  | { readonly memory: true };

export interface OpenOptions {
  /** The clock that `recorded` comes from. */
  readonly now: () => Date;
  /** Put the two published cases into a data directory that is made now. Default false. */
  readonly cases?: boolean;
  /** The embedded database in a thread of its own, so that a long query or an import stops nobody else. Default false. */
  readonly thread?: boolean;
}

/** The home of the facts. */
export interface Store {
  readonly kind: Pool['kind'];
  /** The registry as one user sees it. */
  as(access: Access): Registry;
  /** Tells others who would open the same directory where it is served: `http://127.0.0.1:4100`. */
  announce(address: string): void;
  /** Waits for what runs. Nothing may be asked afterwards. */
  close(): Promise<void>;
}

/** The one local user of a registry without accounts. */
export const LOCAL_USER: Access = { user: 'local', centres: 'all' };

/**
 * Opens the store and brings its tables up to date.
 * @throws {StoreRefused} a directory in use, newer or not ours, a database newer or not reachable; nothing was changed
 */
export async function openStore(where: Where, options: OpenOptions): Promise<Store> {
  const { pool, announce, isNew } = await openPool(where, options.thread ?? false);
  try {
    await migrate(pool);
    if (isNew && options.cases) await importCases(pool);
  } catch (error) {
    await pool.end();
    throw error;
  }
  return { kind: pool.kind, as: (access) => registry(pool, access, options.now), announce, close: () => pool.end() };
}

interface Opened {
  readonly pool: Pool;
  readonly announce: (address: string) => void;
  readonly isNew: boolean;
}

async function openPool(where: Where, thread: boolean): Promise<Opened> {
  if ('directory' in where) return openDirectory(where.directory, thread);
  const pool = 'url' in where ? await PostgresPool.open(where.url) : await PGlitePool.open();
  return { pool, announce: () => {}, isNew: false };
}

/** The published cases as they are printed: recorded when they were read. */
async function importCases(pool: Pool): Promise<void> {
  const text = writeLineaJson(publishedCases().flatMap(({ facts }) => facts));
  await importFacts(
    pool,
    { user: 'linea', centres: 'all' },
    '2026-11-22T00:00:00Z',
    (given) => readLineaJson(text, { ...given, restore: true }),
    {},
  );
}

function registry(pool: Pool, access: Access, now: () => Date): Registry {
  const instant = (): string => now().toISOString();
  return {
    patients: () => inSession(pool, access, (session) => summaries(session)),
    patient: (id) => inSession(pool, access, async (session) => (await summaries(session, id))[0]),
    facts: (id, { recordedBy } = {}) => inSession(pool, access, (session) => factsOf(session, [id], recordedBy)),
    async everyPatient(each) {
      const all = await inSession(pool, access, (session) => summaries(session));
      for (const one of all)
        await each(one, await inSession(pool, access, (session) => factsOf(session, [one.patient])));
    },
    import: (read, options = {}) => importFacts(pool, access, instant(), read, options),
    correct: (correction) => correctFact(pool, access, instant(), correction),
  };
}
