/**
 * What one patient's page costs the server, with many others in the same store. `npm run bench:server` prints a line a task.
 *
 *  page       GET /api/patients/ID of a patient of 200 facts that nobody asked for before, warm process (goal: 20 ms of CPU)
 *  page again the same once more, from the cache
 *  why        GET /api/patients/ID/why/FINDING
 *  list       GET /api/patients, all of them
 *
 * CPU is that of the whole process: server, embedded database and all. The peer of each ratio is the bare query for the facts
 * of the same patients in the same run. `--patients=N` (10,000), `--asks=N` (200, after as many to warm up).
 */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { publishedCases } from '@linea/facts';
import { LOCAL_USER, openStore } from '@linea/registry';
import { buildApp } from '@linea/server';
import { synthetic } from './cohort.mjs';

const option = (name, otherwise) =>
  Number(process.argv.find((word) => word.startsWith(`--${name}=`))?.split('=')[1] ?? otherwise);
const patients = option('patients', 10_000);
const asks = option('asks', 200);
const BATCH = 500;

const folder = mkdtempSync(join(tmpdir(), 'linea-bench-'));
const where = process.env.DATABASE_URL ? { url: process.env.DATABASE_URL } : { directory: join(folder, 'data') };
const store = await openStore(where, { now: () => new Date() });
const registry = store.as(LOCAL_USER);

/** Patients of the size of the published myeloma, 60 facts for all the others. */
const [myeloma] = publishedCases();
const large = (index) => myeloma.facts.map((fact) => ({ ...fact, patient: `large-${index}` }));
const reading = (facts) => ({ ok: true, facts, duplicates: 0, refused: 0, issues: [], warnings: [] });
for (let from = 0; from < patients; from += BATCH) {
  const facts = Array.from({ length: Math.min(BATCH, patients - from) }, (_, index) => synthetic(from + index)).flat();
  await registry.import(() => reading(facts));
}
await registry.import(() => reading(Array.from({ length: 2 * asks }, (_, index) => large(index)).flat()));

const quiet = new Writable({ write: (_, __, done) => done() });
const app = await buildApp({
  store,
  page: folder,
  version: 'bench',
  now: () => new Date('2026-11-22T10:00:00Z'),
  log: { level: 'error', stream: quiet },
});
const ask = async (url) => {
  const answer = await app.inject({ url, headers: { host: 'localhost' } });
  if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.statusCode} ${answer.body.slice(0, 300)}`);
  return answer.body.length;
};

/** Milliseconds of CPU of each call. */
async function cpuOfEach(count, call) {
  const times = [];
  for (let index = 0; index < count; index++) {
    const start = process.cpuUsage();
    await call(index);
    const { user, system } = process.cpuUsage(start);
    times.push((user + system) / 1000);
  }
  return times.sort((a, b) => a - b);
}

const line = (task, times, peer) => {
  const at = (share) => times[Math.floor(share * (times.length - 1))];
  console.log(
    `${task.padEnd(11)} ${at(0.5).toFixed(2).padStart(8)} ms of CPU (90%: ${at(0.9).toFixed(2)}), ${(at(0.5) / peer).toFixed(1)} x the bare query`,
  );
};

for (let index = 0; index < asks; index++) await ask(`/api/patients/large-${index}`);
const bare = await cpuOfEach(asks, (index) => registry.facts(`large-${index}`));
const peer = bare[asks >> 1];
console.log(`${patients} patients in the store; the bare query: ${peer.toFixed(2)} ms of CPU`);
line('page', await cpuOfEach(asks, (index) => ask(`/api/patients/large-${asks + index}`)), peer);
line('page again', await cpuOfEach(asks, (index) => ask(`/api/patients/large-${asks + index}`)), peer);
line('why', await cpuOfEach(asks, (index) => ask(`/api/patients/large-${asks + index}/why/mm.r2iss`)), peer);
line('list', await cpuOfEach(5, () => ask('/api/patients')), peer);

await app.close();
await store.close();
rmSync(folder, { recursive: true, force: true });
