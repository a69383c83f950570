import { type Access, LOCAL_USER } from '@linea/registry';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from './refusal.ts';

/** What a route needs; `public` is what anybody may ask who reaches the server at all. */
type Permission = 'public' | 'patients:read' | 'cohort:read' | 'facts:write' | 'protocols:write';

/** Who asks. There are no accounts yet: everybody who reaches the loopback address is the one local user. */
export interface User {
  /** Whose facts it sees. */
  readonly access: Access;
  readonly may: ReadonlySet<Permission>;
}

export const THE_LOCAL_USER: User = {
  access: LOCAL_USER,
  may: new Set(['patients:read', 'cohort:read', 'facts:write', 'protocols:write']),
};

declare module 'fastify' {
  interface FastifyContextConfig {
    readonly permission?: Permission;
  }
  interface FastifyInstance {
    /** Of every route, by method and address. */
    readonly permissions: ReadonlyMap<string, Permission>;
  }
  interface FastifyRequest {
    user: User;
  }
}

/**
 * Refuses to boot with a route that declares no permission, and refuses a request of who has none.
 *
 * @param userOf  who asks
 */
export function requirePermissions(app: FastifyInstance, userOf: (request: FastifyRequest) => User): void {
  const permissions = new Map<string, Permission>();
  app.decorate('permissions', permissions);
  app.addHook('onRoute', ({ method, url, config }) => {
    const route = `${String(method)} ${url}`;
    if (!config?.permission) throw new Error(`permission: ${route} declares none`);
    permissions.set(route, config.permission);
  });
  app.decorateRequest('user', null as unknown as User);
  app.addHook('onRequest', async (request) => {
    request.user = userOf(request);
    const needed = request.routeOptions.config.permission;
    if (needed && needed !== 'public' && !request.user.may.has(needed))
      throw new Refusal('forbidden', [{ code: 'permission.missing', at: '', allowed: needed }]);
  });
}
