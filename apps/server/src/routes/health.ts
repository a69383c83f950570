import type { Store } from '@linea/registry';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Refusal } from '../http/refusal.ts';

const health = z.strictObject({ status: z.literal('ok'), version: z.string() });

/** `/healthz`: the process answers. `/readyz`: it can read its facts, and is not about to stop. */
export function healthRoutes(
  plain: FastifyInstance,
  store: Pick<Store, 'as'>,
  version: string,
  isStopping: () => boolean,
): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  const config = { permission: 'public' } as const;
  const schema = { response: { 200: health } };
  app.get('/healthz', { config, schema }, async () => ({ status: 'ok' as const, version }));
  app.get('/readyz', { config, schema }, async (request) => {
    if (isStopping()) throw new Refusal('stopping', []);
    await store.as(request.user.access).patient('');
    return { status: 'ok' as const, version };
  });
}
