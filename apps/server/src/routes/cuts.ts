import type { Store } from '@linea/registry';
import { cutSchema, newCutSchema } from '@linea/registry/contract';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { accepted } from '../http/refusal.ts';
import { registryOf } from '../patients/known.ts';
import { answers } from './answers.ts';
import { langQuery } from './query.ts';

/** Named data cuts: what was recorded by an instant, with the hash of its facts. */
export function cutRoutes(plain: FastifyInstance, store: Pick<Store, 'as'>): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  const querystring = z.strictObject({ lang: langQuery });
  app.get(
    '/api/cuts',
    {
      config: { permission: 'patients:read' },
      schema: {
        summary: 'The data cuts',
        querystring,
        operationId: 'listCuts',
        response: answers(z.array(cutSchema).readonly(), 'The cuts of who asks, oldest first'),
      },
    },
    async (request) => registryOf(request, store).cuts(),
  );
  app.post(
    '/api/cuts',
    {
      config: { permission: 'facts:write' },
      schema: {
        summary: 'Freeze what is recorded by now under a new name',
        querystring,
        body: newCutSchema,
        operationId: 'createCut',
        response: answers(cutSchema, 'The new cut', 201),
      },
    },
    async (request, reply) =>
      reply.code(201).send(accepted(await registryOf(request, store).createCut(request.body.name))),
  );
}
