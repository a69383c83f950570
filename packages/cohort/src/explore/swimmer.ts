import type { RowMark } from './row.ts';
import type { CohortTable } from './table.ts';

/** One patient as a lane: how long he was followed, and what happened when. */
interface SwimmerLane {
  readonly patient: string;
  /** Days from the infusion to the last day he was seen, or died. */
  readonly days: number;
  readonly died: boolean;
  readonly marks: readonly RowMark[];
}

export interface Swimmer {
  /** Patients with an infusion: lanes in all. */
  readonly lanes: number;
  readonly notInfused: number;
  readonly longest: number;
  /** The place of the first lane that is given. */
  readonly from: number;
  readonly shown: readonly SwimmerLane[];
}

export const SWIMMER_SORTS = ['longest', 'response', 'patient'] as const;
export type SwimmerSort = (typeof SWIMMER_SORTS)[number];

/** Some lanes of a cohort, in an order. O(n log n). @param from, count  which lanes of the order */
export function swimmer(
  table: CohortTable,
  rows: Int32Array,
  { sort, from, count }: { readonly sort: SwimmerSort; readonly from: number; readonly count: number },
): Swimmer {
  const response = table.dimensions.get('response');
  const infused = Array.from(rows).filter((row) => table.rows[row]?.followUpDays != null);
  const days = (row: number): number => table.rows[row]?.followUpDays ?? 0;
  const best = (row: number): number => response?.codes[row] ?? 0;
  const byDays = (a: number, b: number): number => days(b) - days(a) || a - b;
  if (sort === 'longest') infused.sort(byDays);
  if (sort === 'response') infused.sort((a, b) => best(a) - best(b) || byDays(a, b));
  return {
    lanes: infused.length,
    notInfused: rows.length - infused.length,
    longest: infused.reduce((most, row) => Math.max(most, days(row)), 0),
    from,
    shown: infused.slice(from, from + count).map((row) => {
      const { patient, marks } = table.rows[row] as (typeof table.rows)[number];
      return { patient, days: days(row), died: marks.some(({ kind }) => kind === 'death'), marks };
    }),
  };
}
