import { columnsOf } from '../table/training-table.ts';
import type { Rows } from '../tree/tree.ts';

/** Rank of a missing value. */
export const MISSING = 0xffff;

/** The columns of a table as dense ranks of their distinct values, so that growing a tree compares small whole numbers. */
export interface RankedColumns {
  readonly n: number;
  readonly p: number;
  /** By column and row; MISSING where there is no value. */
  readonly rank: readonly Uint16Array[];
  /** Distinct values of each column, ascending. */
  readonly values: readonly Float64Array[];
  readonly hasMissing: Uint8Array;
}

/**
 * Ranks every column. More than 65,534 distinct values are thinned to that many, evenly by rank.
 *
 * @throws {RangeError} a value is infinite
 */
export function rankedColumns(rows: Rows): RankedColumns {
  const hasMissing = new Uint8Array(rows.p);
  const values: Float64Array[] = [];
  const rank = columnsOf(rows).map((column, j) => {
    const present = column.filter((v) => !Number.isNaN(v)).sort();
    hasMissing[j] = present.length < column.length ? 1 : 0;
    let m = 0;
    for (let i = 0; i < present.length; i++) if (i === 0 || present[i] !== present[i - 1]) present[m++] = present[i]!;
    let distinct = present.slice(0, m);
    if (m > 0 && !(Number.isFinite(distinct[0]) && Number.isFinite(distinct[m - 1])))
      throw new RangeError(`rankedColumns: column ${j} holds an infinite value`);
    if (m >= MISSING)
      distinct = Float64Array.from({ length: MISSING - 1 }, (_, k) => distinct[Math.floor((k * m) / (MISSING - 1))]!);
    values.push(distinct);
    return ranksIn(column, distinct);
  });
  return { n: rows.n, p: rows.p, rank, values, hasMissing };
}

/** The number of distinct values at or below each value, less one. */
function ranksIn(column: Float64Array, distinct: Float64Array): Uint16Array {
  return Uint16Array.from(column, (v) => {
    if (Number.isNaN(v)) return MISSING;
    let [low, high] = [0, distinct.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (distinct[middle]! <= v) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  });
}

/** A threshold between two neighbouring distinct values, such that the lower is below it and the upper is not. */
export function between(lower: number, upper: number): number {
  const middle = lower + (upper - lower) / 2;
  return middle > lower && middle <= upper ? middle : upper;
}
