import { statfsSync } from 'node:fs';
import { StoreRefused } from '../store-refused.ts';

const MB = 1024 * 1024;

/**
 * What must stay free: PGlite takes its log in segments of 16 MB, and a disk that fills up while it does makes it wait forever
 * instead of failing. So it is not asked when there is no room for two of them and for the tables to grow.
 */
const RESERVE = 48 * MB;

/** A byte of facts needs about four: in the table, its indexes and twice in the log. */
const GROWTH = 4;

/** @throws {StoreRefused} the disk of a data directory has no room for so many bytes of facts */
export function requireRoom(directory: string, bytes = 0): void {
  const { bavail, bsize } = statfsSync(directory);
  const [free, needed] = [bavail * bsize, RESERVE + GROWTH * bytes];
  if (free < needed)
    throw new StoreRefused({
      code: 'disk.full',
      at: directory,
      got: `${Math.floor(free / MB)} MB`,
      allowed: `>= ${Math.ceil(needed / MB)} MB`,
    });
}

/** True when the log cannot take its next segment: what runs now will not end. */
export function isStuck(directory: string): boolean {
  const { bavail, bsize } = statfsSync(directory);
  return bavail * bsize < 17 * MB;
}
