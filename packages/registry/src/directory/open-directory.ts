import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { shown } from '@linea/facts';
import { PGlitePool } from '../database/pglite-pool.ts';
import type { Pool } from '../database/pool.ts';
import { StoreRefused } from '../store-refused.ts';
import { type Lock, lockDirectory } from './lock.ts';
import { newDatabase, PGLITE_SERIES } from './snapshot.ts';

/** The format of a data directory: `linea.json`, which says so, and `pg/`, which is PGlite's. */
interface Marker {
  readonly format: 'linea-data';
  readonly version: 1;
  readonly pglite: string;
  /** The published cases are still to be loaded. */
  readonly cases?: boolean;
}

export interface OpenedDirectory {
  readonly pool: Pool;
  readonly announce: (address: string) => void;
  readonly isNew: boolean;
}

/**
 * Opens a data directory, and makes it when there is none. A process that ends in between leaves a directory that the next one
 * makes anew: `pg/` gets its name when it is whole.
 * @throws {StoreRefused} in use, not ours, of another version, or not writable
 */
export async function openDirectory(directory: string, thread: boolean): Promise<OpenedDirectory> {
  await tryTo(directory, () => mkdir(directory, { recursive: true }));
  const lock = await lockDirectory(directory);
  try {
    const isNew = await prepare(directory);
    const pool = await PGlitePool.open({ dataDir: join(directory, 'pg'), thread });
    return { pool: withLock(pool, lock), announce: lock.announce, isNew };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** @returns whether the database is new */
async function prepare(directory: string): Promise<boolean> {
  const names = await readdir(directory);
  if (!names.includes('linea.json')) {
    if (names.length > 0)
      throw new StoreRefused({
        code: 'directory.notOurs',
        at: directory,
        got: shown(names.slice(0, 5).join(', ')),
        allowed: 'linea.json',
      });
    const marker: Marker = { format: 'linea-data', version: 1, pglite: PGLITE_SERIES };
    await tryTo(directory, () => writeFile(join(directory, 'linea.json'), `${JSON.stringify(marker)}\n`));
  } else checkMarker(directory, await readFile(join(directory, 'linea.json'), 'utf8'));
  if (names.includes('pg')) return false;
  const part = join(directory, 'pg.part');
  await rm(part, { recursive: true, force: true });
  await tryTo(directory, () => newDatabase(part));
  await rename(part, join(directory, 'pg'));
  return true;
}

function checkMarker(directory: string, text: string): void {
  const at = join(directory, 'linea.json');
  let marker: Partial<Record<keyof Marker, unknown>>;
  try {
    marker = JSON.parse(text);
  } catch {
    throw new StoreRefused({ code: 'directory.notOurs', at, got: shown(text), allowed: '{ "format": "linea-data" }' });
  }
  if (marker?.format !== 'linea-data')
    throw new StoreRefused({ code: 'directory.notOurs', at, got: shown(text), allowed: '{ "format": "linea-data" }' });
  if (marker.version !== 1)
    throw new StoreRefused({ code: 'directory.newer', at, got: shown(marker.version), allowed: '1' });
  if (marker.pglite !== PGLITE_SERIES)
    throw new StoreRefused({ code: 'directory.otherPglite', at, got: shown(marker.pglite), allowed: PGLITE_SERIES });
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

const withLock = (pool: Pool, lock: Lock): Pool => ({
  kind: pool.kind,
  connect: () => pool.connect(),
  async end() {
    try {
      await pool.end();
    } finally {
      await lock.release();
    }
  },
});
