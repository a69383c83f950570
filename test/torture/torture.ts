import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { LOCAL_USER, openStore, type Where } from '@linea/registry';

const WRITER = fileURLToPath(new URL('writer.mjs', import.meta.url));

/** What writers told that the store had accepted, and what was wrong with it afterwards. */
export interface Tortured {
  readonly kills: number;
  readonly imports: number;
  readonly corrections: number;
  /** Accepted facts that are not there, imports of which only a part is, patients whose count is wrong. */
  readonly problems: readonly string[];
}

/** Numbers in [0, 1) that only the seed decides (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Options {
  readonly kills: number;
  readonly seed: number;
  /** Beside the writer: what else dies now and then, and how it comes back. */
  readonly alsoKill?: () => Promise<void>;
}

/**
 * Kills a writer at a random moment, again and again on the same store: while it opens, imports and corrects. Then looks
 * whether everything that was accepted is there, and nothing in half.
 */
export async function torture(where: Where, { kills, seed, alsoKill }: Options): Promise<Tortured> {
  const random = numbers(seed);
  const imports: string[] = [];
  const corrections: [patient: string, fact: string][] = [];
  const problems: string[] = [];
  for (let round = 0; round < kills; round++) {
    // One in ten dies while it opens the store, the first of them while it makes it.
    const told = round % 10 === 0 ? 0 : 1 + Math.floor(random() * 5);
    const moment = { told, afterMs: random() * (told === 0 ? 500 : 60) };
    const { lines, failed } = await killed(where, Math.floor(random() * 2 ** 31), round, moment);
    if (failed) problems.push(`round ${round}: ${failed}`);
    for (const line of lines) {
      const [done, patient = '', fact = ''] = line.split(' ');
      if (done === 'import') imports.push(patient);
      if (done === 'correct') corrections.push([patient, fact]);
    }
    if (round % 10 === 5) await alsoKill?.();
  }
  problems.push(...(await missing(where, imports, corrections)));
  return { kills, imports: imports.length, corrections: corrections.length, problems };
}

/** When a writer dies: so many lines after its start (the first says that the store is open), and some milliseconds. */
interface Moment {
  readonly told: number;
  readonly afterMs: number;
}

/** Starts a writer and kills it. @returns what it told before; `failed` when it ended by itself */
function killed(
  where: Where,
  seed: number,
  round: number,
  moment: Moment,
): Promise<{ lines: readonly string[]; failed?: string }> {
  return new Promise((resolve) => {
    const writer = spawn(process.execPath, [WRITER, JSON.stringify({ where, seed, round })], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let told = '';
    let error = '';
    let dying = false;
    const killIfTime = (): void => {
      if (dying || told.split('\n').length - 1 < moment.told) return;
      dying = true;
      setTimeout(() => writer.kill('SIGKILL'), moment.afterMs);
    };
    killIfTime();
    writer.stdout.setEncoding('utf8').on('data', (text: string) => {
      told += text;
      killIfTime();
    });
    writer.stderr.setEncoding('utf8').on('data', (text: string) => {
      error += text;
    });
    writer.on('close', (_, signal) => {
      // The last line is whole: a writer tells by one write of less than a pipe holds.
      const lines = told.split('\n').filter(Boolean);
      resolve(signal === 'SIGKILL' ? { lines } : { lines, failed: `ended by itself: ${error.slice(0, 500)}` });
    });
  });
}

async function missing(
  where: Where,
  imports: readonly string[],
  corrections: readonly (readonly [patient: string, fact: string])[],
): Promise<string[]> {
  const problems: string[] = [];
  const there = new Map<string, ReadonlySet<string>>();
  const store = await openStore(where, { now: () => new Date() });
  try {
    await store.as(LOCAL_USER).everyPatient(({ patient, facts: counted }, facts) => {
      const ids = new Set(facts.map(({ id }) => id));
      there.set(patient, ids);
      const promised = Number(patient.slice(patient.indexOf('-n') + 2));
      const imported = facts.filter(({ supersedes }) => supersedes === undefined).length;
      if (imported !== promised) problems.push(`${patient}: half an import, ${imported} of ${promised} facts`);
      if (counted !== facts.length) problems.push(`${patient}: counted ${counted}, but has ${facts.length} facts`);
    });
  } finally {
    await store.close();
  }
  for (const patient of imports) if (!there.has(patient)) problems.push(`${patient}: accepted, but not there`);
  for (const [patient, fact] of corrections)
    if (!there.get(patient)?.has(fact)) problems.push(`${patient} ${fact}: correction accepted, but not there`);
  return problems;
}
