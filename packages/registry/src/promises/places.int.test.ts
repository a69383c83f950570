import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readLineaJson } from '@linea/facts';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { PGlitePool } from '../database/pglite-pool.ts';
import type { Client, Pool } from '../database/pool.ts';
import { PostgresPool } from '../database/postgres-pool.ts';
import { explained } from '../database/trouble.ts';
import { lockDirectory, ownerOf } from '../directory/lock.ts';
import { LOCAL_USER, openStore, type Where } from '../open.ts';
import type { Given } from '../registry/registry.ts';
import { MIGRATIONS, migrate } from '../schema/migrate.ts';
import { DATABASES, open, type Place } from './databases.testing.ts';

const now = () => new Date('2026-11-27T08:00:00Z');
const refusal = async (where: Where) =>
  openStore(where, { now }).then(
    async (store) => {
      await store.close();
      return 'opened';
    },
    ({ issues }) => issues,
  );

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'linea-places-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
/** Everything in a folder, to see that nothing was changed. */
const inside = (path: string): unknown =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => [entry.name, readFileSync(join(entry.parentPath, entry.name), 'utf8')]);

describe('a data directory', () => {
  it('is made with the published cases where they are wanted, and only once', async () => {
    const where = { directory: join(folder, 'a/b/cases') };
    for (let time = 0; time < 2; time++) {
      const store = await openStore(where, { now, cases: true });
      expect(await store.as(LOCAL_USER).patients()).toHaveLength(2);
      await store.close();
    }
    const empty = await openStore({ directory: join(folder, 'empty') }, { now });
    expect(await empty.as(LOCAL_USER).patients()).toEqual([]);
    await empty.close();
    expect(
      await openStore({ directory: join(folder, 'empty') }, { now, cases: true }).then(async (store) => {
        const patients = await store.as(LOCAL_USER).patients();
        await store.close();
        return patients;
      }),
    ).toEqual([]);
  });
  it('half made by a process that ended is finished by the next, cases included', async () => {
    const directory = join(folder, 'half');
    mkdirSync(join(directory, 'pg.part'), { recursive: true });
    writeFileSync(join(directory, 'pg.part/PG_VERSION'), '18');
    writeFileSync(
      join(directory, 'linea.json'),
      '{ "format": "linea-data", "version": 1, "pglite": "0.5", "casesWanted": true }',
    );
    const store = await openStore({ directory }, { now });
    expect(await store.as(LOCAL_USER).patients()).toHaveLength(2);
    await store.close();
    expect(readdirSync(directory).sort()).toEqual(['linea.json', 'pg']);
  });

  it.each([
    ['not ours', { 'notes.txt': 'x' }, { code: 'directory.notOurs', got: 'notes.txt', allowed: 'linea.json' }],
    ['of something else', { 'linea.json': '{"a":1}' }, { code: 'directory.notOurs', got: '{"a":1}' }],
    ['with a broken marker', { 'linea.json': '{' }, { code: 'directory.notOurs', got: '{' }],
    ['of a newer Linea', { 'linea.json': '{"format":"linea-data","version":2}' }, { code: 'directory.newer', got: '2', allowed: '1' }],
    ['of another PGlite', { 'linea.json': '{"format":"linea-data","version":1,"pglite":"0.4"}' }, { code: 'directory.otherPglite', got: '0.4', allowed: '0.5' }],
  ])('%s is refused and left as it was', async (name, files, issue) => {
    const directory = join(folder, name);
    mkdirSync(directory);
    for (const [file, text] of Object.entries(files)) writeFileSync(join(directory, file), text);
    const before = inside(directory);
    expect(await refusal({ directory })).toMatchObject([issue]);
    expect(inside(directory)).toEqual(before);
  }); // biome-ignore format: a table
  it('that cannot be made is refused', async () => {
    writeFileSync(join(folder, 'file'), '');
    expect(await refusal({ directory: join(folder, 'file/data') })).toMatchObject([
      { code: 'directory.unwritable', got: 'ENOTDIR' },
    ]);
    expect(await refusal({ directory: join(folder, 'file') })).toMatchObject([
      { code: 'directory.unwritable', got: 'EEXIST' },
    ]);
  });

  it('that another process has open is refused, with its number and address; the lock goes with the process', async () => {
    const directory = join(folder, 'owned');
    const opened = await openStore({ directory }, { now });
    await opened.close();
    const owner = spawn(process.execPath, ['-e', `
      const { createHash } = require('node:crypto');
      const name = '\\0linea:' + createHash('sha256').update(require('node:fs').realpathSync(${JSON.stringify(directory)})).digest('hex');
      require('node:net').createServer((socket) => socket.end(JSON.stringify({ pid: process.pid, address: 'http://127.0.0.1:4100' }))).listen(name, () => console.log('owns'));
    `]); // biome-ignore format: a program
    await new Promise((resolve) => owner.stdout.once('data', resolve));
    const before = inside(directory);
    expect(await refusal({ directory })).toEqual([
      { code: 'directory.inUse', at: directory, got: `pid ${owner.pid}, http://127.0.0.1:4100` },
    ]);
    expect(await ownerOf(directory)).toEqual({ pid: owner.pid, address: 'http://127.0.0.1:4100' });
    expect(inside(directory)).toEqual(before);
    owner.kill('SIGKILL');
    await new Promise((resolve) => owner.once('exit', resolve));
    expect(await refusal({ directory })).toBe('opened');
    expect(await ownerOf(directory)).toBeNull();
  });
  it('is locked by a file where there are no abstract sockets', async () => {
    const directory = join(folder, 'by-file');
    mkdirSync(directory);
    const lock = await lockDirectory(directory, 'darwin');
    lock.announce('http://127.0.0.1:1');
    await expect(lockDirectory(directory, 'darwin')).rejects.toMatchObject({ issues: [{ code: 'directory.inUse' }] });
    expect(await ownerOf(directory, 'darwin')).toEqual({ pid: process.pid, address: 'http://127.0.0.1:1' });
    await lock.release();
    expect(await ownerOf(directory, 'darwin')).toBeNull();
    const ended = spawn(process.execPath, ['-e', '']);
    await new Promise((resolve) => ended.once('exit', resolve));
    writeFileSync(join(directory, 'linea.pid'), JSON.stringify({ pid: ended.pid, address: null }));
    await (await lockDirectory(directory, 'darwin')).release();
  });
});

