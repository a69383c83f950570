import { DUE_KINDS, worklistJson } from '@linea/briefs/worklist';
import { worklistSchema } from '@linea/registry/contract';
import { seenAs } from '@linea/registry/journey';
import { labelsIn } from '@linea/registry/words';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { sayFor } from '../http/language.ts';
import { accepted } from '../http/refusal.ts';
import { AHEAD } from '../worklist/due-rows.ts';
import type { Worklists } from '../worklist/worklists.ts';
import { answers } from './answers.ts';
import { langQuery } from './query.ts';

/** What is due of all patients: forms, milestones, assessments, samples, consents, questions. */
export function worklistRoutes(plain: FastifyInstance, worklists: Worklists, today: () => Date): void {
  plain.withTypeProvider<ZodTypeProvider>().get(
    '/api/worklist',
    {
      config: { permission: 'patients:read' },
      schema: {
        summary: 'What is due of all patients, overdue first',
        querystring: z.strictObject({
          centre: z.string().optional().describe('Only of this centre'),
          kind: z.enum(DUE_KINDS).optional().describe('Only of this kind'),
          days: z.coerce.number().int().min(0).max(AHEAD).default(30).describe('With what opens within so many days'),
          asOf: z.string().optional().describe('As of this day: YYYY-MM-DD (default: today)'),
          offset: z.coerce.number().int().min(0).default(0),
          limit: z.coerce.number().int().min(1).max(5000).default(200),
          lang: langQuery,
        }),
        operationId: 'getWorklist',
        response: answers(worklistSchema, 'What is due'),
      },
    },
    async (request) => {
      const { asOf: asked, lang: _, ...part } = request.query;
      const { asOf } = accepted(seenAs([], { asOf: asked }, today(), { asOf: 'asOf', knownAt: '' }));
      const say = sayFor(request);
      const all = await worklists.of(request.user.access, asOf);
      return worklistJson(all, part, asOf, { say, labels: labelsIn(say) }) as never;
    },
  );
}
