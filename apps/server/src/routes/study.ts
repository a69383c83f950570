import { cardHtml, composeStudyCard } from '@linea/briefs/model-card';
import { estimatePatient, estimatesJson, modelCard } from '@linea/prediction';
import type { Store } from '@linea/registry';
import { modelCardSchema, predictionSchema, studyStateSchema } from '@linea/registry/contract';
import { knownPatientOf, seenAs } from '@linea/registry/journey';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { languageOf, sayFor } from '../http/language.ts';
import { accepted, Refusal } from '../http/refusal.ts';
import { listed, registryOf } from '../patients/known.ts';
import type { StudyFolder } from '../study/study-folder.ts';
import { answers } from './answers.ts';
import { langQuery, patientParams } from './query.ts';

/** The study of this registry: how far it is, its report, its model card, and what its models say of one patient. */
export function studyRoutes(
  plain: FastifyInstance,
  store: Pick<Store, 'as'>,
  study: StudyFolder,
  now: () => Date,
): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  const config = { permission: 'patients:read' } as const;
  const querystring = z.strictObject({ lang: langQuery });

  app.get(
    '/api/study',
    {
      config,
      schema: {
        summary: 'The study of this registry, and how far it is when it is being built',
        querystring,
        operationId: 'getStudy',
        response: answers(studyStateSchema, 'How far it is'),
      },
    },
    async () => {
      const [state, model, report] = await Promise.all([study.state(), study.model(), study.hasReport()]);
      const status = state?.status ?? (model || report ? ('ready' as const) : ('none' as const));
      return {
        status,
        step: state?.step ?? null,
        share: state?.share ?? null,
        report,
        model: model && { hash: model.hash, title: model.title, cut: model.cut, synthetic: model.synthetic },
      };
    },
  );

  app.get(
    '/api/study/model',
    {
      config,
      schema: {
        summary: 'The model card: who it learnt from, how well it did, where it abstains',
        querystring,
        operationId: 'getModelCard',
        response: answers(modelCardSchema, 'The card'),
      },
    },
    async () => modelCard(await study.theModel()),
  );

  app.get(
    '/api/patients/:id/prediction',
    {
      config,
      schema: {
        summary: "What the study's models say of a patient: benefit and toxicity, or why they abstain",
        params: patientParams,
        querystring: querystring.extend({
          asOf: z.string().optional().describe('What was known by the end of this day: YYYY-MM-DD (default: today)'),
        }),
        operationId: 'predictPatient',
        response: answers(
          predictionSchema,
          'Estimates with interval and explanation, or abstentions with their reason',
        ),
      },
    },
    async (request) => {
      const registry = registryOf(request, store);
      const { asOf } = accepted(seenAs([], { asOf: request.query.asOf }, now(), { asOf: 'asOf', knownAt: '' }));
      const summary = await listed(registry, request.params.id);
      const model = await study.theModel();
      const patient = knownPatientOf(summary, await registry.facts(summary.patient));
      return estimatesJson(model, estimatePatient(model, patient, asOf)) as never;
    },
  );

  plain.get('/study/report', { config, schema: { hide: true } }, (request, reply) =>
    orStudy(request, reply, async () => {
      const text = await study.report(languageOf(request));
      if (text === null) throw new Refusal('notFound', [{ code: 'study.noReport', at: '' }]);
      return text;
    }),
  );

  plain.get('/study/card', { config, schema: { hide: true } }, (request, reply) =>
    orStudy(request, reply, async () => {
      const say = sayFor(request);
      return cardHtml(composeStudyCard(await study.theModel(), {}, say), say);
    }),
  );
}

/** A page of a study; a browser that asks for one that is not there is shown where the study stands. */
async function orStudy(
  { headers, query }: FastifyRequest,
  reply: FastifyReply,
  page: () => Promise<string>,
): Promise<FastifyReply> {
  try {
    return reply.type('text/html; charset=utf-8').send(styled(await page(), reply));
  } catch (error) {
    const isRead = headers.accept?.includes('text/html') === true;
    if (!(error instanceof Refusal && error.kind === 'notFound' && isRead)) throw error;
    const { lang } = query as { readonly lang?: string };
    return reply.redirect(lang === 'it' || lang === 'en' ? `/study?lang=${lang}` : '/study');
  }
}

/** A page of ours brings its own style and nothing else: it gets the nonce of this answer. */
const styled = (page: string, { cspNonce }: FastifyReply): string =>
  page.replace('<style>', `<style nonce="${cspNonce.style}">`);
