/**
 * How fast facts come into the store and out again, of the compiled packages. `npm run bench:store` prints one line a task.
 *
 *  import, PGlite      Linea's JSON end to end: text -> read, checked, stored; ratio to COPY of the same rows (goal: 0.6 of its rate)
 *  import, PostgreSQL  the same into a server (goal: 100,000 facts/s)
 *  again               the same file a second time: all duplicates
 *  patient             every version of every fact of one patient, warm, beside 10,000 others; CPU of this process
 *  page                the same with all derivations as public JSON (goal: 20 ms)
 *
 * The peer is COPY in the same run, into a table with the same columns, key and indexes and nothing else. Rates are of the wall
 * clock, since reading and storing run side by side: on a machine that is busy elsewhere only the ratio says something.
 */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { openLineaJson, publishedCases, readLineaJson, writeLineaJson } from '@linea/facts';
import { LOCAL_USER, makeSnapshot, openStore, type Store } from '@linea/registry';
import { journey, journeyJson, knownPatientOf, seenAs } from '@linea/registry/journey';
import { speaker } from '@linea/registry/words';
import { PGlitePool } from '../packages/registry/dist/database/pglite-pool.js';
import { PostgresPool } from '../packages/registry/dist/database/postgres-pool.js';
import { COPY_FORMAT, copyLines, FACT_COLUMNS } from '../packages/registry/dist/facts/row.js';
import { Cluster } from '../test/provision/postgres.ts';

const option = (name: string, otherwise: number): number =>
  Number(process.argv.find((word) => word.startsWith(`--${name}=`))?.split('=')[1] ?? otherwise);
const FACTS = option('facts', 100_000);
const REPS = option('reps', 3);
const PER_PATIENT = 200;

const now = (): Date => new Date();
const folder = mkdtempSync(join(tmpdir(), 'linea-bench-'));

