import { type Fact, shown } from '@linea/facts';
import { diffSchema, journeySchema, patientSummarySchema, problemSchema, whySchema } from '@linea/registry/contract';
// biome-ignore format: a list
import {
  diffJourneys, diffJson, finding, type Journey, journey, journeyJson, type KnownPatient, type SeenQuery, seenAs, whyJson,
} from '@linea/registry/journey';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { languageOf, sayFor } from '../http/language.ts';
import { accepted, Refusal } from '../http/refusal.ts';
import { jsonText } from '../http/schemas.ts';
import { TextCache } from '../patients/cache.ts';
import type { Patients } from '../patients/source.ts';
import { langQuery, patientParams, seenQuery } from './query.ts';

const JSON_TYPE = 'application/json; charset=utf-8';
const PLACES = { asOf: 'asOf', knownAt: 'knownAt' };
const config = { permission: 'patients:read' } as const;
const problems = { '4xx': problemSchema };

/** What is asked about patients: the list, one journey, why, and what changed. */
export function patientRoutes(plain: FastifyInstance, patients: Patients, now: () => Date): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  const texts = new TextCache(64e6);

  const known = async (id: string): Promise<KnownPatient> => {
    const found = await patients.one(id);
    if (found) return found;
    throw new Refusal('notFound', [{ code: 'patient.unknown', at: 'id', got: shown(id) }]);
  };
  const seen = async (id: string, query: SeenQuery): Promise<Journey> => {
    const of = await known(id);
    return journey(of, accepted(seenAs(of.facts, query, now(), PLACES)));
  };

  app.get(
    '/api/patients',
    {
      config,
      schema: {
        summary: 'The patients',
        querystring: z.strictObject({ lang: langQuery }),
        response: { 200: z.array(patientSummarySchema).readonly(), ...problems },
      },
    },
    async () => await patients.list(),
  );

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
      const { id } = request.params;
      const asked = accepted(seenAs(NO_FACTS, request.query, now(), PLACES));
      const key = [id, asked.asOf, asked.knownAt, languageOf(request), await patients.version(id)].join('|');
      const text =
        texts.get(key) ?? jsonText(journeySchema, journeyJson(await seen(id, request.query), sayFor(request)));
      texts.set(key, text);
      return reply.type(JSON_TYPE).send(text as never);
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
      const { of, ...query } = request.query;
      const journeyThen = await seen(request.params.id, query);
      return whyJson(
        journeyThen,
        accepted(finding(journeyThen, request.params.finding, of), 'notFound'),
        sayFor(request),
      ) as never;
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
      const diff = diffJourneys(await known(request.params.id), request.query, { from: 'from', to: 'to' });
      return diffJson(accepted(diff), sayFor(request)) as never;
    },
  );
}

const NO_FACTS: readonly Fact[] = [];
