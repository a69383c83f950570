import { publishedPatients } from '@linea/registry/journey';
import { main } from './main.ts';
import { fileReach, reachOf } from './registry/file-reach.ts';
import type { Reach, ReachOptions } from './registry/reach.ts';

const NOW = new Date('2026-11-22T10:00:00Z');

/** The published cases, to read and not to write. */
const published = async ({ facts }: ReachOptions): Promise<Reach> =>
  facts === undefined ? reachOf(publishedPatients()) : fileReach(facts, NOW);

/** Runs a command in a world of its own: nothing but what is given. */
export async function run(
  words: readonly string[],
  { stdin = '', lang = 'C', stopped = Promise.resolve(), onOut = (_: string) => {}, reach = published } = {},
) {
  const out: string[] = [];
  const err: string[] = [];
  const io = {
    out: (text: string) => {
      out.push(text);
      onOut(text);
    },
    err: (text: string) => err.push(text),
    readStdin: async () => stdin,
    env: { LANG: lang },
    stopped: () => stopped,
    reach,
    now: () => NOW,
  };
  const code = await main(words, io);
  return { code, out: out.join(''), err: err.join(''), json: () => JSON.parse(out.join('')) };
}
