import type { PatientJson } from '@linea/briefs';
import { DOCUMENT_KINDS, dayOfDocument, printDocument } from '@linea/briefs/document';
import type { Store } from '@linea/registry';
import { documentSchema } from '@linea/registry/contract';
import { type Journey, journeyJson } from '@linea/registry/journey';
import { indicationRows } from '@linea/registry/therapies';
import { labelsIn } from '@linea/registry/words';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { KeptAnswers } from '../http/kept-answers.ts';
import { sayFor } from '../http/language.ts';
import { Refusal } from '../http/refusal.ts';
import type { Journeys, Kept } from '../patients/journeys.ts';
import { registryOf } from '../patients/known.ts';
import { ownEstimateIn } from '../study/own-estimate.ts';
import type { StudyFolder } from '../study/study-folder.ts';
import { answers } from './answers.ts';
import { patientParams, seenQuery } from './query.ts';

/** Characters of a telephone number with what is said about it. */
const PHONE_LIMIT = 80;

/** Briefs, letters and the draft of a case report, from the facts known on a day. */
export function documentRoutes(
  plain: FastifyInstance,
  store: Pick<Store, 'as'>,
  journeys: Journeys,
  study: StudyFolder,
  answered: KeptAnswers,
): void {
  plain.withTypeProvider<ZodTypeProvider>().get(
    '/api/patients/:id/documents/:kind',
    {
      config: { permission: 'patients:read' },
      schema: {
        summary:
          'A brief, a letter or the draft of a case report, as of a day; a letter as of its own where that is known',
        params: patientParams.extend({ kind: z.enum(DOCUMENT_KINDS) }),
        querystring: seenQuery.extend({
          phone: z
            .string()
            .max(PHONE_LIMIT)
            .optional()
            .describe(
              'Telephone number of the centre as it is to be printed; without it a brief or letter is not final',
            ),
        }),
        operationId: 'getDocument',
        response: answers(documentSchema, 'The document'),
      },
    },
    async (request, reply) => {
      const { phone, ...query } = request.query;
      const { id, kind } = request.params;
      const say = sayFor(request);
      const seen = (asOf: string | undefined): Promise<Kept> =>
        journeys.of(registryOf(request, store), id, asOf === undefined ? query : { ...query, asOf });
      const now = await seen(query.asOf);
      const numbers = phone === undefined || phone.trim() === '' ? [] : [phone.trim()];
      const model = kind === 'brief-clinician' ? await study.stamp() : null;
      // The journey of an earlier day is one of the same facts: the key of today's names it too.
      const parts = now.key ? ['document', kind, query.asOf === undefined, numbers, model, now.key] : null;
      return answered.send(request, reply, { parts, schema: documentSchema }, async () => {
        const jsonOf = (journey: Journey) => journeyJson(journey, say) as unknown as PatientJson;
        const latest = jsonOf(now.journey);
        const day = query.asOf === undefined ? dayOfDocument(kind, latest) : null;
        const isEarlier = day !== null && day < now.journey.asOf;
        const { journey } = isEarlier ? await seen(day) : now;
        const patient = isEarlier ? jsonOf(journey) : latest;
        const given =
          kind === 'brief-clinician'
            ? {
                numbers,
                indications: indicationRows(journey, say),
                estimate: await ownEstimateIn(study, journey.patient, journey, say),
              }
            : { numbers };
        const printed = printDocument(kind, patient, given, { say, labels: labelsIn(say) });
        if (typeof printed === 'string') throw new Refusal('refused', [{ code: printed, at: id, got: patient.asOf }]);
        return printed;
      }) as never;
    },
  );
}
