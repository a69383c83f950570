import type { Issue } from '@linea/facts';
import { StoreRefused } from '../store-refused.ts';

/** What SQLSTATE classes and codes of the system mean to whoever asked; the longest that matches counts. */
const MEANINGS: readonly (readonly [start: string, code: string])[] = [
  ['53100', 'disk.full'],
  ['ENOSPC', 'disk.full'],
  ['EDQUOT', 'disk.full'],
  ['53300', 'database.busy'],
  ['28', 'database.denied'],
  ['3D000', 'database.missing'],
  ['25006', 'database.readOnly'],
  ['08', 'database.unreachable'],
  ['57P', 'database.unreachable'],
  ['ECONNREFUSED', 'database.unreachable'],
  ['ECONNRESET', 'database.unreachable'],
  ['EPIPE', 'database.unreachable'],
  ['ENOENT', 'database.unreachable'],
  ['EACCES', 'database.unreachable'],
  ['ENOTFOUND', 'database.unreachable'],
  ['EAI_AGAIN', 'database.unreachable'],
  ['EHOSTUNREACH', 'database.unreachable'],
  ['ENETUNREACH', 'database.unreachable'],
  ['ETIMEDOUT', 'database.unreachable'],
];

/** `pg` gives no code when a connection ends or does not come about in time. */
const LOST =
  /^Connection terminated|timeout exceeded when trying to connect|^Client has encountered a connection error/;

/** The issue when the database cannot do it and nobody made a mistake; undefined for everything else. */
function troubleOf(error: unknown, at: string): Issue | undefined {
  const { code, message = '' } = error as { code?: unknown; message?: string };
  if (typeof code !== 'string') return LOST.test(message) ? { code: 'database.unreachable', at } : undefined;
  const meaning = MEANINGS.find(([start]) => code.startsWith(start));
  return meaning && { code: meaning[1], at, got: code };
}

/**
 * Runs something on the database.
 * @param at  where it is, for people, without a password
 * @throws {StoreRefused} a full disk, a server that is gone or says no: what had begun was undone
 */
export async function explained<T>(at: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const trouble = error instanceof StoreRefused ? undefined : troubleOf(error, at);
    throw trouble ? new StoreRefused(trouble) : error;
  }
}
