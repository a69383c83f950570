import {
  COMPARTMENTS, type Compartment, cohortCurves, cohortForest, compareCohorts, composition, type DisclosureLimit, groupRows,
} from '@linea/cohort/explore'; // biome-ignore format: a list
import { shown } from '@linea/facts';
import {
  cohortComparisonSchema, cohortCurvesSchema, cohortForestSchema, cohortImmuneSchema, cohortSchema,
} from '@linea/registry/contract'; // biome-ignore format: a list
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { askedBy, type CohortQuery, cohortQuery, secondOf } from '../cohort/asked-by.ts';
import { aboutOf, availableOf, endpointAsked, groupAsked, rowsForTimes } from '../cohort/cohort-question.ts';
import type { CohortTables } from '../cohort/cohort-tables.ts';
import { contrastOf } from '../cohort/contrast.ts';
import { definitionsOf } from '../cohort/definitions.ts';
import { facetsOf } from '../cohort/facets.ts';
import { sayFor } from '../http/language.ts';
import { Refusal } from '../http/refusal.ts';
import { answers } from './answers.ts';

const endpoint = z.string().optional().describe('PFS (default), OS, NRM, RI, TTNT');
const group = z.string().optional().describe('The dimension whose levels are drawn apart; default setting');

/** Subgroups that are worth a line: what is known at the infusion, but for where and when. */
const NO_SUBGROUP = new Set(['reached', 'centre', 'year', 'response', 'crs', 'icans']);

/** The cohort pages: aggregates of all patients that the asker may see, of no few of them. */
export function cohortRoutes(plain: FastifyInstance, tables: CohortTables, limit: DisclosureLimit): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  const config = { permission: 'cohort:read' } as const;
  plain.addHook('preClose', async () => tables.stop());
  const of = (request: FastifyRequest, query: CohortQuery) => askedBy(request, query, tables, limit);

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
      const { asked, state } = of(request, request.query);
      return {
        ...aboutOf(asked, state, limit),
        available: availableOf(asked.table, limit.leastShown),
        facets: facetsOf(asked, limit.leastShown),
      };
    },
  );

  app.get(
    '/api/cohort/curves',
    {
      config,
      schema: {
        summary: 'An endpoint over time in a cohort, by group',
        querystring: cohortQuery.extend({ endpoint, group }),
        operationId: 'getCohortCurves',
        response: answers(
          cohortCurvesSchema,
          'Curves on whole weeks, cut where few are at risk, with their definitions',
        ),
      },
    },
    async (request) => {
      const { endpoint: named, group: by, ...query } = request.query;
      const { asked, state } = of(request, query);
      const { table } = asked;
      const [name, dimension] = [endpointAsked(named), groupAsked(table, by)];
      const { groups, unknown } = groupRows(table, rowsForTimes(asked, dimension), dimension, limit.leastShown);
      return {
        ...aboutOf(asked, state, limit),
        group: dimension,
        unknown,
        definitions: definitionsOf(table, asked.selected.rows, name, sayFor(request)),
        ...cohortCurves(table, name, groups, limit),
      };
    },
  );

  app.get(
    '/api/cohort/forest',
    {
      config,
      schema: {
        summary: 'The hazard of one level over another, in a cohort and in its subgroups',
        querystring: cohortQuery.extend({
          endpoint,
          contrast: z.string().optional().describe('The dimension whose levels are compared; default setting'),
          reference: z.string().optional().describe('Default: the level of most patients'),
          other: z.string().optional().describe('Default: the next'),
        }),
        operationId: 'getCohortForest',
        response: answers(cohortForestSchema, 'Hazard ratios with interval; none of few patients or few events'),
      },
    },
    async (request) => {
      const { endpoint: named, contrast: by, reference, other, ...query } = request.query;
      const { asked, state } = of(request, query);
      const { table } = asked;
      const [name, dimension] = [endpointAsked(named), groupAsked(table, by)];
      const rows = rowsForTimes(asked, dimension);
      const { contrast, choices } = contrastOf(asked, { dimension, reference, other }, limit);
      const subgroups = [...table.dimensions.keys()].filter((id) => !NO_SUBGROUP.has(id));
      const { lines, interactions } =
        contrast && rows.length > 0
          ? cohortForest(table, rows, name, contrast, subgroups, limit)
          : { lines: [], interactions: {} };
      return {
        ...aboutOf(asked, state, limit),
        endpoint: name,
        definitions: definitionsOf(table, asked.selected.rows, name, sayFor(request)),
        contrast,
        choices: asked.undisclosed === null ? choices : [],
        lines,
        interactions,
      } as never;
    },
  );

  app.get(
    '/api/cohort/immune',
    {
      config,
      schema: {
        summary: 'What cells blood, leukapheresis or product are made of in a cohort, by group',
        querystring: cohortQuery.extend({
          compartment: z.string().optional().describe('blood (default), apheresis, product'),
          group,
        }),
        operationId: 'getCohortImmune',
        response: answers(
          cohortImmuneSchema,
          'Shares and quartiles with the number measured; not measured is not zero',
        ),
      },
    },
    async (request) => {
      const { compartment: named, group: by, ...query } = request.query;
      const { asked, state } = of(request, query);
      const { table, undisclosed, selected } = asked;
      const dimension = groupAsked(table, by);
      const rows = undisclosed === null ? selected.rows : new Int32Array();
      const { groups, unknown } = groupRows(table, rows, dimension, limit.leastShown);
      return {
        ...aboutOf(asked, state, limit),
        group: dimension,
        unknown,
        ...composition(table, compartmentAsked(named), groups, limit.leastShown),
      } as never;
    },
  );

  app.get(
    '/api/cohort/comparison',
    {
      config,
      schema: {
        summary: 'Two cohorts side by side: filters of the second begin with b.',
        querystring: cohortQuery.extend({ endpoint }),
        operationId: 'compareCohorts',
        response: answers(
          cohortComparisonSchema,
          'Table 1 with standardised differences, curves, the difference with interval',
        ),
      },
    },
    async (request) => {
      const { endpoint: named, ...query } = request.query;
      const [one, two] = secondOf(query);
      const { asked, state } = of(request, one);
      const { asked: other } = of(request, { ...two, records: asked.records, asOf: one.asOf });
      const name = endpointAsked(named);
      const [first, second] = [rowsForTimes(asked), rowsForTimes(other)];
      const inFirst = new Set(asked.selected.rows);
      const overlap = other.selected.rows.some((row) => inFirst.has(row));
      const may = !overlap && first.length > 0 && second.length > 0;
      const { curves, ...compared } = compareCohorts(
        asked.table,
        name,
        may ? first : new Int32Array(),
        may ? second : new Int32Array(),
        limit,
      );
      const { n, undisclosed, filters } = aboutOf(other, state, limit);
      return {
        ...aboutOf(asked, state, limit),
        second: { n, undisclosed, filters },
        overlap,
        definitions: definitionsOf(asked.table, Int32Array.from([...first, ...second]), name, sayFor(request)),
        ...curves,
        ...compared,
      } as never;
    },
  );
}

/** @throws {Refusal} no such compartment */
function compartmentAsked(name: string | undefined): Compartment {
  const found = COMPARTMENTS.find((one) => one === (name ?? 'blood'));
  if (found) return found;
  throw new Refusal('refused', [
    { code: 'cohort.noCompartment', at: 'compartment', got: shown(name ?? ''), allowed: COMPARTMENTS.join(', ') },
  ]);
}
