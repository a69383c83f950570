/**
 * What a start costs: the time from the start of the server to the first whole cohort and the first whole worklist, of a registry
 * whose rows were kept by the start before, and of the same registry without them. `node bench/restart.mjs` (after `npm run build`)
 * prints a line a start.
 *
 *  ms      from the start of the program to the answer, the wait for the database included
 *  cpuMs   of the whole process meanwhile
 *  block   the longest that an answer had to wait for a turn of the event loop
 *
 * `--data=DIR` a data directory that is there; otherwise one is made of `--patients=N` (1420) of the synthetic study, 700 of them
 * drawn and repeated under other names, with at most `--facts=N` facts each (all).
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { defaultTruth, synthesise } from '@linea/cohort';
import { readLineaJson } from '@linea/facts';
import { LOCAL_USER, openStore } from '@linea/registry';
import { startServer } from '@linea/server';

const option = (name, otherwise) =>
  process.argv.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3) ?? otherwise;
const now = () => new Date();

/** One start, in a process of its own: waits for both pages and prints what they took. */
async function start(directory, pages) {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const store = await openStore({ directory }, { now, thread: true });
  const log = { level: 'error', stream: new Writable({ write: (text, _, done) => done(console.error(String(text))) }) };
  const server = await startServer({ store, host: '127.0.0.1', port: 0, version: 'bench', now, log });
  if (!server.ok) throw new Error(JSON.stringify(server.issues));
  const { url, stop } = server.value;
  const since = () => {
    const { user, system } = process.cpuUsage();
    const blockMs = Math.round(delay.max / 1e6);
    delay.reset();
    return { ms: Math.round(performance.now()), cpuMs: Math.round((user + system) / 1000), blockMs };
  };
  const line = { listening: since() };
  const answer = async (path) => (await fetch(`${url}${path}`)).json();
  const wait = () => new Promise((done) => setTimeout(done, 20));
  if (pages.includes('cohort')) {
    while ((await answer('/api/cohort')).status !== 'ready') await wait();
    line.cohort = since();
  }
  if (pages.includes('worklist')) {
    const part = '/api/worklist?limit=1';
    await answer(part);
    line.dues = since();
    for (let list = await answer(part); list.questionsLooked < list.patients; list = await answer(part)) await wait();
    line.questions = since();
  }
  await stop();
  await store.close();
  console.log(JSON.stringify(line));
}

const drawn = 700;

async function make(directory, patients, most) {
  const [file] = [
    ...synthesise({ seed: 1, patients: Math.min(drawn, patients), complete: false, truth: defaultTruth() }),
  ].filter(({ name }) => name === 'facts.json');
  const { facts } = JSON.parse([...file.pieces].join(''));
  const all = [...grouped(facts).values()];
  const store = await openStore({ directory }, { now });
  const registry = store.as(LOCAL_USER);
  for (let from = 0; from < patients; from += 100) {
    const some = [];
    for (let index = from; index < Math.min(patients, from + 100); index++)
      for (const fact of all[index % all.length].slice(0, most))
        some.push({ ...fact, patient: `SYN-${String(index).padStart(6, '0')}` });
    const text = JSON.stringify({ format: 'linea', version: 1, facts: some });
    const report = await registry.import((given) => readLineaJson(text, { ...given, file: 'bench' }));
    if (!report.ok) throw new Error(JSON.stringify(report.issues.slice(0, 3)));
  }
  await store.close();
}

function grouped(facts) {
  const found = new Map();
  for (const fact of facts) {
    const own = found.get(fact.patient);
    if (own) own.push(fact);
    else found.set(fact.patient, [fact]);
  }
  return found;
}

const again = (words) =>
  new Promise((done, failed) =>
    spawn(process.execPath, [fileURLToPath(import.meta.url), ...words], { stdio: 'inherit' }).on('exit', (code) =>
      code === 0 ? done() : failed(new Error(`a start ended with ${code}`)),
    ),
  );

const running = option('start');
if (running) await start(running, option('pages', 'cohort,worklist').split(','));
else {
  const given = option('data');
  const folder = given ? undefined : mkdtempSync(join(tmpdir(), 'linea-restart-'));
  try {
    const directory = given ?? join(folder, 'data');
    if (!given) await make(directory, Number(option('patients', 1420)), Number(option('facts', 1e6)));
    for (let turn = 0; turn < 2; turn++) await again([`--start=${directory}`]);
  } finally {
    if (folder) rmSync(folder, { recursive: true, force: true });
  }
}
