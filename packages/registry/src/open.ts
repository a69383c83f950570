import { publishedCases, readLineaJson, writeLineaJson } from '@linea/facts';
import { createCut, cutsOf } from './cuts/cuts.ts';
import { ahead } from './database/ahead.ts';
import { PGlitePool } from './database/pglite-pool.ts';
import type { Pool } from './database/pool.ts';
import { PostgresPool } from './database/postgres-pool.ts';
import { type Access, inSession, type Session } from './database/session.ts';
import { explained } from './database/trouble.ts';
import { derivedRows, keepDerived } from './derived/derived-rows.ts';
import { type OpenedDirectory, openDirectory } from './directory/open-directory.ts';
import { groupBy } from './journey/known-patient.ts';
import { correctFact } from './registry/correct.ts';
import { importFacts } from './registry/import.ts';
import { addObservation } from './registry/observe.ts';
import { protocolsIn, recordProtocol } from './registry/protocols.ts';
import { factsOf, partsOf, presentIn, summaries, summary } from './registry/read.ts';
import type { Registry } from './registry/registry.ts';
import { migrate } from './schema/migrate.ts';

export type Where =
  /** A data directory, made when it does not exist; one process owns it as long as the store is open. */
  | { readonly directory: string }
  /** A PostgreSQL server, 15 or later. */
  | { readonly url: string }
  /** In memory, for tests: gone with the process. */
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
  const { pool, announce, casesWanted, casesDone } = await openPool(where, options);
  try {
    await explained(pool.at, async () => {
      await migrate(pool);
      if (!casesWanted) return;
      await importCases(pool);
      await casesDone();
    });
  } catch (error) {
    await pool.end();
    throw error;
  }
  return { kind: pool.kind, as: (access) => registry(pool, access, options.now), announce, close: () => pool.end() };
}

type Opened = Omit<OpenedDirectory, 'announce'> & Pick<Store, 'announce'>;

async function openPool(where: Where, { thread = false, cases = false }: OpenOptions): Promise<Opened> {
  if ('directory' in where) return openDirectory(where.directory, { thread, cases });
  const pool = 'url' in where ? await PostgresPool.open(where.url) : await PGlitePool.open();
  return { pool, announce: () => {}, casesWanted: false, casesDone: async () => {} };
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

/** Patients read in one question: few enough to be held twice, many enough not to ask a thousand times. */
const AT_A_TIME = 20;

function registry(pool: Pool, access: Access, now: () => Date): Registry {
  const instant = (): string => now().toISOString();
  const reading = <T>(work: (session: Session) => Promise<T>): Promise<T> =>
    explained(pool.at, () => inSession(pool, access, work));
  const writing = <T>(work: () => Promise<T>): Promise<T> =>
    explained(pool.at, () => {
      pool.requireRoom();
      return work();
    });
  return {
    patients: () => reading((session) => summaries(session)),
    patient: (id) => reading((session) => summary(session, id)),
    facts: (id, { recordedBy } = {}) => reading((session) => factsOf(session, [id], recordedBy)),
    async everyPatient(each) {
      const all = await reading((session) => summaries(session));
      const some = Array.from({ length: Math.ceil(all.length / AT_A_TIME) }, (_, n) =>
        all.slice(n * AT_A_TIME, (n + 1) * AT_A_TIME),
      );
      const load = async (ones: typeof all) => {
        const facts = await reading((session) =>
          factsOf(
            session,
            ones.map(({ patient }) => patient),
          ),
        );
        return { ones, facts: new Map(groupBy(facts, ({ patient }) => patient)) };
      };
      for await (const { ones, facts } of ahead(some, load, 2))
        for (const one of ones) if ((await each(one, facts.get(one.patient) ?? [])) === false) return;
    },
    parts: (patients, codes) => reading((session) => partsOf(session, patients, codes)),
    present: (patients, codes) => reading((session) => presentIn(session, patients, codes)),
    derived: (kind, wanted) => reading((session) => derivedRows(session, kind, wanted)),
    keepDerived: (kind, rows) => writing(() => keepDerived(pool, access, kind, rows)),
    import: (read, options = {}) => writing(() => importFacts(pool, access, instant(), read, options)),
    correct: (correction) => writing(() => correctFact(pool, access, instant(), correction)),
    cuts: () => reading(cutsOf),
    createCut: (name) => writing(() => createCut(pool, access, instant(), name)),
    protocols: (centre) => reading((session) => protocolsIn(session, centre)),
    recordProtocol: (entry) => writing(() => recordProtocol(pool, access, instant(), entry)),
    observe: (observation) => writing(() => addObservation(pool, access, instant(), observation)),
  };
}
