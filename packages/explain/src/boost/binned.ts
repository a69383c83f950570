import { between } from '../forest/ranked-columns.ts';
import { columnsOf } from '../table/training-table.ts';
import type { Rows } from '../tree/tree.ts';

/** Columns cut into at most 255 bins each, so that a histogram of a node is a sum over bytes. */
export interface BinnedColumns {
  readonly n: number;
  readonly p: number;
  /** By column and row; a missing value has a bin of its own, the one after those of its column. */
  readonly bin: readonly Uint8Array[];
  /** Thresholds of each column, ascending: bin k holds cut[k - 1] <= x < cut[k]. */
  readonly cuts: readonly Float64Array[];
  /** By column: 1 where a value is missing. */
  readonly hasMissing: Uint8Array;
}

/** Halfway between neighbouring values where few are distinct, else at quantiles of the rows. */
function cutsOf(column: Float64Array, most: number): Float64Array {
  let m = 0;
  const present = new Float64Array(column.length);
  for (let i = 0; i < column.length; i++) if (!Number.isNaN(column[i]!)) present[m++] = column[i]!;
  const sorted = present.subarray(0, m).sort();
  const distinct = new Float64Array(m);
  let count = 0;
  for (let i = 0; i < m; i++) if (i === 0 || sorted[i] !== sorted[i - 1]) distinct[count++] = sorted[i]!;
  if (count <= most) {
    return Float64Array.from({ length: Math.max(0, count - 1) }, (_, k) => between(distinct[k]!, distinct[k + 1]!));
  }
  const cuts = new Set<number>();
  for (let k = 1; k < most; k++) {
    const v = sorted[Math.floor((k * m) / most)]!;
    const below = countBelow(distinct, v, count);
    if (below > 0) cuts.add(between(distinct[below - 1]!, v));
  }
  return Float64Array.from(cuts).sort();
}

/** How many of the first values, ascending, are below v. */
function countBelow(sorted: Float64Array, v: number, count: number): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < v) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Bin of each value: the number of cuts at or below it. */
function binsIn(column: Float64Array, cuts: Float64Array): Uint8Array {
  const bins = new Uint8Array(column.length);
  const missing = cuts.length + 1;
  // Halving with a fixed number of steps and without a branch to guess.
  let step = 1;
  while (step <= cuts.length) step *= 2;
  for (let i = 0; i < column.length; i++) {
    const v = column[i]!;
    let low = 0;
    for (let by = step >> 1; by > 0; by >>= 1) if (low + by <= cuts.length && cuts[low + by - 1]! <= v) low += by;
    bins[i] = Number.isNaN(v) ? missing : low;
  }
  return bins;
}

/** @param most  bins of a column, up to 255 */
export function binnedColumns(rows: Rows, most = 255): BinnedColumns {
  const columns = columnsOf(rows);
  return binnedBy(
    columns,
    columns.map((column) => cutsOf(column, Math.min(most, 255))),
  );
}

/** The same columns cut more finely, every cut there was kept. */
export function refined(rows: Rows, { cuts }: BinnedColumns, most: number): BinnedColumns {
  const columns = columnsOf(rows);
  const finer = columns.map((column, j) => Float64Array.from(new Set([...cutsOf(column, most), ...cuts[j]!])).sort());
  return binnedBy(columns, finer);
}

function binnedBy(columns: readonly Float64Array[], cuts: readonly Float64Array[]): BinnedColumns {
  return {
    n: columns[0]?.length ?? 0,
    p: columns.length,
    bin: columns.map((column, j) => binsIn(column, cuts[j]!)),
    cuts,
    hasMissing: Uint8Array.from(columns, (column) => (column.some(Number.isNaN) ? 1 : 0)),
  };
}
