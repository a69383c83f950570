import type { Store } from '@linea/registry';
import { boardSchema } from '@linea/registry/contract';
import { boardJson } from '@linea/registry/journey';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Journeys } from '../patients/journeys.ts';
import { registryOf } from '../patients/known.ts';
import { answers } from './answers.ts';
import { patientParams, seenQuery } from './query.ts';

/** The CAR-T pathway of a patient: stages with their windows, how each stands, what each still needs. */
export function boardRoutes(plain: FastifyInstance, store: Pick<Store, 'as'>, journeys: Journeys): void {
  plain.withTypeProvider<ZodTypeProvider>().get(
    '/api/patients/:id/board',
    {
      config: { permission: 'patients:read' },
      schema: {
        summary: 'The CAR-T pathway of a patient as of a day',
        params: patientParams,
        querystring: seenQuery,
        operationId: 'getBoard',
        response: answers(boardSchema, 'Stages with their expected windows, done, due or overdue'),
      },
    },
    async (request) => {
      const { journey } = await journeys.of(registryOf(request, store), request.params.id, request.query);
      return boardJson(journey.patient.id, journey) as never;
    },
  );
}
