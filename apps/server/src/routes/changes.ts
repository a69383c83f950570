import { factJson } from '@linea/facts';
import type { Conflict, Store } from '@linea/registry';
import { conflictSchema, correctedSchema, correctionSchema } from '@linea/registry/contract';
import { conflictJson } from '@linea/registry/intake';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { type ProblemKind, Refusal } from '../http/refusal.ts';
import { answers } from './answers.ts';
import { langQuery, patientParams } from './query.ts';

/** A new version of a fact. The address names the version that the writer has read; the loser of a race gets both values. */
export function changeRoutes(plain: FastifyInstance, store: Pick<Store, 'as'>): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  app.post(
    '/api/patients/:id/facts/:fact/corrections',
    {
      config: { permission: 'facts:write' },
      schema: {
        summary: 'Correct a fact: a new version with its reason',
        params: patientParams.extend({ fact: z.string().describe('The version that you have read') }),
        querystring: z.strictObject({ lang: langQuery }),
        body: correctionSchema,
        operationId: 'correctFact',
        response: {
          ...answers(correctedSchema, 'The new version', 201),
          409: {
            description: 'Another version stands there by now: nothing was changed, here are both',
            content: { 'application/problem+json': { schema: conflictSchema } },
          },
        },
      },
    },
    async (request, reply) => {
      const { id, fact } = request.params;
      const { change, ...said } = request.body;
      const done = await store
        .as(request.user.access)
        .correct({ patient: id, supersedes: fact, ...said, ...(change ? { change } : {}) });
      if (!done.ok) throw new Refusal(kindOf(done), done.issues, done.conflict && conflictJson(done.conflict));
      return reply.code(201).send({ fact: factJson(done.fact) } as never);
    },
  );
}

const NOT_THERE = new Set(['patient.unknown', 'fact.unknown']);

const kindOf = ({ issues, conflict }: { issues: readonly { code: string }[]; conflict?: Conflict }): ProblemKind => {
  if (conflict) return 'conflict';
  return issues.every(({ code }) => NOT_THERE.has(code)) ? 'notFound' : 'refused';
};
