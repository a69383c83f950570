/**
 * A process that writes until it is killed: imports of random size and corrections, each told on standard output only when the
 * store has told it is done. `node writer.mjs <json: where, seed, round>`; the first word of a line is what was done.
 */
import { writeSync } from 'node:fs';
import { readLineaJson } from '@linea/facts';
import { LOCAL_USER, openStore } from '@linea/registry';

const { where, seed, round } = JSON.parse(process.argv[2]);

/** Numbers in [0, 1) that only the seed decides (mulberry32). */
let state = seed;
function random() {
  state = (state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), state | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
}

const say = (...words) => writeSync(1, `${words.join(' ')}\n`);

/** The name of a patient says how many facts of its import there must be. */
function importOf(patient, size) {
  const facts = Array.from({ length: size }, (_, n) => ({
    patient,
    centre: 'torture',
    id: `f${n}`,
    code: 'lab.hb',
    event: `lab:${n}`,
    effective: '2024-03-01',
    value: 9,
    unit: 'g/dL',
  }));
  const text = JSON.stringify({ format: 'linea', version: 1, facts });
  return (given) => readLineaJson(text, given);
}

const store = await openStore(where, { now: () => new Date() });
const registry = store.as(LOCAL_USER);
say('ready');
for (let step = 0; ; step++) {
  // Half of them few facts, which go in one statement, half many, which go by COPY.
  const size = random() < 0.5 ? 1 + Math.floor(random() * 20) : 200 + Math.floor(random() * 800);
  const patient = `r${round}-s${step}-n${size}`;
  const { ok } = await registry.import(importOf(patient, size));
  if (!ok) throw new Error(`${patient} was refused`);
  say('import', patient);
  const version = `f${Math.floor(random() * size)}`;
  const change = { value: 8 };
  const done = await registry.correct({ patient, supersedes: version, kind: 'transcription', because: 'slip', change });
  if (!done.ok) throw new Error(`${patient} ${version} was not corrected`);
  say('correct', patient, done.fact.id);
}
