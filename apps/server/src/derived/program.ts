import { readdirSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { fingerprintOf } from '@linea/registry';

const HOME = new URL('../../../../', import.meta.url);
/** The source where it runs from there, else what was built of it. */
const PART = import.meta.url.endsWith('.ts') ? 'src' : 'dist';

/**
 * The hash of the program that is running: the files of every room and of the server, and which packages are installed. Asked
 * once, early: it is a few dozen milliseconds of work, and files that change later are not what runs.
 */
export async function programFingerprint(): Promise<string | null> {
  const rooms = readdirSync(new URL('packages/', HOME)).sort();
  const places = [
    ...rooms.map((room) => `packages/${room}/${PART}`),
    `apps/server/${PART}`,
    'node_modules/.package-lock.json',
  ];
  return fingerprintOf(
    places.map((place) => fileURLToPath(new URL(place, HOME))),
    performance.timeOrigin,
  );
}
