import type { Store } from '@linea/registry';
import { protocolEntrySchema, protocolSchema } from '@linea/registry/contract';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Refusal } from '../http/refusal.ts';
import { registryOf } from '../patients/known.ts';
import { answers } from './answers.ts';
import { langQuery } from './query.ts';

/** Who approved which protocol of a centre: without it no step of a guideline and no dose line is shown. */
export function protocolRoutes(plain: FastifyInstance, store: Pick<Store, 'as'>): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  app.get(
    '/api/protocols',
    {
      config: { permission: 'patients:read' },
      schema: {
        summary: 'Every approval and withdrawal of a protocol, in the order in which they were recorded',
        querystring: z.strictObject({ centre: z.string().optional(), lang: langQuery }),
        operationId: 'listProtocols',
        response: answers(z.array(protocolSchema).readonly(), 'The record'),
      },
    },
    async (request) => (await registryOf(request, store).protocols(request.query.centre)) as never,
  );
  app.post(
    '/api/protocols',
    {
      config: { permission: 'protocols:write' },
      schema: {
        summary: 'Record who approved which protocol of a centre, or that it is withdrawn',
        querystring: z.strictObject({ lang: langQuery }),
        body: protocolEntrySchema,
        operationId: 'recordProtocol',
        response: answers(protocolSchema, 'What was recorded', 201),
      },
    },
    async (request, reply) => {
      const done = await registryOf(request, store).recordProtocol(request.body);
      if (!done.ok) throw new Refusal('refused', done.issues);
      return reply.code(201).send(done.record as never);
    },
  );
}
