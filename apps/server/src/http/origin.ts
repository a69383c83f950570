import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from './refusal.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
const LOOPBACK = /^(127\.\d+\.\d+\.\d+|localhost|\[::1\])(:\d+)?$/i;

/**
 * Who may talk to a server without accounts: only what was addressed to the loopback itself, so that no name of somebody
 * else's can be pointed at it (DNS rebinding), and no page of another origin for anything that changes state. A request
 * without `Origin` comes from no page.
 */
export function checkOrigins(app: FastifyInstance): void {
  app.addHook('onRequest', async (request) => {
    const host = request.headers.host ?? '';
    if (!LOOPBACK.test(host))
      throw new Refusal('misdirected', [{ code: 'host.unknown', at: 'Host', got: host.slice(0, 80) }]);
    if (!SAFE.has(request.method) && !isOwn(request, host))
      throw new Refusal('forbidden', [
        { code: 'origin.foreign', at: 'Origin', got: foreign(request), allowed: `http://${host}` },
      ]);
  });
}

const foreign = ({ headers }: FastifyRequest): string =>
  (headers.origin ?? String(headers['sec-fetch-site'])).slice(0, 80);

function isOwn({ headers }: FastifyRequest, host: string): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  return headers.origin === undefined || headers.origin === `http://${host}`;
}
