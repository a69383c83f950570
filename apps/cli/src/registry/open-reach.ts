import { Refused } from '../io.ts';
import type { Reach, ReachOptions } from './reach.ts';

/** Where data live unless somebody says otherwise. */
export const DATA = 'linea-data';

/** How long a command waits for another one that works on the same directory. */
const PATIENCE_MS = 10_000;
const PAUSE_MS = 50;

/**
 * The registry that a command works on: a file, a PostgreSQL server (`DATABASE_URL`), or a data directory. A directory that a
 * running server has open is asked over its API; one that another command has open is waited for. Never both at once.
 *
 * @throws {Refused} it cannot be had
 */
export async function openReach(
  { data, facts, empty, long = false }: ReachOptions,
  env: Readonly<Record<string, string | undefined>>,
  now: () => Date,
): Promise<Reach> {
  if (facts !== undefined) return (await import('./file-reach.ts')).fileReach(facts, now());
  const url = env.DATABASE_URL;
  const { storeReach } = await import('./store-reach.ts');
  if (data === undefined && url) return storeReach({ url }, now, {});
  const directory = data ?? DATA;
  for (let waited = 0; ; waited += PAUSE_MS) {
    const address = await addressOf(directory);
    if (address) return (await import('./server-reach.ts')).serverReach(address, now);
    try {
      return await storeReach({ directory }, now, { cases: !empty, thread: long });
    } catch (error) {
      if (!isInUse(error) || waited >= PATIENCE_MS) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

async function addressOf(directory: string): Promise<string | null> {
  const { ownerOf } = await import('@linea/registry');
  return (await ownerOf(directory))?.address ?? null;
}

const isInUse = (error: unknown): boolean =>
  error instanceof Refused && error.issues.some(({ code }) => code === 'directory.inUse');