describe('a full disk', () => {
  const facts = (patient: string, count: number) => {
    const of = { patient, centre: 'A', code: 'lab.hb', effective: '2024-03-01', value: 9, unit: 'g/dL' };
    const text = JSON.stringify({
      format: 'linea',
      version: 1,
      facts: Array.from({ length: count }, (_, n) => ({ ...of, id: `f${n}`, event: `lab:${n}` })),
    });
    return (given: Given) => readLineaJson(text, given);
  };
  const registryOf = (store: Awaited<ReturnType<typeof openStore>>) => store.as(LOCAL_USER);
  const small = () => join(folder, 'small');
  /** A real one where we may mount it; elsewhere the system's answer is planted. */
  const mounted = (size: string): boolean => {
    mkdirSync(small(), { recursive: true });
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', small()], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  };

  it('is said before anything is written, and what was accepted before is there', async () => {
    const real = mounted('170m');
    try {
      const store = await openStore({ directory: join(small(), 'data') }, { now });
      expect(await registryOf(store).import(facts('p1', 100))).toMatchObject({ accepted: 100 });
      const { bavail, bsize } = statfsSync(small());
      const filler = join(small(), 'filler');
      if (real) execFileSync('dd', ['if=/dev/zero', `of=${filler}`, 'bs=1M', `count=${Math.floor((bavail * bsize) / 1024 / 1024) - 20}`], { stdio: 'ignore' });
      else vi.spyOn(PGlitePool.prototype, 'requireRoom').mockImplementation(() => { throw Object.assign(new Error('planted'), { code: 'ENOSPC' }); }); // biome-ignore format: one thought
      await expect(registryOf(store).import(facts('p2', 100))).rejects.toMatchObject({
        issues: [{ code: 'disk.full' }],
      });
      await expect(
        registryOf(store).correct({ patient: 'p1', supersedes: 'f0', kind: 'withdrawn', because: 'x' }),
      ).rejects.toMatchObject({ issues: [{ code: 'disk.full' }] });
      expect(await registryOf(store).facts('p1')).toHaveLength(100);
      await store.close();
      vi.restoreAllMocks();
      rmSync(filler, { force: true });
      const again = await openStore({ directory: join(small(), 'data') }, { now });
      expect((await registryOf(again).patients()).map(({ patient }) => patient)).toEqual(['p1']);
      await again.close();
    } finally {
      if (real) execFileSync('umount', [small()]);
    }
  });
  it('on the server undoes what had begun', async () =>
    expect(
      explained('server/db', () =>
        Promise.reject(Object.assign(new Error('could not extend file'), { code: '53100' })),
      ),
    ).rejects.toMatchObject({
      issues: [{ code: 'disk.full', at: 'server/db', got: '53100' }],
    }));
});

describe('a server', () => {
  it.each([
    ['mysql://root@localhost/x', 'database.address'],
    ['nonsense', 'database.address'],
    ['postgresql://nobody:secret@127.0.0.1:1/linea', 'database.unreachable'],
    ['postgresql://nobody@localhost/linea?host=/nowhere', 'database.unreachable'],
  ])('%s is refused with %s, and no password is repeated', async (url, code) => {
    const issues = await refusal({ url });
    expect(issues).toMatchObject([{ code }]);
    expect(JSON.stringify(issues)).not.toContain('secret');
  });
});

describe.each(DATABASES)('the tables on %s', (kind, newPlace) => {
  let place: Place;
  beforeAll(async () => {
    place = await newPlace();
    await (await open(place)).close();
  });
  afterAll(() => place?.remove());

  async function withPool<T>(work: (pool: Pool) => Promise<T>): Promise<T> {
    const pool =
      kind === 'PGlite'
        ? await PGlitePool.open({ dataDir: join((place.where as { directory: string }).directory, 'pg') })
        : await PostgresPool.open((place.where as { url: string }).url, { connections: 1 });
    try {
      return await work(pool);
    } finally {
      await pool.end();
    }
  }
  async function inPool<T>(pool: Pool, work: (client: Client) => Promise<T>): Promise<T> {
    const client = await pool.connect();
    try {
      return await work(client);
    } finally {
      client.release();
    }
  }
  const script = (sql: string): Promise<void> => withPool((pool) => inPool(pool, (client) => client.script(sql)));

  it('of a newer program are refused and left as they were', async () => {
    const row = "insert into linea.migration (number, name, checksum) values (999, 'future', 'x')";
    await script(row);
    expect(await refusal(place.where)).toEqual([
      { code: 'database.newer', at: expect.any(String), got: '999', allowed: `<= ${MIGRATIONS.length}` },
    ]);
    await script('delete from linea.migration where number = 999');
    expect(await refusal(place.where)).toBe('opened');
  });
  it('of a migration that has been changed since are refused', async () => {
    await script("update linea.migration set checksum = 'other' || checksum where number = 1");
    expect(await refusal(place.where)).toMatchObject([
      { code: 'database.changed', got: expect.stringContaining('other') },
    ]);
    await script('update linea.migration set checksum = substr(checksum, 6) where number = 1');
    expect(await refusal(place.where)).toBe('opened');
  });
  it('go forward by what is new only; a migration that fails leaves nothing', async () => {
    const next = { number: MIGRATIONS.length + 1, name: 'next', sql: 'create table linea.next (a integer)' };
    const broken = {
      number: MIGRATIONS.length + 2,
      name: 'broken',
      sql: 'create table linea.late (a integer); select 1 / 0',
    };
    const tables =
      "select table_name from information_schema.tables where table_schema = 'linea' and table_name in ('next', 'late')";
    await withPool(async (pool) => {
      await expect(migrate(pool, [...MIGRATIONS, next, broken])).rejects.toThrow();
      expect((await inPool(pool, (client) => client.query(tables, []))).rows).toEqual([]);
      await migrate(pool, [...MIGRATIONS, next]);
      await migrate(pool, [...MIGRATIONS, next]);
    });
    expect(await refusal(place.where)).toMatchObject([{ code: 'database.newer' }]);
  });
});

it('two programs that make the tables of one new database at once wait for each other', async () => {
  const place = await (DATABASES[1] as (typeof DATABASES)[number])[1]();
  try {
    const stores = await Promise.all([1, 2, 3].map(() => open(place)));
    for (const store of stores) await store.close();
    expect(await refusal(place.where)).toBe('opened');
  } finally {
    await place.remove();
  }
});
