import type { Store } from '@linea/registry';
import { diffSchema, journeySchema, whySchema } from '@linea/registry/contract';
import {
  diffJourneys,
  diffJson,
  finding,
  journeyJson,
  knownPatientOf,
  mayBeCut,
  whyJson,
} from '@linea/registry/journey';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { KeptAnswers } from '../http/kept-answers.ts';
import { sayFor } from '../http/language.ts';
import { accepted } from '../http/refusal.ts';
import type { Journeys } from '../patients/journeys.ts';
import { listed, registryOf } from '../patients/known.ts';
import { answers } from './answers.ts';
import { langQuery, patientParams, seenQuery } from './query.ts';

/** What is made of one patient's facts: the journey, why, and what changed between two instants. */
export function journeyRoutes(
  plain: FastifyInstance,
  store: Pick<Store, 'as'>,
  journeys: Journeys,
  answered: KeptAnswers,
): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  const config = { permission: 'patients:read' } as const;

  app.get(
    '/api/patients/:id',
    {
      config,
      schema: {
        summary: 'One journey: facts, lines, derivations, discrepancies',
        params: patientParams,
        querystring: seenQuery,
        operationId: 'getJourney',
        response: answers(journeySchema, 'The journey'),
      },
    },
    async (request, reply) => {
      const { journey, key } = await journeys.of(registryOf(request, store), request.params.id, request.query);
      const of = { parts: key ? ['journey', key] : null, schema: journeySchema };
      return answered.send(request, reply, of, () => journeyJson(journey, sayFor(request))) as never;
    },
  );

  app.get(
    '/api/patients/:id/why/:finding',
    {
      config,
      schema: {
        summary: 'The tree from a finding (a criterion, a code or a fact) down to facts, sources and rule',
        params: patientParams.extend({ finding: z.string() }),
        querystring: seenQuery.extend({
          of: z.string().optional().describe('Only the derivation about this, as agent=lenalidomide or line=1'),
        }),
        operationId: 'explainFinding',
        response: answers(whySchema, 'The tree'),
      },
    },
    async (request) => {
      const { of: about, ...query } = request.query;
      const { journey } = await journeys.of(registryOf(request, store), request.params.id, query);
      const found = accepted(finding(journey, request.params.finding, about), 'notFound');
      return whyJson(journey, found, sayFor(request)) as never;
    },
  );

  app.get(
    '/api/patients/:id/diff',
    {
      config,
      schema: {
        summary: 'What changed between two instants (a day means its end), or between two data cuts by their names',
        params: patientParams,
        querystring: z.strictObject({ from: z.string(), to: z.string(), lang: langQuery }),
        operationId: 'compareInstants',
        response: answers(diffSchema, 'Facts that were added, corrected or removed, and the answers that moved'),
      },
    },
    async (request) => {
      const { id } = request.params;
      const registry = registryOf(request, store);
      const of = knownPatientOf(await listed(registry, id), await registry.facts(id));
      const { from, to } = request.query;
      const cuts = [from, to].some(mayBeCut) ? await registry.cuts() : [];
      const diff = accepted(diffJourneys(of, request.query, { from: 'from', to: 'to' }, cuts));
      return diffJson(diff, sayFor(request)) as never;
    },
  );
}
