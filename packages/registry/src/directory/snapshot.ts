import { createHash } from 'node:crypto';
import { cp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlitePool } from '../database/pglite-pool.ts';
import { checksum, MIGRATIONS, migrate } from '../schema/migrate.ts';
import { makeFolder } from './make-folder.ts';

/** Beside the package's source and its build alike. */
const HOME = fileURLToPath(new URL('../../snapshot/', import.meta.url));

/** The series of PGlite whose files these are: another series cannot open them. */
export const PGLITE_SERIES = '0.5';

/** What a snapshot was made from; another program makes its own. */
const stamp = (): string =>
  createHash('sha256')
    .update([PGLITE_SERIES, ...MIGRATIONS.map(checksum)].join('\n'))
    .digest('hex');

/**
 * Fills a directory that does not exist with PGlite's files of an empty, migrated database: a copy of the snapshot that the build
 * has made (0.1 s), or made here (4 s) where the build has not.
 */
export async function newDatabase(directory: string): Promise<void> {
  if (await isThere()) await cp(join(HOME, 'pg'), directory, { recursive: true });
  else await make(directory);
}

/** Makes the snapshot, unless the one that is there fits. Run by the build. @returns where it is */
export async function makeSnapshot(): Promise<string> {
  const path = join(HOME, 'pg');
  if (await isThere()) return path;
  const part = join(HOME, `part-${process.pid}`);
  await rm(HOME, { recursive: true, force: true });
  await makeFolder(HOME);
  await make(part);
  await rename(part, path);
  await writeFile(join(HOME, 'stamp'), stamp());
  return path;
}

const isThere = async (): Promise<boolean> => {
  try {
    return (await readFile(join(HOME, 'stamp'), 'utf8')) === stamp();
  } catch {
    return false;
  }
};

async function make(directory: string): Promise<void> {
  const pool = await PGlitePool.open({ dataDir: directory });
  try {
    await migrate(pool);
  } finally {
    await pool.end();
  }
}
