import { createHash } from 'node:crypto';
import type { Client, Pool } from '../database/pool.ts';
import { StoreRefused } from '../store-refused.ts';
import { facts } from './0001-facts.ts';
import { cuts } from './0002-cuts.ts';
import { protocols } from './0003-protocols.ts';
import { derived } from './0004-derived.ts';

export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
}

/** In order. What has been applied somewhere is never changed: its checksum is in that database. */
export const MIGRATIONS: readonly Migration[] = [facts, cuts, protocols, derived];

/** Any two programs that bring the same database up to date wait for each other. */
const LOCK = 0x11_4e_a0;

export const checksum = ({ number, name, sql }: Migration): string =>
  createHash('sha256').update(`${number} ${name}\n${sql}`).digest('hex');

interface Applied {
  readonly number: number;
  readonly checksum: string;
}

/**
 * Brings a database up to date, in one transaction; one that is up to date is only read.
 * @throws {StoreRefused} the database is newer than this program, or was made by a migration that has since been changed
 */
export async function migrate(pool: Pool, migrations: readonly Migration[] = MIGRATIONS): Promise<void> {
  const client = await pool.connect();
  try {
    await requireServer(client, pool.at);
    if (pendingOf(await appliedIn(client), migrations).length === 0) return await requireMember(client, pool.at);
    await client.query('begin', []);
    try {
      await client.query('select pg_advisory_xact_lock($1)', [LOCK]);
      for (const migration of pendingOf(await appliedIn(client), migrations)) await apply(client, migration);
      await client.query('commit', []);
    } catch (error) {
      await client.query('rollback', []).catch(() => {});
      const { code, message } = error as { code?: unknown; message: string };
      if (code === '42501')
        throw new StoreRefused({
          code: 'database.forbidden',
          at: pool.at,
          got: message,
          allowed: 'create schema, role app',
        });
      throw error;
    }
  } finally {
    client.release();
  }
}

const OLDEST = 150_000;

async function requireServer(client: Client, at: string): Promise<void> {
  const { rows } = await client.query<{ version: string }>(
    "select current_setting('server_version_num') as version",
    [],
  );
  const version = Number(rows[0]?.version);
  if (version < OLDEST)
    throw new StoreRefused({
      code: 'database.tooOld',
      at,
      got: String(Math.floor(version / 10_000)),
      allowed: '>= 15',
    });
}

/** Every request becomes `app`; who may not cannot ask anything. */
async function requireMember(client: Client, at: string): Promise<void> {
  const { rows } = await client.query<{ member: boolean; name: string }>(
    "select pg_has_role(current_user, 'app', 'member') as member, current_user as name",
    [],
  );
  if (rows[0]?.member === false)
    throw new StoreRefused({
      code: 'database.forbidden',
      at,
      got: rows[0].name,
      allowed: `grant app to ${rows[0].name}`,
    });
}

/**
 * What the database says was applied to it; nothing when it is empty. The catalogue is read as a table: `to_regclass` may answer
 * from what the connection remembers, and another program may have made the tables while this one waited.
 */
async function appliedIn(client: Client): Promise<readonly Applied[]> {
  const there = "select from pg_tables where schemaname = 'linea' and tablename = 'migration'";
  if ((await client.query(there, [])).rows.length === 0) return [];
  return (await client.query<Applied>('select number, checksum from linea.migration order by number', [])).rows;
}

/** The migrations still to apply. @throws {StoreRefused} */
function pendingOf(applied: readonly Applied[], migrations: readonly Migration[]): readonly Migration[] {
  const newest = migrations.at(-1)?.number ?? 0;
  const last = applied.at(-1)?.number ?? 0;
  if (last > newest)
    throw new StoreRefused({
      code: 'database.newer',
      at: 'linea.migration',
      got: String(last),
      allowed: `<= ${newest}`,
    });
  const changed = applied.find((one) =>
    migrations.find(
      ({ number }) => number === one.number && checksum(migrations[number - 1] as Migration) !== one.checksum,
    ),
  );
  if (changed)
    throw new StoreRefused({
      code: 'database.changed',
      at: `linea.migration ${changed.number}`,
      got: changed.checksum.slice(0, 12),
      allowed: checksum(migrations[changed.number - 1] as Migration).slice(0, 12),
    });
  return migrations.filter(({ number }) => number > last);
}

async function apply(client: Client, migration: Migration): Promise<void> {
  if (migration.number === 1) await client.script(FIRST);
  await client.script(migration.sql);
  await client.query('insert into linea.migration (number, name, checksum) values ($1, $2, $3)', [
    migration.number,
    migration.name,
    checksum(migration),
  ]);
}

const FIRST = `
create schema if not exists linea;
create table linea.migration (
  number integer primary key,
  name text not null,
  checksum text not null,
  applied timestamptz not null default now()
);
grant usage on schema linea to public;
grant select on linea.migration to public;
`;
