import { alternativesTo } from '@linea/briefs/estimate';
import type { Store } from '@linea/registry';
import { regimenCalendar } from '@linea/registry/calendar';
import { decisionSchema, optionsSchema, regimensSchema } from '@linea/registry/contract';
import { knownPatientOf, type SeenQuery, seenAs } from '@linea/registry/journey';
import { decisionJson, optionsJson, regimensJson, yearBefore } from '@linea/registry/therapies';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { KeptAnswers } from '../http/kept-answers.ts';
import { sayFor } from '../http/language.ts';
import { accepted } from '../http/refusal.ts';
import { listed, registryOf } from '../patients/known.ts';
import { ownEstimateIn } from '../study/own-estimate.ts';
import type { StudyFolder } from '../study/study-folder.ts';
import { answers } from './answers.ts';
import { patientParams, seenQuery } from './query.ts';

const PLACES = { asOf: 'asOf', knownAt: 'knownAt' };

/** Therapies held against one patient's facts of a day. */
export function therapyRoutes(
  plain: FastifyInstance,
  store: Pick<Store, 'as'>,
  study: StudyFolder,
  today: () => Date,
  answered: KeptAnswers,
): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  const config = { permission: 'patients:read' } as const;

  /** What an answer about a patient hangs on, and the patient with every fact. @throws {Refusal} no such patient for who asks; no such day */
  const asked = async (request: FastifyRequest, id: string, query: SeenQuery) => {
    const registry = registryOf(request, store);
    const { asOf, knownAt } = accepted(seenAs([], query, today(), PLACES));
    const summary = await listed(registry, id);
    const facts = async () => knownPatientOf(summary, await registry.facts(id));
    return { parts: [summary, asOf, knownAt], facts };
  };

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
    async (request, reply) => {
      const { since, ...query } = request.query;
      const { parts, facts } = await asked(request, request.params.id, query);
      const all = ['options', since, await study.stamp(), ...parts];
      return answered.send(request, reply, { parts: all, schema: optionsSchema }, async () => {
        const of = await facts();
        const now = accepted(seenAs(of.facts, query, today(), PLACES));
        const earlier = { asOf: since ?? yearBefore(now.asOf) };
        const before = accepted(seenAs(of.facts, earlier, today(), { asOf: 'since', knownAt: 'since' }));
        const say = sayFor(request);
        const held = optionsJson(of, { now, before }, say);
        const own = await ownEstimateIn(study, of, now, say);
        const alternatives = alternativesTo([...held.options, ...held.others]);
        return { ...held, beside: own && { ...own, alternatives } };
      }) as never;
    },
  );

  const seenBy = async (request: FastifyRequest, id: string, { asOf, knownAt }: SeenQuery) => {
    const of = await (await asked(request, id, { asOf, knownAt })).facts();
    return { of, seen: accepted(seenAs(of.facts, { asOf, knownAt }, today(), PLACES)) };
  };

  app.get(
    '/api/patients/:id/regimens',
    {
      config,
      schema: {
        summary: 'Lines of therapy at work: cycles planned against given, dose levels, intensity, support',
        params: patientParams,
        querystring: seenQuery,
        operationId: 'getRegimens',
        response: answers(regimensSchema, 'The lines'),
      },
    },
    async (request, reply) => {
      const { parts } = await asked(request, request.params.id, request.query);
      return answered.send(request, reply, { parts: ['regimens', ...parts], schema: regimensSchema }, async () => {
        const { of, seen } = await seenBy(request, request.params.id, request.query);
        return regimensJson(of, seen, sayFor(request));
      }) as never;
    },
  );

  app.get(
    '/api/patients/:id/regimens.ics',
    {
      config,
      schema: {
        summary: 'Planned doses of the ongoing line as a calendar file (RFC 5545)',
        params: patientParams,
        querystring: seenQuery,
        operationId: 'getRegimenCalendar',
      },
    },
    async (request, reply) => {
      const { of, seen } = await seenBy(request, request.params.id, request.query);
      const say = sayFor(request);
      return reply
        .type('text/calendar; charset=utf-8')
        .header('content-disposition', 'attachment; filename="regimen.ics"')
        .send(regimenCalendar(regimensJson(of, seen, say), today(), say) as never);
    },
  );

  app.get(
    '/api/patients/:id/decision',
    {
      config,
      schema: {
        summary: 'The decision of the disease with both sides: factors, pattern of trials, evidence; no verdict',
        params: patientParams,
        querystring: seenQuery,
        operationId: 'getDecision',
        response: answers(decisionSchema, 'The decision'),
      },
    },
    async (request, reply) => {
      const { parts } = await asked(request, request.params.id, request.query);
      return answered.send(request, reply, { parts: ['decision', ...parts], schema: decisionSchema }, async () => {
        const { of, seen } = await seenBy(request, request.params.id, request.query);
        return decisionJson(of, seen, sayFor(request));
      }) as never;
    },
  );
}
