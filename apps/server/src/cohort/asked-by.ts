import { cohortTable, type DisclosureLimit } from '@linea/cohort/explore';
import { shown } from '@linea/facts';
import { seenAs } from '@linea/registry/journey';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { accepted, Refusal } from '../http/refusal.ts';
import { langQuery } from '../routes/query.ts';
import { type Asked, asked } from './cohort-question.ts';
import type { CohortState, CohortTables } from './cohort-tables.ts';

export const cohortQuery = z
  .object({
    records: z.enum(['real', 'synthetic']).optional().describe('Default: those of which there are more'),
    asOf: z.string().optional().describe('What was known by the end of this day: YYYY-MM-DD (default: today)'),
    lang: langQuery,
  })
  .catchall(z.string().max(2000))
  .describe('Beside these, filters: a dimension and its levels with a comma between, as ?disease=LBCL&age=60-69,70-79');

/** What a route does not read itself: the records, the language, and a filter under every other name. */
export type CohortQuery = Readonly<Record<string, string | undefined>>;

const NOBODY = cohortTable([]);

/** @throws {Refusal} no such day */
const dayOf = (asOf: string): string => accepted(seenAs([], { asOf }, new Date(0), { asOf: 'asOf', knownAt: '' })).asOf;

/** The cohort of a request; while nothing is worked out yet an empty one, which says so. @throws {Refusal} no such filter */
export function askedBy(
  request: FastifyRequest,
  { records, asOf, lang: _, ...filters }: CohortQuery,
  tables: CohortTables,
  limit: DisclosureLimit,
): { readonly asked: Asked; readonly state: CohortState } {
  const state = tables.of(request.user.access, asOf === undefined ? undefined : dayOf(asOf));
  const { table } = state;
  const wanted = records === 'real' || records === 'synthetic' ? records : undefined;
  return { state, asked: table ? asked(table, wanted, filters, limit) : asked(NOBODY, wanted, {}, limit) };
}

/**
 * The filters of the first cohort and those of the second, which begin with `b.`. @throws {Refusal} they are not of the same
 * records
 */
export function secondOf(query: CohortQuery): readonly [CohortQuery, CohortQuery] {
  const entries = Object.entries(query);
  const first = Object.fromEntries(entries.filter(([name]) => !name.startsWith('b.')));
  const second = Object.fromEntries(
    entries.flatMap(([name, value]) => (name.startsWith('b.') ? [[name.slice(2), value]] : [])),
  );
  const { records } = second as { records?: string };
  if (records !== undefined && records !== first.records)
    throw new Refusal('refused', [
      { code: 'cohort.otherRecords', at: 'b.records', got: shown(records), allowed: first.records ?? '' },
    ]);
  return [first, second];
}
