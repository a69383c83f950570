import { factJson } from '@linea/facts';
import { approvalsIn, type Conflict, type Store } from '@linea/registry';
import { bedsideSchema, conflictSchema, observationSchema, observedSchema } from '@linea/registry/contract';
import { conflictJson } from '@linea/registry/intake';
import { bedsideJson, bedsideSheet, latestDay, wardClock } from '@linea/registry/journey';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { sayFor } from '../http/language.ts';
import { accepted, type ProblemKind, Refusal } from '../http/refusal.ts';
import type { Journeys } from '../patients/journeys.ts';
import { registryOf } from '../patients/known.ts';
import { answers } from './answers.ts';
import { langQuery, patientParams, seenQuery } from './query.ts';

/** The bedside sheet of one admission, and what is seen of the patient at one time, written down. */
export function bedsideRoutes(
  plain: FastifyInstance,
  store: Pick<Store, 'as'>,
  journeys: Journeys,
  now: () => Date,
): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  app.get(
    '/api/patients/:id/bedside',
    {
      config: { permission: 'patients:read' },
      schema: {
        summary: 'The bedside sheet of one admission: observations, grades, courses',
        params: patientParams,
        querystring: seenQuery.extend({
          admission: z.string().optional().describe('Event of the infusion (default: the last one)'),
        }),
        operationId: 'getBedside',
        response: answers(bedsideSchema, 'The sheet'),
      },
    },
    async (request) => {
      const { admission, asOf = latestDay(now()), ...query } = request.query;
      const registry = registryOf(request, store);
      const { journey } = await journeys.of(registry, request.params.id, { asOf, ...query });
      const approvals = approvalsIn(await registry.protocols(journey.patient.centre));
      const ward = { approvals, now: wardClock(now()) };
      return bedsideJson(accepted(bedsideSheet(journey, admission, 'admission', ward)), sayFor(request)) as never;
    },
  );
  app.post(
    '/api/patients/:id/observations',
    {
      config: { permission: 'facts:write' },
      schema: {
        summary: 'Write down what was seen at one time, all or nothing; the same key again adds nothing',
        params: patientParams,
        querystring: z.strictObject({ lang: langQuery }),
        body: observationSchema,
        operationId: 'addObservation',
        response: {
          ...answers(observedSchema, 'Stored, now or by an earlier sending', 201),
          409: {
            description: 'Another version stands there by now: nothing was written, here are both',
            content: { 'application/problem+json': { schema: conflictSchema } },
          },
        },
      },
    },
    async (request, reply) => {
      const done = await registryOf(request, store).observe({ ...request.body, patient: request.params.id });
      if (!done.ok) throw new Refusal(kindOf(done), done.issues, done.conflict && conflictJson(done.conflict));
      const { ok: _, facts, ...answer } = done;
      return reply.code(201).send({ ...answer, facts: facts.map(factJson) } as never);
    },
  );
}

function kindOf({ issues, conflict }: { issues: readonly { code: string }[]; conflict?: Conflict }): ProblemKind {
  if (conflict) return 'conflict';
  return issues.every(({ code }) => code === 'patient.unknown') ? 'notFound' : 'refused';
}
