import { type DisclosureLimit, oncoprint, SWIMMER_SORTS, swimmer } from '@linea/cohort/explore';
import { cohortOncoprintSchema, cohortSwimmerSchema } from '@linea/registry/contract';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { askedBy, cohortQuery } from '../cohort/asked-by.ts';
import { type Asked, aboutOf } from '../cohort/cohort-question.ts';
import type { CohortTables } from '../cohort/cohort-tables.ts';
import { answers } from './answers.ts';

const rowsOf = ({ undisclosed, selected }: Asked): Int32Array =>
  undisclosed === null ? selected.rows : new Int32Array();

/** Figures of a cohort that show patients one by one: for who may see each of them, never for who may see aggregates alone. */
export function cohortPatientRoutes(plain: FastifyInstance, tables: CohortTables, limit: DisclosureLimit): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  const config = { permission: 'patients:read' } as const;

  app.get(
    '/api/cohort/swimmer',
    {
      config,
      schema: {
        summary: 'The patients of a cohort as lanes from the infusion, some at a time',
        querystring: cohortQuery.extend({
          sort: z.enum(SWIMMER_SORTS).default('longest').describe('The order of the lanes'),
          from: z.coerce.number().int().min(0).default(0).describe('The place of the first lane'),
          count: z.coerce.number().int().min(1).max(200).default(60).describe('How many lanes'),
        }),
        operationId: 'getCohortSwimmer',
        response: answers(cohortSwimmerSchema, 'Lanes with what happened when'),
      },
    },
    async (request) => {
      const { sort, from, count, ...query } = request.query;
      const { asked, state } = askedBy(request, query as Record<string, string>, tables, limit);
      const lanes = swimmer(asked.table, rowsOf(asked), { sort, from, count });
      return { ...aboutOf(asked, state, limit), sort, ...lanes } as never;
    },
  );

  app.get(
    '/api/cohort/oncoprint',
    {
      config,
      schema: {
        summary: 'Genes by patients of a cohort',
        querystring: cohortQuery,
        operationId: 'getCohortOncoprint',
        response: answers(cohortOncoprintSchema, 'A row a gene, a letter a patient'),
      },
    },
    async (request) => {
      const { asked, state } = askedBy(request, request.query, tables, limit);
      const { n: columns, ...print } = oncoprint(asked.table, rowsOf(asked), limit.leastShown);
      return { ...aboutOf(asked, state, limit), columns, ...print } as never;
    },
  );
}
