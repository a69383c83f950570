import { criterionSummarySchema } from '@linea/registry/contract';
import { criteriaJson } from '@linea/registry/journey';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { sayFor } from '../http/language.ts';
import { answers } from './answers.ts';
import { langQuery } from './query.ts';

/** Every criterion with version, source and whether it was verified. */
export function criteriaRoutes(app: FastifyInstance): void {
  app.withTypeProvider<ZodTypeProvider>().get(
    '/api/criteria',
    {
      config: { permission: 'public' },
      schema: {
        summary: 'The criteria',
        querystring: z.strictObject({ lang: langQuery }),
        operationId: 'listCriteria',
        response: answers(z.array(criterionSummarySchema).readonly(), 'The criteria in their order'),
      },
    },
    async (request) => criteriaJson(sayFor(request)),
  );
}
