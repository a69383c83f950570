import type { TrainingTable } from '../table/training-table.ts';

/** Events that those who lack a value, and those who have it, must have had before lacking it may count. */
const FEWEST_EVENTS = 10;

/**
 * Whether lacking a value may count as something of its own, by feature: 1 where at least ten of those who lack it and
 * ten of the others had the event. Of fewer, what the missing have in common is chance, and one unknown value would move
 * an estimate further than any known one.
 *
 * @source Peduzzi P et al. J Clin Epidemiol 1995;48:1503-1510 (ten events for each coefficient of a Cox model)
 */
export function missingTells({ rows, event }: TrainingTable, cause?: number): Uint8Array {
  const { n, p, x } = rows;
  const tells = new Uint8Array(p);
  for (let j = 0; j < p; j++) {
    let [among, others] = [0, 0];
    for (let i = 0; i < n; i++) {
      if (cause === undefined ? event[i] === 0 : event[i] !== cause) continue;
      if (Number.isNaN(x[i * p + j]!)) among++;
      else others++;
    }
    tells[j] = among >= FEWEST_EVENTS && others >= FEWEST_EVENTS ? 1 : 0;
  }
  return tells;
}

/** What takes the place of values that are not known, where lacking them tells nothing. */
export interface StandIns {
  readonly tells: Uint8Array;
  /** By feature; NaN where no value is known at all. */
  readonly value: Float64Array;
}

/**
 * The values that trees go by where one is not known: the median, of a factor the most frequent level. Columns of one
 * factor or spline stand in together, so that what stands in is a patient there could be.
 */
export function standInsOf(table: TrainingTable, cause?: number): StandIns {
  const { features, origin, rows } = table;
  const { n, p, x } = rows;
  const value = Float64Array.from({ length: p }, (_, j) => medianOf(x, n, p, j));
  const byOrigin = new Map<string, number[]>();
  features.forEach((name, j) => {
    const own = origin?.[name];
    if (own) byOrigin.set(own.join(), [...(byOrigin.get(own.join()) ?? []), j]);
  });
  for (const columns of byOrigin.values()) {
    if (columns.length < 2) continue;
    const row = typicalRow(rows, columns, value);
    if (row >= 0) for (const j of columns) value[j] = x[row * p + j]!;
  }
  return { tells: missingTells(table, cause), value };
}

/** The lower median: a value that somebody had. */
function medianOf(x: Float64Array, n: number, p: number, j: number): number {
  const own = new Float64Array(n);
  let m = 0;
  for (let i = 0; i < n; i++) if (!Number.isNaN(x[i * p + j]!)) own[m++] = x[i * p + j]!;
  return m === 0 ? Number.NaN : own.subarray(0, m).sort()[(m - 1) >> 1]!;
}

/** A row with the most frequent values of some columns; where hardly any come twice, the row nearest to their medians. */
function typicalRow({ n, p, x }: TrainingTable['rows'], columns: readonly number[], medians: Float64Array): number {
  const seen = new Map<string, { row: number; count: number }>();
  let nearest = { row: -1, distance: Infinity };
  for (let i = 0; i < n; i++) {
    const own = columns.map((j) => x[i * p + j]!);
    if (own.some(Number.isNaN)) continue;
    const key = own.join();
    const before = seen.get(key);
    if (before) before.count++;
    else seen.set(key, { row: i, count: 1 });
    const distance = own.reduce((sum, v, k) => sum + Math.abs(v - medians[columns[k]!]!), 0);
    if (distance < nearest.distance) nearest = { row: i, distance };
  }
  if (seen.size > columns.length + 1) return nearest.row;
  return [...seen.values()].reduce((most, own) => (own.count > most.count ? own : most), { row: -1, count: 0 }).row;
}

/** The table with its stand-ins in the place of what is not known, but where lacking it tells something. */
export function filledIn(table: TrainingTable, { tells, value }: StandIns): TrainingTable {
  const { n, p, x } = table.rows;
  if (!x.some(Number.isNaN)) return table;
  const filled = x.slice();
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < p; j++) if (tells[j] === 0 && Number.isNaN(x[i * p + j]!)) filled[i * p + j] = value[j]!;
  }
  return { ...table, rows: { n, p, x: filled } };
}
