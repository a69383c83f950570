import { rmSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Refused } from '../io.ts';

/** What is being written beside the file that it will be. */
const unfinished = new Set<string>();
const SIGNALS = { SIGINT: 130, SIGTERM: 143 } as const;

/** Whoever interrupts the command finds everything as it was. */
function interrupted(signal: NodeJS.Signals): void {
  for (const part of unfinished) rmSync(part, { force: true });
  process.exit(SIGNALS[signal as keyof typeof SIGNALS]);
}

function watch(on: boolean): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    if (on) process.on(signal, interrupted);
    else process.off(signal, interrupted);
}

/**
 * Writes files beside those that they will be and renames them at the end: all of them or none, also when the command is
 * interrupted or the disk is full.
 *
 * @param place  of a refusal: the option or the file, and what stands before the system's word
 * @param work   is given a name to write to for each file
 * @throws {Refused} `file.unwritable`
 */
export async function beside<T>(
  files: readonly string[],
  place: { readonly at: string; readonly got?: string },
  work: (parts: readonly string[]) => Promise<T>,
): Promise<T> {
  const parts = files.map((file) => `${file}.part`);
  if (unfinished.size === 0) watch(true);
  for (const part of parts) unfinished.add(part);
  try {
    const done = await work(parts);
    for (const [index, file] of files.entries()) await rename(parts[index] as string, file);
    return done;
  } catch (error) {
    await Promise.all(parts.map((part) => rm(part, { force: true }).catch(() => {})));
    const { code } = error as NodeJS.ErrnoException;
    if (error instanceof Refused || typeof code !== 'string' || !/^E[A-Z0-9]+$/.test(code)) throw error;
    throw new Refused([
      { code: 'file.unwritable', at: place.at, got: place.got === undefined ? code : `${place.got} ${code}` },
    ]);
  } finally {
    for (const part of parts) unfinished.delete(part);
    if (unfinished.size === 0) watch(false);
  }
}