/** Laboratory values of patients as a centre would send them: no ids, no events, a source for each. */
function laboratory(facts: number, perPatient = PER_PATIENT, prefix = 'P'): string {
  const codes = [['lab.hb', 'g/dL', 9.4], ['lab.plt', '10*9/L', 140], ['lab.ldh', 'U/L', 210], ['lab.crp', 'mg/L', 12.5]] as const; // biome-ignore format: a table
  const made = Array.from({ length: facts }, (_, n) => {
    const [code, unit, value] = codes[n % codes.length] as (typeof codes)[number];
    const patient = Math.floor(n / perPatient);
    const day = new Date(Date.UTC(2022, 0, 1) + Math.floor((n % perPatient) / codes.length) * 7 * 864e5);
    return {
      patient: `${prefix}${String(patient).padStart(5, '0')}`,
      centre: `C${patient % 21}`,
      code,
      effective: day.toISOString().slice(0, 10),
      value: Math.round((value + (n % 97) / 50) * 100) / 100,
      unit,
      source: `file:laboratory.csv#row ${n + 2}`,
    };
  });
  return JSON.stringify({ format: 'linea', version: 1, facts: made });
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

/** Microseconds of CPU of this process, all threads, per fact of the last import. */
let cpuPerFact = 0;
async function importing(work: () => Promise<unknown>): Promise<number> {
  const start = process.cpuUsage();
  const taken = await seconds(work);
  const { user, system } = process.cpuUsage(start);
  cpuPerFact = round((user + system) / FACTS);
  return taken;
}
const median = (times: readonly number[]): number => [...times].sort((a, b) => a - b)[times.length >> 1] as number;
const round = (value: number): number => Number(value.toPrecision(3));
const print = (line: object): void => console.log(JSON.stringify(line));

/** Milliseconds of CPU of this process per call, warm. */
async function cpu(calls: number, call: () => Promise<unknown>): Promise<number> {
  for (let index = 0; index < calls; index++) await call();
  const start = process.cpuUsage();
  for (let index = 0; index < calls; index++) await call();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000 / calls;
}

const text = laboratory(FACTS);
const rows = [...copyLines(readLineaJson(text, { recorded: now().toISOString(), by: 'bench' }).facts)];
const importInto = (store: Store) => store.as(LOCAL_USER).import({ open: () => openLineaJson(text) });
const COPIED = `copied (${FACT_COLUMNS.join(', ')})`;

async function rawCopy(pool: PGlitePool | PostgresPool): Promise<number> {
  const client = await pool.connect();
  await client.script('drop table if exists copied; create table copied (like linea.fact including all)');
  const taken = await seconds(async () => {
    await client.query('begin', []);
    await client.copy(COPIED, COPY_FORMAT, Readable.from(rows));
    await client.query('commit', []);
  });
  client.release();
  return taken;
}

async function embedded(): Promise<void> {
  const snapshot = await makeSnapshot();
  const [copies, imports, again]: [number[], number[], number[]] = [[], [], []];
  for (let rep = 0; rep < REPS; rep++) {
    cpSync(snapshot, join(folder, `raw${rep}`), { recursive: true });
    const raw = await PGlitePool.open({ dataDir: join(folder, `raw${rep}`) });
    copies.push(await rawCopy(raw));
    await raw.end();
    const store = await openStore({ directory: join(folder, `store${rep}`) }, { now, thread: true });
    imports.push(await importing(() => importInto(store)));
    if (rep === 0) again.push(await seconds(() => importInto(store)));
    await store.close();
  }
  const [copy, taken] = [median(copies), median(imports)];
  print({
    task: 'import, PGlite',
    factsPerSecond: round(FACTS / taken),
    copyPerSecond: round(FACTS / copy),
    ofCopy: round(copy / taken),
    cpuUsPerFact: cpuPerFact,
    goal: '0.6',
  });
  print({ task: 'again, PGlite', factsPerSecond: round(FACTS / median(again)) });
}

async function server(): Promise<void> {
  const cluster = new Cluster();
  try {
    const store = await openStore({ url: cluster.url }, { now });
    const pool = await PostgresPool.open(cluster.url, { connections: 1 });
    const [copies, imports]: [number[], number[]] = [[], []];
    for (let rep = 0; rep < REPS; rep++) {
      copies.push(await rawCopy(pool));
      const own = laboratory(FACTS, PER_PATIENT, `R${rep}-`);
      imports.push(await importing(() => store.as(LOCAL_USER).import({ open: () => openLineaJson(own) })));
    }
    const again = await seconds(() =>
      store.as(LOCAL_USER).import({ open: () => openLineaJson(laboratory(FACTS, PER_PATIENT, 'R0-')) }),
    );
    const [copy, taken] = [median(copies), median(imports)];
    print({
      task: 'import, PostgreSQL',
      factsPerSecond: round(FACTS / taken),
      copyPerSecond: round(FACTS / copy),
      ofCopy: round(copy / taken),
      cpuUsPerFact: cpuPerFact,
      goal: '100000 facts/s',
    });
    print({ task: 'again, PostgreSQL', factsPerSecond: round(FACTS / again) });
    await onePatient('PostgreSQL', store);
    await pool.end();
    await store.close();
  } finally {
    cluster.remove();
  }
}

/** One patient of 199 facts beside 10,000 others. */
async function onePatient(name: string, store: Store): Promise<void> {
  const registry = store.as(LOCAL_USER);
  const others = laboratory(200_000, 20, 'Q');
  await registry.import({ open: () => openLineaJson(others) });
  const cases = writeLineaJson(publishedCases().flatMap(({ facts }) => facts));
  await registry.import((given) => readLineaJson(cases, { ...given, restore: true }));
  const say = speaker('en');
  const page = async (): Promise<string> => {
    const summary = await registry.patient('case-000');
    if (!summary) throw new Error('no case-000');
    const patient = knownPatientOf(summary, await registry.facts('case-000'));
    const seen = seenAs(patient.facts, { asOf: '2025-12-03' }, now(), { asOf: '', knownAt: '' });
    if (!seen.ok) throw new Error('no such day');
    return JSON.stringify(journeyJson(journey(patient, seen.value), say));
  };
  print({ task: `patient, ${name}`, cpuMs: round(await cpu(50, () => registry.facts('case-000'))) });
  print({ task: `page, ${name}`, cpuMs: round(await cpu(50, page)), goal: '20 ms' });
}

try {
  await embedded();
  const store = await openStore({ directory: join(folder, 'patients') }, { now, thread: true });
  await onePatient('PGlite', store);
  await store.close();
  await server();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
