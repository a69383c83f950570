import { cohortCurves, cohortTable, type DisclosureLimit, groupRows } from '@linea/cohort/explore';
import { cohortCurvesSchema, cohortSchema } from '@linea/registry/contract';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  type Asked, aboutOf, asked, availableOf, endpointAsked, type Filters, groupAsked, type Records,
} from '../cohort/cohort-question.ts'; // biome-ignore format: a list
import type { CohortState, CohortTables } from '../cohort/cohort-tables.ts';
import { definitionsOf } from '../cohort/definitions.ts';
import { facetsOf } from '../cohort/facets.ts';
import { sayFor } from '../http/language.ts';
import { answers } from './answers.ts';
import { langQuery } from './query.ts';

const cohortQuery = z
  .object({
    records: z.enum(['real', 'synthetic']).optional().describe('Default: those of which there are more'),
    lang: langQuery,
  })
  .catchall(z.string().max(2000))
  .describe('Beside these, filters: a dimension and its levels with a comma between, as ?disease=LBCL&age=60-69,70-79');

/** The cohort pages: aggregates of all patients that the asker may see, of no few of them. */
export function cohortRoutes(plain: FastifyInstance, tables: CohortTables, limit: DisclosureLimit): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  const config = { permission: 'cohort:read' } as const;
  plain.addHook('preClose', async () => tables.stop());

  app.get(
    '/api/cohort',
    {
      config,
      schema: {
        summary: 'A cohort by its filters, and what every other filter would leave of it',
        querystring: cohortQuery,
        operationId: 'getCohort',
        response: answers(cohortSchema, 'Counts; small ones are hidden, and with them those that would give them away'),
      },
    },
    async (request) => {
      const { state, table, known } = tableFor(request, tables);
      const { records, lang: _, ...filters } = request.query;
      const of = asked(table, records, known(filters as Filters), limit);
      return {
        ...aboutOf(of, state, limit),
        available: availableOf(table, limit.leastShown),
        facets: facetsOf(of, limit.leastShown),
      };
    },
  );

  app.get(
    '/api/cohort/curves',
    {
      config,
      schema: {
        summary: 'An endpoint over time in a cohort, by group',
        querystring: cohortQuery.extend({
          endpoint: z.string().optional().describe('PFS (default), OS, NRM, RI, TTNT'),
          group: z.string().optional().describe('The dimension whose levels are drawn apart; default setting'),
        }),
        operationId: 'getCohortCurves',
        response: answers(
          cohortCurvesSchema,
          'Curves on whole weeks, cut where few are at risk, with their definitions',
        ),
      },
    },
    async (request) => {
      const { state, table, known } = tableFor(request, tables);
      const { records, lang: _, endpoint: named, group: by, ...filters } = request.query;
      const of = asked(table, records as Records | undefined, known(filters as Filters), limit);
      const [endpoint, group] = [endpointAsked(named), groupAsked(table, by)];
      const { groups, unknown } = groupsOf(of, group, limit);
      return {
        ...aboutOf(of, state, limit),
        group,
        unknown,
        definitions: definitionsOf(table, of.selected.rows, endpoint, sayFor(request)),
        ...cohortCurves(table, endpoint, groups, limit),
      };
    },
  );
}

/** The groups of a cohort that may be shown; none of one that may not. */
const groupsOf = ({ table, selected, undisclosed }: Asked, group: string, { leastShown }: DisclosureLimit) =>
  groupRows(table, undisclosed === null ? selected.rows : new Int32Array(), group, leastShown);

/** The table there is; while there is none yet, an empty one that says so. */
function tableFor(request: FastifyRequest, tables: CohortTables) {
  const state: CohortState = tables.of(request.user.access);
  return { state, table: state.table ?? NOBODY, known: (filters: Filters) => (state.table ? filters : {}) };
}

const NOBODY = cohortTable([]);
