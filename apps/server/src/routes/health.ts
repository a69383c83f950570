import type { Store } from '@linea/registry';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Refusal } from '../http/refusal.ts';
import { answers } from './answers.ts';

const health = z.strictObject({ status: z.literal('ok'), version: z.string() });

/** `/healthz`: the process answers. `/readyz`: it can read its facts, and is not about to stop. */
export function healthRoutes(
  plain: FastifyInstance,
  store: Pick<Store, 'as'>,
  version: string,
  isStopping: () => boolean,
): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  const response = answers(health, 'All well');
  const config = { permission: 'public' } as const;
  app.get(
    '/healthz',
    { config, schema: { summary: 'The process answers', operationId: 'getHealth', response } },
    async () => ({ status: 'ok' as const, version }),
  );
  app.get(
    '/readyz',
    {
      config,
      schema: { summary: 'It can read its facts and is not about to stop', operationId: 'getReadiness', response },
    },
    async (request) => {
      if (isStopping()) throw new Refusal('stopping', []);
      await store.as(request.user.access).patient('');
      return { status: 'ok' as const, version };
    },
  );
}
