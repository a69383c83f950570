import { NOT_APPLICABLE, UNKNOWN } from './row.ts';
import type { CohortTable } from './table.ts';

/** The groups that a figure draws: each of enough patients. */
export interface Group {
  /** The level, or those that were too small to stand alone and are drawn together. */
  readonly levels: readonly string[];
  readonly rows: Int32Array;
}

export interface Groups {
  readonly groups: readonly Group[];
  /** Rows of the cohort for which the dimension is not known, or does not apply: in no group. */
  readonly unknown: number;
  readonly notApplicable: number;
}

/**
 * The rows of a cohort by the levels of a dimension. Levels of too few patients are drawn together, and with the smallest of
 * the others as long as they are too few together: no group says anything of few people, and no difference either.
 */
export function groupRows(
  { dimensions }: CohortTable,
  rows: Int32Array,
  dimension: string,
  leastShown: number,
): Groups {
  const column = dimensions.get(dimension);
  if (!column) throw new RangeError(`groupRows: no dimension ${dimension}`);
  const byLevel: number[][] = column.levels.map(() => []);
  for (const row of rows) (byLevel[column.codes[row] as number] as number[]).push(row);
  const all = column.levels.map((level, index) => ({ levels: [level], rows: byLevel[index] as number[] }));
  const apart = (level: string): number => all.find(({ levels }) => levels[0] === level)?.rows.length ?? 0;
  const named = all.filter(
    ({ levels: [level], rows: own }) => level !== UNKNOWN && level !== NOT_APPLICABLE && own.length > 0,
  );
  return {
    groups: pooled(named, leastShown).map(({ levels, rows: own }) => ({ levels, rows: Int32Array.from(own) })),
    unknown: apart(UNKNOWN),
    notApplicable: apart(NOT_APPLICABLE),
  };
}

interface Pool {
  readonly levels: readonly string[];
  readonly rows: readonly number[];
}

function pooled(groups: readonly Pool[], leastShown: number): readonly Pool[] {
  const bySize = [...groups].sort((a, b) => a.rows.length - b.rows.length);
  const few = bySize.filter(({ rows }) => rows.length < leastShown);
  if (few.length === 0) return groups;
  const together = new Set(few);
  const count = (): number => [...together].reduce((sum, { rows }) => sum + rows.length, 0);
  for (const next of bySize.slice(few.length)) {
    if (count() >= leastShown) break;
    together.add(next);
  }
  if (count() < leastShown) return [];
  const kept = groups.filter((group) => !together.has(group));
  const inOrder = groups.filter((group) => together.has(group));
  const pool: Pool = {
    levels: inOrder.flatMap(({ levels }) => levels),
    rows: inOrder.flatMap(({ rows }) => rows).sort((a, b) => a - b),
  };
  return [...kept, pool];
}

/** The levels whose number says nothing of anybody, which are hidden last: how many are not known. */
export const quietLevels = (levels: readonly string[]): ReadonlySet<number> =>
  new Set(levels.flatMap((level, index) => (level === UNKNOWN ? [index] : [])));
