import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';

/** Files that decide nothing: types, tests, and what the compiler notes for itself. */
const BESIDE = /\.d\.ts$|\.(test|testing)\.|\.map$|\.tsbuildinfo$/;
/** Files that are read before others get their turn. */
const SLICE = 20;

/**
 * What a program consists of, as a hash: every file by name and bytes, and the engine that runs it. Two programs with the same
 * hash work out the same of the same facts.
 *
 * @param places   folders, and files; one that is not there is part of the answer too
 * @param started  when the program was started, ms since 1970
 * @returns SHA-256 in hex; null when a file has been written since the start: what runs is not what stands there
 */
export async function fingerprintOf(places: readonly string[], started: number): Promise<string | null> {
  const hash = createHash('sha256').update(`node ${process.versions.node}`);
  let read = 0;
  for (const [index, place] of places.entries())
    for (const file of filesIn(place)) {
      if (statSync(file).mtimeMs > started) return null;
      const bytes = readFileSync(file);
      hash.update(`\n${index} ${file.slice(place.length)} ${bytes.length}\n`).update(bytes);
      if (++read % SLICE === 0) await setImmediate();
    }
  return hash.digest('hex');
}

/** The files of a folder, in one order; a file is its own. */
function* filesIn(place: string): Generator<string> {
  const found = statSync(place, { throwIfNoEntry: false });
  if (!found?.isDirectory()) {
    if (found) yield place;
    return;
  }
  const entries = readdirSync(place, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(place, entry.name);
    if (entry.isDirectory()) yield* filesIn(path);
    else if (!BESIDE.test(entry.name)) yield path;
  }
}
