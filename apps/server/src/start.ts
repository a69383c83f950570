import type { AddressInfo } from 'node:net';
import { ok, type Result, refused } from '@linea/facts';
import { type AppOptions, buildApp } from './app.ts';

export interface StartOptions extends AppOptions {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
}

export interface RunningServer {
  /** `http://127.0.0.1:4170` */
  readonly url: string;
  /** Takes no new request, finishes what runs, and frees the port. */
  readonly stop: () => Promise<void>;
}

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|localhost|::1)$/i;

/**
 * Starts the server and answers when it is ready.
 *
 * @returns the running server, or what is wrong with the address: not the loopback (there are no accounts yet), or a port
 *   that somebody else has
 */
export async function startServer({ host, port, ...options }: StartOptions): Promise<Result<RunningServer>> {
  if (!LOOPBACK.test(host))
    return refused({ code: 'host.notLoopback', at: '--host', got: host, allowed: '127.0.0.1, ::1' });
  const app = await buildApp(options);
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
  return ok({ url: `http://${name}:${taken}`, stop: () => app.close() });
}
