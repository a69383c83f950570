import { type Access, LOCAL_USER } from '@linea/registry';
import type { FastifyInstance } from 'fastify';
import { Refusal } from './refusal.ts';

/** What a route needs; `public` is what anybody may ask who reaches the server at all. */
type Permission = 'public' | 'patients:read' | 'facts:write';

/** Who asks. There are no accounts yet: everybody who reaches the loopback address is the one local user. */
interface User {
  /** Whose facts it sees. */
  readonly access: Access;
  readonly may: ReadonlySet<Permission>;
}

const LOCAL: User = { access: LOCAL_USER, may: new Set(['public', 'patients:read', 'facts:write']) };

declare module 'fastify' {
  interface FastifyContextConfig {
    readonly permission?: Permission;
  }
  interface FastifyRequest {
    user: User;
  }
}

/** Refuses to boot with a route that declares no permission, and refuses a request of who has none. */
export function requirePermissions(app: FastifyInstance): void {
  app.addHook('onRoute', ({ method, url, config }) => {
    if (!config?.permission) throw new Error(`permission: ${String(method)} ${url} declares none`);
  });
  app.decorateRequest('user', null as unknown as User);
  app.addHook('onRequest', async (request) => {
    request.user = LOCAL;
    const needed = request.routeOptions.config.permission;
    if (needed && !request.user.may.has(needed))
      throw new Refusal('forbidden', [{ code: 'permission.missing', at: '', allowed: needed }]);
  });
}
