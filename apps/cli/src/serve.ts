import { Writable } from 'node:stream';
import type { Result } from '@linea/facts';
import { type Patients, type RunningServer, startServer } from '@linea/server';
import type { Context } from './context.ts';
import { Refused } from './io.ts';
import { accepted } from './seen.ts';
import { DEFAULT_PORT, VERSION } from './version.ts';

export interface ServeOptions {
  readonly port?: string;
  readonly host?: string;
  readonly verbose?: boolean;
}

/** Serves until somebody asks to stop; then finishes what runs. @throws {Refused} an address that cannot be had */
export async function serve(patients: Patients, options: ServeOptions, { io, say, json }: Context): Promise<void> {
  const stopped = io.stopped();
  const log = new Writable({
    write(text, _, done) {
      io.err(String(text));
      done();
    },
  });
  const start = (port: number): Promise<Result<RunningServer>> =>
    startServer({
      patients,
      host: options.host ?? '127.0.0.1',
      port,
      version: VERSION,
      now: io.now,
      log: { level: options.verbose ? 'info' : 'error', stream: log },
    });
  const server = await listening(options.port, start);
  io.out(
    json
      ? `${JSON.stringify({ url: server.url })}\n`
      : `${say('cli.start.ready', { url: server.url })}\n${say('cli.start.local')} ${say('cli.researchUse')}\n`,
  );
  await stopped;
  io.err(`${say('cli.start.stopping')}\n`);
  await server.stop();
}

/** On the port asked for; else on the usual one, else on any that is free. @throws {Refused} */
async function listening(
  asked: string | undefined,
  start: (port: number) => Promise<Result<RunningServer>>,
): Promise<RunningServer> {
  if (asked !== undefined) return accepted(await start(portOf(asked)));
  const usual = await start(DEFAULT_PORT);
  if (usual.ok || usual.issues[0]?.code !== 'port.busy') return accepted(usual);
  return accepted(await start(0));
}

function portOf(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new Refused([{ code: 'port.range', at: '--port', got: text, allowed: '0-65535' }]);
}
