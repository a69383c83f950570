/**
 * How long others wait while a large file comes in: the server on the embedded database takes an upload of `--mb=N` (50) in Linea's
 * JSON, and a small question that asks the database is put every 20 ms meanwhile. `node bench/import-wait.mjs` (after `npm run build`)
 * prints one line.
 *
 *  importMs    from the first byte to the answer
 *  longestMs   the longest that a question waited; `p90Ms`, `p50Ms` of all; `quietMs` the same question when nothing comes in
 *  ofImport    the longest wait as a share of the import: 1 is what a database that is held from end to end gives
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { defaultTruth, synthesise } from '@linea/cohort';
import { openStore } from '@linea/registry';
import { startServer } from '@linea/server';

const mb = Number(process.argv.find((word) => word.startsWith('--mb='))?.slice(5) ?? 50);
const now = () => new Date();
const [file] = [...synthesise({ seed: 1, patients: 1420, complete: false, truth: defaultTruth() })].filter(
  ({ name }) => name === 'facts.json',
);
const { facts } = JSON.parse([...file.pieces].join(''));
const share = facts.slice(0, Math.ceil((facts.length * mb * 1e6) / JSON.stringify(facts).length));
const text = JSON.stringify({ format: 'linea', version: 1, facts: share });

const folder = mkdtempSync(join(tmpdir(), 'linea-wait-'));
try {
  const store = await openStore({ directory: join(folder, 'data') }, { now, cases: true, thread: true });
  const log = { level: 'silent', stream: new Writable({ write: (_, __, done) => done() }) };
  const server = await startServer({ store, host: '127.0.0.1', port: 0, version: 'bench', now, log });
  if (!server.ok) throw new Error(JSON.stringify(server.issues));
  const { url, stop } = server.value;
  const waited = async () => {
    const start = performance.now();
    await (await fetch(`${url}/api/patients?patient=case-000`)).text();
    return performance.now() - start;
  };
  for (let look = 0; look < 20; look++) await waited();
  const quiet = [];
  for (let look = 0; look < 20; look++) quiet.push(await waited());
  const form = new FormData();
  form.append('files', new Blob([text]), 'facts.json');
  const began = performance.now();
  let done = false;
  const importing = fetch(`${url}/api/import`, { method: 'POST', body: form }).then(async (answer) => {
    const { accepted } = await answer.json();
    if (accepted !== share.length) throw new Error(`${answer.status}: ${accepted} of ${share.length}`);
    done = true;
    return performance.now() - began;
  });
  const waits = [];
  while (!done) {
    waits.push(await waited());
    await setTimeout(20);
  }
  const importMs = await importing;
  const at = (times, part) => Math.round([...times].sort((a, b) => a - b)[Math.floor(part * (times.length - 1))]);
  const [longestMs, p90Ms, p50Ms] = [1, 0.9, 0.5].map((part) => at(waits, part));
  const line = {
    mb,
    facts: share.length,
    importMs: Math.round(importMs),
    asked: waits.length,
    longestMs,
    p90Ms,
    p50Ms,
  };
  console.log(
    JSON.stringify({ ...line, quietMs: at(quiet, 0.5), ofImport: Number((longestMs / importMs).toFixed(2)) }),
  );
  await stop();
  await store.close();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
