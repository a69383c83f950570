import { readLineaJson } from '@linea/facts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engineHere } from '../database/engine.ts';
import { PGlitePool } from '../database/pglite-pool.ts';
import type { Client, Pool } from '../database/pool.ts';
import { PostgresPool } from '../database/postgres-pool.ts';
import { inSession } from '../database/session.ts';
import { LOCAL_USER, type Store } from '../open.ts';
import { DATABASES, open, type Place } from './databases.testing.ts';

const fact = (patient: string, centre: string) => ({
  patient,
  centre,
  id: 'f1',
  code: 'lab.hb',
  event: 'lab:1',
  effective: '2024-03-01',
  value: 9,
  unit: 'g/dL',
});

async function filled(place: Place): Promise<Store> {
  const store = await open(place);
  const facts = ['A', 'B'].flatMap((centre) => [1, 2, 3].map((n) => fact(`${centre}${n}`, centre)));
  const text = JSON.stringify({ format: 'linea', version: 1, facts });
  expect(await store.as(LOCAL_USER).import((given) => readLineaJson(text, given))).toMatchObject({ accepted: 6 });
  return store;
}

describe.each(DATABASES)('access on %s', (_, newPlace) => {
  let place: Place;
  let store: Store;
  beforeAll(async () => {
    place = await newPlace();
    store = await filled(place);
  });
  afterAll(async () => {
    await store?.close();
    await place?.remove();
  });

  it('does not leak from one request to another that runs beside it', async () => {
    const seen = async (centres: string[]) => [
      centres,
      (await store.as({ user: 'u', centres }).patients()).map(({ centre }) => centre),
    ];
    const asked = Array.from({ length: 120 }, (_, n) => [['A'], [], ['B'], ['A', 'B'], ['C']][n % 5] as string[]);
    for (const [centres, answer] of await Promise.all(asked.map(seen)))
      expect(new Set(answer)).toEqual(new Set((centres as string[]).filter((centre) => centre !== 'C')));
  });
  it('does not leak from a request that fails', async () => {
    const failing = store.as({ user: 'u', centres: ['A', 'B'] }).import(() => {
      throw new Error('planted');
    });
    const [failed, answer] = await Promise.allSettled([failing, store.as({ user: 'u', centres: [] }).patients()]);
    expect(failed.status).toBe('rejected');
    expect(answer).toMatchObject({ status: 'fulfilled', value: [] });
  });
});

