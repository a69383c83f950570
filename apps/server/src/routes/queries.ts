import type { Store } from '@linea/registry';
import { patientQueriesSchema, queriesSchema, SEVERITIES } from '@linea/registry/contract';
import { askedJson, patientQueriesJson } from '@linea/registry/journey';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Journeys } from '../patients/journeys.ts';
import { registryOf } from '../patients/known.ts';
import { answers } from './answers.ts';
import { langQuery, patientParams, seenQuery } from './query.ts';

/** What the consistency rules ask of whoever keeps the record: of one patient, and of all of them some at a time. */
export function queryRoutes(
  plain: FastifyInstance,
  store: Pick<Store, 'as'>,
  journeys: Journeys,
  today: () => Date,
): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  const config = { permission: 'patients:read' } as const;
  app.get(
    '/api/patients/:id/queries',
    {
      config,
      schema: {
        summary: 'The questions of the consistency rules about a patient',
        params: patientParams,
        querystring: seenQuery,
        operationId: 'getQueries',
        response: answers(patientQueriesSchema, 'Each with code, severity, places and message'),
      },
    },
    async (request) => {
      const { journey } = await journeys.of(registryOf(request, store), request.params.id, request.query);
      return patientQueriesJson(journey) as never;
    },
  );

  app.get(
    '/api/queries',
    {
      config,
      schema: {
        summary: 'The questions about all patients, some patients at a time',
        querystring: z.strictObject({
          centre: z.string().optional().describe('Only of this centre'),
          severity: z.enum(SEVERITIES).optional().describe('Only of this severity'),
          after: z.string().optional().describe('Patients after this one, as `next` of the answer before says'),
          limit: z.coerce.number().int().min(1).max(100).default(20).describe('Patients to look at'),
          lang: langQuery,
        }),
        operationId: 'listQueries',
        response: answers(queriesSchema, 'The questions, and where to go on'),
      },
    },
    async (request) => {
      const { centre, severity, after, limit } = request.query;
      const registry = registryOf(request, store);
      const all = await registry.patients();
      const wanted = centre === undefined ? all : all.filter((one) => one.centre === centre);
      const from = after === undefined ? 0 : wanted.filter(({ patient }) => patient <= after).length;
      const now = wanted.slice(from, from + limit);
      const queries: Record<string, unknown>[] = [];
      for (const { patient } of now) {
        const { journey } = await journeys.of(registry, patient, {});
        queries.push(...askedJson(journey).filter((one) => severity === undefined || one.severity === severity));
      }
      const last = from + now.length < wanted.length ? now.at(-1)?.patient : undefined;
      return {
        asOf: today().toISOString().slice(0, 10),
        queries,
        looked: now.length,
        patients: wanted.length,
        centres: [...new Set(all.map((one) => one.centre))].sort(),
        next: last ?? null,
      } as never;
    },
  );
}
