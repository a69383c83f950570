import type { CohortTable } from './table.ts';

/** Which levels of which dimensions: a row is in the cohort when every one of its dimensions has one of the levels. */
export type Selection = ReadonlyMap<string, ReadonlySet<string>>;

export interface Selected {
  /** Rows of the cohort, ascending. */
  readonly rows: Int32Array;
  /** How many rows each level would have, given all other filters; by dimension, in the order of its levels. */
  readonly facets: ReadonlyMap<string, Int32Array>;
  /** How many rows each filter leaves out that all others keep. */
  readonly leftOut: ReadonlyMap<string, number>;
}

/**
 * The rows of a cohort and, in the same pass, what every level of every dimension would have given the other filters. A row
 * that fails one filter counts for that one alone; a row that fails two counts nowhere. O(rows x dimensions).
 *
 * @param synthetic  only synthetic patients, or only real ones: they never meet
 * @throws {RangeError} a dimension that there is not
 */
export function selectRows(table: CohortTable, synthetic: boolean, selection: Selection): Selected {
  const { n, dimensions } = table;
  const fails = new Uint8Array(n);
  const failed = new Int16Array(n).fill(-1);
  const all = [...dimensions.values()];
  const wanted = synthetic ? 1 : 0;
  for (const [id, levels] of selection) {
    const index = all.findIndex((one) => one.id === id);
    const dimension = all[index];
    if (!dimension) throw new RangeError(`selectRows: no dimension ${id}`);
    const kept = Uint8Array.from(dimension.levels, (level) => (levels.has(level) ? 1 : 0));
    const { codes } = dimension;
    for (let row = 0; row < n; row++) {
      if (kept[codes[row] as number] === 1) continue;
      fails[row] = (fails[row] as number) + 1;
      failed[row] = index;
    }
  }
  const counts = all.map(({ levels }) => new Int32Array(levels.length));
  const once = new Int32Array(all.length);
  const rows: number[] = [];
  for (let row = 0; row < n; row++) {
    if (table.synthetic[row] !== wanted || (fails[row] as number) > 1) continue;
    const only = failed[row] as number;
    if (only >= 0) {
      add(counts[only] as Int32Array, (all[only] as (typeof all)[number]).codes[row] as number);
      once[only] = (once[only] as number) + 1;
      continue;
    }
    rows.push(row);
    for (let d = 0; d < all.length; d++)
      add(counts[d] as Int32Array, (all[d] as (typeof all)[number]).codes[row] as number);
  }
  return {
    rows: Int32Array.from(rows),
    facets: new Map(all.map(({ id }, d) => [id, counts[d] as Int32Array])),
    leftOut: new Map([...selection.keys()].map((id) => [id, once[all.findIndex((one) => one.id === id)] as number])),
  };
}

const add = (counts: Int32Array, at: number): void => {
  counts[at] = (counts[at] as number) + 1;
};
