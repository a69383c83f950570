import { join } from 'node:path';
import { Writable } from 'node:stream';
import { LEAST_SHOWN } from '@linea/explain';
import type { Result } from '@linea/facts';
import type { Store, Where } from '@linea/registry';
import { hostIssue, type RunningServer, startServer } from '@linea/server';
import type { Context } from './context.ts';
import { Refused } from './io.ts';
import { storeAt } from './registry/store-reach.ts';
import { accepted } from './seen.ts';
import { DEFAULT_PORT, VERSION } from './version.ts';

export interface ServeOptions {
  readonly port?: string;
  readonly host?: string;
  readonly data?: string;
  /** A folder with the model and the report of a study. */
  readonly study?: string;
  /** The file with the months and field lists of centres. Default: `forms.yaml` in the data directory. */
  readonly forms?: string;
  /** The least number of patients of a group that figures of many show. */
  readonly leastShown?: string;
  readonly verbose?: boolean;
}

/**
 * Serves until somebody asks to stop; then finishes what runs.
 * @param where   the store and whether a new directory gets the published cases
 * @param beside  what is done meanwhile, until it is stopped; where it fails, the server goes on
 * @throws {Refused} an address or a store that cannot be had
 */
export async function serve(
  where: Where,
  cases: boolean,
  options: ServeOptions,
  context: Context,
  beside?: (store: Store, stopped: AbortSignal) => Promise<void>,
): Promise<void> {
  const { io, say } = context;
  const host = options.host ?? '127.0.0.1';
  const wrong = hostIssue(host);
  if (wrong) throw new Refused([wrong]);
  const forms = await formsFileOf(where, options.forms);
  const disclosure = options.leastShown === undefined ? {} : { leastShown: leastShownOf(options.leastShown) };
  const port = options.port === undefined ? undefined : portOf(options.port);
  const stopped = io.stopped();
  const store = await storeAt(where, { now: io.now, cases, thread: true });
  const log = new Writable({
    write(text, _, done) {
      io.err(String(text));
      done();
    },
  });
  const start = (at: number): Promise<Result<RunningServer>> =>
    startServer({
      store,
      host,
      port: at,
      version: VERSION,
      study: options.study,
      disclosure,
      forms,
      now: io.now,
      log: { level: options.verbose ? 'info' : 'error', stream: log },
    });
  try {
    const server = await listening(port, start);
    store.announce(server.url);
    announce(server.url, context);
    const stopping = new AbortController();
    const work = beside?.(store, stopping.signal).catch((error: unknown) => {
      io.err(`${say('cli.demo.failed', { why: (error as Error).message })}\n`);
    });
    await stopped;
    io.err(`${say('cli.start.stopping')}\n`);
    stopping.abort();
    await work;
    await server.stop();
  } finally {
    await store.close();
  }
}

/** The file of the centres, read once so that a slip in it is said at once. @throws {Refused} with every issue */
async function formsFileOf(where: Where, asked: string | undefined): Promise<string | undefined> {
  const { FORMS_FILE, FormsFile, readFormsFile } = await import('@linea/server/centre');
  if (asked !== undefined) {
    accepted(await readFormsFile(asked));
    return asked;
  }
  if (!('directory' in where)) return undefined;
  const file = join(where.directory, FORMS_FILE);
  accepted(await new FormsFile(file).read());
  return file;
}

function announce(url: string, { io, say, json }: Context): void {
  const words = `${say('cli.start.ready', { url })}\n${say('cli.start.local')} ${say('cli.researchUse')}`;
  io.out(`${json ? JSON.stringify({ url }) : words}\n`);
}

/** On the port asked for; else on the usual one, else on any that is free. @throws {Refused} */
async function listening(
  asked: number | undefined,
  start: (port: number) => Promise<Result<RunningServer>>,
): Promise<RunningServer> {
  if (asked !== undefined) return accepted(await start(asked));
  const usual = await start(DEFAULT_PORT);
  if (usual.ok || usual.issues[0]?.code !== 'port.busy') return accepted(usual);
  return accepted(await start(0));
}

/** Fewer than the project's own convention would say more of people than it allows. @throws {Refused} */
function leastShownOf(text: string): number {
  const least = Number(text);
  if (/^\d{1,6}$/.test(text) && least >= LEAST_SHOWN) return least;
  throw new Refused([{ code: 'disclosure.range', at: '--least-shown', got: text, allowed: `>= ${LEAST_SHOWN}` }]);
}

function portOf(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new Refused([{ code: 'port.range', at: '--port', got: text, allowed: '0-65535' }]);
}
