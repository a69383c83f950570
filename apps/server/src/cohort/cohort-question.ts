import {
  AFTER_INFUSION,
  COHORT_ENDPOINTS, type CohortEndpoint, type CohortTable, type DisclosureLimit, type Selected, type Selection,
  selectRows, type Undisclosed, undisclosed,
} from '@linea/cohort/explore'; // biome-ignore format: a list
import { type Issue, shown } from '@linea/facts';
import { Refusal } from '../http/refusal.ts';
import type { CohortState } from './cohort-tables.ts';

export type Records = 'real' | 'synthetic';

/** A cohort as it was asked for, and who is in it. */
export interface Asked {
  readonly table: CohortTable;
  readonly records: Records;
  readonly selection: Selection;
  readonly selected: Selected;
  readonly undisclosed: Undisclosed | null;
}

/** Filters as the address says them: a dimension, and its levels with a comma between. */
export type Filters = Readonly<Record<string, string | undefined>>;

/** @throws {Refusal} a dimension or a level that there is not */
function selectionOf(table: CohortTable, filters: Filters): Selection {
  const issues: Issue[] = [];
  const selection = new Map<string, ReadonlySet<string>>();
  for (const [id, text] of Object.entries(filters)) {
    if (text === undefined || text === '') continue;
    const dimension = table.dimensions.get(id);
    if (!dimension) {
      issues.push({
        code: 'cohort.noFilter',
        at: shown(id),
        got: shown(id),
        allowed: [...table.dimensions.keys()].join(', '),
      });
      continue;
    }
    const levels = text.split(',');
    for (const level of levels)
      if (!dimension.levels.includes(level))
        issues.push({ code: 'cohort.noLevel', at: id, got: shown(level), allowed: dimension.levels.join(', ') });
    selection.set(id, new Set(levels));
  }
  if (issues.length > 0) throw new Refusal('refused', issues);
  return selection;
}

/** The cohort of an address. Without a word about it, the records of which there are more. */
export function asked(
  table: CohortTable,
  records: Records | undefined,
  filters: Filters,
  { leastShown }: DisclosureLimit,
): Asked {
  const synthetic = table.synthetic.reduce((sum, one) => sum + one, 0);
  const meant = records ?? (synthetic > table.n - synthetic ? 'synthetic' : 'real');
  const selection = selectionOf(table, filters);
  const selected = selectRows(table, meant === 'synthetic', selection);
  return {
    table,
    records: meant,
    selection,
    selected,
    undisclosed: undisclosed(selected.rows.length, selected.leftOut, leastShown),
  };
}

/** @throws {Refusal} no such endpoint */
export function endpointAsked(name: string | undefined): CohortEndpoint {
  const found = COHORT_ENDPOINTS.find((one) => one === (name ?? 'PFS'));
  if (found) return found;
  throw new Refusal('refused', [
    { code: 'cohort.noEndpoint', at: 'endpoint', got: shown(name ?? ''), allowed: COHORT_ENDPOINTS.join(', ') },
  ]);
}

/** @throws {Refusal} no such dimension */
export function groupAsked(table: CohortTable, name: string | undefined): string {
  const wanted = name ?? 'setting';
  if (table.dimensions.has(wanted)) return wanted;
  throw new Refusal('refused', [
    { code: 'cohort.noFilter', at: 'group', got: shown(wanted), allowed: [...table.dimensions.keys()].join(', ') },
  ]);
}

/**
 * The rows of a cohort of which times from the infusion may be told: none where the cohort may not be shown.
 *
 * @throws {Refusal} a filter or a group is known only after the infusion
 */
export function rowsForTimes(
  { selection, selected, undisclosed: why }: Asked,
  ...groups: readonly string[]
): Int32Array {
  const after = [...selection.keys(), ...groups].filter((id) => AFTER_INFUSION.has(id));
  if (after.length > 0)
    throw new Refusal(
      'refused',
      after.map((id) => ({ code: 'cohort.immortalTime', at: id, got: id })),
    );
  return why === null ? selected.rows : new Int32Array();
}

/** What every answer says of itself; of a cohort that is not shown not even how many it has. */
export const aboutOf = (
  { records, selection, selected, undisclosed: why }: Asked,
  { asOf, building, share }: CohortState,
  limit: DisclosureLimit,
) => ({
  status: building ? ('building' as const) : ('ready' as const),
  share,
  asOf,
  records,
  limit,
  n: why === null ? selected.rows.length : null,
  undisclosed: why && { why: why.why, filter: why.why === 'leavesOutFew' ? why.filter : null },
  filters: Object.fromEntries([...selection].map(([id, levels]) => [id, [...levels]])),
});

/** How many real and how many synthetic patients there are, as far as it may be told. */
export function availableOf({ n, synthetic }: CohortTable, leastShown: number) {
  const made = synthetic.reduce((sum, one) => sum + one, 0);
  const few = (count: number): number | null => (count > 0 && count < leastShown ? null : count);
  return { real: few(n - made), synthetic: few(made) };
}
