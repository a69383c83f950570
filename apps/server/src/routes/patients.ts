import { factJson, LINEA_JSON_VERSION } from '@linea/facts';
import type { Store } from '@linea/registry';
import { lineaSchema, patientSummarySchema } from '@linea/registry/contract';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { listed, registryOf } from '../patients/known.ts';
import { answers } from './answers.ts';
import { langQuery, patientParams } from './query.ts';

/** The list of the patients, and all that is known of one, as Linea's own JSON. */
export function patientRoutes(plain: FastifyInstance, store: Pick<Store, 'as'>): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  const config = { permission: 'patients:read' } as const;
  const querystring = z.strictObject({ lang: langQuery });
  app.get(
    '/api/patients',
    {
      config,
      schema: {
        summary: 'The patients',
        querystring: querystring.extend({ patient: z.string().optional().describe('Only this one, if it is there') }),
        operationId: 'listPatients',
        response: answers(
          z.array(patientSummarySchema).readonly(),
          'The patients whom the asker may see, by pseudonym',
        ),
      },
    },
    async (request) => {
      const { patient } = request.query;
      const registry = registryOf(request, store);
      if (patient === undefined) return await registry.patients();
      const found = await registry.patient(patient);
      return found ? [found] : [];
    },
  );
  app.get(
    '/api/patients/:id/facts',
    {
      config,
      schema: {
        summary: 'Every version of every fact of a patient',
        params: patientParams,
        querystring,
        operationId: 'getFacts',
        response: answers(lineaSchema, "Linea's own JSON"),
      },
    },
    async (request) => {
      const registry = registryOf(request, store);
      const { patient } = await listed(registry, request.params.id);
      const facts = (await registry.facts(patient)).map(factJson);
      return { format: 'linea', version: LINEA_JSON_VERSION, facts } as never;
    },
  );
}
