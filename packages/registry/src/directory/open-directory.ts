import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { shown } from '@linea/facts';
import { PGlitePool } from '../database/pglite-pool.ts';
import type { Pool } from '../database/pool.ts';
import { StoreRefused } from '../store-refused.ts';
import { type Lock, lockDirectory } from './lock.ts';
import { makeFolder } from './make-folder.ts';
import { newDatabase, PGLITE_SERIES } from './snapshot.ts';
import { requireRoom } from './space.ts';

/** The format of a data directory: `linea.json`, which says so, and `pg/`, which is PGlite's. */
interface Marker {
  readonly format: 'linea-data';
  readonly version: 1;
  readonly pglite: string;
  /** The published cases are still to be put in. */
  readonly casesWanted?: true;
}

export interface OpenedDirectory {
  readonly pool: Pool;
  readonly announce: (address: string) => void;
  readonly casesWanted: boolean;
  /** The published cases are in. */
  readonly casesDone: () => Promise<void>;
}

interface Options {
  readonly thread: boolean;
  /** Whether a directory that is made now shall hold the published cases. */
  readonly cases: boolean;
}

/** What else may stand in a directory of ours: the lock of systems without abstract sockets. */
const LOCK_FILE = 'linea.pid';

/**
 * Opens a data directory, and makes it when there is none. A process that ends in between leaves a directory that the next one
 * finishes: `pg/` gets its name when it is whole, and `linea.json` keeps what is still to be done.
 * @throws {StoreRefused} in use, not ours, of another version, not writable, or no room; nothing was changed
 */
export async function openDirectory(directory: string, { thread, cases }: Options): Promise<OpenedDirectory> {
  const made = await tryTo(directory, () => makeFolder(directory));
  const lock = await lockDirectory(directory);
  try {
    const marker = await prepare(directory, cases);
    const dataDir = join(directory, 'pg');
    const pool = withLock(await PGlitePool.open({ dataDir, thread }), directory, lock);
    const casesDone = (): Promise<void> => writeMarker(directory, MARKER);
    return { pool, announce: lock.announce, casesWanted: marker.casesWanted === true, casesDone };
  } catch (error) {
    await lock.release();
    if (made !== undefined) await rm(made, { recursive: true, force: true });
    throw error;
  }
}

const MARKER: Marker = { format: 'linea-data', version: 1, pglite: PGLITE_SERIES };

async function prepare(directory: string, cases: boolean): Promise<Marker> {
  const names = await tryTo(directory, () => readdir(directory));
  const others = names.filter((name) => name !== LOCK_FILE && name !== 'linea.json.part');
  const isOurs = names.includes('linea.json');
  if (!isOurs && others.length > 0)
    throw new StoreRefused({
      code: 'directory.notOurs',
      at: directory,
      got: shown(others.slice(0, 5).join(', ')),
      allowed: 'linea.json',
    });
  const marker = isOurs ? await readMarker(directory) : { ...MARKER, ...(cases ? { casesWanted: true as const } : {}) };
  if (names.includes('pg')) return marker;
  requireRoom(directory);
  if (!isOurs) await writeMarker(directory, marker);
  const part = join(directory, 'pg.part');
  await rm(part, { recursive: true, force: true });
  await tryTo(directory, () => newDatabase(part));
  await rename(part, join(directory, 'pg'));
  return marker;
}

/** Whole or not at all. */
const writeMarker = (directory: string, marker: Marker): Promise<void> =>
  tryTo(directory, async () => {
    const file = join(directory, 'linea.json');
    await writeFile(`${file}.part`, `${JSON.stringify(marker)}\n`);
    await rename(`${file}.part`, file);
  });

async function readMarker(directory: string): Promise<Marker> {
  const at = join(directory, 'linea.json');
  const text = await tryTo(directory, () => readFile(at, 'utf8'));
  const marker = parsed(text);
  if (marker?.format !== 'linea-data')
    throw new StoreRefused({ code: 'directory.notOurs', at, got: shown(text), allowed: '{ "format": "linea-data" }' });
  if (marker.version !== 1)
    throw new StoreRefused({ code: 'directory.newer', at, got: shown(marker.version), allowed: '1' });
  if (marker.pglite !== PGLITE_SERIES)
    throw new StoreRefused({ code: 'directory.otherPglite', at, got: shown(marker.pglite), allowed: PGLITE_SERIES });
  return marker as Marker;
}

function parsed(text: string): Partial<Record<keyof Marker, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Turns what the file system says into an issue. */
async function tryTo<T>(directory: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOSPC' || code === 'EDQUOT') throw new StoreRefused({ code: 'disk.full', at: directory, got: code });
    if (code !== undefined && /^E[A-Z]+$/.test(code))
      throw new StoreRefused({ code: 'directory.unwritable', at: directory, got: code });
    throw error;
  }
}

const withLock = (pool: Pool, at: string, lock: Lock): Pool => ({
  kind: pool.kind,
  at,
  requireRoom: () => pool.requireRoom(),
  connect: () => pool.connect(),
  async end() {
    try {
      await pool.end();
    } finally {
      await lock.release();
    }
  },
});
