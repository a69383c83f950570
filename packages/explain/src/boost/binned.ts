import { between } from '../forest/ranked-columns.ts';
import { columnsOf } from '../table/training-table.ts';
import type { Rows } from '../tree/tree.ts';

/** Bin of a missing value. */
export const MISSING_BIN = 255;

/** Columns cut into at most 255 bins each, so that a histogram of a node is a sum over bytes. */
export interface BinnedColumns {
  readonly n: number;
  readonly p: number;
  /** By column and row. */
  readonly bin: readonly Uint8Array[];
  /** Thresholds of each column, ascending: bin k holds cut[k - 1] <= x < cut[k]. */
  readonly cuts: readonly Float64Array[];
  /** Where the histogram of each column begins: its bins, then one slot for missing values; p + 1 of them. */
  readonly offset: Int32Array;
}

/** Halfway between neighbouring values where few are distinct, else at quantiles of the rows. */
function cutsOf(column: Float64Array, most: number): Float64Array {
  const present = column.filter((v) => !Number.isNaN(v)).sort();
  const distinct: number[] = [];
  for (const v of present) if (distinct.length === 0 || distinct.at(-1) !== v) distinct.push(v);
  if (distinct.length <= most) return Float64Array.from(distinct.slice(1), (v, k) => between(distinct[k]!, v));
  const cuts = new Set<number>();
  for (let k = 1; k < most; k++) {
    const v = present[Math.floor((k * present.length) / most)]!;
    let low = 0;
    let high = distinct.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (distinct[middle]! < v) low = middle + 1;
      else high = middle;
    }
    if (low > 0) cuts.add(between(distinct[low - 1]!, v));
  }
  return Float64Array.from(cuts).sort();
}

/** Bin of each value: the number of cuts at or below it. */
function binsIn(column: Float64Array, cuts: Float64Array): Uint8Array {
  return Uint8Array.from(column, (v) => {
    if (Number.isNaN(v)) return MISSING_BIN;
    let [low, high] = [0, cuts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (cuts[middle]! <= v) low = middle + 1;
      else high = middle;
    }
    return low;
  });
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
  const p = columns.length;
  const offset = new Int32Array(p + 1);
  cuts.forEach((own, j) => {
    offset[j + 1] = offset[j]! + own.length + 2;
  });
  return { n: columns[0]?.length ?? 0, p, bin: columns.map((column, j) => binsIn(column, cuts[j]!)), cuts, offset };
}
