import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { PGlitePool } from '../database/pglite-pool.ts';
import { PostgresPool } from '../database/postgres-pool.ts';
import { type OpenOptions, openStore, type Store, type Where } from '../open.ts';

/** A place for a store that did not exist before, and what removes it. */
export interface Place {
  readonly where: Where;
  readonly remove: () => Promise<void>;
}

/** A new data directory. */
async function newDirectory(): Promise<Place & { readonly directory: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'linea-store-'));
  const directory = join(folder, 'data');
  return { directory, where: { directory }, remove: async () => rmSync(folder, { recursive: true, force: true }) };
}

/** A new database on the server of this run. */
async function newDatabase(): Promise<Place & { readonly url: string }> {
  const server = inject('postgresUrl');
  const name = `linea_${randomUUID().replaceAll('-', '')}`;
  await onServer(server, `create database ${name}`);
  const url = server.replace('/postgres?', `/${name}?`);
  return { url, where: { url }, remove: () => onServer(server, `drop database ${name} with (force)`) };
}

async function onServer(url: string, statement: string): Promise<void> {
  const pool = await PostgresPool.open(url, { connections: 1 });
  const client = await pool.connect();
  try {
    await client.script(statement);
  } finally {
    client.release();
    await pool.end();
  }
}

/** Both databases, by name: every promise of the store is one test on each. */
export const DATABASES: readonly (readonly [string, () => Promise<Place>])[] = [
  ['PGlite', newDirectory],
  ['PostgreSQL', newDatabase],
];

/** A clock that goes on a second with every look. */
function clock(start = '2026-11-27T08:00:00Z'): () => Date {
  let now = Date.parse(start);
  return () => {
    now += 1000;
    return new Date(now);
  };
}

export const open = (place: Place, options: Partial<OpenOptions> = {}): Promise<Store> =>
  openStore(place.where, { now: clock(), ...options });

/** Runs statements as the owner of the tables, past the store, which must be closed: what damages a database. */
export async function asOwner({ where }: Place, statements: string): Promise<void> {
  const pool =
    'url' in where
      ? await PostgresPool.open(where.url, { connections: 1 })
      : await PGlitePool.open('directory' in where ? { dataDir: join(where.directory, 'pg') } : {});
  try {
    const client = await pool.connect();
    await client.script(statements);
    client.release();
  } finally {
    await pool.end();
  }
}
