import type { Store } from '@linea/registry';
import { optionsSchema } from '@linea/registry/contract';
import { knownPatientOf, seenAs } from '@linea/registry/journey';
import { optionsJson, yearBefore } from '@linea/registry/therapies';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { sayFor } from '../http/language.ts';
import { accepted } from '../http/refusal.ts';
import { listed, registryOf } from '../patients/known.ts';
import { answers } from './answers.ts';
import { patientParams, seenQuery } from './query.ts';

/** Therapies held against one patient's facts of a day. */
export function therapyRoutes(plain: FastifyInstance, store: Pick<Store, 'as'>, today: () => Date): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  const config = { permission: 'patients:read' } as const;

  app.get(
    '/api/patients/:id/options',
    {
      config,
      schema: {
        summary: 'Therapies whose printed indication matches the facts of a day, and what had changed since another',
        params: patientParams,
        querystring: seenQuery.extend({
          since: z.string().optional().describe('Compared with this day: YYYY-MM-DD (default: a year before)'),
        }),
        operationId: 'getOptions',
        response: answers(optionsSchema, 'The options; none of them is advice'),
      },
    },
    async (request) => {
      const registry = registryOf(request, store);
      const { since, ...query } = request.query;
      const of = knownPatientOf(await listed(registry, request.params.id), await registry.facts(request.params.id));
      const now = accepted(seenAs(of.facts, query, today(), { asOf: 'asOf', knownAt: 'knownAt' }));
      const earlier = { asOf: since ?? yearBefore(now.asOf) };
      const before = accepted(seenAs(of.facts, earlier, today(), { asOf: 'since', knownAt: 'since' }));
      return optionsJson(of, { now, before }, sayFor(request)) as never;
    },
  );
}