/** The tables as SQL sees them, beside the store. */
const [embedded, server] = DATABASES.map(([, newPlace]) => newPlace) as [() => Promise<Place>, () => Promise<Place>];
describe.each([
  [
    'PGlite',
    embedded,
    (place: Place) => PGlitePool.open({ dataDir: `${(place.where as { directory: string }).directory}/pg` }),
  ],
  ['PostgreSQL', server, (place: Place) => PostgresPool.open((place.where as { url: string }).url, { connections: 1 })],
] as const)('the tables on %s', (_, newPlace, openPool) => {
  let place: Place;
  let pool: Pool;
  beforeAll(async () => {
    place = await newPlace();
    await (await filled(place)).close();
    pool = await openPool(place);
  });
  afterAll(async () => {
    await pool?.end();
    await place?.remove();
  });

  const insert = (patient: string, centre: string) =>
    `insert into linea.fact (patient, id, centre, code, event, precision, known, known_assumed, recorded, recorded_by, stated, source)
     values ('${patient}', 'x', '${centre}', 'lab.hb', 'lab:1', 'day', now(), true, now(), 'u', false, 'document:x')`;
  const asApp = (centres: string[], sql: string) =>
    inSession(pool, { user: 'u', centres }, ({ client }) => client.query(sql, []));
  /** As the owner of the tables, whom policies do not bind. */
  async function asOwner(sql: string, centres = '*'): Promise<unknown> {
    const client: Client = await pool.connect();
    try {
      await client.query('begin', []);
      await client.query("select set_config('app.centres', $1, true)", [centres]);
      return await client.query(sql, []);
    } finally {
      await client.query('rollback', []);
      client.release();
    }
  }

  it.each(["update linea.fact set code = 'x'", 'delete from linea.fact', 'truncate linea.fact'])(
    'facts are append-only: %s is refused to everybody',
    async (sql) => {
      await expect(asApp(['A', 'B'], sql)).rejects.toThrow();
      await expect(asOwner(sql)).rejects.toThrow();
    },
  );
  it.each([
    ['of another centre', 'B1', 'B'],
    ['of a patient of another centre under the own one', 'B1', 'A'],
    ['of a patient who is not there', 'Z9', 'A'],
  ])('a fact %s is refused to app, and to the owner who loads in bulk', async (_, patient, centre) => {
    await expect(asApp(['A'], insert(patient, centre))).rejects.toMatchObject({ code: '42501' });
    await expect(asOwner(insert(patient, centre), '{"A"}')).rejects.toMatchObject({ code: '42501' });
  });
  it('one of the own centre is not', async () => {
    await asOwner(insert('A1', 'A'), '{"A"}');
    await asApp(['A'], insert('A1', 'A'));
  });
  it('app sees nothing without its centres', async () => {
    const client = await pool.connect();
    try {
      await client.query('begin', []);
      await client.query('set local role app', []);
      expect((await client.query('select * from linea.fact', [])).rows).toEqual([]);
      expect((await client.query('select * from linea.patient', [])).rows).toEqual([]);
      await client.query('rollback', []);
    } finally {
      client.release();
    }
  });
  it('role and centres end with their transaction', async () => {
    await asApp(['A'], 'select 1');
    const client = await pool.connect();
    try {
      const { rows } = await client.query(
        "select current_user::text as role, coalesce(current_setting('app.centres', true), '') as centres",
        [],
      );
      expect(rows).toEqual([{ role: 'postgres', centres: '' }]);
    } finally {
      client.release();
    }
  });
  it('a second version in the place of one is refused, whoever asks', async () => {
    const correction = insert('A1', 'A')
      .replace('source)', 'source, supersedes)')
      .replace("'document:x')", "'document:x', 'f1')");
    await asApp(['A'], correction.replace("'x'", "'v2'"));
    await expect(asApp(['A'], correction.replace("'x'", "'v3'"))).rejects.toMatchObject({ code: '23505' });
  });
  it('can be partitioned by patient: every unique index begins with it', async () => {
    const { rows } = (await asOwner(
      `select indexdef from pg_indexes where schemaname = 'linea' and tablename = 'fact' and indexdef like '%UNIQUE%'`,
    )) as { rows: { indexdef: string }[] };
    expect(rows.length).toBeGreaterThan(1);
    for (const { indexdef } of rows) expect(indexdef).toContain('(patient, ');
    await asOwner('create table linea.fact_by_patient (like linea.fact including all) partition by hash (patient)');
  });
});

it('without the mutex a request would see with the eyes of another: the test above can fail', async () => {
  const engine = await engineHere();
  const client = {
    query: async (sql: string, parameters: readonly unknown[]) => ({
      ...(await engine.query(sql, parameters)),
      rowCount: 0,
      command: 'SELECT' as const,
    }),
    release: () => {},
  };
  await engine.script('create role app');
  const shared = { connect: async () => client as unknown as Client } as Pool;
  const first = inSession(
    shared,
    { user: 'u', centres: ['B'] },
    () => new Promise((resolve) => setTimeout(resolve, 300)),
  );
  await new Promise((resolve) => setTimeout(resolve, 100));
  const leaked = (await engine.query("select current_setting('app.centres', true) as centres", [])).rows;
  await first;
  await engine.close();
  expect(leaked).toEqual([{ centres: '{"B"}' }]);
});
