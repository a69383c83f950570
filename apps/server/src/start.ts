import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { type Issue, ok, type Result, refused } from '@linea/facts';
import type { FastifyInstance } from 'fastify';
import { type AppOptions, buildApp } from './app.ts';
import { programFingerprint } from './derived/program.ts';

/** Where the build puts the web app. */
const PAGE = fileURLToPath(new URL('../../web/dist/', import.meta.url));

export interface StartOptions extends Omit<AppOptions, 'page'> {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** How long a stop waits for answers that nobody reads to the end. Default 10 s. */
  readonly graceMs?: number;
}

const GRACE_MS = 10_000;

export interface RunningServer {
  /** `http://127.0.0.1:4170` */
  readonly url: string;
  /** Takes no new request, finishes what runs, and frees the port. */
  readonly stop: () => Promise<void>;
}

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|localhost|::1)$/i;

/** Only the loopback: there are no accounts yet. */
export const hostIssue = (host: string): Issue | undefined =>
  LOOPBACK.test(host) ? undefined : { code: 'host.notLoopback', at: '--host', got: host, allowed: '127.0.0.1, ::1' };

/**
 * Starts the server and answers when it is ready.
 *
 * @returns the running server, or what is wrong with the address: not the loopback (there are no accounts yet), or a port
 *   that somebody else has
 */
export async function startServer({
  host,
  port,
  graceMs = GRACE_MS,
  ...options
}: StartOptions): Promise<Result<RunningServer>> {
  const wrong = hostIssue(host);
  if (wrong) return refused(wrong);
  // What cannot be told of what runs is as if it were another program; nobody waits for it.
  const program = programFingerprint().catch(() => null);
  const app = await buildApp({ program, ...options, page: PAGE });
  try {
    await app.listen({ host, port });
  } catch (error) {
    await app.close();
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') return refused({ code: 'port.busy', at: '--port', got: String(port) });
    if (code === 'EACCES') return refused({ code: 'port.forbidden', at: '--port', got: String(port) });
    throw error;
  }
  const { address, family, port: taken } = app.server.address() as AddressInfo;
  const name = family === 'IPv6' ? `[${address}]` : address;
  return ok({ url: `http://${name}:${taken}`, stop: () => stop(app, graceMs) });
}

async function stop(app: FastifyInstance, graceMs: number): Promise<void> {
  const patience = setTimeout(() => app.server.closeAllConnections(), graceMs);
  await app.close();
  clearTimeout(patience);
}
