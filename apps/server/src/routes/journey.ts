import type { Fact } from '@linea/facts';
import type { Store } from '@linea/registry';
import { diffSchema, journeySchema, problemSchema, whySchema } from '@linea/registry/contract';
// biome-ignore format: a list
import {
  diffJourneys, diffJson, finding, journey, journeyJson, type KnownPatient, knownPatientOf, seenAs, whyJson,
} from '@linea/registry/journey';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { languageOf, sayFor } from '../http/language.ts';
import { accepted } from '../http/refusal.ts';
import { jsonText } from '../http/schemas.ts';
import { TextCache } from '../patients/cache.ts';
import { listed, registryOf } from '../patients/known.ts';
import { langQuery, patientParams, seenQuery } from './query.ts';

const PLACES = { asOf: 'asOf', knownAt: 'knownAt' };
const NO_FACTS: readonly Fact[] = [];
/** Characters of answers that are kept. */
const KEPT = 64e6;

/** What is made of one patient's facts: the journey, why, and what changed between two instants. */
export function journeyRoutes(plain: FastifyInstance, store: Pick<Store, 'as'>, now: () => Date): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  const config = { permission: 'patients:read' } as const;
  const problems = { '4xx': problemSchema };
  const texts = new TextCache(KEPT);
  const patientOf = async (request: FastifyRequest, id: string): Promise<KnownPatient> => {
    const registry = registryOf(request, store);
    return knownPatientOf(await listed(registry, id), await registry.facts(id));
  };

  app.get(
    '/api/patients/:id',
    {
      config,
      schema: {
        summary: 'One journey: facts, lines, derivations, discrepancies',
        params: patientParams,
        querystring: seenQuery,
        response: { 200: journeySchema, ...problems },
      },
    },
    async (request, reply) => {
      // Facts are only ever added: their number is the version of what is known. Whether the asker may see them is asked first.
      const { asOf, knownAt } = accepted(seenAs(NO_FACTS, request.query, now(), PLACES));
      const registry = registryOf(request, store);
      const summary = await listed(registry, request.params.id);
      const key = JSON.stringify([summary, asOf, knownAt, languageOf(request)]);
      let text = texts.get(key);
      if (text === undefined) {
        const of = knownPatientOf(summary, await registry.facts(summary.patient));
        const seen = accepted(seenAs(of.facts, request.query, now(), PLACES));
        text = jsonText(journeySchema, journeyJson(journey(of, seen), sayFor(request)));
        if (of.facts.length === summary.facts) texts.set(key, text);
      }
      return reply.type('application/json; charset=utf-8').send(text as never);
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
        response: { 200: whySchema, ...problems },
      },
    },
    async (request) => {
      const { of: about, ...query } = request.query;
      const of = await patientOf(request, request.params.id);
      const seen = journey(of, accepted(seenAs(of.facts, query, now(), PLACES)));
      const found = accepted(finding(seen, request.params.finding, about), 'notFound');
      return whyJson(seen, found, sayFor(request)) as never;
    },
  );

  app.get(
    '/api/patients/:id/diff',
    {
      config,
      schema: {
        summary: 'What changed between two instants (a day means its end)',
        params: patientParams,
        querystring: z.strictObject({ from: z.string(), to: z.string(), lang: langQuery }),
        response: { 200: diffSchema, ...problems },
      },
    },
    async (request) => {
      const of = await patientOf(request, request.params.id);
      const diff = accepted(diffJourneys(of, request.query, { from: 'from', to: 'to' }));
      return diffJson(diff, sayFor(request)) as never;
    },
  );
}
