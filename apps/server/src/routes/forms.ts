import { formsInForce } from '@linea/briefs/forms';
import { confirmationsIn, type Store } from '@linea/registry';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { FormsFile } from '../centre/forms-file.ts';
import { formsInForceSchema } from '../centre/forms-schema.ts';
import { accepted } from '../http/refusal.ts';
import { registryOf } from '../patients/known.ts';
import { answers } from './answers.ts';
import { langQuery } from './query.ts';

/** The field lists of sheets and the months of milestones that a centre has in force. */
export function formsRoutes(plain: FastifyInstance, store: Pick<Store, 'as'>, file: FormsFile): void {
  plain.withTypeProvider<ZodTypeProvider>().get(
    '/api/forms',
    {
      config: { permission: 'patients:read' },
      schema: {
        summary: 'Field lists of sheets and months of milestones in force for a centre, with who confirmed a layout',
        querystring: z.strictObject({ centre: z.string().min(1), lang: langQuery }),
        operationId: 'getForms',
        response: answers(formsInForceSchema, 'What is in force'),
      },
    },
    async (request) => {
      const { centre } = request.query;
      const own = accepted(await file.read());
      const records = await registryOf(request, store).protocols(centre);
      return { centre, ...formsInForce(centre, own, confirmationsIn(records)) } as never;
    },
  );
}
